"""The form that a row of the queue opens: the selected one, or the next to call."""

from collections.abc import Sequence

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.errors import UserError
from mplus3_xl.live.call import fiche_form
from mplus3_xl.live.call.fiche_desk import keep_typed, open_fiche, show_fiche
from mplus3_xl.live.port import Desk
from mplus3_xl.live.queue import next_call, queue_filter
from mplus3_xl.live.seat import who
from mplus3_xl.services.queue.calls_under_way import first_not_called
from mplus3_xl.services.records import QueueFilter


def open_next(desk: Desk, workspace: Workspace) -> None:
    """Open the form of the next client to call."""
    queue_filter.notice(desk, workspace)
    charge = who(desk, workspace).charge_clientele
    values = desk.read_form(fiche_form.NAMES)
    current = fiche_form.code_of(values)
    queue = workspace.queue_of(QueueFilter(charge_clientele=charge))
    folder, me, now = workspace.folder, author(), workspace.now
    brought = next_call.brought_today(folder, me, now)
    turns = next_call.in_turn(queue, current, brought, now)
    dossier, passed = _next_to_call(turns.dossiers, workspace, charge)
    keep_typed(desk, workspace, values)
    why = turns.why.get(dossier, "")
    show_fiche(desk, workspace, dossier, " ".join(filter(None, (passed, why))))
    places = enumerate(queue.column("dossier"))
    in_front = [queue[at] for at, each in places if each in (current, dossier)]
    next_call.note_brought(folder, me, now, in_front, brought)


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
    turns: Sequence[int], workspace: Workspace, charge: str | None
) -> tuple[int, str]:
    """Return whom to call of those whose turn it is, in order, by dossier.

    Who is called by a colleague at this moment is passed over, and said. `charge` is whose queue it
    is, if it is of one. Raises UserError when nobody else is to be called.
    """
    whose = f" pour {charge}" if charge else ""
    if not turns:
        raise UserError(
            "personne_a_appeler",
            f"Personne d’autre n’est à appeler aujourd’hui{whose}.",
            "Actualisez la file, ou choisissez une ligne et ouvrez sa fiche.",
        )
    found, called = first_not_called(workspace.store(), turns, author(), workspace.now)
    said = " ".join(called)
    if found is None:
        raise UserError(
            "tous_appeles",
            f"Tous ceux qui restent à appeler aujourd’hui{whose} le sont en ce moment : {said}",
            "Attendez l’issue d’un de ces appels, ou choisissez une ligne et ouvrez sa fiche.",
        )
    passed = f"{said} « Suivant » passe au client d’après." if said else ""
    return found, passed
