"""What is told of a queue made into cases, column by column: they are thousands.

What many of them have alike is made once.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import compress, starmap
from operator import itemgetter, not_
from typing import Any, NamedTuple

from mplus3_xl.collection import made_of
from mplus3_xl.domain.client.typed import own_or_first
from mplus3_xl.domain.contact.approach import NOBODY_TRIED, Contacts
from mplus3_xl.domain.contact.client_places import zone_of
from mplus3_xl.domain.model import display_name
from mplus3_xl.domain.queue.cases import OF_DOSSIER, Case, Profile, is_older
from mplus3_xl.domain.queue.holder import Holder, holder
from mplus3_xl.domain.tags import TAG_NAMES
from mplus3_xl.domain.vocabulary import ContractState
from mplus3_xl.store.asking import day, moment
from mplus3_xl.store.mapping import TAGS, TYPES
from mplus3_xl.store.queue.queue_statement import CONTRACT, Column, Told

RUNNING = ContractState.EN_COURS.value
"""What the state of a contract that runs is."""


def cases_of(
    told: Told, today: date, contacts: Mapping[int, Contacts], refused: Mapping[int, date]
) -> list[Case]:
    """Make the cases of a day; `contacts` by client, when he `refused` the bilan by dossier."""
    if not told.dossier:
        return []
    own, held = _by_dossier(told)
    kinds = own.client_type
    met = [contacts.get(each, NOBODY_TRIED) for each in own.client_id]
    types = [() if kind else known for kind, known in zip(kinds, held.types, strict=True)]
    refusals = map(refused.get, own.dossier)
    named = zip(map(TYPES.get, kinds), own.last_name, own.first_name, own.company, strict=True)
    holders = zip(own.charge, own.given_to, own.given_until, strict=True)
    columns = (
        made_of(zip(own.profile, types, met, refusals, strict=True), _Profiles()),
        own.dossier,
        own.number,
        starmap(display_name, named),
        held.numbers,
        held.families,
        made_of(own.effect, day),
        made_of(zip(own.first_effect, held.since, own.effect, strict=True), _is_older),
        held.absent,
        held.replacing,
        own.phone,
        own.email,
        map(bool, own.name_only),
        *zip(*made_of(holders, _holder_on(today)), strict=True),
    )
    return [*map(Case._make, zip(*columns, strict=True))]


class _Held(NamedTuple):
    """What dossiers hold, column by column.

    The earliest effect date, the numbers and the families of their contracts, sorted; the client
    types, the earliest contract's first; whether one is absent from the last export, and whether
    one replaces another.
    """

    since: Column
    numbers: Column
    families: Column
    types: Column
    absent: Column
    replacing: Column


def _by_dossier(told: Told) -> tuple[Told, _Held]:
    """Return what is told of each dossier once, and what it holds."""
    lines = Counter(told.dossier)
    if len(lines) == len(told.dossier):  # each holds one contract, or none
        return told, _of_one(told)
    is_alone = [lines[dossier] == 1 for dossier in told.dossier]
    alone = Told._make([*compress(column, is_alone)] for column in told)
    several: defaultdict[int, list[Sequence[Any]]] = defaultdict(list)
    for line in compress(zip(*told, strict=True), map(not_, is_alone)):
        several[line[_DOSSIER]].append(line)
    firsts = Told._make(zip(*(held[0] for held in several.values()), strict=True))
    held = _Held._make(zip(*map(_of_several, several.values()), strict=True))
    return Told._make(_joined(alone, firsts)), _Held._make(_joined(_of_one(alone), held))


def _joined(firsts: Iterable[Column], others: Iterable[Column]) -> Iterator[Column]:
    return ([*first, *other] for first, other in zip(firsts, others, strict=True))


def _of_one(told: Told) -> _Held:
    """Return what dossiers hold that are told in one line, whose contract may be none."""
    return _Held(
        told.since,
        [(each,) if each else () for each in told.contract],
        [*made_of(told.family, _alone)],
        [*made_of(told.type, _alone)],
        [*map(bool, told.absent)],
        [*map(bool, told.replacing)],
    )


def _alone(value: Any) -> tuple[Any, ...]:
    return (value,) if value else ()


def _of_several(lines: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    """Return what a dossier of several lines holds, in the order of `_Held`."""
    held = sorted((line[CONTRACT:] for line in lines), key=itemgetter(0, 1))  # as `in_order` does
    effects, numbers, families, types, absent, replacing, _ = zip(*held, strict=True)
    return (
        effects[0],
        tuple(sorted(numbers)),
        tuple(sorted({*filter(None, families)})),
        tuple(filter(None, types)),
        any(absent),
        any(replacing),
    )


class _Profiles:
    """The profiles of dossiers: those that are alike are one."""

    def __init__(self) -> None:
        self._made: dict[Profile, Profile] = {}

    def __call__(self, told: tuple[str, Sequence[str], Contacts, date | None]) -> Profile:
        """Return the profile of a text, and of what is known beside it."""
        text, types, contacts, refused_on = told
        *of_dossier, kind, postal_code = json.loads(text)
        read = (reads(value) for reads, value in zip(_READS, of_dossier, strict=True))
        kind = TYPES[own_or_first(kind, types)]
        made = Profile._make((*read, kind, zone_of(postal_code), contacts, refused_on))
        return self._made.setdefault(made, made)


def _is_older(told: Sequence[Any]) -> bool:
    first_effect, held_since, effect = map(day, told)
    return is_older(first_effect, held_since or effect)


def _holder_on(today: date) -> Callable[[Sequence[Any]], Holder]:
    return lambda told: holder(told[0], told[1], day(told[2]), today)


_DOSSIER = Told._fields.index("dossier")
_DAYS = {"target", "window_start", "window_end", "earliest", "latest", "postponed_until"}
_MOMENTS = {"callback_at", "next_try_at", "callback_agreed_at"}
_READ = {
    **dict.fromkeys(_DAYS, day),
    **dict.fromkeys(_MOMENTS, moment),
    **dict.fromkeys(TAG_NAMES, TAGS.__getitem__),
}
_READS = [_READ.get(name, lambda value: value) for name in OF_DOSSIER]
