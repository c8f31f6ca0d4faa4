"""The manager's figures, counted on facts about each dossier; what each means is data.

The definitions stand in `rules/figures.toml`. The month a dossier is due is that of its target,
the month it is done that of the day its call became OK (R22): two groupings, never mixed.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeAlias, TypeVar

from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.vocabulary import PHASES_TO_CALL, Closing, Phase
from mplus3_xl.domain.windows import Window, closes_soon, is_in_window
from mplus3_xl.rules import table

Key = TypeVar("Key", bound=Hashable)


class Fact(NamedTuple):
    """What the figures need of a dossier; `done`: finished, or closed without success.

    `talked`: not done, and its client was talked to. `closing`: why it was closed, if it was (D10).
    `gaps`, `opportunities`, `contracts` and `complete` are the client's: they count once for all
    his dossiers.
    """

    dossier_id: int
    client_id: int
    agency: str | None
    charge: str | None
    window: Window
    done: bool
    reached_on: date | None
    attempts: int
    pieces_missing: int
    fields_withheld: int
    quotes: int
    gaps: int
    opportunities: int
    contracts: int
    complete: bool = False
    closing: Closing | None = None
    talked: bool = False


def alike(fact: Fact) -> tuple[Any, ...]:
    """Return all of a fact but its two numbers: of thousands, few differ."""
    return fact[2:]


class Measured(NamedTuple):
    """Facts that are alike: one of them, the client of each, and what each adds.

    `values` are what it adds to each measure of a dossier, `of_client` to each of a client, in
    their order.
    """

    fact: Fact
    clients: Sequence[int]
    values: tuple[int, ...]
    of_client: tuple[int, ...]


class Figure(NamedTuple):
    """What a figure is: its name, its definition, and how it is computed."""

    code: str
    label: str
    definition: str
    of: str
    over: str | None = None
    scale: int = 1


class Share(NamedTuple):
    """What one dossier adds to a figure: to what is added up, and to what divides it."""

    fact: Fact
    of: int
    over: int


@cache
def all_figures() -> tuple[Figure, ...]:
    """Return the figures, in the order shown."""
    return tuple(Figure(**each) for each in table("figures")["figure"])


@cache
def closed_figure() -> Figure:
    """Return what is counted of each reason for which dossiers were closed (D10)."""
    return next(figure for figure in all_figures() if figure.of == "closed")


@cache
def weekly_figure() -> Figure:
    """Return what is counted of each week to come, on the dossiers whose window ends in it."""
    return Figure(**table("figures")["weekly"])


Counts: TypeAlias = tuple[int, int, int, int, int, int, int]
COUNTED = Fact._fields[Fact._fields.index("attempts") : Fact._fields.index("complete")]
"""The fields of a fact that are counted of a dossier, or of its client."""


def measured(facts: Iterable[Fact], today: date) -> list[Measured]:
    """Measure facts, those that are alike once, whatever the groups in which they are counted."""
    found: dict[object, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[alike(fact)].append(fact)
    return [_measured(listed, today) for listed in found.values()]


def _measured(listed: Sequence[Fact], today: date) -> Measured:
    fact = listed[0]
    return Measured(
        fact,
        [each.client_id for each in listed],
        tuple(int(measure(fact, today)) for measure in _OF_DOSSIER.values()),
        tuple(int(measure(fact)) for measure in _OF_CLIENT.values()),
    )


def figures_of(listed: Sequence[Measured]) -> dict[str, float | None]:
    """Return each figure by code; `None` for a ratio of which there is nothing to divide by."""
    totals = _totals_of(listed)
    return {each.code: _figure(each, totals) for each in all_figures()}


def figure_of(figure: Figure, facts: Sequence[Fact], today: date) -> float | None:
    """Return one figure; `None` for a ratio of which there is nothing to divide by."""
    return _figure(figure, _totals_of(measured(facts, today)))


def _totals_of(listed: Sequence[Measured]) -> dict[str, int]:
    """Add up each measure; what is the client's is added by one of his dossiers."""
    clients: dict[int, tuple[int, ...]] = {}
    for each in listed:
        clients.update(dict.fromkeys(each.clients, each.of_client))
    of_dossiers = [(each.values, len(each.clients)) for each in listed]
    return {
        **_totals(_OF_DOSSIER, of_dossiers),
        **_totals(_OF_CLIENT, Counter(clients.values()).items()),
    }


def _totals(
    measures: Iterable[str], told: Collection[tuple[tuple[int, ...], int]]
) -> dict[str, int]:
    """Add up the values of each measure, as many times as they are told."""
    return {
        measure: sum(values[at] * times for values, times in told)
        for at, measure in enumerate(measures)
    }


def _figure(figure: Figure, totals: Mapping[str, int]) -> float | None:
    total = totals[figure.of]
    if figure.over is None:
        return total
    whole = totals[figure.over]
    return figure.scale * total / whole if whole else None


def shares_of(figure: Figure, facts: Sequence[Fact], today: date) -> list[Share]:
    """Return the dossiers that a figure counts, each with what it adds; a client's once."""
    of = _added(figure.of, facts, today)
    over = _added(figure.over, facts, today) if figure.over else [0] * len(facts)
    shares = map(Share, facts, of, over)
    return [share for share in shares if share.of or share.over]


def grouped(listed: Iterable[Measured], key: Callable[[Fact], Key]) -> Mapping[Key, list[Measured]]:
    """Group what was measured by what `key` says of a fact, whatever its numbers."""
    groups: dict[Key, list[Measured]] = defaultdict(list)
    for each in listed:
        groups[key(each.fact)].append(each)
    return groups


def summed(figure: Figure, listed: Sequence[Measured]) -> int:
    """Return a figure that is a sum of what dossiers add."""
    at = [*_OF_DOSSIER].index(figure.of)
    return sum(each.values[at] * len(each.clients) for each in listed)


def month_due(fact: Fact) -> Month:
    """Return the month in which the dossier is to be done."""
    return Month.of(fact.window.target)


def month_done(fact: Fact) -> Month | None:
    """Return the month in which the client was reached; `None` before that."""
    return None if fact.reached_on is None else Month.of(fact.reached_on)


def _added(measure: str, facts: Sequence[Fact], today: date) -> list[int]:
    """Return what each fact adds; what is the client's is added by one of his dossiers."""
    if measure in _OF_CLIENT:
        once = {fact.client_id: at for at, fact in enumerate(facts)}
        count = _OF_CLIENT[measure]
        return [count(fact) if once[fact.client_id] == at else 0 for at, fact in enumerate(facts)]
    return [int(_OF_DOSSIER[measure](fact, today)) for fact in facts]


def _is_in(fact: Fact, today: date, *phases: Phase) -> bool:
    return not fact.done and fact.window.phase(today) in phases


def _closes_soon(fact: Fact, today: date) -> bool:
    return _is_in(fact, today, Phase.FENETRE) and closes_soon(fact.window.end, today)


_OF_DOSSIER: dict[str, Callable[[Fact, date], int]] = {
    "to_call": lambda fact, today: fact.reached_on is None and _is_in(fact, today, *PHASES_TO_CALL),
    "in_window": lambda fact, today: _is_in(fact, today, Phase.FENETRE),
    "closing_soon": _closes_soon,
    "late": lambda fact, today: _is_in(fact, today, Phase.EN_RETARD),
    "out_of_time": lambda fact, today: _is_in(fact, today, Phase.HORS_DELAI),
    "open": lambda fact, _: not fact.done,
    "closed": lambda fact, _: fact.closing is not None,
    "tried": lambda fact, _: fact.attempts > 0 or fact.reached_on is not None,
    "reached": lambda fact, _: fact.reached_on is not None,
    "reached_in_window": lambda fact, _: is_in_window(fact.window, fact.reached_on),
    "attempts": lambda fact, _: fact.attempts,
    "pieces_missing": lambda fact, _: fact.pieces_missing,
    "fields_withheld": lambda fact, _: fact.fields_withheld,
    "quotes": lambda fact, _: fact.quotes,
}
_OF_CLIENT: dict[str, Callable[[Fact], int]] = {
    "clients": lambda _: 1,
    "gaps": lambda fact: fact.gaps,
    "opportunities": lambda fact: fact.opportunities,
    "contracts": lambda fact: fact.contracts,
    "complete": lambda fact: fact.complete,
}
