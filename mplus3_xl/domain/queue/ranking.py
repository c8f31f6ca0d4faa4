"""The dossiers to call, in calling order (R13 to R17)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import Any, TypeAlias

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.limits import Limits
from mplus3_xl.domain.queue.asked import Asked, asked_of
from mplus3_xl.domain.queue.cases import Cases, Profile
from mplus3_xl.domain.queue.queue import Queue, QueueRow
from mplus3_xl.domain.queue.standing import Standing, standing
from mplus3_xl.domain.tags import status
from mplus3_xl.domain.vocabulary import Closing, Phase

_Order: TypeAlias = tuple[int, datetime, date]
_Shared: TypeAlias = tuple[Any, ...]
"""What a row shares with those of its profile."""


def rank(
    cases: Cases,
    agencies: Mapping[str, Agency],
    now: datetime,
    limits: Limits,
    wanted: Callable[[Asked], bool] = lambda _: True,
) -> Queue:
    """Put the cases that are wanted in calling order (R13) and say why each stands where it does.

    `agencies` maps a site's name to its hours; `limits` are those in force. Ties:
    target, client number, first contract, dossier.
    """
    today = now.date()
    placed: defaultdict[_Order, dict[int, _Shared]] = defaultdict(dict)
    for profile, places in _by_profile(cases["profile"]):
        asked = asked_of(profile, agencies, today)
        if wanted(asked):
            stands = standing(asked, now, limits)
            order = (stands.place.rank, stands.place.at, profile.target)
            placed[order].update(dict.fromkeys(places, _shared(profile, asked, stands)))
    ties = _ties(cases)
    ranked: dict[int, _Shared] = {}
    for order in sorted(placed):
        alike = placed[order]
        places = sorted(alike, key=ties.__getitem__)
        ranked.update(zip(places, map(alike.__getitem__, places), strict=True))
    return _queue(cases, ranked)


def _by_profile(profiles: Sequence[Profile]) -> Iterable[tuple[Profile, Sequence[int]]]:
    """Return the profiles, each with where the cases that share it stand."""
    alike: defaultdict[int, list[int]] = defaultdict(list)
    for place, profile in enumerate(map(id, profiles)):
        alike[profile].append(place)
    return ((profiles[places[0]], places) for places in alike.values())


def _ties(cases: Cases) -> Sequence[tuple[str, str, int]]:
    """Return what tells which of those whose target is the same comes first."""
    clients = (number or "\uffff" for number in cases["client"])
    contracts = (numbers[0] if numbers else "" for numbers in cases["contrats"])
    return [*zip(clients, contracts, cases["dossier"], strict=True)]


def _queue(cases: Cases, ranked: Mapping[int, _Shared]) -> Queue:
    """Return the queue of the cases at these places, in this order."""
    if not ranked:
        return Queue.of(())
    taken = _taking(ranked)
    own = (taken(column) for name, column in cases.items() if name != "profile")
    columns = (range(1, len(ranked) + 1), *own, *zip(*ranked.values(), strict=True))
    return Queue(dict(zip(QueueRow._fields, columns, strict=True)))


def _taking(places: Collection[int]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """Return what takes the values at these places of a column."""
    if len(places) == 1:  # of one, `itemgetter` takes the value alone
        return lambda column: [column[place] for place in places]
    return itemgetter(*places)


def _shared(profile: Profile, asked: Asked, stands: Standing) -> _Shared:
    """Return what the rows of a profile share, in the order of `QueueRow`."""
    return (
        stands.place.reason,
        profile.client_type,
        profile.agency,
        *profile.window,
        stands.phase,
        stands.phase is Phase.FENETRE and not asked.approach.done,
        status(profile),
        profile.tags,
        profile.callback_at,
        stands.slot,
        profile.contacts.attempts,
        stands.permission,
        stands.reason,
        Closing(profile.closing) if profile.closing else None,
    )
