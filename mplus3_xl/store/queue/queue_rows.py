"""The rows of a queue made into cases, column by column: they are thousands.

What many of them have alike is made once.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import starmap
from operator import itemgetter
from typing import Any, TypeAlias

from mplus3_xl.collection import MadeOnce
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
from mplus3_xl.store.queue.queue_statement import OWN

Row: TypeAlias = Sequence[Any]
Column: TypeAlias = Sequence[Any]

ID, CLIENT, PHONE, BILAN = 1, 2, 3, 4
"""Where a row tells which dossier it is, whose, at which phone he is, and the tag Bilan."""
_CONTRACT = 1 + len(OWN)
_RUNNING = ContractState.EN_COURS.value


def is_running(row: Row) -> bool:
    """Say whether the contract of a row runs."""
    return bool(row[-1] == _RUNNING)


def cases_of(
    rows: Sequence[Row], today: date, contacts: Mapping[int, Contacts], refused: Mapping[int, date]
) -> list[Case]:
    """Make the cases of a day; `contacts` by client, when he `refused` the bilan by dossier."""
    if not rows:
        return []
    (
        profile, number, client_id, _, _, effect, first_effect, client,
        kind, last_name, first_name, company, phone, email, name_only,
        charge, given_to, given_until,
        held_since, contracts, families, types, absent, replacing,
    ) = _columns(rows)  # fmt: skip
    met = [contacts.get(each, NOBODY_TRIED) for each in client_id]
    typed = [() if own else of_contracts for own, of_contracts in zip(kind, types, strict=True)]
    refusals = map(refused.get, number)
    named = zip(map(TYPES.get, kind), last_name, first_name, company, strict=True)
    held = _each(zip(charge, given_to, given_until, strict=True), _holder_on(today))
    told = (
        _each(zip(profile, typed, met, refusals, strict=True), _Profiles()),
        number,
        client,
        starmap(display_name, named),
        contracts,
        families,
        _each(effect, day),
        _each(zip(first_effect, held_since, effect, strict=True), _is_older),
        absent,
        replacing,
        phone,
        email,
        map(bool, name_only),
        *zip(*held, strict=True),
    )
    return [*map(Case._make, zip(*told, strict=True))]


def _each(values: Iterable[Any], make: Callable[[Any], Any]) -> Iterator[Any]:
    """Make something of each of thousands of values, few of which differ."""
    return map(MadeOnce(make).__getitem__, values)


def _columns(rows: Sequence[Row]) -> list[Column]:
    """Return what dossiers are, column by column, and then what they hold.

    The earliest effect date, the numbers and the families of their contracts, sorted; the client
    types, the earliest contract's first; whether one is absent from the last export, and whether
    one replaces another.
    """
    met = Counter(map(itemgetter(ID), rows))
    if len(met) == len(rows):  # a dossier has one contract, nearly always
        return _of_one(rows)
    several: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if met[row[ID]] > 1:
            several[row[ID]].append(row)
    alone = [row for row in rows if met[row[ID]] == 1]
    grouped = [*map(_of_several, several.values())]
    if not alone:
        return [*zip(*grouped, strict=True)]
    return [
        [*of_one, *of_several]
        for of_one, of_several in zip(_of_one(alone), zip(*grouped, strict=True), strict=True)
    ]


def _of_one(rows: Sequence[Row]) -> list[Column]:
    """Return the columns of dossiers that hold one contract, or none."""
    *told, effect, number, family, kind, absent, replacing, _ = zip(*rows, strict=True)
    tuples = [[*_each(column, _alone)] for column in (family, kind)]
    numbers = [(each,) if each else () for each in number]
    marks = [[*map(bool, column)] for column in (absent, replacing)]
    return [*told, effect, numbers, *tuples, *marks]


def _alone(value: Any) -> tuple[Any, ...]:
    return (value,) if value else ()


def _of_several(rows: Sequence[Row]) -> tuple[Any, ...]:
    """Return what the rows of one dossier tell of it."""
    held = sorted((row[_CONTRACT:] for row in rows), key=itemgetter(0, 1))  # as `in_order` does
    effects, numbers, families, types, absent, replacing, _ = zip(*held, strict=True)
    return (
        *rows[0][:_CONTRACT],
        effects[0],
        tuple(sorted(numbers)),
        tuple(sorted({*filter(None, families)})),
        tuple(filter(None, types)),
        any(absent),
        any(replacing),
    )


class _Profiles:
    """The profiles of rows: those that are alike are one."""

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


_DAYS = {"target", "window_start", "window_end", "earliest", "latest", "postponed_until"}
_MOMENTS = {"callback_at", "next_try_at", "callback_agreed_at"}
_READ = {
    **dict.fromkeys(_DAYS, day),
    **dict.fromkeys(_MOMENTS, moment),
    **dict.fromkeys(TAG_NAMES, TAGS.__getitem__),
}
_READS = [_READ.get(name, lambda value: value) for name in OF_DOSSIER]
