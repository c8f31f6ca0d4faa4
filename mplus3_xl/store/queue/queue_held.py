"""What each dossier of a queue holds, of the lines that tell of it: one for each contract."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from operator import itemgetter, not_
from typing import Any, NamedTuple

from mplus3_xl.collection import made_of
from mplus3_xl.store.queue.queue_statement import CONTRACT, DOSSIER, Column, Told


class Held(NamedTuple):
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


def by_dossier(told: Told) -> tuple[Told, Held]:
    """Return what is told of each dossier once, and what it holds."""
    lines = Counter(told.dossier)
    if len(lines) == len(told.dossier):  # each holds one contract, or none
        return told, _of_one(told)
    is_alone = [lines[dossier] == 1 for dossier in told.dossier]
    alone = Told._make([*compress(column, is_alone)] for column in told)
    several: defaultdict[int, list[Sequence[Any]]] = defaultdict(list)
    for line in compress(zip(*told, strict=True), map(not_, is_alone)):
        several[line[DOSSIER]].append(line)
    firsts = Told._make(zip(*(held[0] for held in several.values()), strict=True))
    held = Held._make(zip(*map(_of_several, several.values()), strict=True))
    return Told._make(_joined(alone, firsts)), Held._make(_joined(_of_one(alone), held))


def _joined(firsts: Iterable[Column], others: Iterable[Column]) -> Iterator[Column]:
    return ([*first, *other] for first, other in zip(firsts, others, strict=True))


def _of_one(told: Told) -> Held:
    """Return what dossiers hold that are told in one line, whose contract may be none."""
    return Held(
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
    """Return what a dossier of several lines holds, in the order of `Held`."""
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
