"""The whole bilan of a client, computed again from what is known and what was said."""

from collections.abc import Sequence
from typing import NamedTuple

from mplus3_xl.domain.bilan.complete import Score, bilan_missing, score_of
from mplus3_xl.domain.bilan.gaps import Gap, GapReply, gaps_of
from mplus3_xl.domain.bilan.inventory import Line, inventory, lines_to_ask
from mplus3_xl.domain.bilan.moves import Day, Move
from mplus3_xl.domain.bilan.next_actions import proposed_actions
from mplus3_xl.domain.bilan.regimes import move_of
from mplus3_xl.domain.bilan.situation import Situation
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.contact.calls import ActionDraft
from mplus3_xl.domain.model import Contract
from mplus3_xl.domain.vocabulary import Holding


class Said(NamedTuple):
    """What was said during the bilan: his situation, what he holds, his answers to the gaps."""

    situation: Situation
    lines: tuple[Line, ...] = ()
    replies: tuple[GapReply, ...] = ()
    no_action_reason: str | None = None


class Bilan(NamedTuple):
    """The bilan as shown: lines, gaps, how each contract elsewhere moves, what to do, the score."""

    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...]
    moves: tuple[tuple[Line, Move], ...]
    proposed: tuple[ActionDraft, ...]
    score: Score


def bilan_of(said: Said, contracts: Sequence[Contract], day: Day) -> Bilan:
    """Compute the bilan of a client, whose `contracts` are all those known with us."""
    lines, gaps = lines_and_gaps(said, contracts)
    elsewhere = [line for line in lines if line.holding is Holding.AILLEURS]
    moves = tuple((line, move_of(said.situation, line, day)) for line in elsewhere)
    proposed = proposed_actions(gaps, said.replies, lines, moves, day)
    return Bilan(lines, gaps, moves, proposed, score_of(lines, gaps, said.replies))


def lines_and_gaps(
    said: Said, contracts: Sequence[Contract]
) -> tuple[tuple[Line, ...], tuple[Gap, ...]]:
    """Return the lines to go through and the gaps."""
    every = inventory(said.situation, contracts, said.lines)
    return lines_to_ask(said.situation, every), gaps_of(said.situation, every)


def missing_from(bilan: Bilan, said: Said, actions: int) -> tuple[FormProblem, ...]:
    """Find what keeps "Bilan effectué" from being OK, `actions` being planned."""
    return bilan_missing(bilan.lines, bilan.gaps, said.replies, actions, said.no_action_reason)
