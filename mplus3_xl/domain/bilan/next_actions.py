"""What to do next: the actions that the bilan proposes, on working days, and their checks.

Guide, "Planifier les actions de suivi". An opportunity gives a devis, a doubt something to check,
a contract elsewhere a relance on the day its regime gives.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.bilan.gaps import Gap, GapReply
from mplus3_xl.domain.bilan.inventory import Line, family_label, reviewed_families
from mplus3_xl.domain.bilan.moves import Day, Move, Writer
from mplus3_xl.domain.bilan.working_days import is_working, working_day
from mplus3_xl.domain.call_form import FormProblem, is_blank
from mplus3_xl.domain.contact.calls import Action, ActionDraft
from mplus3_xl.domain.limits import default_limits, limit
from mplus3_xl.domain.texts.free_texts import text_problems
from mplus3_xl.domain.vocabulary import ActionKind, GapAnswer, Holding
from mplus3_xl.rules import table

_PRACTICE = table("gaps")["general"]
_WITHIN_DAYS: dict[ActionKind, int] = {
    ActionKind.DEVIS: _PRACTICE["quote_within_days"],
    ActionKind.ELEMENTS: _PRACTICE["check_within_days"],
}
_KIND_OF_ANSWER: dict[GapAnswer | None, ActionKind] = {
    GapAnswer.OPPORTUNITE: ActionKind.DEVIS,
    GapAnswer.A_VERIFIER: ActionKind.ELEMENTS,
}
_REVIEW, _ADVISED = "revue_assurance_vie", "revue_assurance_vie_conseillee"


def proposed_actions(
    gaps: Iterable[Gap],
    replies: Iterable[GapReply],
    lines: Iterable[Line],
    moves: Iterable[tuple[Line, Move]],
    day: Day,
) -> tuple[ActionDraft, ...]:
    """Return the actions that the bilan calls for, for a person to keep or drop.

    `lines` are all those of the inventory, `moves` how each contract held elsewhere can move.
    """
    answers = {reply.gap: reply.answer for reply in replies}
    return (
        *_for_gaps(gaps, answers, day),
        *(_for_move(line, move, move.relance) for line, move in moves if move.relance),
        *_reviews(lines, day),
    )


def action_problems(
    drafts: Iterable[ActionDraft], today: date, agency: Agency | None = None
) -> tuple[FormProblem, ...]:
    """Find the actions without object, or due on a day that is past or not worked."""
    return tuple(
        problem
        for at, draft in enumerate(drafts, 1)
        for problem in _problems(f"tActions:{at}", draft, today, agency)
    )


def decided_actions(actions: Iterable[Action], dossier_id: int) -> list[Action]:
    """Return what a dossier's call and bilan decided, done since or not.

    The program's own relances of missing pieces are none of it: objective 2 made them.
    """
    mine = (each for each in actions if each.dossier_id == dossier_id)
    return [each for each in mine if not each.asks_for_a_piece]


def _for_gaps(
    gaps: Iterable[Gap], answers: Mapping[str, GapAnswer | None], day: Day
) -> Iterator[ActionDraft]:
    """Give one action per contract: two gaps may call for the same one."""
    wanted = ((_kind(gap, answers.get(gap.code)), _object(gap)) for gap in gaps)
    for kind, text in dict.fromkeys(wanted):
        if kind is not None:
            due_on = day.due(day.today + timedelta(days=_WITHIN_DAYS[kind]))
            yield ActionDraft(kind, text, due_on)


def _kind(gap: Gap, answer: GapAnswer | None) -> ActionKind | None:
    """Return the action that an answer calls for; no quote mends a fault of the file itself."""
    kind = _KIND_OF_ANSWER.get(answer)
    return ActionKind.ELEMENTS if kind and not gap.family else kind


def _object(gap: Gap) -> str:
    return family_label(gap.family) if gap.family else gap.label


def _for_move(line: Line, move: Move, due_on: date) -> ActionDraft:
    held = line.named
    if move.writer is Writer.AGENCE_RDV:
        return ActionDraft(ActionKind.RENDEZ_VOUS, f"{move.todo} : {held}", due_on)
    text = move.todo or f"Comparer : {held}"
    subject = text if text.endswith(held) else f"{text} : {held}"
    return ActionDraft(ActionKind.RELANCE, subject, due_on)


def _reviews(lines: Iterable[Line], day: Day) -> Iterator[ActionDraft]:
    """Propose when to bring the advice on life insurance with us up to date (domain notes §1.2)."""
    held = [line for line in lines if line.holding is Holding.CHEZ_NOUS]
    years = default_limits()[_REVIEW]
    sooner = f"après {limit(_ADVISED).quantity(default_limits())} si recommandation personnalisée"
    for family in reviewed_families():
        since = [each.subscribed_on for each in held if each.family == family]
        days = [each for each in since if each is not None]
        if days:
            due_on = day.due(max(days) + relativedelta(years=years))
            text = f"Actualiser le conseil : {family_label(family)}, ou {sooner}"
            yield ActionDraft(ActionKind.RENDEZ_VOUS, text, due_on)


def _problems(
    place: str, draft: ActionDraft, today: date, agency: Agency | None
) -> Iterator[FormProblem]:
    yield from text_problems(f"{place}:objet", "Action, objet", draft.object)
    if is_blank(draft.object):
        message = f"{draft.kind.label} : écrivez en quelques mots de quoi il s’agit."
        yield FormProblem(f"{place}:objet", "objet_absent", message)
    if draft.due_on < today:
        message = (
            f"{draft.kind.label} : le {draft.due_on:%d/%m/%Y} est passé, "
            f"au plus tôt le {today:%d/%m/%Y}."
        )
        yield FormProblem(f"{place}:echeance", "echeance_passee", message)
    elif not is_working(draft.due_on, agency):
        after = working_day(draft.due_on, agency)
        message = (
            f"{draft.kind.label} : personne ne travaille le {draft.due_on:%d/%m/%Y}, "
            f"prenez le {after:%d/%m/%Y}."
        )
        yield FormProblem(f"{place}:echeance", "echeance_non_ouvree", message)
