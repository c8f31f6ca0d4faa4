"""The declared columns, found in a file by its header: never by position.

The columns and their headers are data (`rules/columns.toml`), to which a folder's settings and
`--colonne` add.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from mplus3_xl.domain.lagon.drafts import Kind
from mplus3_xl.domain.text import fold
from mplus3_xl.rules import table

TITLE_ROWS = 20  # how far down a file its titles may stand

# What a person added: kind, then column code, then header.
Additions = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column; see the head of `rules/columns.toml`."""

    code: str
    headers: tuple[str, ...]
    field: str
    kind: str
    required: bool = False
    one_of: str = ""
    joined: bool = False
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """How a header row fits one kind of export: for each column, where it stands in the file.

    `missing` has what the kind requires and the file lacks: the columns of which one would do.
    """

    kind: Kind
    places: Mapping[str, tuple[int, ...]]
    missing: tuple[tuple[str, ...], ...]
    ambiguous: tuple[str, ...]
    set_aside: tuple[int, ...]

    @property
    def found(self) -> int:
        """How many of the columns that the kind requires are there."""
        needed = [column for column in columns(self.kind) if column.required or column.one_of]
        return sum(column.code in self.places for column in needed)


@cache
def columns(kind: Kind) -> tuple[Column, ...]:
    """Return the declared columns of a kind of export."""
    return tuple(
        Column(code=code, **{**entry, "headers": tuple(entry["headers"])})
        for code, entry in table("columns")[kind].items()
    )


@cache
def known_titles() -> frozenset[str]:
    """Return all the declared headers, folded."""
    every = (column for kind in Kind for column in columns(kind))
    return frozenset(fold(title) for column in every for title in column.headers)


def codes() -> list[str]:
    """Return the column codes that `--colonne` takes."""
    return sorted({column.code for kind in Kind for column in columns(kind)})


def match(kind: Kind, header: Sequence[Any], additions: Additions) -> Match:
    """Fit a header row to a kind of export."""
    folded = [fold(str(cell)) for cell in header]
    added = additions.get(kind, {})
    places: dict[str, tuple[int, ...]] = {}
    ambiguous = []
    for column in columns(kind):
        chosen = added.get(column.code)
        names = [fold(name) for name in column.headers]
        at = [place for place, name in enumerate(folded) if chosen and name == fold(chosen)]
        at = at or _in_order(names, folded)
        if at:
            places[column.code] = tuple(at)
        if len(at) > 1 and (column.required or column.one_of):
            ambiguous.append(column.code)
    used = {place for column in columns(kind) for place in _read(column, places)}
    return Match(
        kind=kind,
        places=places,
        missing=tuple(_missing(kind, places)),
        ambiguous=tuple(ambiguous),
        set_aside=tuple(place for place, name in enumerate(folded) if name and place not in used),
    )


def _in_order(names: Iterable[str], folded: Sequence[str]) -> list[int]:
    wanted = dict.fromkeys(names)
    return [place for name in wanted for place, found in enumerate(folded) if found == name]


def _read(column: Column, places: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
    at = places.get(column.code, ())
    return at if column.joined or column.fallback else at[:1]


def _missing(kind: Kind, places: Mapping[str, Any]) -> Iterable[tuple[str, ...]]:
    for column in columns(kind):
        if column.required and column.code not in places:
            yield (column.code,)
    for name in dict.fromkeys(column.one_of for column in columns(kind) if column.one_of):
        group = tuple(column.code for column in columns(kind) if column.one_of == name)
        if not any(code in places for code in group):
            yield group
