"""The queue: who to call, in which order, until when."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.contact.attempts import first_day_counted
from mplus3_xl.domain.limits import Limits, default_limits
from mplus3_xl.domain.queue.asked import Asked, is_shown
from mplus3_xl.domain.queue.queue import Queue
from mplus3_xl.domain.queue.ranking import rank
from mplus3_xl.domain.text import meant_by
from mplus3_xl.domain.vocabulary import Phase
from mplus3_xl.errors import UserError
from mplus3_xl.services.records import QueueFilter

if TYPE_CHECKING:
    from mplus3_xl.services.ports.store import Store


def queue(
    store: "Store",
    agencies: Mapping[str, Agency],
    now: datetime,
    wanted: QueueFilter,
    phases: Collection[Phase] = (),
    limits: Limits | None = None,
) -> Queue:
    """Return the dossiers in calling order (R12, R13).

    With `phases`, those dossiers and no others, shown by default or not; with
    `wanted.everything`, the closed and finished ones too. `limits` are those in force, by default
    those of the rule table.
    """
    scope = wanted._replace(everything=wanted.everything or bool(phases))
    known = limits or default_limits()
    since = first_day_counted(now.date(), known["fenetre_tentatives"])
    with store.glance() as unit:
        cases = unit.cases(scope, now, since)
    if phases:
        return rank(cases, agencies, now, known, lambda asked: _is_of(asked, phases, wanted, now))
    if wanted.everything:
        return rank(cases, agencies, now, known)
    return rank(cases, agencies, now, known, lambda asked: is_shown(asked, now))


def _is_of(asked: Asked, phases: Collection[Phase], wanted: QueueFilter, now: datetime) -> bool:
    if asked.approach.done and not wanted.everything:
        return False
    return asked.approach.window.phase(now.date()) in phases


def agency_named(store: "Store", text: str) -> str:
    """Return the site of this name as the store writes it. Raises UserError."""
    with store.glance() as unit:
        known = unit.agency_names()
    return _meant(
        text,
        known,
        UserError(
            "agence_inconnue",
            f"« {text} » n’est ni une agence, ni un alias, et aucun dossier n’en vient.",
            f"Choisissez parmi : {_listed(known)}.",
        ),
    )


def charge_named(store: "Store", text: str) -> str:
    """Return the account manager of this name as the store writes it. Raises UserError."""
    with store.glance() as unit:
        known = unit.charge_names()
    return _meant(
        text,
        known,
        UserError(
            "charge_inconnu",
            f"Aucun dossier n’a « {text} » pour chargé de clientèle.",
            f"Choisissez parmi : {_listed(known)}.",
        ),
    )


def _meant(text: str, known: Collection[str], otherwise: UserError) -> str:
    found = meant_by(text, known)
    if found is None:
        raise otherwise
    return found


def _listed(known: Collection[str]) -> str:
    return ", ".join(known) or "aucun nom connu (importez d’abord un export)"
