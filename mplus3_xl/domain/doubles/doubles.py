"""Clients who are probably one and the same: grouped by what they share, a person decides.

A household shares a phone too: two clients said not to be doubles are in no group any more.
"""

from collections.abc import Iterable, Iterator, Set
from datetime import datetime
from itertools import combinations
from typing import NamedTuple

from mplus3_xl.domain.queue.cases import ClientCard
from mplus3_xl.domain.vocabulary import Term

# Two clients, by id, the lower one first.
Pair = tuple[int, int]


class Shared(Term):
    """What the clients of a group have in common, written in any way."""

    NAME = "nom", "même nom"
    PHONE = "telephone", "même téléphone"
    EMAIL = "email", "même e-mail"


OF_ONE_KIND = frozenset({Shared.PHONE})
"""What a company and a person share without being one: its manager's phone (domain notes §5)."""


class Double(NamedTuple):
    """What helps to tell whether a client is another one, and which of them to keep.

    `attempts` leaves out those that were struck.
    """

    id: int
    card: ClientCard
    agency: str | None
    charge_clientele: str | None
    from_file: bool
    contracts: int
    attempts: int
    last_attempt: datetime | None
    opposed: bool


class DoubleGroup(NamedTuple):
    """Clients who share something; the one to keep, unless a person knows better, comes first."""

    clients: tuple[Double, ...]
    shared: tuple[Shared, ...]

    @property
    def said(self) -> str:
        """What they share, in words."""
        return ", ".join(each.label for each in self.shared)


def pairs_of(ids: Iterable[int]) -> list[Pair]:
    """Return all the pairs of these clients."""
    return list(combinations(sorted(set(ids)), 2))


def groups_sharing(
    sharing: Iterable[tuple[Shared, Set[int]]], apart: Set[Pair]
) -> set[tuple[int, ...]]:
    """Group the clients who share a value.

    `sharing` has the clients of each shared value, `apart` the pairs said not to be doubles, whom
    no group holds together.
    """
    groups = [ids for _, ids in sharing if len(ids) > 1]
    if not apart:
        return {tuple(sorted(ids)) for ids in groups}
    return {group for ids in groups for group in _without(ids, apart)}


def ids_sharing(
    sharing: Iterable[tuple[Shared, Set[int]]], apart: Set[Pair]
) -> dict[tuple[int, ...], tuple[Shared, ...]]:
    """Say all that each of `groups_sharing` shares; those that share most come first."""
    known = [(shared, ids) for shared, ids in sharing if len(ids) > 1]
    values_of: dict[int, set[int]] = {}
    for at, (_, ids) in enumerate(known):
        for client_id in ids:
            values_of.setdefault(client_id, set()).add(at)
    found = {}
    for group in groups_sharing(known, apart):
        values = set.intersection(*(values_of[client_id] for client_id in group))
        kinds = {known[at][0] for at in values}
        found[group] = tuple(each for each in Shared if each in kinds)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def kept_first(clients: Iterable[Double]) -> tuple[Double, ...]:
    """Order a group: whom a client export names, who has a number, who was worked with most."""
    return tuple(sorted(clients, key=_rank))


def _rank(double: Double) -> tuple[object, ...]:
    numbered = double.card.number is not None
    return (not double.from_file, not numbered, -double.attempts, -double.contracts, double.id)


def _without(ids: Set[int], apart: Set[Pair]) -> Iterator[tuple[int, ...]]:
    """Yield the groups that are left of clients, some of whom are not each other's doubles."""
    parted = [pair for pair in pairs_of(ids) if pair in apart]
    told = {client_id for pair in parted for client_id in pair}
    rest = ids - told
    if not told:
        yield tuple(sorted(ids))
    for client_id in sorted(told) if rest else ():
        yield tuple(sorted({*rest, client_id}))
    yield from (pair for pair in pairs_of(told) if pair not in apart)
