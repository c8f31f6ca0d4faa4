"""Giving back what a save changed beside its dossier: answers, client, reports, actions."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from mplus3_xl.domain.client.clients import derived
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.services.changes.answers import field_answer, piece_answer
from mplus3_xl.services.changes.journaling import as_text
from mplus3_xl.services.lagon.classifying import classify
from mplus3_xl.services.lagon.differences import settle_difference
from mplus3_xl.services.ports.store import Writing
from mplus3_xl.services.records import Change, JournalLine, Save

_WHOLE = ("revenue_cents", "headcount")
_ENDS = ("dropped_on", "done_on", "result")


def take_back(unit: Writing, lines: Sequence[JournalLine], undo: Save) -> Iterator[Change]:
    """Give back what each line changed, the last first; return the lines that tell it."""
    for line in reversed(lines):
        give_back = _WAYS.get(line.subject)
        if give_back is not None and give_back(unit, line, undo):
            yield Change(line.subject, line.subject_id, line.field, line.new, line.old)
            if (line.subject, line.field) == ("clients", "client_type"):
                yield from classify(unit, unit.clients_by_id([line.subject_id])[line.subject_id])


def _field(unit: Writing, line: JournalLine, undo: Save) -> bool:
    answer = field_answer(line.field, line.old)
    unit.write_field_answer(line.subject_id, line.field, answer, undo.author, undo.at)
    return True


def _piece(unit: Writing, line: JournalLine, undo: Save) -> bool:
    answer = piece_answer(line.subject_id, line.field, line.old)
    unit.write_piece_answer(line.subject_id, line.field, answer, undo.author, undo.at)
    return True


def _client(unit: Writing, line: JournalLine, _undo: Save) -> bool:
    """Give a client his value back, unless it changed since."""
    client = unit.clients_by_id([line.subject_id])[line.subject_id]
    if as_text(getattr(client, line.field)) != line.new:
        return False
    before = derived(client._replace(**{line.field: _client_value(line.field, line.old)}))
    unit.change("clients", [(client, before)])
    return True


def _client_value(field: str, text: str | None) -> Any:
    if text is None:
        return None
    if field == "client_type":
        return ClientType(text)
    return int(text) if field in _WHOLE else text


def _entry(unit: Writing, line: JournalLine, undo: Save) -> bool:
    known = unit.manual_entries([line.subject_id]).get(line.subject_id, {})
    if known.get(line.field) != line.new:
        return False
    unit.write_manual_entry(line.subject_id, line.field, line.old, undo.author, undo.at)
    settle_difference(unit, line.subject_id, line.field, line.old)
    return True


def _report(unit: Writing, line: JournalLine, _undo: Save) -> bool:
    return _give_back_row(unit, "lagon_reports", line)


def _action(unit: Writing, line: JournalLine, _undo: Save) -> bool:
    return _give_back_row(unit, "actions", line)


def _give_back_row(unit: Writing, table: str, line: JournalLine) -> bool:
    """Remove a row that the save made, or take from it the end or the day that the save gave it."""
    if line.field == "due_on":
        day = date.fromisoformat(line.old or "")
        unit.update(table, [(line.subject_id, {"due_on": day})])
    elif line.field in _ENDS:
        unit.update(table, [(line.subject_id, {line.field: line.old})])  # no day was there before
    else:
        unit.remove(table, [line.subject_id])
    return True


_WAYS: dict[str, Callable[[Writing, JournalLine, Save], bool]] = {
    "field_answers": _field,
    "piece_answers": _piece,
    "clients": _client,
    "manual_entries": _entry,
    "lagon_reports": _report,
    "actions": _action,
}
