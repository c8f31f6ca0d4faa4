"""The calls of the past: one that nobody answers, one in two parts, one that goes through."""

import random
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.call.piece_rules import PieceLevel
from mplus3_xl.domain.call_form import FieldAnswer, PieceAnswer, is_blank
from mplus3_xl.domain.contact.calls import Attempted, CallForm
from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.domain.register.actes import Acte
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import Closing, FieldState, PieceState
from mplus3_xl.history.bilans import NOTHING_TO_DO, hold_bilan
from mplus3_xl.rules import table
from mplus3_xl.services.call.call_saving import save_call
from mplus3_xl.services.call.calling import record_attempt
from mplus3_xl.services.call.preparation import Preparation, prepare
from mplus3_xl.services.ports.store import Store
from mplus3_xl.services.queue.closing import close_dossier

NOTES = (
    "Appel cordial, fiche relue ensemble.",
    "Préfère être joint en fin de matinée.",
    "Content de l’accueil en agence.",
    "Souhaite recevoir ses documents par e-mail.",
    "Pense à changer de voiture l’an prochain.",
)
OTHERS = ("Mutuelle Exemple pour la santé.", "Aucun.", "Une banque pour le prêt.")
_UNANSWERED = ("nrp", "nrp", "rep", "occ", "tiers")


class Caller(NamedTuple):
    """Who calls, from which store, and the chance that decides what comes of it."""

    store: Store
    agencies: Mapping[str, Agency]
    chance: random.Random


def call_in_vain(caller: Caller, dossier_id: int, author: str, at: datetime) -> None:
    """Record an attempt that nobody answers."""
    attempted = Attempted(caller.chance.choice(_UNANSWERED))
    record_attempt(caller.store, dossier_id, attempted, caller.agencies, author, at)


def refuse_bilan(caller: Caller, dossier_id: int, author: str, at: datetime) -> None:
    """Record that the client wants no bilan, and close his dossier."""
    record_attempt(caller.store, dossier_id, Attempted("refus"), caller.agencies, author, at)
    reason = "Ne veut parler que du contrat souscrit."
    close_dossier(caller.store, dossier_id, Closing.BILAN_REFUSE, reason, author, at)


def give_up(caller: Caller, dossier_id: int, author: str, at: datetime) -> None:
    """Close the dossier of a client whom nobody could reach."""
    reason = "Aucune réponse à nos appels ni à nos messages."
    close_dossier(caller.store, dossier_id, Closing.INJOIGNABLE, reason, author, at)


def begin(caller: Caller, dossier_id: int, author: str, at: datetime) -> None:
    """Save a call whose pieces are still to come: the dossier stays open."""
    shown = prepare(caller.store, dossier_id, caller.agencies, at)
    form = _form(shown, caller.chance, "appel", ("OK", "OK", None), PieceState.DEMANDEE, at)
    save_call(caller.store, form, caller.agencies, author, at)


def finish(caller: Caller, dossier_id: int, author: str, at: datetime) -> Acte | None:
    """Hold the bilan, then save a call in which everything is done; return its acte."""
    hold_bilan(caller.store, dossier_id, caller.agencies, caller.chance, author, at)
    shown = prepare(caller.store, dossier_id, caller.agencies, at)
    form = _form(shown, caller.chance, "fin", ("OK", "OK", "OK"), PieceState.RECUE, at)
    return save_call(caller.store, form, caller.agencies, author, at).acte


def _form(
    shown: Preparation,
    chance: random.Random,
    part: str,
    tags: tuple[str | None, str | None, str | None],
    pieces: PieceState,
    at: datetime,
) -> CallForm:
    kept = shown.facts.dossier
    planned = any(each.dossier_id == kept.id for each in shown.facts.actions)
    return CallForm(
        kept.id,
        kept.version,
        f"{part}-{kept.id}",
        attempted=Attempted("joint", note=chance.choice(NOTES)),
        tags=TypedTags(*tags, "S.O."),
        fields=tuple(_field(each, shown, chance) for each in shown.facts.fields),
        pieces=tuple(_pieces(shown, pieces, at)),
        no_action_reason=NOTHING_TO_DO if tags[2] and not planned else "",
        other_insurers=chance.choice(OTHERS),
        ticked=frozenset(check["code"] for check in table("scripts")["opening_check"]),
        agreed=True,
    )


def _field(answer: FieldAnswer, shown: Preparation, chance: random.Random) -> FieldAnswer:
    """Read a field back to the client; once in five his e-mail is another."""
    if answer.state is not None:
        return answer
    if answer.code == "email" and not is_blank(answer.lagon) and chance.random() < 0.2:
        new = f"{fold(shown.facts.client.name).replace(' ', '.')}@exemple.fr"
        return answer._replace(state=FieldState.MODIFIE, new=new)
    if not is_blank(answer.lagon):
        return answer._replace(state=FieldState.CONFIRME)
    return answer._replace(state=FieldState.NON_COMMUNIQUE)


def _pieces(shown: Preparation, state: PieceState, at: datetime) -> list[PieceAnswer]:
    return [
        PieceAnswer(contract_id, piece.piece, state, at.date())
        for contract_id, pieces in shown.required_pieces.items()
        for piece in pieces
        if piece.level is PieceLevel.OBLIGATOIRE
    ]
