"""The rows of a queue made into cases; what many of them have alike is made once."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Date, DateTime

from mplus3_xl.collection import MadeOnce
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


class Made:
    """The cases that are made of rows on a day."""

    def __init__(self, day: date) -> None:
        self._days = MadeOnce(_day)
        self._profiles = MadeOnce(_profile)
        self._holders = MadeOnce(lambda told: holder(told[0], told[1], _day(told[2]), day))

    def case(self, rows: Sequence[Any], contacts: Contacts, refused_on: date | None) -> Case:
        """Make a case of the rows of a dossier."""
        earliest, numbers, families, types, absent, replacing = _held(rows)
        told, own = rows[0][:ID], rows[0][ID:_HELD]
        number, _, _, effect, first, client, last_name, first_name, company, *more = own
        phone, email, name_only, *given = more
        key = (told, () if told[_KIND] else types, contacts, refused_on)
        days = self._days
        return Case._make(
            (
                self._profiles[key],
                number,
                client,
                display_name(TYPES[told[_KIND]], last_name, first_name, company),
                numbers,
                families,
                days[effect],
                is_older(days[first], days[earliest or effect]),
                absent,
                replacing,
                phone,
                email,
                bool(name_only),
                *self._holders[tuple(given)],
            )
        )


def is_running(row: Sequence[Any]) -> bool:
    """Say whether the contract of a row runs."""
    return bool(row[-1] == _RUNNING)


def _held(rows: Sequence[Any]) -> tuple[Any, ...]:
    """Return what the rows of a dossier tell of its contracts.

    The earliest effect date; the numbers and families in order; the client types, the earliest
    contract's first; whether one is absent from the last export, and whether one replaces another.
    """
    if len(rows) == 1:  # of nearly all dossiers, which are thousands
        effect, number, family, kind, absent_since, replacing, _ = rows[0][_HELD:]
        return (
            effect,
            (number,) if number else (),
            (family,) if family else (),
            (kind,),
            absent_since is not None,
            bool(replacing),
        )
    told = sorted((row[_HELD:] for row in rows), key=itemgetter(0, 1))  # as the form has them
    effects, numbers, families, types, absent, replaced, _ = zip(*told, strict=True)
    return (
        effects[0],
        tuple(sorted(numbers)),
        tuple(sorted({*filter(None, families)})),
        types,
        any(absent),
        any(replaced),
    )


def _profile(
    told: tuple[tuple[Any, ...], tuple[str | None, ...], Contacts, date | None],
) -> Profile:
    """Make a profile of what a row tells of it.

    A client without a type has that of his earliest contract which has one, of `types` (R9).
    """
    row, types, contacts, refused_on = told
    *of_dossier, kind, postal_code = (read(value) for read, value in zip(_READ, row, strict=True))
    client_type = TYPES[kind or next(filter(None, types), None)]
    zone = zone_of(postal_code)
    return Profile._make((*of_dossier, client_type, zone, contacts, refused_on))


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
