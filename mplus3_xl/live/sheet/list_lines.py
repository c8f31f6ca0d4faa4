"""What the lists that are typed in share: a line read, and a question before it is written over."""

from collections.abc import Mapping, Sequence
from datetime import date

from mplus3_xl.errors import UserError
from mplus3_xl.importers.cells import Fault, day
from mplus3_xl.layout.french import count
from mplus3_xl.layout.model import Value
from mplus3_xl.live.port import Desk

MOST_CLIENTS = 5  # a question holds about a thousand characters


def may_refill(desk: Desk, sheet: str, clients: Sequence[str]) -> bool:
    """Ask before a list is written over of which some lines were typed in and not saved."""
    if not clients:
        return True
    said = count(len(clients), "ligne tapée n’est", "lignes tapées ne sont")
    saved = "pas enregistrée" if len(clients) == 1 else "pas enregistrées"
    who = ", ".join(list(dict.fromkeys(clients))[:MOST_CLIENTS])
    question = f"{sheet} : {said} {saved} ({who}). Continuer quand même et perdre cette saisie ?"
    if desk.ask(question, for_good=True):
        return True
    tell_on(desk, sheet, "Rien n’est changé : enregistrez ce qui est tapé, ou reprenez-le")
    return False


def tell_on(desk: Desk, sheet: str, said: str) -> None:
    """Bring a list to the front, and say something on it."""
    desk.go_to(sheet)
    desk.tell(f"{said}.")


def number_of(row: Mapping[str, Value]) -> int:
    """Return the number of a line. Raises UserError for one that a person has added."""
    number = row["numero"]
    if not isinstance(number, int):
        raise UserError(
            "ligne_inconnue",
            f"La ligne de « {row['client']} » n’a pas de numéro : elle n’est pas de la base.",
            "Actualisez la feuille : elle retrouve ses lignes.",
        )
    return number


def refuse_copies(rows: Sequence[Mapping[str, Value]]) -> None:
    """Refuse a line that was copied over another: its number stands twice. Raises UserError."""
    seen: set[int] = set()
    for row in rows:
        number = number_of(row)
        if number in seen:
            raise UserError(
                "ligne_en_double",
                f"Une ligne de « {row['client']} » est là deux fois, copiée sur une autre.",
                "Rien n’est enregistré : videz toute la copie, puis enregistrez à nouveau ; la "
                "feuille retrouve la ligne qui était là.",
            )
        seen.add(number)


def text_in(row: Mapping[str, Value], key: str) -> str | None:
    """Return the text of a cell; none if it is empty."""
    return None if row[key] is None else str(row[key])


def day_in(row: Mapping[str, Value], key: str, title: str) -> date | None:
    """Read a day, also one that was pasted as a text. Raises UserError."""
    found = day(row[key])
    if isinstance(found, Fault):
        raise UserError(
            found.code,
            f"{row['client']}, « {title} » : {found.message}",
            "Puis enregistrez à nouveau.",
        )
    return found
