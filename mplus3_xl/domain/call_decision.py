"""What a call form changes: accepted as a whole, or refused with all its problems at once.

Pure: nothing is read or written here. The rules are those of `lagon_fields`, `piece_rules`,
`note_rules`, `tag_conditions`, `outcomes`, `contact_gate` and, for what ends the bilan, of
`bilan.free_texts` and `bilan.next_actions`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mplus3_xl.domain.agencies import Agencies
from mplus3_xl.domain.amendments import DELAY, amendments
from mplus3_xl.domain.bilan.next_actions import action_problems, decided_actions
from mplus3_xl.domain.call_facts import CallFacts
from mplus3_xl.domain.call_form import FieldAnswer, FormProblem, PieceAnswer, is_blank
from mplus3_xl.domain.call_tags import readable_tags, tags_after
from mplus3_xl.domain.calls import (
    ActionDraft,
    Attempted,
    CallForm,
    callback_warnings,
    no_try_warnings,
    shut_callback_warnings,
    wrong_target_problems,
)
from mplus3_xl.domain.charges import not_in_service
from mplus3_xl.domain.closing import closed, closing_problems
from mplus3_xl.domain.free_texts import text_problems
from mplus3_xl.domain.lagon_fields import (
    checked,
    field_problems,
    field_warnings,
    missing_fields,
)
from mplus3_xl.domain.limits import limit
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.note_rules import note_findings
from mplus3_xl.domain.piece_states import Relance, blocking_pieces, piece_problems, relances
from mplus3_xl.domain.refusals import refusal_problems
from mplus3_xl.domain.required import required_fields
from mplus3_xl.domain.tag_conditions import (
    agreement_missing,
    opening_missing,
    tag_problems,
)
from mplus3_xl.domain.tags import Tags
from mplus3_xl.domain.text import meant_by
from mplus3_xl.domain.tries import (
    CallSetting,
    Try,
    dossier_after,
    is_talked,
    shut_after,
    try_of,
)
from mplus3_xl.domain.vocabulary import ClientType, FieldState
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
    fields = _fields(facts, form, client_type, setting, problems)
    pieces = _pieces(facts, form, client_type, setting, problems)
    note = note_findings(form.attempted.note, setting.limits["note_max"])
    problems += [*field_problems(client_type, fields), *note.problems]
    problems += _of_the_bilan(facts, form, setting)
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
    called_back = tried.effect.callback_at if tried else None
    warnings = (
        *note.warnings,
        *field_warnings(fields),
        *_told_of_calls(facts, fields, setting),
        *((limit(DELAY).said(setting.limits),) if changed else ()),
        *callback_warnings(called_back, dossier.appel, dossier.latest),
        *_no_try(tried, dossier),
        *_shut_callback(facts, tried, dossier, setting),
    )
    return Decision(dossier, client_type, tried, fields, pieces, changed, wanted, warnings)


def _amendments(
    facts: CallFacts, fields: Sequence[FieldAnswer], setting: CallSetting
) -> tuple[ActionDraft, ...]:
    agency = setting.agencies.get(facts.dossier.agency or "")
    return amendments(facts.fields, fields, setting.now.date(), agency, setting.limits)


def _no_try(tried: Try | None, dossier: Dossier) -> Iterator[str]:
    if tried is not None:
        again = tried.effect.next_try_at
        yield from no_try_warnings(tried.outcome, again, dossier.appel, dossier.latest)


def _shut_callback(
    facts: CallFacts, tried: Try | None, dossier: Dossier, setting: CallSetting
) -> Iterator[str]:
    """Warn of a callback that comes before the attempts, this one with them, allow one more."""
    callback_at = tried.effect.callback_at if tried else None
    if tried is None or callback_at is None:
        return
    again = shut_after(facts, tried.effect, callback_at.date(), setting)
    appel, last = dossier.appel, dossier.latest
    yield from shut_callback_warnings(callback_at, again, appel, last, setting.limits)


def _told_of_calls(
    facts: CallFacts, fields: Sequence[FieldAnswer], setting: CallSetting
) -> Iterator[str]:
    """Remind to tell the client about commercial calls once his phone changes (L223-2)."""
    known = {answer.code: answer for answer in facts.fields}
    for answer in fields:
        changed = answer.state is FieldState.MODIFIE and answer != known.get(answer.code)
        if answer.code == "telephone" and changed and setting.limits["info_telephone"]:
            yield limit("info_telephone").said(setting.limits)


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
    if form.closing is None or dossier.closing is not None:
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


def _fields(
    facts: CallFacts,
    form: CallForm,
    client_type: ClientType | None,
    setting: CallSetting,
    problems: list[FormProblem],
) -> tuple[FieldAnswer, ...]:
    """Return one answer for each field: what is typed of those asked, upon what Lagon holds."""
    asked = {field.code for field in required_fields(client_type)}
    typed = {answer.code: answer for answer in form.fields if answer.code in asked}
    merged = (
        (known, typed.get(known.code, known)._replace(lagon=known.lagon)) for known in facts.fields
    )
    return tuple(
        known if answer == known else _tidied(answer, setting, problems) for known, answer in merged
    )


def _tidied(answer: FieldAnswer, setting: CallSetting, problems: list[FormProblem]) -> FieldAnswer:
    """Write a new value as it is kept; a site, or an account manager, by its own name."""
    if answer.state is not FieldState.MODIFIE or is_blank(answer.new):
        return answer
    if answer.code == "charge" and setting.charges:
        return _with_charge(answer, setting.charges, problems)
    if answer.code != "agence":
        return answer._replace(new=checked(answer.code, answer.new).value or answer.new)
    site = Agencies(setting.agencies.values()).named(answer.new or "")
    if site is None:
        known = ", ".join(setting.agencies)
        message = f"Agence : « {answer.new} » n’est pas connue. Choisissez parmi : {known}."
        problems.append(FormProblem("agence", "agence_inconnue", message))
        return answer
    return answer._replace(new=site.name)


def _with_charge(
    answer: FieldAnswer, charges: Sequence[str], problems: list[FormProblem]
) -> FieldAnswer:
    """Name an account manager in service: nobody would have the dossier of another."""
    found = meant_by(answer.new or "", charges)
    if found is None:
        unknown = not_in_service(answer.new or "", charges)
        message = f"Chargé de clientèle : {unknown}"
        problems.append(FormProblem("charge", unknown.code, message))
        return answer
    return answer._replace(new=found)


def _pieces(
    facts: CallFacts,
    form: CallForm,
    client_type: ClientType | None,
    setting: CallSetting,
    problems: list[FormProblem],
) -> tuple[PieceAnswer, ...]:
    known = {(answer.contract_id, answer.piece): answer for answer in facts.pieces}
    known |= {(answer.contract_id, answer.piece): answer for answer in form.pieces}
    held = {contract.id for contract in facts.contracts}
    answers = tuple(answer for answer in known.values() if answer.contract_id in held)
    required = facts.required_pieces(client_type)
    problems += piece_problems(required, answers, setting.now.date())
    return answers


def _of_the_bilan(facts: CallFacts, form: CallForm, setting: CallSetting) -> Iterator[FormProblem]:
    """Find what the texts and the action of objective 3 may not hold, as in the bilan (§1.4)."""
    insurers, reason = form.other_insurers, form.no_action_reason
    yield from text_problems("autres_assureurs", "Autres assureurs", insurers)
    yield from text_problems("sans_action", "Pas d’action", reason)
    agency = setting.agencies.get(facts.dossier.agency or "")
    for problem in action_problems(form.actions, setting.now.date(), agency):
        *_, part = problem.field.split(":")  # the form has one action
        yield problem._replace(field=f"action_{part}")
