"""Objective 1: the answers to the fields of the Lagon file, and what is still missing.

Source: guide, "Valider la qualité de la fiche CRM"; D7 (who is asked what), D8 (what may be
withheld). Values are checked by `field_checks`. A client of unknown type is asked for it too.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mplus3_xl.domain.call_form import FieldAnswer, FormProblem, is_blank
from mplus3_xl.domain.client.field_checks import CHECKS, Fault
from mplus3_xl.domain.client.required import LagonField, fields, required_fields
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import ClientType, FieldState

CLIENT_TYPE = "type_client"
# Lagon may write the choice of a list its own way ("Marié" for "Marié(e)"): only what is typed
# here is held to the list.
_FREE_IN_LAGON = ("text", "list")


class Checked(NamedTuple):
    """A text looked at: its value as kept, or the problem; `warning` blocks nothing."""

    value: str | None
    problem: FormProblem | None = None
    warning: str | None = None


class ReportLine(NamedTuple):
    """One line of "à reporter dans Lagon": `old` is what Lagon holds, `None` for nothing."""

    code: str
    label: str
    old: str | None
    new: str


def checked(code: str, text: str | None) -> Checked:
    """Check the text typed for a field; an empty one is no value and no problem."""
    if text is None or is_blank(text):
        return Checked(None)
    field = fields()[code]
    found = CHECKS[field.control](text)
    if isinstance(found, Fault):
        return Checked(None, FormProblem(code, found.code, f"{field.label} : {found.message}"))
    if field.values:
        return _listed(field, found.value)
    return Checked(found.value, warning=found.warning)


def field_problems(
    client_type: ClientType | None, answers: Iterable[FieldAnswer]
) -> tuple[FormProblem, ...]:
    """Find the answers that contradict themselves, or whose value is wrong.

    Only for the fields asked of this type; what is not answered is no problem here (see
    `missing_fields`).
    """
    asked = {field.code for field in required_fields(client_type)}
    return tuple(
        problem
        for answer in answers
        if answer.code in asked
        for problem in _problems(fields()[answer.code], answer)
    )


def field_warnings(answers: Iterable[FieldAnswer]) -> tuple[str, ...]:
    """Return what to look at again in the values confirmed or typed, without blocking."""
    looked_at = (checked(answer.code, value_of(answer)) for answer in answers)
    return tuple(found.warning for found in looked_at if found.warning)


def missing_fields(
    client_type: ClientType | None, answers: Iterable[FieldAnswer]
) -> tuple[FormProblem, ...]:
    """Find what objective 1 still lacks; empty when it is complete."""
    given = {answer.code: answer for answer in answers}
    lacking = [_missing(field, given.get(field.code)) for field in required_fields(client_type)]
    if client_type is None:
        message = "Type de client : inconnu, choisissez-le pour savoir quoi demander."
        lacking.append(FormProblem(CLIENT_TYPE, "type_manquant", message))
    return tuple(problem for problem in lacking if problem)


def confirm_all(answers: Iterable[FieldAnswer]) -> tuple[FieldAnswer, ...]:
    """Do "Tout confirmer": what was read back to the client in one go.

    Only a field without state yet: `Modifié` when a new value is typed, `Confirmé` when Lagon
    holds one; a field that has neither stays to be asked.
    """
    return tuple(_confirmed(answer) for answer in answers)


def value_of(answer: FieldAnswer) -> str | None:
    """Return the value that an answer settles; none when it was withheld or not answered."""
    match answer.state:
        case FieldState.MODIFIE:
            return answer.new
        case FieldState.CONFIRME:
            return answer.lagon
        case _:
            return None


def report_lines(answers: Iterable[FieldAnswer]) -> tuple[ReportLine, ...]:
    """Return what is to be typed into Lagon by hand: what changed, old and new."""
    return tuple(_report(answers))


def _listed(field: LagonField, text: str) -> Checked:
    """Return the choice of the list that `text` is, whatever its case and accents."""
    for value in field.values:
        if fold(value) == fold(text):
            return Checked(value)
    message = f"{field.label} : « {text} » n’est pas un choix. Choix : {', '.join(field.values)}."
    return Checked(None, FormProblem(field.code, "choix_inconnu", message))


def _problems(field: LagonField, answer: FieldAnswer) -> Iterator[FormProblem]:
    modified = answer.state is FieldState.MODIFIE
    if answer.state is FieldState.NON_COMMUNIQUE and not field.may_be_withheld:
        message = f"{field.label} ne peut pas être « {answer.state.label} » : c’est indispensable."
        yield FormProblem(field.code, "indispensable", message)
    if modified and is_blank(answer.new):
        message = f"{field.label} : « Modifié » demande la nouvelle valeur."
        yield FormProblem(field.code, "valeur_absente", message)
    if not modified and not is_blank(answer.new):
        message = f"{field.label} : une nouvelle valeur est tapée, l’état doit être « Modifié »."
        yield FormProblem(field.code, "etat_contradictoire", message)
    settled = answer.lagon if answer.state is FieldState.CONFIRME else answer.new
    if answer.state is FieldState.CONFIRME and field.control in _FREE_IN_LAGON:
        return
    if problem := checked(field.code, settled).problem:
        yield problem


def _missing(field: LagonField, answer: FieldAnswer | None) -> FormProblem | None:
    if answer is None or answer.state is None:
        message = f"{field.label} : à confirmer avec le client."
        return FormProblem(field.code, "champ_manquant", message)
    if answer.state is FieldState.CONFIRME and is_blank(answer.lagon):
        message = f"{field.label} : rien à confirmer, Lagon ne contient rien. À demander au client."
        return FormProblem(field.code, "champ_vide", message)
    return None


def _confirmed(answer: FieldAnswer) -> FieldAnswer:
    if answer.state is not None:
        return answer
    if not is_blank(answer.new):
        return answer._replace(state=FieldState.MODIFIE)
    return answer if is_blank(answer.lagon) else answer._replace(state=FieldState.CONFIRME)


def _report(answers: Iterable[FieldAnswer]) -> Iterator[ReportLine]:
    for answer in answers:
        new = checked(answer.code, answer.new).value
        if answer.state is not FieldState.MODIFIE or new is None:
            continue
        if new != (checked(answer.code, answer.lagon).value or answer.lagon):
            old = None if is_blank(answer.lagon) else answer.lagon
            yield ReportLine(answer.code, fields()[answer.code].label, old, new)
