"""Questions whose answer is a line of a list, a day or some words. None: the person cancelled."""

import re
from collections.abc import Sequence
from datetime import date

from mplus3_xl.domain.text import fold
from mplus3_xl.errors import UserError
from mplus3_xl.importers.cells import Fault, day
from mplus3_xl.live.port import Desk

MOST_LINES = 20  # a question holds about a thousand characters
_BETWEEN = " =:;,.)–-"
_DATE = re.compile(r"\d+[/-]")


def choose(desk: Desk, question: str, lines: Sequence[str]) -> int | None:
    """Ask for one of `lines` by its number or its words; return its place, from 0.

    Raises UserError for an answer that is none of them.
    """
    answer = desk.ask_text(f"{question} {_numbered(lines)}.")
    if not answer:
        return None
    for at, line in enumerate(lines):
        if fold(answer) in (str(at + 1), fold(line)):
            return at
    raise _not_listed(answer, lines)


def choose_why(
    desk: Desk, question: str, lines: Sequence[str], example: str = "2 mauvais dossier"
) -> tuple[int, str | None]:
    """Ask for one of `lines` by its number, and why, in one answer: its place and the reason.

    Without a reason the person cancelled. Raises UserError for a number that is none of them.
    """
    how = f"Tapez le numéro puis le motif, par exemple : {example}"
    answer = desk.ask_text(f"{question} {_numbered(lines)}. {how}.")
    if not answer:
        return 0, None
    number, reason = _first_and_rest(answer)
    if number not in [str(at) for at in range(1, len(lines) + 1)]:
        raise _not_listed(answer, lines)
    return int(number) - 1, reason


def choose_until(desk: Desk, question: str, lines: Sequence[str]) -> tuple[str, date | None] | None:
    """Ask for one of `lines`, by its number or its words, and for a last day, in one answer.

    More than `MOST_LINES` are not shown, and are named by their words. Raises UserError.
    """
    shown = _numbered(lines[:MOST_LINES]) + (" ; …" if len(lines) > MOST_LINES else "")
    answer = desk.ask_text(f"{question} {shown}.")
    if not answer or not answer.strip():
        return None
    head, _, tail = answer.strip().rpartition(" ")
    named, until = (head, _day(tail)) if head and _DATE.match(tail) else (answer, None)
    known = {str(at): line for at, line in enumerate(lines, 1)} | {
        fold(line): line for line in lines
    }
    if fold(named) not in known:
        raise _not_listed(named, lines)
    return known[fold(named)], until


def day_and_why(desk: Desk, question: str) -> tuple[date, str] | None:
    """Ask for a day and a reason, in one answer. Raises UserError for what is no day."""
    answer = desk.ask_text(question)
    if not answer or not answer.strip():
        return None
    first, reason = _first_and_rest(answer)
    found = _day(first)
    return None if found is None else (found, reason)


def _first_and_rest(answer: str) -> tuple[str, str]:
    """Return the first word of an answer and the others, without what stands between them."""
    first, _, rest = answer.strip().partition(" ")
    return first.rstrip(_BETWEEN), rest.lstrip(_BETWEEN)


def _numbered(lines: Sequence[str]) -> str:
    return " ; ".join(f"{at} = {line}" for at, line in enumerate(lines, 1))


def _not_listed(answer: str, lines: Sequence[str]) -> UserError:
    return UserError(
        "reponse_hors_liste",
        f"« {answer} » n’est pas dans la liste.",
        f"Recommencez, et tapez un numéro de 1 à {len(lines)}.",
    )


def ask_days(desk: Desk, question: str, default: date) -> tuple[date, date | None] | None:
    """Ask for a day, or two ("20/11/2026 au 20/05/2027"); an empty answer is `default`.

    Raises UserError for what is no day.
    """
    answer = desk.ask_text(question)
    if answer is None:
        return None
    first, _, last = answer.partition(" au ")
    return _day(first) or default, _day(last)


def _day(text: str) -> date | None:
    found = day(text)
    if isinstance(found, Fault):
        raise UserError(found.code, found.message, "Recommencez.")
    return found
