"""Work that makes values by the million: those that are alike are made once, and the garbage
collector looks for cycles in none of them.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import repeat
from typing import Any


@contextmanager
def no_collection() -> Iterator[None]:
    """Spare the garbage collector a long work; whoever had it off before keeps it off."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def set_loaded_apart() -> None:
    """Let no search for garbage go through what is loaded by now; the first call alone does.

    Modules and their classes stay as long as the process: going through them takes 15 ms.
    """
    gc.freeze()


def side_by_side(fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """Return the columns of rows, by the names of their fields in their order."""
    columns = zip(*rows, strict=True) if rows else repeat(())
    return dict(zip(fields, columns, strict=False))


def made_of(values: Iterable[Any], make: Callable[[Any], Any]) -> Iterator[Any]:
    """Make something of each of thousands of values, few of which differ."""
    return map(MadeOnce(make).__getitem__, values)


class MadeOnce(dict[Any, Any]):
    """What `make` makes of each value that is asked for: once of those that are alike."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self._make = make

    def __missing__(self, value: Any) -> Any:
        made = self[value] = self._make(value)
        return made
