"""Putting dossiers off until a day, with a reason; undone at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from mplus3_xl.domain.queue.postponing import PostponingPlan, plan_postponing
from mplus3_xl.domain.texts.free_texts import refuse_text
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.people import refuse_unless_manager
from mplus3_xl.services.changes.batches import write_batch
from mplus3_xl.services.ports.store import Reading, Store

RESERVED = "Seul un responsable diffère des dossiers."


@dataclass(frozen=True, slots=True)
class Postponed:
    """Until when dossiers were put off; how many, and how many stay as they were.

    `missed` are those whose window will be over by then, the first of them on `first_missed`.
    `too_late` are past their last day to call by then, `done` finished or closed, `gone` no more.
    """

    until: date
    moved: int
    missed: int
    first_missed: date | None
    too_late: int
    unchanged: int
    done: int
    gone: int


def preview_postponing(
    store: Store, dossier_ids: Collection[int], until: date, reason: str, today: date
) -> Postponed:
    """Say what `postpone_dossiers` would do; nothing is written. Raises UserError."""
    with store.read() as unit:
        return _told(_plan(unit, dossier_ids, until, reason, today), until, len(dossier_ids))


def postpone_dossiers(
    store: Store,
    dossier_ids: Collection[int],
    until: date,
    reason: str,
    author: str,
    now: datetime,
) -> Postponed:
    """Put dossiers off until a day, the first on which to call again.

    Only a manager may. Raises UserError: no manager, no reason, a day that is not to come, or one
    that is past the last day to call of every dossier.
    """
    with store.write() as unit:
        refuse_unless_manager(unit, author, RESERVED)
        plan = _plan(unit, dossier_ids, until, reason, now.date())
        write_batch(unit, plan.pairs, author, now)
        return _told(plan, until, len(dossier_ids))


def _plan(
    unit: Reading, dossier_ids: Collection[int], until: date, reason: str, today: date
) -> PostponingPlan:
    _refuse(until, reason, today)
    plan = plan_postponing(unit.dossiers_by_ids(dossier_ids).values(), until, reason, today)
    if plan.too_late and not plan.pairs:
        raise UserError(
            "differe_trop_tard",
            f"Le {until:%d/%m/%Y} vient après le dernier jour pour appeler, "
            f"le {max(plan.too_late):%d/%m/%Y}.",
            "Donnez un jour plus proche, ou clôturez le dossier avec son motif.",
        )
    return plan


def _refuse(until: date, reason: str, today: date) -> None:
    if until <= today:
        raise UserError(
            "differe_passe",
            f"Le {until:%d/%m/%Y} n’est pas à venir.",
            f"Donnez un jour après le {today:%d/%m/%Y}.",
        )
    if not reason.strip():
        raise UserError(
            "differe_sans_motif",
            "Le motif manque.",
            "Écrivez après le jour, en quelques mots, pourquoi l’appel attend.",
        )
    refuse_text("Motif", reason)


def _told(plan: PostponingPlan, until: date, asked: int) -> Postponed:
    known = len(plan.pairs) + len(plan.too_late) + plan.unchanged + plan.done
    return Postponed(
        until=until,
        moved=len(plan.pairs),
        missed=len(plan.missed),
        first_missed=min(plan.missed, default=None),
        too_late=len(plan.too_late),
        unchanged=plan.unchanged,
        done=plan.done,
        gone=asked - known,
    )
