"""The actions to follow on the desk: listed, shown for the day, saved as typed."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.errors import UserError
from mplus3_xl.layout.french import count
from mplus3_xl.layout.heading import line_of_day
from mplus3_xl.layout.listed import suivi
from mplus3_xl.layout.model import Value
from mplus3_xl.live.port import Desk, Filter, Row, filter_of
from mplus3_xl.live.sheet import places
from mplus3_xl.live.sheet.list_lines import (
    day_in,
    may_refill,
    number_of,
    refuse_copies,
    tell_on,
    text_in,
)
from mplus3_xl.services.bilan.action_changes import ActionChange, change_actions, state_of
from mplus3_xl.services.bilan.following import actions_to_follow
from mplus3_xl.services.lists.listed import action_row, action_rows

_DUE = "echeance"
_UNDO = "Une erreur ? Jusqu’à ce soir, videz « Fait le » puis enregistrez."


def show_actions(desk: Desk, workspace: Workspace) -> None:
    """Write the actions to follow, and those said done today."""
    if not may_refill(desk, suivi.ACTIONS_TITLE, _typed_actions(desk)):
        return
    rows = action_rows(workspace.store(), workspace.today)
    _write(desk, workspace, rows)
    left = sum(row["fait_le"] is None for row in rows)
    said = count(left, "action à suivre", "actions à suivre")
    tell_on(desk, suivi.ACTIONS_TITLE, f"{said}{_hidden(desk)}")


def _write(
    desk: Desk, workspace: Workspace, rows: Sequence[Row], shown: Filter | None = None
) -> None:
    """Write the list and the day that it is of."""
    desk.write_form({suivi.ACTIONS_DAY: line_of_day(workspace.today, frozen=workspace.frozen)})
    desk.write_table(suivi.ACTIONS_TABLE, rows, shown)


def _hidden(desk: Desk) -> str:
    """Take the filter of the day off, and say of any other what it is on."""
    shown = desk.read_filter(suivi.ACTIONS_TABLE)
    if [each.key for each in shown] == [_DUE]:
        desk.filter_table(suivi.ACTIONS_TABLE, {})
        return ""
    plan = places.table_named(suivi.ACTIONS_TABLE)[1]
    titles = {column.key: column.title for column in plan.columns}
    columns = ", ".join(titles[each.key] for each in shown)
    return f" ; un filtre en cache peut-être ({columns})" if columns else ""


def show_due(desk: Desk, workspace: Workspace) -> None:
    """Write the actions to follow, and show only those of today and the late ones, to print."""
    if not may_refill(desk, suivi.ACTIONS_TITLE, _typed_actions(desk)):
        return
    listed, today = actions_to_follow(workspace.store()), workspace.today
    rows = [action_row(each) for each in listed]
    _write(desk, workspace, rows, filter_of({_DUE: today + timedelta(days=1)}))
    desk.go_to(suivi.ACTIONS_TITLE)
    late = sum(each.action.due_on < today for each in listed)
    due = count(sum(each.action.due_on == today for each in listed), "action", "actions")
    desk.tell(f"{due} du jour, {late} en retard : prêt à imprimer.")


def save_actions(desk: Desk, workspace: Workspace) -> None:
    """Save what was typed in the actions. Raises UserError with all that is wrong."""
    store, rows = workspace.store(), desk.read_table(suivi.ACTIONS_TABLE)
    typed = [_change(row) for row in rows]
    refuse_copies(rows)
    changed = change_actions(store, typed, author(), workspace.now, workspace.sites)
    desk.write_table(suivi.ACTIONS_TABLE, action_rows(store, workspace.today))
    said = count(len(changed), "action enregistrée", "actions enregistrées")
    undo = f" {_UNDO}" if any(each.done_on for each in changed) else ""
    desk.tell(f"{said}.{undo}" if changed else "Rien n’a changé parmi les actions.")


def _typed_actions(desk: Desk) -> list[str]:
    """Return the clients of the lines that are no longer what was read of them."""
    rows = desk.read_table(suivi.ACTIONS_TABLE)
    return [str(row["client"]) for row in rows if text_in(row, "etat_lu") != _state(row)]


def _state(row: Mapping[str, Value]) -> str:
    try:
        return state_of(_change(row))
    except UserError:  # what was typed is no day
        return ""


def _change(row: Mapping[str, Value]) -> ActionChange:
    return ActionChange(
        action_id=number_of(row),
        owner=text_in(row, "responsable"),
        due_on=day_in(row, "echeance", "Échéance"),
        done_on=day_in(row, "fait_le", "Fait le"),
        result=text_in(row, "resultat"),
        seen=text_in(row, "etat_lu") or "",
    )
