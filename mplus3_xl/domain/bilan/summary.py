"""The page that the client takes away: what he has, what we advise and why, what comes next.

Nothing internal: no level, no rule, no contract number, nothing that he declined, no reason noted.
"""

from collections.abc import Iterable
from typing import NamedTuple

from mplus3_xl.domain.bilan.bilan import Bilan
from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.bilan.inventory import Line, family_label
from mplus3_xl.domain.calls import Action
from mplus3_xl.domain.vocabulary import GapAnswer, Holding

_ADVISED = (GapAnswer.OPPORTUNITE, GapAnswer.A_VERIFIER)


class Summary(NamedTuple):
    """The four parts of the page, as sentences in the order they are read."""

    with_us: tuple[str, ...]
    elsewhere: tuple[str, ...]
    advice: tuple[str, ...]
    next_steps: tuple[str, ...]


def summary_of(bilan: Bilan, replies: Iterable[GapReply], actions: Iterable[Action]) -> Summary:
    """Return the page; `actions` are those of the client, of which the ones not done are told."""
    answers = {reply.gap: reply.answer for reply in replies}
    advised = [gap for gap in bilan.gaps if answers.get(gap.code) in _ADVISED and gap.family]
    steps = sorted(
        (each for each in actions if each.done_on is None), key=lambda each: (each.due_on, each.id)
    )
    return Summary(
        with_us=_held(bilan.lines, Holding.CHEZ_NOUS),
        elsewhere=_held(bilan.lines, Holding.AILLEURS),
        advice=tuple(f"{family_label(gap.family or '')} : {gap.sentence}" for gap in advised),
        next_steps=tuple(
            f"{each.due_on:%d/%m/%Y} : {each.kind.label} – {each.object}" for each in steps
        ),
    )


def _held(lines: Iterable[Line], where: Holding) -> tuple[str, ...]:
    """Name each contract; several of one family and insurer are counted."""
    counts: dict[str, int] = {}
    for line in lines:
        if line.holding is where:
            name = family_label(line.family)
            shown = f"{name} ({line.insurer})" if line.insurer else name
            counts[shown] = counts.get(shown, 0) + 1
    return tuple(f"{shown} × {count}" if count > 1 else shown for shown, count in counts.items())
