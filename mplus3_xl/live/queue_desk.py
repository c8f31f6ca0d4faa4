"""The queue and the first sheet on the desk: written from the store, filtered for a person."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.domain.queue import QueueRow
from mplus3_xl.errors import UserError
from mplus3_xl.layout import accueil, file, file_columns
from mplus3_xl.layout.counting import is_callable
from mplus3_xl.layout.heading import DAY, day_line, line_of_day
from mplus3_xl.live import queue_filter
from mplus3_xl.live.choices import show_lists
from mplus3_xl.live.port import Criterion, Desk, Fields, Filter


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
    """Show the queue, the day and the lists as the store has them, under the filter left.

    A refresh under a filter leaves the lists to the next one, or to Paramètres.
    """
    from mplus3_xl.workbook_content import content_of

    content = content_of(workspace)
    held = queue_filter.in_force(desk, workspace)
    shown = held or queue_filter.left_by(workspace)
    desk.write_lines(file.TABLE, [file_columns.values(row) for row in content.rows], shown)
    names = [f"accueil_{each[0]}" for each in (*accueil.CARDS, *accueil.ALERTS)]
    figures = (*content.counters, *content.alerts)
    figures_by_name: Fields = dict(zip(names, figures, strict=True))
    first = accueil.first_call(content)
    words = {DAY: day_line(content), accueil.FIRST_CALL: first}
    desk.write_form(figures_by_name | words | queue_filter.MARK)
    if not shown:  # a filter takes the calls that the lists would
        show_lists(desk, content.agencies, content.charges, content.au)
    return Refreshed(len(content.rows), () if held else shown)


def follow_day(desk: Desk, workspace: Workspace) -> None:
    """Refresh the queue, and with it the day that every sheet bears, once it is another day.

    A workbook left open overnight would print the day before.
    """
    today = line_of_day(workspace.today, frozen=workspace.frozen)
    if desk.read_form([DAY])[DAY] != today:
        refresh(desk, workspace)


def write_queue(desk: Desk, workspace: Workspace) -> None:
    """Write the rows of the queue, and them alone: the figures of the first sheet stay."""
    lines = [file_columns.values(row) for row in workspace.queue()]
    desk.write_lines(file.TABLE, lines, queue_filter.in_force(desk, workspace))


def show_only(desk: Desk, workspace: Workspace, wanted: Mapping[str, Criterion], said: str) -> None:
    """Bring the queue to the front with the rows that fit; `said` is the message."""
    queue_filter.choose(desk, workspace, wanted)
    desk.go_to(file.TITLE)
    desk.tell(said)


def next_to_call(
    rows: Sequence[QueueRow], workspace: Workspace, charge: str | None, current: int | None
) -> int:
    """Return the dossier to call after `current`, in the queue's order, then from its head.

    `charge` is whose queue it is, if it is of one. Raises UserError when nobody else is to be
    called.
    """
    waiting = [row.dossier for row in rows if is_callable(row, workspace.today)]
    after = waiting.index(current) + 1 if current in waiting else 0
    following = [each for each in (*waiting[after:], *waiting[:after]) if each != current]
    if not following:
        whose = f" pour {charge}" if charge else ""
        raise UserError(
            "personne_a_appeler",
            f"Personne d’autre n’est à appeler aujourd’hui{whose}.",
            "Actualisez la file, ou choisissez une ligne et ouvrez sa fiche.",
        )
    return following[0]
