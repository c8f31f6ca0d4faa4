"""The queue and the first sheet on the desk: written from the store, filtered for a person."""

from collections.abc import Mapping
from typing import NamedTuple

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.errors import UserError
from mplus3_xl.layout.french import of
from mplus3_xl.layout.queue import day, file, file_columns
from mplus3_xl.live.port import Criterion, Desk, Filter
from mplus3_xl.live.queue import queue_filter
from mplus3_xl.live.sheet.choices import lists_of


class Refreshed(NamedTuple):
    """What a refresh shows: how many dossiers, and the filter that it has put back."""

    dossiers: int
    put_back: Filter

    @property
    def said(self) -> str:
        """Say that rows are hidden by a filter of another day, and how to see them."""
        if not self.put_back:
            return ""
        columns = queue_filter.columns_of(self.put_back)
        return f" Votre filtre est remis ({columns}) ; « Toute la file » l’enlève."


def refresh(desk: Desk, workspace: Workspace) -> Refreshed:
    """Show the queue, the day and the lists as the store has them, under the filter left."""
    from mplus3_xl.workbook_content import content_of

    content = content_of(workspace)
    held = queue_filter.in_force(desk, workspace)
    shown = held or queue_filter.left_by(workspace)
    refused = desk.write_columns(file.TABLE, file_columns.columns_of(content.queue), shown)
    lists = lists_of(content.agencies, content.charges, content.au)
    desk.write_form({**day.shown(content), **queue_filter.MARK, **lists})
    put_back = () if held else tuple(each for each in shown if each not in refused)
    return Refreshed(len(content.queue), put_back)


def write_queue(desk: Desk, workspace: Workspace) -> None:
    """Write the rows of the queue, and them alone: the figures of the first sheet stay."""
    columns = file_columns.columns_of(workspace.queue_of())
    desk.write_columns(file.TABLE, columns, queue_filter.in_force(desk, workspace))


def show_own(desk: Desk, workspace: Workspace) -> None:
    """Show only the dossiers of whoever clicks."""
    from mplus3_xl.live.seat import who

    charge = who(desk, workspace).charge_clientele
    if charge is None:
        raise UserError(
            "sans_dossiers",
            "Vous n’êtes connu comme chargé d’aucun dossier.",
            "Un responsable dit qui est qui dans la feuille Paramètres, tout en bas ; "
            "tant qu’il n’y en a aucun, vous pouvez le dire vous-même.",
        )
    _show_only(desk, workspace, {"charge": charge}, f"Dossiers {of(charge)}.")


def show_late(desk: Desk, workspace: Workspace) -> None:
    """Show only the dossiers whose window is past."""
    from mplus3_xl.domain.vocabulary import Phase

    _show_only(desk, workspace, {"phase": Phase.EN_RETARD.label}, "Dossiers en retard.")


def show_today(desk: Desk, workspace: Workspace) -> None:
    """Show only the dossiers that may be called today."""
    wanted = {queue_filter.SLOT: queue_filter.until_today(workspace.today)}
    _show_only(desk, workspace, wanted, "Appels possibles aujourd’hui.")


def show_whole(desk: Desk, workspace: Workspace) -> None:
    """Show all the dossiers of the queue again."""
    _show_only(desk, workspace, {}, "Toute la file.")


def _show_only(
    desk: Desk, workspace: Workspace, wanted: Mapping[str, Criterion], said: str
) -> None:
    """Bring the queue to the front with the rows that fit; `said` is the message."""
    queue_filter.choose(desk, workspace, wanted)
    desk.go_to(file.TITLE)
    desk.tell(said)
