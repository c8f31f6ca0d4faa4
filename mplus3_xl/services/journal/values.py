"""What was there before and after, in words: no code, no identifier, days in French order."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.bilan.typed_answers import shown_answer
from mplus3_xl.domain.client.privacy import WORD
from mplus3_xl.domain.register.stored_words import word_of
from mplus3_xl.domain.vocabulary import FieldState, PieceState
from mplus3_xl.domain.yes_no import NO, YES
from mplus3_xl.layout.french import moment, short_day
from mplus3_xl.rules import table
from mplus3_xl.services.changes.answers import field_answer, piece_answer
from mplus3_xl.services.changes.bilan_changes import answer_told, lines_told, reply_told

CLIENTS = ("client_id", "high_id", "merged_into", "merged_client")
"""The fields whose value is the id of a client."""
LOGIN = "callback_agreed_by"
"""The field whose value is the login of somebody."""
_NUMBERS = ("dossier_id", "joined_into", "corrects")
_YES_NO = {"True": YES, "False": NO, YES.lower(): YES, NO.lower(): NO}
_BOOLEANS = ("from_file", "name_only", "probable_replacement", "closed_by_program", "manager")
_UNNAMED = "inconnu"  # what staff write for an insurer whom the client does not name
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(_DAY.pattern + r"T\d\d:\d\d(:\d\d(\.\d+)?)?")
_TIME = re.compile(r"(\d\d:\d\d):\d\d")


def words_of(subject: str, field: str, text: str | None, cards: Mapping[str, str]) -> str | None:
    """Return a value of the journal as staff read it; `cards` name clients by their ids.

    What an erasure replaced stays as it is.
    """
    if text is None or text == WORD:
        return text
    if subject in _WAYS:
        return _WAYS[subject](field, text)
    if field in CLIENTS:
        return cards.get(text, f"fiche {text}")
    return _column("clients" if subject == "manual_entries" else subject, field, text)


def amount(cents: int) -> str:
    """Return `1 234,56`."""
    return f"{cents / 100:,.2f}".replace(",", "\u00a0").replace(".", ",")


def _column(subject: str, field: str, text: str) -> str:
    if field in _NUMBERS:
        return f"n° {text}"
    if field in _BOOLEANS:
        return _YES_NO.get(text, text)
    if field.endswith("_cents"):
        return amount(int(text))
    return day_said(word_of(subject, field, text))


def day_said(text: str) -> str:
    """Write a day, a moment or a time of the store as the French do."""
    if _MOMENT.fullmatch(text):
        return moment(datetime.fromisoformat(text))
    if _DAY.fullmatch(text):
        return short_day(datetime.fromisoformat(text))
    found = _TIME.fullmatch(text)
    return found[1] if found else text


def _field(code: str, text: str) -> str:
    answer = field_answer(code, text)
    if answer is None or answer.state is None:
        return ""
    label = answer.state.label
    if answer.state is FieldState.MODIFIE:
        return f"{label} : {answer.new}"
    known = answer.state is FieldState.CONFIRME and answer.lagon
    return f"{label} : {answer.lagon}" if known else label


def _piece(code: str, text: str) -> str:
    answer = piece_answer(0, code, text)
    if answer is None:
        return ""
    label = answer.state.label
    if answer.on is None:
        return label.removesuffix(" le")
    dated = answer.state in (PieceState.DEMANDEE, PieceState.RECUE)
    return f"{label} {short_day(answer.on)}" if dated else f"{label} ({short_day(answer.on)})"


def _answer(code: str, text: str) -> str:
    questions = {each["code"]: each for each in table("situation")["question"]}
    return shown_answer(questions.get(code, {}), answer_told(text))


def _lines(family: str, text: str) -> str:
    return " ; ".join(_line(each) for each in lines_told(family, text))


def _line(line: Line) -> str:
    label = line.holding.label if line.holding else ""
    details = ", ".join(_details(line))
    return f"{label} : {details}" if details else label


def _details(line: Line) -> Iterator[str]:
    if line.insurer:
        yield f"assureur {_UNNAMED}" if line.insurer == _UNNAMED else line.insurer
    if line.echeance:
        yield f"échéance {short_day(line.echeance)}"
    if line.subscribed_on:
        yield f"souscrit le {short_day(line.subscribed_on)}"
    if line.over_a_year:
        yield "plus d’un an"
    if line.premium_cents is not None:
        yield f"prime {amount(line.premium_cents)}\u00a0€"
    if line.notice_on:
        yield f"avis d’échéance du {short_day(line.notice_on)}"
    if line.no_notice:
        yield "sans avis d’échéance"
    if line.event:
        on = f" le {short_day(line.event_on)}" if line.event_on else ""
        yield f"{word_of('bilan_lines', 'event', line.event)}{on}"


def _reply(gap: str, text: str) -> str:
    reply = reply_told(gap, text)
    label = reply.answer.label if reply.answer else None
    return " : ".join(filter(None, (label, reply.reason)))


def _reason(_field: str, text: str) -> str:
    return str(json.loads(text))


def _closed(_field: str, _digest: str) -> str:
    return "Mois clôturé"


_WAYS: dict[str, Callable[[str, str], str]] = {
    "field_answers": _field,
    "piece_answers": _piece,
    "situation": _answer,
    "inventaire": _lines,
    "manques": _reply,
    "bilan": _reason,
    "months": _closed,
}
