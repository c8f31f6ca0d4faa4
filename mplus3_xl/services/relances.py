"""The relances of a dossier that goes to another site: on a day when that one is open."""

from collections.abc import Iterator
from datetime import date

from mplus3_xl.domain.agencies import Agency
from mplus3_xl.domain.bilan.working_days import is_working, working_day
from mplus3_xl.domain.calls import RELANCE_OF_A_PIECE
from mplus3_xl.domain.model import Dossier
from mplus3_xl.services.ports import Writing
from mplus3_xl.services.records import Change


def move_relances(
    unit: Writing, dossier: Dossier, agency: Agency | None, today: date
) -> Iterator[Change]:
    """Put the relances of a dossier off to the next day of its site; what a person planned stays.

    Returns the lines of the journal.
    """
    for action in unit.actions_of(dossier.client_id):
        waits = action.dossier_id == dossier.id and action.done_on is None
        own = waits and action.object.startswith(RELANCE_OF_A_PIECE) and action.due_on >= today
        if own and not is_working(action.due_on, agency):
            day = working_day(action.due_on, agency)
            unit.update("actions", [(action.id, {"due_on": day})])
            old, new = action.due_on.isoformat(), day.isoformat()
            yield Change("actions", action.id, "due_on", old, new)
