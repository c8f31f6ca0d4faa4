"""Giving dossiers to somebody (§5): what is written of each.

It is kept beside the owner, whom each export says again: a person's entry wins over both (R9).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.cases import is_done


@dataclass(slots=True)
class AssignmentPlan:
    """What to write: dossiers as they are and as they will be; how many stay, and why."""

    pairs: list[tuple[Dossier, Dossier]] = field(default_factory=list)
    unchanged: int = 0
    done: int = 0


def plan_assignment(dossiers: Iterable[Dossier], to: str, until: date | None) -> AssignmentPlan:
    """Give the dossiers to somebody until a day, included; `None`: without end.

    Given to its owner, a dossier is his again. What is finished or closed stays as it is.
    """
    plan = AssignmentPlan()
    for dossier in dossiers:
        new = _assigned(dossier, to, until)
        if is_done(dossier):
            plan.done += 1
        elif new == dossier:
            plan.unchanged += 1
        else:
            plan.pairs.append((dossier, new))
    return plan


def _assigned(dossier: Dossier, to: str, until: date | None) -> Dossier:
    if to == dossier.charge_clientele:
        return dossier._replace(assigned_to=None, assigned_until=None)
    return dossier._replace(assigned_to=to, assigned_until=until)
