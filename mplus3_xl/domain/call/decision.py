"""What a call form changes: accepted as a whole, or refused with all its problems at once.

Pure: nothing is read or written here. The rules are those of `lagon_fields`, `piece_rules`,
`note_rules`, `tag_conditions`, `outcomes`, `contact.gate` and, for what ends the bilan, of
`free_texts` and `bilan.next_actions`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mplus3_xl.domain.bilan.next_actions import decided_actions
from mplus3_xl.domain.call.amendments import DELAY, amendments
from mplus3_xl.domain.call.answers import bilan_problems, field_answers, piece_answers
from mplus3_xl.domain.call.facts import CallFacts
from mplus3_xl.domain.call.piece_states import Relance, blocking_pieces, relances
from mplus3_xl.domain.call.tag_conditions import agreement_missing, opening_missing, tag_problems
from mplus3_xl.domain.call.tags import readable_tags, tags_after
from mplus3_xl.domain.call.tries import CallSetting, Try, dossier_after, is_talked, try_of
from mplus3_xl.domain.call.warnings import calls_to_tell, try_warnings
from mplus3_xl.domain.call_form import FieldAnswer, FormProblem, PieceAnswer, is_blank
from mplus3_xl.domain.client.lagon_fields import field_problems, field_warnings, missing_fields
from mplus3_xl.domain.contact.calls import ActionDraft, Attempted, CallForm, wrong_target_problems
from mplus3_xl.domain.contact.refusals import refusal_problems
from mplus3_xl.domain.limits import limit
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.closing import closed, closing_problems, finished_problems
from mplus3_xl.domain.tags import Tags
from mplus3_xl.domain.texts.note_rules import note_findings
from mplus3_xl.domain.vocabulary import ClientType, Closing
from mplus3_xl.errors import UserError

# What each objective still lacks: the Lagon file, the pieces, the bilan.
_Missing = tuple[tuple[FormProblem, ...], tuple[FormProblem, ...], tuple[FormProblem, ...]]


class CallError(UserError):
    """A call form that is refused: all its problems at once, to mark their fields."""

    def __init__(self, problems: Iterable[FormProblem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        said = " ".join(problem.message for problem in self.problems)
        super().__init__(
            "fiche_refusee",
            f"Rien n’est enregistré. {said}",
            "Corrigez les champs marqués ; ce que vous avez tapé est gardé en brouillon.",
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """What a form changes: the dossier as it will be, the answers that it holds.

    `fields` and `pieces` are all the answers of the dossier, `amendments` the actions that a
    changed risk calls for, `relances` the pieces to ask for, `None` while nobody went through them.
    """

    dossier: Dossier
    client_type: ClientType | None
    tried: Try | None
    fields: tuple[FieldAnswer, ...]
    pieces: tuple[PieceAnswer, ...]
    amendments: tuple[ActionDraft, ...]
    relances: tuple[Relance, ...] | None
    warnings: tuple[str, ...]


def decide(facts: CallFacts, form: CallForm, setting: CallSetting) -> Decision:
    """Decide what `form` changes of what is known. Raises CallError with all the problems."""
    problems: list[FormProblem] = []
    tried = _tried(facts, form.attempted, setting, form, problems)
    client_type = form.client_type or facts.client_type
    fields = field_answers(facts, form, client_type, setting, problems)
    pieces = piece_answers(facts, form, client_type, setting, problems)
    note = note_findings(form.attempted.note, setting.limits["note_max"])
    problems += [*field_problems(client_type, fields), *note.problems]
    problems += bilan_problems(facts, form, setting)
    today = setting.now.date()
    wanted = None
    if form.pieces or (form.closing is None and is_talked(facts.dossier, tried)):
        wanted = relances(facts.required_pieces(client_type), pieces, today)
    decided = decided_actions(facts.actions, facts.dossier.id)
    changed = _amendments(facts, fields, setting)
    planned = len(decided) + len(form.actions) + len(changed)
    said = (
        *opening_missing(form.ticked),
        *agreement_missing(agreed=form.agreed),
        *facts.bilan_missing(planned, form.no_action_reason),
    )
    missing = (
        missing_fields(client_type, fields),
        blocking_pieces(facts.required_pieces(client_type), pieces, today),
        said,
    )
    tags = _tags(facts, form, tried, missing, problems)
    code, why = tried.outcome.code if tried else "", form.attempted.breach_reason
    problems += refusal_problems(facts.refused_at, tags.bilan, facts.attempts, code, why)
    dossier = dossier_after(facts.dossier, tags, tried, setting)
    dossier = _closed(dossier, form, setting, problems)
    if problems:
        raise CallError(problems)
    warnings = (
        *note.warnings,
        *field_warnings(fields),
        *calls_to_tell(facts, fields, setting),
        *((limit(DELAY).said(setting.limits),) if changed else ()),
        *try_warnings(facts, tried, dossier, setting),
    )
    return Decision(dossier, client_type, tried, fields, pieces, changed, wanted, warnings)


def _amendments(
    facts: CallFacts, fields: Sequence[FieldAnswer], setting: CallSetting
) -> tuple[ActionDraft, ...]:
    agency = setting.following_site(facts)
    return amendments(facts.fields, fields, setting.now.date(), agency, setting.limits)


def _tags(
    facts: CallFacts,
    form: CallForm,
    tried: Try | None,
    missing: _Missing,
    problems: list[FormProblem],
) -> Tags:
    """Return the four tags, as far as the outcome and the objectives support them."""
    before = facts.dossier.tags
    typed, contradictions = tags_after(before, form.tags, tried.effect if tried else None)
    tags, unreadable = readable_tags(before, typed)
    problems += [*contradictions, *unreadable, *tag_problems(typed, *missing)]
    return tags


def _closed(
    dossier: Dossier, form: CallForm, setting: CallSetting, problems: list[FormProblem]
) -> Dossier:
    """Close the dossier as the form asks, unless its outcome did."""
    if dossier.closing is not None:
        problems += finished_problems(dossier, Closing(dossier.closing), "issue")
        return dossier
    if form.closing is None:
        return dossier
    reason, today = form.attempted.closing_reason, setting.now.date()
    problems += closing_problems(dossier, form.closing, reason, today)
    return closed(dossier, form.closing, reason, today)


def _tried(
    facts: CallFacts,
    attempted: Attempted,
    setting: CallSetting,
    form: CallForm,
    problems: list[FormProblem],
) -> Try | None:
    if is_blank(attempted.outcome):
        return None
    tried = try_of(facts, attempted, setting, problems)
    if tried is not None:
        problems += wrong_target_problems(tried.outcome, attempted, form.closing)
    return tried
