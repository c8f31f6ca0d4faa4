"""A client called in tests: invented, with all that the two first objectives ask for."""

from datetime import datetime
from typing import Any, TypeVar

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.bilan.inventory import fill_rest
from mplus3_xl.domain.bilan.kept import KeptBilan
from mplus3_xl.domain.call.piece_rules import PieceLevel
from mplus3_xl.domain.call_form import FieldAnswer, PieceAnswer
from mplus3_xl.domain.contact.calls import Attempted, CallForm
from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.domain.model import Client, Contract
from mplus3_xl.domain.vocabulary import ClientType, FieldState, Holding, PieceState
from mplus3_xl.rules import table
from mplus3_xl.services.bilan.bilan import open_bilan
from mplus3_xl.services.call.call_saving import CallSaved, save_call
from mplus3_xl.services.call.preparation import Preparation, prepare
from mplus3_xl.services.ports.store import Store
from tests.domain.invented import client, contract, dossier
from tests.services.desk import ALICE, fill

AGENCIES = Agencies.default().by_name()
CALL = datetime(2026, 11, 23, 10, 30)  # a Monday in the window, within the hours of the Corniche
EVERYTHING_SAID = frozenset(check["code"] for check in table("scripts")["opening_check"])
OK4 = TypedTags("OK", "OK", "OK", "S.O.")

Opened = TypeVar("Opened", bound=Store)


def person(**known: Any) -> Client:
    """A Particulier whose Lagon file is complete."""
    facts: dict[str, Any] = {
        "client_type": ClientType.PARTICULIER,
        "address": "1 rue des Essais",
        "postal_code": "13007",
        "city": "Marseille",
        "phone": "06 12 34 56 78",
        "folded_phone": "+33612345678",
        "email": "zoe@exemple.fr",
        "folded_email": "zoe@exemple.fr",
        "marital_status": "Célibataire",
        "occupation": "Employé",
        "agency": "Corniche",
        "charge_clientele": "Inès Morvan",
    }
    return client(**(facts | known))


def car(**known: Any) -> Contract:
    """A motor contract of the dossier 1."""
    return contract(**({"family": "auto", "branch": "Auto", "dossier_id": 1} | known))


def ready(store: Opened, **known: Any) -> Opened:
    """A store with one client to call."""
    fill(store, [person(**known)], [dossier(charge_clientele="Inès Morvan")], [car()])
    return store


def prepared(store: Store, dossier_id: int = 1, now: datetime = CALL) -> Preparation:
    return prepare(store, dossier_id, AGENCIES, now)


def confirmed(shown: Preparation) -> tuple[FieldAnswer, ...]:
    """Every field read back to the client."""
    return tuple(
        answer._replace(state=answer.state or FieldState.CONFIRME)
        for answer in shown.facts.fields
        if answer.lagon or answer.new
    )


def received(shown: Preparation) -> tuple[PieceAnswer, ...]:
    """Every compulsory piece received today."""
    return tuple(
        PieceAnswer(contract_id, piece.piece, PieceState.RECUE, CALL.date())
        for contract_id, pieces in shown.required_pieces.items()
        for piece in pieces
        if piece.level is PieceLevel.OBLIGATOIRE
    )


def filled_form(shown: Preparation, form_id: str = "f1", **changed: Any) -> CallForm:
    """A call in which everything was done: one save is enough to finish."""
    facts: dict[str, Any] = {
        "attempted": Attempted(outcome="joint", note="Très content de son contrat."),
        "tags": OK4,
        "fields": confirmed(shown),
        "pieces": received(shown),
        "other_insurers": "aucun",
        "no_action_reason": "Tout est chez nous.",
        "ticked": EVERYTHING_SAID,
        "agreed": True,
    }
    kept = shown.facts.dossier
    return CallForm(kept.id, kept.version, form_id, **(facts | changed))


def with_bilan(store: Store, dossier_id: int, now: datetime = CALL) -> None:
    """The bilan of a client who has none: he is insured elsewhere for all that we do not have."""
    opened = open_bilan(store, dossier_id, AGENCIES, now)
    lines = fill_rest(opened.bilan.lines, Holding.AILLEURS)
    elsewhere = tuple(
        each._replace(insurer="Mutuelle Exemple")
        for each in lines
        if each.holding is Holding.AILLEURS
    )
    kept = KeptBilan(opened.client.id, 1, {}, elsewhere, (), None, now, ALICE)
    if opened.version == 0:
        with store.write() as unit:
            unit.write_bilan(kept)


def saved(store: Store, form: CallForm, author: str = ALICE, now: datetime = CALL) -> CallSaved:
    """Save a call; the bilan was held before, if it is said to be done."""
    if form.tags.bilan == "OK":
        with_bilan(store, form.dossier_id, now)
    return save_call(store, form, AGENCIES, author, now)
