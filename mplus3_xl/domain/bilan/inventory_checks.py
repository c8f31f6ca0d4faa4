"""What is wrong, or still missing, in the inventory as typed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from mplus3_xl.domain.bilan.inventory import Line, family_label
from mplus3_xl.domain.call_form import FormProblem, is_blank
from mplus3_xl.domain.texts.free_texts import text_problems
from mplus3_xl.domain.vocabulary import Holding

_LONGEST_INSURER = 80


def line_problems(lines: Sequence[Line], today: date) -> tuple[FormProblem, ...]:
    """Find what is wrong in the lines as typed; nothing missing is a problem here."""
    return tuple(problem for at, line in enumerate(lines) for problem in _problems(line, at, today))


def inventory_missing(lines: Iterable[Line]) -> tuple[FormProblem, ...]:
    """Find the families without answer, and the contracts elsewhere without insurer."""
    return tuple(problem for line in lines for problem in _missing(line))


def _problems(line: Line, at: int, today: date) -> Iterator[FormProblem]:
    place, label = f"tBilan:{at + 1}:{line.family}", family_label(line.family)
    if len(line.insurer or "") > _LONGEST_INSURER:
        message = f"{label} : l’assureur a plus de {_LONGEST_INSURER} caractères, raccourcissez-le."
        yield FormProblem(f"{place}:assureur", "assureur_trop_long", message)
    else:
        yield from text_problems(f"{place}:assureur", f"{label}, assureur", line.insurer)
    if line.holding is Holding.CHEZ_NOUS and not line.contract:
        message = f"{label} : « Chez nous » se lit dans Lagon, il ne se saisit pas ici."
        yield FormProblem(place, "chez_nous_saisi", message)
    if line.holding is not Holding.AILLEURS and _has_details(line):
        message = f"{label} : assureur et échéance ne valent que pour « {Holding.AILLEURS.label} »."
        yield FormProblem(place, "details_sans_objet", message)
    if line.premium_cents is not None and line.premium_cents < 0:
        message = f"{label} : la prime ne peut pas être négative, corrigez-la ou videz-la."
        yield FormProblem(f"{place}:prime", "prime_negative", message)
    yield from _future_days(line, place, label, today)


def _has_details(line: Line) -> bool:
    return not line.contract and bool(line.insurer or line.echeance or line.premium_cents)


def _future_days(line: Line, place: str, label: str, today: date) -> Iterator[FormProblem]:
    past = (("souscrit_le", line.subscribed_on), ("avis_le", line.notice_on))
    for name, day in (*past, ("evenement_le", line.event_on)):
        if line.holding is Holding.AILLEURS and day is not None and day > today:
            message = f"{label} : le {day:%d/%m/%Y} est à venir, au plus le {today:%d/%m/%Y}."
            yield FormProblem(f"{place}:{name}", "date_future", message)


def _missing(line: Line) -> Iterator[FormProblem]:
    label = family_label(line.family)
    if line.holding is None:
        message = f"{label} : dites où le client l’a, « Aucun » ou « Ne sait pas »."
        yield FormProblem(f"tBilan:{line.family}", "famille_sans_reponse", message)
    elif line.holding is Holding.AILLEURS and is_blank(line.insurer):
        message = f"{label} : nommez l’assureur, ou écrivez « inconnu »."
        yield FormProblem(f"tBilan:{line.family}", "assureur_manquant", message)
