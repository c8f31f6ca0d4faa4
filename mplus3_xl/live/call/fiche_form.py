"""The call form, pure: what a dossier shows becomes fields, and what is typed is kept as texts.

A typed text is kept by the name of its cell, that of a piece by its own code (`call_pieces`). Once
saved, most texts end up elsewhere (answers, attempt, actions); the others are the form's content.
"""

from collections.abc import Mapping
from datetime import date

from mplus3_xl.domain.client.required import fields
from mplus3_xl.domain.queue.queue import QueueRow
from mplus3_xl.layout.asked import CLIENT_TYPE
from mplus3_xl.layout.call import fiche
from mplus3_xl.layout.call.call_fields import OUTCOME
from mplus3_xl.layout.fields import FIELDS
from mplus3_xl.layout.french import short_day
from mplus3_xl.layout.style import Kind, Style
from mplus3_xl.live.call import call_pieces
from mplus3_xl.live.call.call_reading import ACTION, ACTION_DUE, ACTION_OBJECT, TAGS
from mplus3_xl.live.call.call_showing import shown_preparation
from mplus3_xl.live.port import Fields, FieldValue, Values
from mplus3_xl.live.sheet import places
from mplus3_xl.live.sheet.cell_texts import text_of, value_of
from mplus3_xl.services.call.preparation import Preparation

NAME, CODE, VERSION, FORM_ID = "fiche_nom", "fiche_code", "fiche_version", "fiche_formulaire"
CHANGED = "fiche_modifie"
NOTE = "fiche_note"
UNSAVED = "saisie non enregistrée"
_LAID = places.titled(fiche.TITLE)
_KINDS = {cell.name: cell.kind for cell in _LAID.cells if cell.name}
_INPUTS = [
    cell.name for cell in _LAID.cells if cell.name and cell.style in (Style.INPUT, Style.NOTE)
]
STATES = {code: f"fiche_{code}_etat" for code in fields()}
# What the attempt or the actions hold, once it is saved.
_OF_ONE_CALL = {
    OUTCOME, "fiche_rappel_le", "fiche_rappel_a", "fiche_heure_convenue", "fiche_hors_regle",
    "fiche_responsable", ACTION, ACTION_OBJECT, ACTION_DUE,
}  # fmt: skip
_ANSWERED = {CLIENT_TYPE, *TAGS, *STATES.values(), *(f"fiche_{code}" for code in fields())}
NAMES = [
    CODE, VERSION, FORM_ID, *_INPUTS, *(f"fiche_{code}_lagon" for code in fields()),
    call_pieces.BLOCK,
]  # fmt: skip
"""What is read of the form: all that is typed, and what tells which form it is."""


def code_of(values: Values) -> int | None:
    """Return the dossier that the form shows; none if it shows none."""
    code = values[CODE]
    return code if isinstance(code, int) else None


def content(values: Values) -> dict[str, str]:
    """Return the texts that stay the form's own once it is saved; a note goes with its attempt."""
    elsewhere = _ANSWERED | _of_the_attempt(values)
    return _filled({name: text_of(values[name]) for name in _INPUTS if name not in elsewhere})


def unsaved(values: Values, shown: Preparation, today: date) -> dict[str, str]:
    """Return what a draft keeps: every text that the store does not have."""
    stored = _stored(shown) | call_pieces.stored_pieces(shown, today)
    typed = {name: text_of(values[name]) for name in _INPUTS}
    typed |= call_pieces.typed_pieces(values[call_pieces.BLOCK], shown)
    return _filled({name: text for name, text in typed.items() if text != stored.get(name)})


def still_unsaved(draft: Mapping[str, str], shown: Preparation, today: date) -> dict[str, str]:
    """Return the texts of a draft that the form does not show: it was typed before a save."""
    saved = shown.draft.content if shown.draft else {}
    known = {**_stored(shown), **call_pieces.stored_pieces(shown, today), **saved}
    return {name: text for name, text in draft.items() if text != known.get(name)}


def unsaved_since(values: Values, shown: Preparation, today: date) -> dict[str, str]:
    """Return what a draft keeps of a form that a click saved and, cut short, could not show.

    It is the form's own texts, and what was typed since; the attempt and the action that it noted
    stay saved, once.
    """
    noted, typed = _of_the_attempt(values), unsaved(values, shown, today)
    return {name: text for name, text in typed.items() if name not in noted}


def whole(
    shown: Preparation, row: QueueRow, draft: Mapping[str, str], form_id: str, today: date
) -> Fields:
    """Return every field of the form of a dossier but its words, with what `draft` keeps of it."""
    made: Fields = {name: None for name in places.areas(fiche.TITLE) if name != FIELDS}
    made |= shown_preparation(shown, today) | _of_row(row)
    made |= {f"fiche_{each.code}_lagon": typed_value(f"fiche_{each.code}_lagon", each.lagon)
             for each in shown.facts.fields}  # fmt: skip
    texts = {**_stored(shown), **draft}
    made |= {name: typed_value(name, text) for name, text in texts.items() if name in _KINDS}
    return made | {
        NAME: shown.facts.client.name,
        CODE: shown.facts.dossier.id,
        VERSION: shown.facts.dossier.version,
        FORM_ID: form_id,
        call_pieces.BLOCK: call_pieces.shown_pieces(shown, today, draft),
    }


def _of_row(row: QueueRow) -> Fields:
    return {
        "fiche_phase": row.phase.label,
        "fiche_fenetre": f"du {short_day(row.fenetre_debut)} au {short_day(row.fenetre_fin)}",
        "fiche_au_plus_tard": row.au_plus_tard,
        "fiche_prochain_creneau": row.prochain_creneau,
        "fiche_tentatives": row.tentatives_30j,
    }


def _of_the_attempt(values: Values) -> set[str]:
    return _OF_ONE_CALL | ({NOTE} if text_of(values[OUTCOME]) else set())


def _stored(shown: Preparation) -> dict[str, str]:
    """Return the texts of the inputs that the store holds as answers, but those of pieces."""
    facts = shown.facts
    tags = {name: getattr(facts.dossier.tags, tag) for name, tag in TAGS.items()}
    found = {name: tag.label if tag else "" for name, tag in tags.items()}
    found[CLIENT_TYPE] = facts.client_type.label if facts.client_type else ""
    for answer in facts.fields:
        found[STATES[answer.code]] = answer.state.label if answer.state else ""
        found[f"fiche_{answer.code}"] = answer.new or ""
    return found


def typed_value(name: str, text: str | None) -> FieldValue:
    """Return what a cell of the form holds when its text is this one."""
    return value_of(text, _KINDS.get(name, Kind.TEXT))


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}
