"""The call form, read: what is typed becomes a `CallForm`, or problems with their cells."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from mplus3_xl.domain.call_form import FieldAnswer, FormProblem, is_blank
from mplus3_xl.domain.client.required import fields
from mplus3_xl.domain.contact.calls import ActionDraft, Attempted, CallForm
from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.domain.contact.outcomes import outcome_named
from mplus3_xl.domain.vocabulary import ActionKind, ClientType, Closing, FieldState, Term
from mplus3_xl.domain.yes_no import YES
from mplus3_xl.layout.asked import CLIENT_TYPE
from mplus3_xl.layout.call import fiche
from mplus3_xl.live.call import call_pieces
from mplus3_xl.live.port import Values
from mplus3_xl.live.sheet.cell_texts import as_shown, day_of, text_of, time_of
from mplus3_xl.services.call.preparation import Preparation

TAGS = {f"fiche_tag_{tag}": tag for tag in TypedTags._fields}
AGREEMENT = "fiche_accord"
CALLBACK_DAY, CALLBACK_TIME = "fiche_rappel_le", "fiche_rappel_a"
ACTION, ACTION_OBJECT, ACTION_DUE = (
    "fiche_action", "fiche_action_objet", "fiche_action_echeance",
)  # fmt: skip
_CELLS = {
    "type_client": CLIENT_TYPE,
    "issue": "fiche_issue",
    "rappel": CALLBACK_DAY,
    "motif": "fiche_motif",
    "motif_appel": "fiche_hors_regle",
    "responsable": "fiche_responsable",
    "note": "fiche_note",
    "autres_assureurs": "fiche_autres_assureurs",
    "sans_action": "fiche_sans_action",
    "action": ACTION,
    "action_objet": ACTION_OBJECT,
    "action_echeance": ACTION_DUE,
}
# Problems of a field that its state has, and not its new value.
_OF_STATE = ("indispensable", "etat_contradictoire", "etat_inconnu")

Named = TypeVar("Named", bound=Term)


def read(values: Values, shown: Preparation) -> tuple[CallForm, tuple[FormProblem, ...]]:
    """Return the form as typed on the dossier `shown`, and what in it cannot be read."""
    problems: list[FormProblem] = []
    version, dossier = values["fiche_version"], shown.facts.dossier
    form = CallForm(
        dossier_id=dossier.id,
        version=version if isinstance(version, int) else dossier.version,
        form_id=text_of(values["fiche_formulaire"]),
        attempted=_attempted(values, problems),
        tags=TypedTags(**{tag: text_of(values[name]) for name, tag in TAGS.items()}),
        client_type=_named(ClientType, values, CLIENT_TYPE, "type_client", problems),
        fields=read_fields(values, problems),
        pieces=call_pieces.read_pieces(values[call_pieces.BLOCK], shown, problems),
        other_insurers=text_of(values["fiche_autres_assureurs"]),
        no_action_reason=text_of(values["fiche_sans_action"]),
        actions=_actions(values, problems),
        ticked=frozenset(code for code, name in fiche.ticks().items() if values[name] == YES),
        agreed=values[AGREEMENT] == YES,
        closing=_named(Closing, values, "fiche_motif", "motif", problems),
    )
    return form, tuple(problems)


def read_fields(values: Values, problems: list[FormProblem]) -> tuple[FieldAnswer, ...]:
    """Return the answers of objective 1, with what Lagon holds as the form shows it."""
    return tuple(
        FieldAnswer(
            code,
            _named(FieldState, values, f"fiche_{code}_etat", code, problems),
            text_of(values.get(f"fiche_{code}_lagon")) or None,
            text_of(values[f"fiche_{code}"]) or None,
        )
        for code in fields()
    )


def cell_of(problem: FormProblem, pieces: Mapping[str, str]) -> str:
    """Return the cell to mark for a problem; `pieces` as `call_pieces.cells_of` gives them.

    A piece that the form has no room for is marked at the tag that it keeps back.
    """
    place = problem.field
    if place in TypedTags._fields:
        return f"fiche_tag_{place}"
    if place in fields():
        return f"fiche_{place}_etat" if problem.code in _OF_STATE else f"fiche_{place}"
    return pieces.get(place) or _CELLS.get(place, "fiche_tag_bilan")


def typed_attempt(values: Values) -> Attempted:
    """Return what is typed to make a call that the gate refuses: why, and who allows it."""
    return Attempted(
        breach_reason=text_of(values["fiche_hors_regle"]),
        manager=text_of(values["fiche_responsable"]),
    )


def _attempted(values: Values, problems: list[FormProblem]) -> Attempted:
    precision = text_of(values["fiche_motif_precision"])
    outcome = outcome_named(text_of(values["fiche_issue"]))
    return Attempted(
        outcome=text_of(values["fiche_issue"]),
        reason=precision if outcome and outcome.reasons else "",
        callback_at=_callback(values, problems),
        callback_agreed=values["fiche_heure_convenue"] == YES,
        note=text_of(values["fiche_note"]),
        breach_reason=text_of(values["fiche_hors_regle"]),
        manager=text_of(values["fiche_responsable"]),
        closing_reason=precision,
    )


def _callback(values: Values, problems: list[FormProblem]) -> datetime | None:
    day, at = day_of(values[CALLBACK_DAY]), time_of(values[CALLBACK_TIME])
    if values[CALLBACK_DAY] is None and values[CALLBACK_TIME] is None:
        return None
    if day is not None and at is not None:
        return datetime.combine(day, at)
    unread = _unread(values, (CALLBACK_DAY, day), (CALLBACK_TIME, at))
    message = f"Rappel : {unread}il faut un jour et une heure, par exemple 23/11/2026 et 14h30."
    problems.append(FormProblem("rappel", "rappel_illisible", message))
    return None


def _actions(values: Values, problems: list[FormProblem]) -> tuple[ActionDraft, ...]:
    """Return the next action, if one is begun: its kind, its object and its day are needed."""
    due, wanted = day_of(values[ACTION_DUE]), text_of(values[ACTION_OBJECT])
    if values[ACTION] is None and values[ACTION_DUE] is None and not wanted:
        return ()
    kind = _named(ActionKind, values, ACTION, "action", problems)
    if kind is not None and due is not None and wanted:
        return (ActionDraft(kind, wanted, due),)
    unread = _unread(values, (ACTION_DUE, due))
    message = f"Prochaine action : {unread}il faut ce qui est à faire, son objet et son échéance."
    problems.append(FormProblem("action", "action_incomplete", message))
    return ()


def _unread(values: Values, *cells: tuple[str, object]) -> str:
    """Say which of these cells, each with what was read of it, hold something unreadable."""
    texts = [as_shown(values[name]) for name, found in cells if found is None]
    said = " et ".join(f"« {text} »" for text in texts if text)
    return f"{said} ne se lit pas ; " if said else ""


def _named(
    terms: type[Named], values: Values, name: str, place: str, problems: list[FormProblem]
) -> Named | None:
    """Return the term that a cell names; a word that is none of them is a problem."""
    text = text_of(values[name])
    if is_blank(text):
        return None
    found = next((term for term in terms if term.label == text), None)
    if found is None:
        from mplus3_xl.layout.call.fiche_labels import label_of_cell

        where = label_of_cell(name)
        message = f"{where} : « {text} » n’est pas un choix, choisissez dans la liste."
        problems.append(FormProblem(place, "etat_inconnu", message))
    return found
