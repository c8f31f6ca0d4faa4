"""How many dossiers of the queue stand where, for the cards of Accueil."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from mplus3_xl.domain.queue.queue import Queue
from mplus3_xl.domain.vocabulary import Closing, Phase, Status
from mplus3_xl.domain.windows import closes_soon
from mplus3_xl.layout.content import Counters


class _Stands(NamedTuple):
    """Where a row stands, as far as it is counted: thousands of rows stand in few places."""

    statut: Status
    cloture: Closing | None
    phase: Phase
    prochain_creneau: datetime | None
    fenetre_fin: date


def is_callable(slot: datetime | None, today: date) -> bool:
    """Say whether the next slot of a dossier is today at the latest."""
    return slot is not None and slot.date() <= today


def counters(queue: Queue, today: date) -> Counters:
    """Count the rows of the queue of `today`."""
    stands = zip(*map(queue.column, _Stands._fields), strict=True)
    alike = [(_Stands._make(told), many) for told, many in Counter(stands).items()]
    begun = [each for each in alike if each[0].statut is Status.EN_COURS]
    to_do = [each for each in alike if each[0].statut is not Status.TERMINE and not each[0].cloture]
    window, late, soon = (
        [each for each in to_do if each[0].phase is phase]
        for phase in (Phase.FENETRE, Phase.EN_RETARD, Phase.BIENTOT)
    )
    return Counters(
        a_appeler=_total(
            each for each in (*window, *late) if is_callable(each[0].prochain_creneau, today)
        ),
        dans_la_fenetre=_total(window),
        se_ferment=_total(each for each in window if closes_soon(each[0].fenetre_fin, today)),
        en_retard=_total(late),
        bientot=_total(soon),
        en_cours=_total(begun),
    )


def _total(alike: Iterable[tuple[_Stands, int]]) -> int:
    return sum(many for _, many in alike)
