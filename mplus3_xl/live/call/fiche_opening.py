"""The form that a row of the queue opens: the selected one, or the next to call."""

from collections.abc import Sequence

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.queue.queue import QueueRow
from mplus3_xl.errors import UserError
from mplus3_xl.layout.counting import is_callable
from mplus3_xl.live.call import fiche_form
from mplus3_xl.live.call.fiche_desk import open_fiche
from mplus3_xl.live.port import Desk
from mplus3_xl.live.queue import queue_filter
from mplus3_xl.live.seat import who
from mplus3_xl.services.queue.calls_under_way import first_not_called
from mplus3_xl.services.records import QueueFilter


def open_next(desk: Desk, workspace: Workspace) -> None:
    """Open the form of the next client to call."""
    queue_filter.notice(desk, workspace)
    charge = who(desk, workspace).charge_clientele
    current = fiche_form.code_of(desk.read_form([fiche_form.CODE]))
    rows = workspace.queue_of(QueueFilter(charge_clientele=charge))
    dossier, passed = _next_to_call(rows, workspace, charge, current)
    open_fiche(desk, workspace, dossier, passed)


def open_selected(desk: Desk, workspace: Workspace) -> None:
    """Open the form of the selected row."""
    dossier = desk.selected_dossier()
    if dossier is None:
        raise UserError(
            "aucune_ligne",
            "Aucune ligne de dossier n’est choisie.",
            "Choisissez une ligne de la file ou de la recherche, puis recommencez.",
        )
    open_fiche(desk, workspace, dossier)


def _next_to_call(
    rows: Sequence[QueueRow], workspace: Workspace, charge: str | None, current: int | None
) -> tuple[int, str]:
    """Return the dossier to call after `current`, in the queue's order, then from its head.

    Who is called by a colleague at this moment is passed over, and said. `charge` is whose queue it
    is, if it is of one. Raises UserError when nobody else is to be called.
    """
    waiting = [row.dossier for row in rows if is_callable(row, workspace.today)]
    after = waiting.index(current) + 1 if current in waiting else 0
    following = [each for each in (*waiting[after:], *waiting[:after]) if each != current]
    whose = f" pour {charge}" if charge else ""
    if not following:
        raise UserError(
            "personne_a_appeler",
            f"Personne d’autre n’est à appeler aujourd’hui{whose}.",
            "Actualisez la file, ou choisissez une ligne et ouvrez sa fiche.",
        )
    found, called = first_not_called(workspace.store(), following, author(), workspace.now)
    said = " ".join(called)
    if found is None:
        raise UserError(
            "tous_appeles",
            f"Tous ceux qui restent à appeler aujourd’hui{whose} le sont en ce moment : {said}",
            "Attendez l’issue d’un de ces appels, ou choisissez une ligne et ouvrez sa fiche.",
        )
    return found, f"{said} « Suivant » passe au client d’après." if said else ""
