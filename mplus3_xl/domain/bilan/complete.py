"""Whether the bilan is done, and whether the client is complete (guide, "Finalité").

Complete: all that he holds is held with us, as is what his gaps ask for, and every gap is answered.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from mplus3_xl.domain.bilan.gaps import Gap, GapReply, gaps_missing
from mplus3_xl.domain.bilan.inventory import Line, family_label
from mplus3_xl.domain.bilan.inventory_checks import inventory_missing
from mplus3_xl.domain.call_form import FormProblem, is_blank
from mplus3_xl.domain.model import Contract
from mplus3_xl.domain.vocabulary import ContractState, Holding


class Score(NamedTuple):
    """How complete a client is: families with us out of those he holds or needs, gaps answered.

    `missing` says what is left, family by family, then gap by gap.
    """

    families_here: int
    families: int
    gaps_answered: int
    gaps: int
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether this is a "client complet": something is with us, and nothing is missing."""
        return self.families_here > 0 and not self.missing


class Equipment(NamedTuple):
    """The contracts a client holds with us before and after the bilan (multi-équipement)."""

    before: int
    after: int


def score_of(lines: Sequence[Line], gaps: Sequence[Gap], replies: Iterable[GapReply]) -> Score:
    """Count what makes a client complete, and say what is missing.

    A family held both here and elsewhere is not whole: what is elsewhere is missing. One that he
    has nothing of, and that no gap asks for, is none of his needs.
    """
    needed = {gap.family for gap in gaps}
    counted = [line for line in lines if line.holding is not Holding.AUCUN or line.family in needed]
    shown = list(dict.fromkeys(line.family for line in counted))
    away = {line.family: line for line in counted if line.holding is not Holding.CHEZ_NOUS}
    unanswered = gaps_missing(gaps, replies)
    return Score(
        families_here=len(shown) - len(away),
        families=len(shown),
        gaps_answered=len(gaps) - len(unanswered),
        gaps=len(gaps),
        missing=(
            *(_said(away[family]) for family in shown if family in away),
            *(problem.message for problem in unanswered),
        ),
    )


def bilan_missing(
    lines: Iterable[Line],
    gaps: Iterable[Gap],
    replies: Iterable[GapReply],
    actions: int,
    no_action_reason: str | None,
) -> tuple[FormProblem, ...]:
    """Find what keeps "Bilan effectué" from being OK; `actions` is how many were planned.

    A family without answer, a gap without answer, nothing planned and no reason for it.
    """
    found = [*inventory_missing(lines), *gaps_missing(gaps, replies)]
    if not actions and is_blank(no_action_reason):
        message = "Suite du bilan : planifiez une action, ou dites pourquoi il n’y en a pas."
        found.append(FormProblem("sans_action", "suite_manquante", message))
    return tuple(found)


def equipment(contracts: Iterable[Contract], before: date, after: date) -> Equipment:
    """Count the contracts that run with us on two days, both included."""
    rows = tuple(contracts)
    return Equipment(_running(rows, before), _running(rows, after))


def _running(contracts: Iterable[Contract], day: date) -> int:
    return len({each.number for each in contracts if _runs_on(each, day)})


def _runs_on(contract: Contract, day: date) -> bool:
    if contract.state is ContractState.SANS_EFFET or contract.effect_date > day:
        return False
    if contract.ended_on is not None:
        return contract.ended_on > day
    return contract.state is not ContractState.RESILIE


def _said(line: Line) -> str:
    where = line.holding.label.lower() if line.holding else "sans réponse"
    insurer = f" ({line.insurer})" if line.holding is Holding.AILLEURS and line.insurer else ""
    return f"{family_label(line.family)} : {where}{insurer}."
