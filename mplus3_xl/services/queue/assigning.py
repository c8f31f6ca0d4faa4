"""Giving dossiers to an account manager, for an absence or for good; undone at once."""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from mplus3_xl.domain.agency.charges import not_in_service
from mplus3_xl.domain.queue.assigning import plan_assignment
from mplus3_xl.domain.text import meant_by
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.people import names_in_service, refuse_unless_manager
from mplus3_xl.services.changes.batches import write_batch
from mplus3_xl.services.ports.store import Store

RESERVED = "Seul un responsable affecte des dossiers."


class Assigned(NamedTuple):
    """To whom dossiers were given, until when; how many, and how many stay as they were.

    `done` were finished or closed, `gone` an import took away.
    """

    charge: str
    until: date | None
    given: int
    unchanged: int
    done: int
    gone: int


def assign_dossiers(
    store: Store,
    dossier_ids: Collection[int],
    charge: str,
    until: date | None,
    author: str,
    now: datetime,
) -> Assigned:
    """Give dossiers to an account manager until a day, included; `None`: without end.

    Only a manager may. Raises UserError: no manager, a name that nobody bears, a day that is past.
    """
    with store.write() as unit:
        refuse_unless_manager(unit, author, RESERVED)
        name = _known(names_in_service(unit), charge)
        _refuse_past(until, now.date())
        found = unit.dossiers_by_ids(dossier_ids)
        plan = plan_assignment(found.values(), name, until)
        write_batch(unit, plan.pairs, author, now)
        gone = len(dossier_ids) - len(found)
        return Assigned(name, until, len(plan.pairs), plan.unchanged, plan.done, gone)


def _known(names: Collection[str], typed: str) -> str:
    found = meant_by(typed, names)
    if found is None:
        raise not_in_service(typed, names)
    return found


def _refuse_past(until: date | None, today: date) -> None:
    if until is not None and until < today:
        raise UserError(
            "affectation_passee",
            f"Le {until:%d/%m/%Y} est passé : l’affectation serait déjà finie.",
            f"Donnez un dernier jour à partir du {today:%d/%m/%Y}, ou aucun.",
        )
