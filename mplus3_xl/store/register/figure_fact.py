"""The fact about a dossier that the manager's figures count."""

from datetime import date

from mplus3_xl.domain.call.tries import is_talked
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.cases import is_done
from mplus3_xl.domain.queue.holder import charge_on
from mplus3_xl.domain.register.figures import Counts, Fact
from mplus3_xl.domain.vocabulary import Closing


def fact_of(dossier: Dossier, today: date, counts: Counts) -> Fact:
    """Return the facts of a dossier, whose charge is that of the day it was done, else of today.

    `counts` are those of `COUNTED`, in their order.
    """
    done = is_done(dossier)
    day = (dossier.appel_ok_on or dossier.closed_on or today) if done else today
    return Fact(
        dossier.id,
        dossier.client_id,
        dossier.agency,
        charge_on(dossier, day),
        dossier.window,
        done,
        dossier.appel_ok_on,
        *counts,
        talked=not done and is_talked(dossier, None),
        closing=Closing(dossier.closing) if dossier.closing else None,
    )
