"""The relances of a dossier, when it changes site, or its contracts change dossier."""

from collections.abc import Iterable, Iterator
from datetime import date

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.bilan.working_days import is_working, working_day
from mplus3_xl.domain.contact.calls import Action
from mplus3_xl.domain.model import Contract, Dossier
from mplus3_xl.services.ports.store import Writing
from mplus3_xl.services.records import Change

SETTLED, NOT_ASKED = "Pièce réglée", "Pièce qui n’est plus demandée"


def move_relances(
    unit: Writing, dossier: Dossier, agency: Agency | None, today: date
) -> Iterator[Change]:
    """Put the relances of a dossier off to the next day of its site; what a person planned stays.

    Returns the lines of the journal.
    """
    for action in unit.actions_of(dossier.client_id):
        waits = action.dossier_id == dossier.id and action.done_on is None
        own = waits and action.asks_for_a_piece and action.due_on >= today
        if own and not is_working(action.due_on, agency):
            day = working_day(action.due_on, agency)
            unit.update("actions", [(action.id, {"due_on": day})])
            old, new = action.due_on.isoformat(), day.isoformat()
            yield Change("actions", action.id, "due_on", old, new)


def close_relance(unit: Writing, action: Action, result: str, today: date) -> Iterator[Change]:
    """Say that a relance is done, and what came of it; return the lines of the journal."""
    unit.update("actions", [(action.id, {"done_on": today, "result": result})])
    yield Change("actions", action.id, "done_on", None, today.isoformat())
    yield Change("actions", action.id, "result", action.result, result)


def close_left(
    unit: Writing, contracts: Iterable[tuple[Contract, Contract]], today: date
) -> Iterator[Change]:
    """Close the relances of each contract (old, new) that left its dossier.

    Its former client is not to be asked for its pieces; the new one is, when he is called.
    """
    left = {
        (old.id, old.dossier_id)
        for old, new in contracts
        if old.dossier_id not in (None, new.dossier_id)
    }
    for action in unit.open_actions() if left else ():
        is_left = (action.contract_id, action.dossier_id) in left
        if is_left and action.asks_for_a_piece:
            yield from close_relance(unit, action, NOT_ASKED, today)


def follow_joined(unit: Writing, other: Dossier, dossier_id: int) -> Iterator[Change]:
    """Let the open relances of a dossier follow its contracts, which join another one's call."""
    for action in unit.actions_of(other.client_id):
        waits = action.dossier_id == other.id and action.done_on is None
        if waits and action.asks_for_a_piece:
            unit.update("actions", [(action.id, {"dossier_id": dossier_id})])
            yield Change("actions", action.id, "dossier_id", str(other.id), str(dossier_id))
