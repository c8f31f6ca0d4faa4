"""The answers of a call form as they are kept: what is typed above what is known."""

from collections.abc import Iterator, Sequence

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.agency.charges import not_in_service
from mplus3_xl.domain.bilan.next_actions import action_problems
from mplus3_xl.domain.call.facts import CallFacts
from mplus3_xl.domain.call.piece_states import piece_problems
from mplus3_xl.domain.call.tries import CallSetting
from mplus3_xl.domain.call_form import FieldAnswer, FormProblem, PieceAnswer, is_blank
from mplus3_xl.domain.client.lagon_fields import checked
from mplus3_xl.domain.client.required import required_fields
from mplus3_xl.domain.contact.calls import CallForm
from mplus3_xl.domain.text import meant_by
from mplus3_xl.domain.texts.free_texts import NO_ACTION, text_problems
from mplus3_xl.domain.vocabulary import ClientType, FieldState


def field_answers(
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


def piece_answers(
    facts: CallFacts,
    form: CallForm,
    client_type: ClientType | None,
    setting: CallSetting,
    problems: list[FormProblem],
) -> tuple[PieceAnswer, ...]:
    """Return all the answers of the dossier's contracts, those of the form above those known."""
    known = {(answer.contract_id, answer.piece): answer for answer in facts.pieces}
    known |= {(answer.contract_id, answer.piece): answer for answer in form.pieces}
    held = {contract.id for contract in facts.contracts}
    answers = tuple(answer for answer in known.values() if answer.contract_id in held)
    required = facts.required_pieces(client_type)
    problems += piece_problems(required, answers, setting.now.date())
    return answers


def bilan_problems(facts: CallFacts, form: CallForm, setting: CallSetting) -> Iterator[FormProblem]:
    """Find what the texts and the action of objective 3 may not hold, as in the bilan (§1.4)."""
    insurers, reason = form.other_insurers, form.no_action_reason
    yield from text_problems("autres_assureurs", "Autres assureurs", insurers)
    yield from text_problems("sans_action", NO_ACTION, reason)
    agency = setting.following_site(facts)
    for problem in action_problems(form.actions, setting.now.date(), agency):
        *_, part = problem.field.split(":")  # the form has one action
        yield problem._replace(field=f"action_{part}")
