"""The queue and the first sheet on the desk: written from the store, filtered for a person."""

from collections.abc import Sequence
from dataclasses import astuple
from datetime import timedelta

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.domain.queue import QueueRow
from mplus3_xl.errors import UserError
from mplus3_xl.layout import accueil, file
from mplus3_xl.layout.counting import is_callable
from mplus3_xl.layout.heading import DAY, day_line
from mplus3_xl.live.port import Criterion, Desk, FieldValue


def refresh(desk: Desk, workspace: Workspace) -> int:
    """Show the queue and the day as the store has them; return the number of dossiers."""
    from mplus3_xl.workbook import content_of

    content = content_of(workspace)
    write_queue(desk, content.rows)
    names = [f"accueil_{each[0]}" for each in (*accueil.CARDS, *accueil.ALERTS)]
    figures = (*astuple(content.counters), *astuple(content.alerts))
    shown: dict[str, FieldValue] = dict(zip(names, figures, strict=True))
    first = accueil.first_call(content)
    desk.write_form(shown | {DAY: day_line(content), accueil.FIRST_CALL: first})
    return len(content.rows)


def write_queue(desk: Desk, rows: Sequence[QueueRow]) -> None:
    """Write the rows of the queue, and them alone: the figures of the first sheet stay."""
    keys = [column.key for column in file.COLUMNS]
    desk.write_table(file.TABLE, [dict(zip(keys, file.values(row), strict=True)) for row in rows])


def show_only(desk: Desk, wanted: dict[str, Criterion], said: str) -> None:
    """Bring the queue to the front with the rows that fit; `said` is the message."""
    desk.filter_table(file.TABLE, wanted)
    desk.go_to(file.TITLE)
    desk.tell(said)


def until_today(workspace: Workspace) -> Criterion:
    """Return what a slot of today at the latest comes before."""
    return workspace.today + timedelta(days=1)


def next_to_call(
    rows: Sequence[QueueRow], workspace: Workspace, charge: str | None, current: int | None
) -> int:
    """Return the dossier to call after `current`, in the queue's order, then from its head.

    Only those of `charge`, if there is one. Raises UserError when nobody else is to be called.
    """
    mine = [row for row in rows if charge is None or row.charge == charge]
    waiting = [row.dossier for row in mine if is_callable(row, workspace.today)]
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
