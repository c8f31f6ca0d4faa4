"""Not before a day: a manager puts dossiers off, with his reason; the day come, they are back.

Somebody decided, so the dates of the dossier stay (R4). What the client agreed to comes first: a
callback that is due is called back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.cases import Profile, is_done


@dataclass(slots=True)
class PostponingPlan:
    """What to write: dossiers as they are and as they will be; how many stay, and why.

    `too_late`: those whose last day to call comes before. `missed` are the ends of the windows that
    would be over by then, and are not yet.
    """

    pairs: list[tuple[Dossier, Dossier]] = field(default_factory=list)
    missed: list[date] = field(default_factory=list)
    too_late: list[date] = field(default_factory=list)
    unchanged: int = 0
    done: int = 0


def waits_until(dossier: Dossier | Profile, day: date) -> date | None:
    """Return the day until which a dossier still waits on a day, `None` if it does not."""
    until = dossier.postponed_until
    return until if until is not None and until > day else None


def plan_postponing(
    dossiers: Iterable[Dossier], until: date, reason: str, today: date
) -> PostponingPlan:
    """Put the dossiers off until a day, which is the first on which to call again.

    One may still be called on its very last day (`latest`), so that day is accepted.
    """
    plan = PostponingPlan()
    for dossier in dossiers:
        new = dossier._replace(postponed_until=until, postponed_reason=reason.strip())
        if is_done(dossier):
            plan.done += 1
        elif until > dossier.latest:
            plan.too_late.append(dossier.latest)
        elif new == dossier:
            plan.unchanged += 1
        else:
            plan.pairs.append((dossier, new))
            if today <= dossier.window_end < until:
                plan.missed.append(dossier.window_end)
    return plan
