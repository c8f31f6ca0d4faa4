"""The acte: what an M+3 was, written once when its last tag falls, never changed (guide, R22).

A correction is a new acte that names the old one.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from mplus3_xl import __version__
from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.call_form import FieldAnswer, PieceAnswer, is_blank
from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.contact.calls import Action
from mplus3_xl.domain.model import Client, Contract, Dossier
from mplus3_xl.domain.tags import TAG_NAMES
from mplus3_xl.domain.texts.free_texts import NO_ACTION, text_problems
from mplus3_xl.domain.texts.note_rules import note_findings
from mplus3_xl.errors import UserError
from mplus3_xl.rules import table

_TABLES = (
    "attempts", "calling_hours", "families", "gaps", "outcomes", "pieces", "regimes",
    "required_fields", "scripts", "situation", "windows",
)  # fmt: skip
# What a correction may rewrite: what was said, never what was done.
CORRECTABLE = ("note", "autres_assureurs", "sans_action")
_LABELS = {"autres_assureurs": "Autres assureurs", "sans_action": NO_ACTION}


class Acte(NamedTuple):
    """One acte. `content` is all that it holds, ready for JSON; `done_on` its Paris day (R22).

    `corrects` is the acte that it replaces; `reached_on` the day Appel became OK.
    """

    id: int
    dossier_id: int
    client_id: int
    done_at: datetime
    done_on: date
    reached_on: date | None
    in_window: bool
    agency: str | None
    charge_clientele: str | None
    author: str
    corrects: int | None
    rules_version: str
    save_id: int | None
    content: Mapping[str, Any]


@cache
def rules_version() -> str:
    """Return the version of the rules applied: the package's, and a digest of the rule tables."""
    texts = (json.dumps(table(name), default=str, sort_keys=True) for name in _TABLES)
    return f"{__version__}+{hashlib.sha256(chr(10).join(texts).encode()).hexdigest()[:12]}"


class Done(NamedTuple):
    """What the call left, from which the acte is written."""

    dossier: Dossier
    client: Client
    contracts: Iterable[Contract]
    fields: Iterable[FieldAnswer]
    pieces: Iterable[PieceAnswer]
    attempts: Iterable[Attempt]
    actions: Iterable[Action]
    replies: Iterable[GapReply]
    said: Mapping[str, str]


def content_of(done: Done) -> dict[str, Any]:
    """Return what an acte holds, ready for JSON: ISO days, codes as they are stored."""
    dossier, client = done.dossier, done.client
    return {
        "client": {"numero": client.number, "nom": client.name},
        "tags": {name: getattr(dossier, name) for name in TAG_NAMES},
        "contrats": [_contract(each) for each in done.contracts],
        "champs": [_field(each) for each in done.fields],
        "pieces": [_piece(each) for each in done.pieces],
        "essais": [_attempt(each) for each in done.attempts],
        "actions": [_action(each) for each in done.actions],
        "opportunites": [_reply(each) for each in done.replies if each.answer],
        **{name: done.said.get(name, "") for name in CORRECTABLE},
    }


def new_replies(replies: Iterable[GapReply], actes: Iterable[Acte]) -> list[GapReply]:
    """Return the answers to gaps that no earlier acte of the client tells as they are."""
    told = [each for acte in actes for each in acte.content["opportunites"]]
    known = {(each["manque"], each["reponse"], each["motif"]) for each in told}
    return [each for each in replies if (each.gap, each.answer, each.reason) not in known]


def corrected(acte: Acte, changes: Mapping[str, str], reason: str) -> dict[str, Any]:
    """Return the content of the acte that corrects `acte`. Raises UserError."""
    if is_blank(reason):
        raise UserError(
            "correction_sans_motif",
            f"L’acte {acte.id} ne se corrige pas sans motif.",
            "Écrivez en quelques mots ce qui était faux.",
        )
    unknown = sorted(changes.keys() - set(CORRECTABLE))
    if unknown or all(acte.content.get(name) == text for name, text in changes.items()):
        raise UserError(
            "correction_sans_objet",
            f"Rien de corrigible ne change dans l’acte {acte.id} "
            f"({', '.join(unknown) or 'mêmes textes'}).",
            "Ce qui se corrige : la note, ce qu’il dit de ses autres assureurs, pourquoi il n’y a "
            "pas d’action. Les tags d’un acte restent.",
        )
    problems = tuple(_refused_texts(changes, reason))
    if problems:
        raise UserError(
            "correction_refusee",
            f"L’acte {acte.id} n’est pas corrigé. {' '.join(problems)}",
            "Récrivez ce texte, puis recommencez.",
        )
    return {**acte.content, **changes, "motif_correction": reason.strip()}


def _refused_texts(changes: Mapping[str, str], reason: str) -> Iterator[str]:
    """Say what the texts of a correction may not hold: a note as the form's, the others too."""
    yield from (each.message for each in note_findings(changes.get("note")).problems)
    for name, label in _LABELS.items():
        yield from (each.message for each in text_problems(name, label, changes.get(name)))
    yield from (each.message for each in text_problems("motif", "Motif", reason))


def _day(day: date | datetime | None) -> str | None:
    return day.isoformat() if day else None


def _contract(contract: Contract) -> dict[str, Any]:
    return {
        "numero": contract.number,
        "famille": contract.family,
        "produit": contract.product,
        "date_effet": _day(contract.effect_date),
        "prime_centimes": contract.premium_cents,
    }


def _field(answer: FieldAnswer) -> dict[str, Any]:
    return {
        "champ": answer.code,
        "etat": answer.state,
        "lagon": answer.lagon,
        "nouveau": answer.new,
    }


def _piece(answer: PieceAnswer) -> dict[str, Any]:
    return {
        "contrat": answer.contract_id,
        "piece": answer.piece,
        "etat": answer.state,
        "le": _day(answer.on),
    }


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return {
        "le": _day(attempt.at),
        "issue": attempt.outcome,
        "compte": attempt.counted,
        "par": attempt.author,
        "note": attempt.note,
        "base": attempt.basis,
        "manquement": attempt.breach,
        "motif_manquement": attempt.breach_reason,
        "raye": attempt.struck_reason,
    }


def _reply(reply: GapReply) -> dict[str, Any]:
    families = {each["code"]: each.get("family") for each in table("gaps")["gap"]}
    return {
        "famille": families.get(reply.gap),
        "manque": reply.gap,
        "reponse": reply.answer,
        "motif": reply.reason,
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "nature": action.kind,
        "objet": action.object,
        "pour": action.owner,
        "echeance": _day(action.due_on),
        "faite_le": _day(action.done_on),
    }
