"""The gaps: what a client's situation calls for and he does not hold.

Rules are data (`rules/gaps.toml`, domain notes §2.3); one that is not verified is off, unless the
agency switched it on. A gap is found when its trigger holds for certain and no contract covers it
for certain: a family that is no longer asked makes none.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.bilan.situation import Situation
from mplus3_xl.domain.call_form import FormProblem, is_blank
from mplus3_xl.domain.texts.free_texts import text_problems
from mplus3_xl.domain.vocabulary import GapAnswer, Holding
from mplus3_xl.rules import table

Rule = dict[str, Any]


class Gap(NamedTuple):
    """A gap found. `family` is the contract to propose; none when the file itself is wrong."""

    code: str
    rule: str
    label: str
    family: str | None
    level: str
    sentence: str
    put_forward: bool = False


class GapReply(NamedTuple):
    """What the client answers to a gap; `reason` is his own, kept for the duty of advice."""

    gap: str
    answer: GapAnswer | None = None
    reason: str | None = None


def gaps_of(situation: Situation, lines: Sequence[Line]) -> tuple[Gap, ...]:
    """Return all the gaps, the most important first; the first few are put forward in the call.

    `lines` are those of all families, on or off: what was not asked is unknown. Two gaps of one
    contract are put forward as one.
    """
    rules = [rule for rule in table("gaps")["gap"] if _is_gap(rule, situation, lines)]
    ranks = {level["code"]: level["rank"] for level in table("gaps")["level"]}
    gaps = [_gap(rule) for rule in sorted(rules, key=lambda rule: ranks[rule["level"]])]
    forward = _put_forward(gaps)
    return tuple(gap._replace(put_forward=gap.code in forward) for gap in gaps)


def level_label(code: str) -> str:
    """Return the level's name, as staff read it."""
    return next(str(each["label"]) for each in table("gaps")["level"] if each["code"] == code)


def reply_problems(gaps: Iterable[Gap], replies: Iterable[GapReply]) -> tuple[FormProblem, ...]:
    """Find a refusal without the client's reason, and texts that must not be kept."""
    labels = {gap.code: gap.label for gap in gaps}
    return tuple(
        problem
        for reply in replies
        if reply.gap in labels
        for problem in _reply_problems(reply, labels[reply.gap])
    )


def replies_set_aside(
    situation: Situation, old: Iterable[GapReply], typed: Iterable[GapReply]
) -> tuple[GapReply, ...]:
    """Return the answers, out of sight, to gaps that are no longer told."""
    told = {rule["code"] for rule in table("gaps")["gap"] if situation.offer.tells(rule)}
    shown = told | {reply.gap for reply in typed}
    return tuple(reply for reply in old if reply.gap not in shown)


def gaps_missing(gaps: Iterable[Gap], replies: Iterable[GapReply]) -> tuple[FormProblem, ...]:
    """Find the gaps without answer."""
    answered = {reply.gap for reply in replies if reply.answer}
    choices = ", ".join(f"« {answer.label} »" for answer in GapAnswer)
    return tuple(
        FormProblem(
            f"tManques:{gap.code}",
            "manque_sans_reponse",
            f"{gap.label} : répondez par {choices}.",
        )
        for gap in gaps
        if gap.code not in answered
    )


def _is_gap(rule: Rule, situation: Situation, lines: Sequence[Line]) -> bool:
    return (
        situation.offer.tells(rule)
        and situation.client_type in rule["client_types"]
        and situation.says(rule["trigger"]) is True
        and _covered(rule, lines) is False
    )


def _covered(rule: Rule, lines: Iterable[Line]) -> bool | None:
    """Say whether a contract covers the gap; `None` while a family that might is not known.

    What is held with us is always known.
    """
    found = {line.holding for line in lines if line.family in rule["covered_by"]}
    if Holding.CHEZ_NOUS in found:
        return True
    if rule["covered_where"] == "chez_nous":
        return False
    if Holding.AILLEURS in found:
        return True
    return None if found & {None, Holding.NE_SAIT_PAS} else False


def _gap(rule: Rule) -> Gap:
    return Gap(
        code=rule["code"],
        rule=rule["rule"],
        label=rule["label"],
        family=rule.get("family"),
        level=rule["level"],
        sentence=rule["sentence"],
    )


def _put_forward(gaps: Iterable[Gap]) -> set[str]:
    first_of_family: dict[str, str] = {}
    for gap in gaps:
        first_of_family.setdefault(gap.family or gap.code, gap.code)
    shown: int = table("gaps")["general"]["shown_per_call"]
    return set(list(first_of_family.values())[:shown])


def _reply_problems(reply: GapReply, label: str) -> Iterator[FormProblem]:
    place = f"tManques:{reply.gap}"
    yield from text_problems(f"{place}:precision", f"{label}, précision", reply.reason)
    if reply.answer is GapAnswer.REFUS and is_blank(reply.reason):
        message = f"{label} : écrivez la raison du client, le devoir de conseil la garde."
        yield FormProblem(f"{place}:precision", "refus_sans_raison", message)
