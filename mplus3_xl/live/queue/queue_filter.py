"""The filter of the queue outlives the workbook, which nobody saves and the program makes anew.

It is read at each click that writes the queue, kept for the person, and put back by the first
refresh of a workbook opened again. A workbook whose mark (`day.FILTER`) is set is one whose
filter was looked after already: no filter there means that the person took it off.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.layout.queue import day, file, file_columns
from mplus3_xl.live.port import Criterion, Desk, Filter, Shown, filter_of
from mplus3_xl.live.queue.remembered import Remembered, recall, remember
from mplus3_xl.live.sheet.filters import can_be_put_on

MARK = {day.FILTER: "suivi"}
SLOT = "prochain_creneau"
OF_A_CLIENT = frozenset({"nom", "telephone", "email", "client", "contrats", "dossier"})
"""The columns that name a client: what is looked for there is kept in no file."""
_TITLES = {column.key: column.title for column in file_columns.COLUMNS}


def until_today(today: date) -> date:
    """Return what a slot of today at the latest comes before."""
    return today + timedelta(days=1)


def choose(desk: Desk, workspace: Workspace, wanted: Mapping[str, Criterion]) -> None:
    """Show only the rows of the queue that fit, and keep that filter for the person."""
    desk.filter_table(file.TABLE, wanted)
    _keep(workspace, filter_of(wanted), recall(workspace.folder, author()))
    desk.write_form(MARK)


def in_force(desk: Desk, workspace: Workspace) -> Filter:
    """Return the filter that the person has set, as of today, and keep it for him.

    For a click that writes the queue next.
    """
    left = recall(workspace.folder, author())
    shown = desk.read_filter(file.TABLE, left.shown if left else (), ahead=True)
    if shown:
        shown = _of_today(shown, left, workspace.today)
        _keep(workspace, shown, left)
    elif left and desk.read_form([day.FILTER])[day.FILTER]:
        _keep(workspace, (), left)
    return shown


def notice(desk: Desk, workspace: Workspace) -> None:
    """Keep the filter that the person has set, for a click that does not write the queue."""
    left = recall(workspace.folder, author())
    shown = desk.read_filter(file.TABLE, left.shown if left else ())
    if shown:
        _keep(workspace, shown, left)


def left_by(workspace: Workspace) -> Filter:
    """Return the filter that the person left, as of today, that can still be put on."""
    left = recall(workspace.folder, author())
    shown = _of_today(left.shown, left, workspace.today) if left else ()
    return tuple(each for each in shown if each.key in _TITLES and can_be_put_on(each))


def columns_of(shown: Filter) -> str:
    """Return the titles of the columns that are filtered, as a person reads them."""
    return ", ".join(_TITLES[each.key] for each in shown)


def _keep(workspace: Workspace, shown: Filter, left: Remembered | None) -> None:
    """Keep a filter for the person, instead of the one that he left."""
    kept = tuple(each for each in shown if each.key not in OF_A_CLIENT)
    new = Remembered(kept, workspace.today) if kept else None
    if new != left:
        remember(workspace.folder, author(), new)


def _of_today(shown: Filter, left: Remembered | None, today: date) -> Filter:
    """Let what was "today" when it was last in force be today."""
    old = _slot_before(until_today(left.day)) if left else None
    new = _slot_before(until_today(today))
    return tuple(new if each == old else each for each in shown)


def _slot_before(bound: date) -> Shown:
    (shown,) = filter_of({SLOT: bound})
    return shown
