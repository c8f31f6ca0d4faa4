"""Writing what a call form holds beside the dossier; each function returns its journal lines."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.call.decision import Decision
from mplus3_xl.domain.call.facts import CallFacts
from mplus3_xl.domain.call.tries import CallSetting
from mplus3_xl.domain.client.fields import client_after
from mplus3_xl.domain.client.lagon_fields import report_lines
from mplus3_xl.domain.client.lagon_reports import LagonReport
from mplus3_xl.domain.contact.calling_hours import soonest_slot, start_of_day
from mplus3_xl.domain.contact.calls import RELANCE_OF_A_PIECE, Action, ActionDraft, CallForm
from mplus3_xl.domain.queue.holder import charge_on
from mplus3_xl.domain.vocabulary import ActionKind
from mplus3_xl.services.agency.people import name_of
from mplus3_xl.services.changes.answers import field_text, piece_text
from mplus3_xl.services.changes.journaling import as_text, changes_between
from mplus3_xl.services.lagon.classifying import classify
from mplus3_xl.services.lagon.differences import settle_difference
from mplus3_xl.services.lagon.relances import NOT_ASKED, SETTLED, close_relance, move_relances
from mplus3_xl.services.ports.store import Writing
from mplus3_xl.services.records import Change

CLIENT_TYPE = "type_client"


def write_fields(
    unit: Writing, facts: CallFacts, decision: Decision, setting: CallSetting
) -> Iterator[Change]:
    """Write the answers of objective 1 that changed."""
    known = {answer.code: answer for answer in facts.fields}
    for answer in decision.fields:
        old, new = field_text(known.get(answer.code)), field_text(answer)
        if old != new:
            kept = answer if answer.state is not None else None
            unit.write_field_answer(
                facts.dossier.id, answer.code, kept, setting.author, setting.now
            )
            yield Change("field_answers", facts.dossier.id, answer.code, old, new)


def write_client(
    unit: Writing, facts: CallFacts, decision: Decision, setting: CallSetting
) -> Iterator[Change]:
    """Let the client follow what he said: a person's entry wins over the exports (R9)."""
    new = client_after(facts.client, facts.fields, decision.fields, decision.client_type)
    unit.change("clients", [(facts.client, new)])
    changes = list(changes_between("clients", [(facts.client, new)]))
    entered = unit.manual_entries([new.id]).get(new.id, {})
    for change in changes:
        unit.write_manual_entry(new.id, change.field, change.new, setting.author, setting.now)
        settle_difference(unit, new.id, change.field, change.new)
        yield change
        yield Change("manual_entries", new.id, change.field, entered.get(change.field), change.new)
    if new.client_type is not facts.client.client_type:
        yield from classify(unit, new)


def write_pieces(
    unit: Writing, facts: CallFacts, decision: Decision, setting: CallSetting
) -> Iterator[Change]:
    """Write where the pieces stand, if they moved."""
    known = {(answer.contract_id, answer.piece): answer for answer in facts.pieces}
    for answer in decision.pieces:
        old = known.get((answer.contract_id, answer.piece))
        if old != answer:
            place = (answer.contract_id, answer.piece)
            unit.write_piece_answer(*place, answer, setting.author, setting.now)
            yield Change("piece_answers", *place, piece_text(old), piece_text(answer))


def write_reports(
    unit: Writing, facts: CallFacts, decision: Decision, setting: CallSetting
) -> Iterator[Change]:
    """Write what is to be typed into Lagon; an older line of the same field gives way."""
    wanted = {line.code: (line.old, line.new) for line in report_lines(decision.fields)}
    if decision.client_type is not None and decision.client_type is not facts.client.client_type:
        old = facts.client.client_type
        wanted[CLIENT_TYPE] = (old.label if old else None, decision.client_type.label)
    known = {report.field: report for report in unit.open_reports([facts.client.id])}
    before = {line.code for line in report_lines(facts.fields)}
    for code, report in known.items():
        gone = code in before and code not in wanted
        if gone or (code in wanted and wanted[code][1] != report.new):
            unit.update("lagon_reports", [(report.id, {"dropped_on": setting.now.date()})])
            day = as_text(setting.now.date())
            yield Change("lagon_reports", report.id, "dropped_on", None, day)
    for code, (old_value, new_value) in wanted.items():
        if code in known and known[code].new == new_value:
            continue
        if code in before and new_value == _reported(facts, code):
            continue  # said by an earlier save, and confirmed by an export since
        report_id = unit.next_id("lagon_reports")
        values = (facts.client.id, code, old_value, new_value, setting.now, setting.author)
        unit.add("lagon_reports", LagonReport(report_id, *values))
        yield Change("lagon_reports", report_id, "new", None, new_value)


def write_actions(
    unit: Writing, facts: CallFacts, decision: Decision, form: CallForm, setting: CallSetting
) -> Iterator[Change]:
    """Write the actions decided, the avenants to make, a relance for each missing piece.

    What is settled is closed.
    """
    mine = [each for each in facts.actions if each.dossier_id == facts.dossier.id]
    still_open = {_named(each): each for each in mine if each.done_on is None}
    agency = setting.following_site(facts)
    wanted = [
        _relance(relance.label, relance.contract_id, agency, setting)
        for relance in decision.relances or ()
    ]
    for draft in (*form.actions, *decision.amendments, *wanted):
        if (draft.kind, draft.contract_id, draft.object) not in still_open:
            yield _add(unit, facts, draft, setting)
    if decision.relances is not None:
        asked = {(each.kind, each.contract_id, each.object) for each in wanted}
        gone = [each for name, each in still_open.items() if name not in asked]
        yield from _close_relances(unit, facts, decision, gone, setting)
    if setting.moved_to is not None:
        yield from move_relances(unit, facts.dossier, agency, setting.now.date())


def _close_relances(
    unit: Writing,
    facts: CallFacts,
    decision: Decision,
    actions: Iterable[Action],
    setting: CallSetting,
) -> Iterator[Change]:
    """Close the relances among `actions`: their piece is settled, or asked for no more."""
    required = facts.required_pieces(decision.client_type)
    needed = {(at, piece.label) for at, pieces in required.items() for piece in pieces}
    for action in actions:
        if action.asks_for_a_piece:
            piece = action.contract_id, action.object.removeprefix(RELANCE_OF_A_PIECE)
            result = SETTLED if piece in needed else NOT_ASKED
            yield from close_relance(unit, action, result, setting.now.date())


def _relance(
    label: str, contract_id: int, agency: Agency | None, setting: CallSetting
) -> ActionDraft:
    day = setting.now.date() + timedelta(days=setting.limits["relance_piece"])
    slot = soonest_slot(agency, start_of_day(day))
    due_on = slot.date() if slot else day
    return ActionDraft(ActionKind.RELANCE, f"{RELANCE_OF_A_PIECE}{label}", due_on, contract_id)


def _named(action: Action) -> tuple[ActionKind, int | None, str]:
    return action.kind, action.contract_id, action.object


def _add(unit: Writing, facts: CallFacts, draft: ActionDraft, setting: CallSetting) -> Change:
    action_id = unit.next_id("actions")
    owner = draft.owner or charge_on(facts.dossier, setting.now.date())
    owner = owner or name_of(unit, setting.author)
    unit.add(
        "actions",
        Action(
            action_id, facts.client.id, facts.dossier.id, draft.contract_id, draft.kind,
            draft.object, owner, draft.due_on, None, None, setting.now, setting.author,
        ),
    )  # fmt: skip
    return Change("actions", action_id, "object", None, draft.object)


def _reported(facts: CallFacts, code: str) -> str | None:
    return next((line.new for line in report_lines(facts.fields) if line.code == code), None)
