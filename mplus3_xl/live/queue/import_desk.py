"""An export, asked for and taken in from the workbook."""

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.intake import take_in
from mplus3_xl.live.copies import refuse_copy
from mplus3_xl.live.port import Desk
from mplus3_xl.live.queue import queue_desk
from mplus3_xl.live.queue.import_words import import_lines
from mplus3_xl.live.shown_after import sheet_follows


def import_export(desk: Desk, workspace: Workspace) -> None:
    """Ask for an export, take it in, show the queue that comes of it."""
    refuse_copy(desk, workspace)
    path = desk.ask_file("Choisissez un export Lagon")
    if path is None:
        return
    done = import_lines(take_in(workspace, [path], {}, desk.progress))
    with sheet_follows(desk, done):
        shown = queue_desk.refresh(desk, workspace)
        desk.tell(f"{done}{shown.said}")
