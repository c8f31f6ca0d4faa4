"""The rows of a queue made into cases; what many of them have alike is made once."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Column, Date, DateTime

from mplus3_xl.collection import MadeOnce
from mplus3_xl.domain.client.typed import own_or_first
from mplus3_xl.domain.contact.approach import Contacts
from mplus3_xl.domain.contact.client_places import zone_of
from mplus3_xl.domain.model import display_name
from mplus3_xl.domain.queue.cases import Case, Profile, is_older
from mplus3_xl.domain.queue.holder import holder
from mplus3_xl.domain.tags import TAG_NAMES
from mplus3_xl.domain.vocabulary import ContractState
from mplus3_xl.store.mapping import TAGS, TYPES
from mplus3_xl.store.queue.queue_statement import OWN, PROFILE
from mplus3_xl.store.tables.lagon import dossiers

ID = len(PROFILE)
"""Where a row begins to tell what is the dossier's own."""
_HELD = ID + len(OWN)
_GIVEN = len(OWN) - 3  # whose it is, who was given it, until when


class Made:
    """The cases that are made of rows on a day."""

    def __init__(self, day: date) -> None:
        self._days = MadeOnce(_day)
        self._profiles = MadeOnce(_profile)
        self._holders = MadeOnce(lambda told: holder(told[0], told[1], _day(told[2]), day))

    def case(self, rows: Sequence[Any], contacts: Contacts, refused_on: date | None) -> Case:
        """Make a case of the rows of a dossier."""
        held, told, own = _held(rows), rows[0][:ID], rows[0][ID:_HELD]
        number, _, _, effect, first, client, *names, phone, email, name_only = own[:_GIVEN]
        types = () if told[_KIND] else held.types
        days = self._days
        return Case._make(
            (
                self._profiles[told, types, contacts, refused_on],
                number,
                client,
                display_name(TYPES[told[_KIND]], *names),
                held.numbers,
                held.families,
                days[effect],
                is_older(days[first], days[held.earliest or effect]),
                held.absent,
                held.replacing,
                phone,
                email,
                bool(name_only),
                *self._holders[own[_GIVEN:]],
            )
        )


def is_running(row: Sequence[Any]) -> bool:
    """Say whether the contract of a row runs."""
    return bool(row[-1] == _RUNNING)


class _Held(NamedTuple):
    """What the rows of a dossier tell of its contracts.

    The earliest effect date; the numbers and the families, sorted; the client types, the earliest
    contract's first; whether one is absent from the last export, and whether one replaces another.
    """

    earliest: Any
    numbers: tuple[str, ...]
    families: tuple[str, ...]
    types: tuple[str | None, ...]
    absent: bool
    replacing: bool


def _held(rows: Sequence[Any]) -> _Held:
    if len(rows) == 1:  # of nearly all dossiers, which are thousands
        return _of_one(*rows[0][_HELD:])
    told = sorted((row[_HELD:] for row in rows), key=itemgetter(0, 1))  # as `in_order` does
    effects, numbers, families, types, absent, replacing, _ = zip(*told, strict=True)
    return _Held(
        effects[0],
        tuple(sorted(numbers)),
        tuple(sorted({*filter(None, families)})),
        types,
        any(absent),
        any(replacing),
    )


def _of_one(
    effect: Any, number: Any, family: Any, kind: Any, absent: Any, replacing: Any, _state: Any
) -> _Held:
    """Return what a single row tells, whose contract may be none."""
    numbers, families = (number,) if number else (), (family,) if family else ()
    return _Held(effect, numbers, families, (kind,), bool(absent), bool(replacing))


def _profile(
    told: tuple[tuple[Any, ...], tuple[str | None, ...], Contacts, date | None],
) -> Profile:
    """Make a profile of what a row tells of it, and of the types of the contracts."""
    row, types, contacts, refused_on = told
    *of_dossier, kind, postal_code = (read(value) for read, value in zip(_READ, row, strict=True))
    known = (TYPES[own_or_first(kind, types)], zone_of(postal_code), contacts, refused_on)
    return Profile._make((*of_dossier, *known))


def _day(value: Any) -> date | None:
    """Read a day, which some drivers have as a text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _moment(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _reader(column: Column[Any]) -> Callable[[Any], Any]:
    if column.table is dossiers and column.name in TAG_NAMES:
        return TAGS.__getitem__
    return {Date: _day, DateTime: _moment}.get(type(column.type), lambda value: value)


_READ = [*map(_reader, PROFILE)]
_KIND = ID - 2
_RUNNING = ContractState.EN_COURS.value
