"""The page that the client takes away: what he has, what we advise and why, what comes next.

Nothing internal: no level, no rule, no contract number, nothing that he declined, no reason noted.
Of an action, the page says the day, what the client sees of it and the families that it is about:
never the words that staff typed.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mplus3_xl.domain.bilan.bilan import Bilan
from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.bilan.inventory import Line, family_label
from mplus3_xl.domain.contact.calls import Action
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import ActionKind, GapAnswer, Holding
from mplus3_xl.rules import table

_ADVISED = (GapAnswer.OPPORTUNITE, GapAnswer.A_VERIFIER)
_SEEN = {
    ActionKind.DEVIS: "nous vous envoyons un devis",
    ActionKind.RENDEZ_VOUS: "nous convenons d’un rendez-vous",
    ActionKind.ELEMENTS: "nous échangeons les éléments utiles",
    ActionKind.RELANCE: "nous vous recontactons",
}


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
    return Summary(
        with_us=_held(bilan.lines, Holding.CHEZ_NOUS),
        elsewhere=_held(bilan.lines, Holding.AILLEURS),
        advice=tuple(f"{family_label(gap.family or '')} : {gap.sentence}" for gap in advised),
        next_steps=tuple(dict.fromkeys(_steps(actions))),
    )


def _held(lines: Iterable[Line], where: Holding) -> tuple[str, ...]:
    """Name each contract; several of one family and insurer are counted."""
    counts: dict[str, int] = {}
    for line in lines:
        if line.holding is where:
            counts[line.named] = counts.get(line.named, 0) + 1
    return tuple(f"{shown} × {count}" if count > 1 else shown for shown, count in counts.items())


def _steps(actions: Iterable[Action]) -> Iterator[str]:
    """Yield what is planned, by its day; what puts our own file right is not the client's."""
    ours = {rule["label"] for rule in table("gaps")["gap"] if not rule.get("family")}
    for each in sorted(actions, key=lambda each: (each.due_on, each.id)):
        if each.done_on is None and each.object not in ours:
            families = ", ".join(_families_in(each.object))
            step = f"{each.due_on:%d/%m/%Y} : {_SEEN[each.kind]}"
            yield f"{step} – {families}" if families else step


def _families_in(text: str) -> Iterator[str]:
    """Yield the families that a text names; one whose name is in that of another is not."""
    left = f" {fold(text)} "
    labels = (each["label"] for each in table("families")["family"])
    for label in sorted(labels, key=len, reverse=True):
        name = f" {fold(label)} "
        if name in left:
            left = left.replace(name, " , ")
            yield label
