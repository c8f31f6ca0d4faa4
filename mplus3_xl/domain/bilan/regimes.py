"""Which way out a contract held elsewhere has, and the best of those open (domain notes §2.4).

Regimes are data (`rules/regimes.toml`). Not legal advice: every number is a default.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.bilan.moves import (
    Day,
    Move,
    Regime,
    Writer,
    anniversary,
    at_any_time,
    at_echeance,
    general,
    old_enough_on,
)
from mplus3_xl.domain.bilan.other_moves import by_event, by_notice
from mplus3_xl.domain.bilan.situation import Situation, regimes
from mplus3_xl.rules import table


def move_of(situation: Situation, line: Line, day: Day) -> Move:
    """Return when and how a contract held elsewhere can move: the way out that opens first."""
    base = base_regime(situation, line)
    ways = [_base_move(base, situation, line, day)]
    if ways[0].writer is not None:  # who cannot leave has no other way out
        ways += _besides(ways[0], situation, line, day)
    return _with_notice_asked(_first_open(ways), situation, line, day)


def base_regime(situation: Situation, line: Line) -> Regime:
    """Return the regime that governs a contract: its family's for this client, else the default."""
    default = next(each for each in regimes() if each["kind"] == "default")
    own = (
        each
        for each in regimes()
        if each["kind"] == "base"
        and line.family in each["families"]
        and situation.client_type in each["client_types"]
    )
    return next(own, default)


def event_labels() -> dict[str, str]:
    """Return what may have happened, by code: the events of all regimes."""
    return {
        each["code"]: each["label"] for regime in regimes() for each in regime.get("events", ())
    }


def _base_move(regime: Regime, situation: Situation, line: Line, day: Day) -> Move:
    said = "when" not in regime or line.family not in regime.get("when_families", [line.family])
    fits = True if said else situation.says(regime["when"])
    if fits is not True:
        words = regime["outside" if fits is False else "unsure"]
        relance = day.due(day.today) if words["todo"] else None
        return Move(regime["code"], words["why"], relance=relance, todo=words["todo"])
    moves = [
        _written(_dated(each, line, day), situation, line) for each in _ages(regime, line, day)
    ]
    return min(moves, key=lambda move: (move.earliest is None, move.earliest or day.today))


def _ages(regime: Regime, line: Line, day: Day) -> Iterator[Regime]:
    """Give the regimes open to a contract of its age: a young one has two, and waits less.

    One whose age is not known counts as young.
    """
    known = old_enough_on(regime, line)
    needs_age = "below_age" in regime and not line.over_a_year
    if not needs_age or known is not None:
        yield regime
    if needs_age and (known is None or known > day.today):
        yield next(each for each in regimes() if each["code"] == regime["below_age"])


def _dated(regime: Regime, line: Line, day: Day) -> Move:
    if "notice_before_echeance_months" in regime["delays"]:
        return at_echeance(regime, line, day)
    if regime["delays"]:
        return at_any_time(regime, line, day)
    ask = general()["ask_meeting"]
    return Move(regime["code"], regime["why"], relance=day.due(day.today), todo=ask)


def _first_open(moves: Sequence[Move]) -> Move:
    """Return the move that comes first; one without date comes last."""
    return min(moves, key=lambda move: (move.earliest is None, move.earliest or date.max))


def _with_notice_asked(move: Move, situation: Situation, line: Line, day: Day) -> Move:
    """Ask for the renewal notice when the coming échéance is lost: late, it would give it back."""
    lost = move.notice_limit and move.earliest and anniversary(move.earliest, -1) >= day.today
    known = line.notice_on is not None or line.no_notice
    notices = (each for each in regimes() if each["kind"] == "notice")
    if not lost or known or not any(_opens(each, situation, line) for each in notices):
        return move
    return move._replace(todo=general()["ask_notice"])


def _besides(base: Move, situation: Situation, line: Line, day: Day) -> Iterator[Move]:
    """Give the other ways out that are open: a late notice, an event."""
    for regime in regimes():
        if regime["kind"] not in {"notice", "event"} or not _opens(regime, situation, line):
            continue
        found = (
            by_notice(regime, base, line, day)
            if regime["kind"] == "notice"
            else by_event(regime, line, day)
        )
        if found is not None:
            yield _written(found, situation, line)


def _opens(regime: Regime, situation: Situation, line: Line) -> bool:
    families = {each["code"]: each for each in table("families")["family"]}
    basket = families[line.family]["basket"]
    return (
        situation.client_type in regime["client_types"]
        and line.family not in regime.get("except_families", ())
        and line.family in regime.get("only_families", [line.family])
        and regime.get("basket", basket) == basket
    )


def _written(move: Move, situation: Situation, line: Line) -> Move:
    """Say who writes the termination: the first line that fits for certain."""
    regime = next(each for each in regimes() if each["code"] == move.regime)
    writers = (
        each["by"]
        for each in regime["termination"]
        if line.family in each.get("families", [line.family])
        and situation.says(each.get("when", {})) is True
    )
    return move._replace(writer=Writer(next(writers)))
