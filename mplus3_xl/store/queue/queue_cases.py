"""What is told of a queue made into cases, column by column: they are thousands.

What many of them have alike is made once.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import Any

from mplus3_xl.collection import made_of, side_by_side
from mplus3_xl.domain.client.typed import own_or_first
from mplus3_xl.domain.contact.approach import NOBODY_TRIED, Contacts
from mplus3_xl.domain.contact.client_places import zone_of
from mplus3_xl.domain.model import display_name
from mplus3_xl.domain.queue.cases import OF_DOSSIER, Case, Cases, Profile, is_older
from mplus3_xl.domain.queue.holder import holder
from mplus3_xl.domain.tags import TAG_NAMES
from mplus3_xl.store.asking import day, moment
from mplus3_xl.store.mapping import TAGS, TYPES
from mplus3_xl.store.queue.queue_held import Held, by_dossier
from mplus3_xl.store.queue.queue_statement import Column, Told


def cases_of(
    told: Told, today: date, contacts: Mapping[int, Contacts], refused: Mapping[int, date]
) -> Cases:
    """Make the cases of a day; `contacts` by client, when he `refused` the bilan by dossier."""
    if not told.dossier:
        return side_by_side(Case._fields, ())
    own, held = by_dossier(told)
    columns = (
        _profiles(own, held, contacts, refused),
        own.dossier,
        own.number,
        _names(own),
        held.numbers,
        held.families,
        made_of(own.effect, day),
        made_of(zip(own.first_effect, held.since, own.effect, strict=True), _is_older),
        held.absent,
        held.replacing,
        own.phone,
        own.email,
        map(bool, own.name_only),
        *_holders(own, today),
    )
    return dict(zip(Case._fields, map(list, columns), strict=True))


def _profiles(
    own: Told, held: Held, contacts: Mapping[int, Contacts], refused: Mapping[int, date]
) -> Iterator[Profile]:
    """Return the profile of each dossier; those that are alike are one."""
    met = map(contacts.get, own.client_id, repeat(NOBODY_TRIED))
    said = zip(own.client_type, held.types, strict=True)
    types = (() if kind else of_contracts for kind, of_contracts in said)
    told = zip(own.profile, types, met, map(refused.get, own.dossier), strict=True)
    made: dict[Profile, Profile] = {}

    def profile(told: tuple[str, Sequence[str], Contacts, date | None]) -> Profile:
        found = _profile(*told)
        return made.setdefault(found, found)

    return made_of(told, profile)


def _profile(
    text: str, types: Sequence[str], contacts: Contacts, refused_on: date | None
) -> Profile:
    *of_dossier, kind, postal_code = json.loads(text)
    read = (reads(value) for reads, value in zip(_READS, of_dossier, strict=True))
    kind = TYPES[own_or_first(kind, types)]
    return Profile._make((*read, kind, zone_of(postal_code), contacts, refused_on))


def _names(own: Told) -> Iterator[str]:
    kinds = map(TYPES.get, own.client_type)
    return map(display_name, kinds, own.last_name, own.first_name, own.company)


def _is_older(told: Sequence[Any]) -> bool:
    first_effect, held_since, effect = map(day, told)
    return is_older(first_effect, held_since or effect)


def _holders(own: Told, today: date) -> Iterator[Column]:
    """Return the columns of `Holder`."""
    told = zip(own.charge, own.given_to, own.given_until, strict=True)
    found = made_of(told, lambda each: holder(each[0], each[1], day(each[2]), today))
    return zip(*found, strict=True)


_DAYS = {"target", "window_start", "window_end", "earliest", "latest", "postponed_until"}
_MOMENTS = {"callback_at", "next_try_at", "callback_agreed_at"}
_READ = {
    **dict.fromkeys(_DAYS, day),
    **dict.fromkeys(_MOMENTS, moment),
    **dict.fromkeys(TAG_NAMES, TAGS.__getitem__),
}
_READS = [_READ.get(name, lambda value: value) for name in OF_DOSSIER]
