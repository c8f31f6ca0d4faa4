"""Invented clients, contracts, drafts and files, to be changed by keyword."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from mplus3_xl.domain.client.contacts import email_key, phone_key
from mplus3_xl.domain.lagon.drafts import DraftFile, Kind
from mplus3_xl.domain.model import Client, ClientDraft, Contract, ContractDraft, Dossier
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import ContractState, Movement
from mplus3_xl.domain.windows import window_of

EFFECT = date(2026, 8, 25)  # target 25/11/2026


def _empty(record: Any) -> dict[str, Any]:
    return dict.fromkeys(record._fields)


def contract_row(**known: Any) -> ContractDraft:
    """An accepted contract row of client L1, an affaire nouvelle in force."""
    facts: dict[str, Any] = {
        "line": 2,
        "number": "C1",
        "client_number": "L1",
        "client_name": "MARTIN Zoé",
        "movement": Movement.AN,
        "state": ContractState.EN_COURS,
        "effect_date": EFFECT,
        "agency": "Corniche",
    }
    return ContractDraft(**(_empty(ContractDraft) | facts | known))


def client_row(**known: Any) -> ClientDraft:
    """An accepted client row."""
    facts: dict[str, Any] = {"line": 2, "number": "L1", "last_name": "MARTIN", "first_name": "Zoé"}
    return ClientDraft(**(_empty(ClientDraft) | facts | known))


def contract_file(*rows: ContractDraft, name: str = "contrats.csv", **known: Any) -> DraftFile:
    """A contract export that has a column for everything."""
    fields = known.pop("fields", ContractDraft._fields)
    return _file(name, Kind.CONTRACTS, fields, len(rows), contracts=list(rows), **known)


def client_file(*rows: ClientDraft, name: str = "clients.csv", **known: Any) -> DraftFile:
    """A client export; its columns are those that `fields` names, else all."""
    fields = known.pop("fields", ClientDraft._fields[1:])
    return _file(name, Kind.CLIENTS, fields, len(rows), clients=list(rows), **known)


def _file(name: str, kind: Kind, fields: Sequence[str], read: int, **known: Any) -> DraftFile:
    facts: dict[str, Any] = {
        "scope": "",
        "partial": False,
        "header_line": 1,
        "lines": [[""]],
    } | known
    return DraftFile(name, kind, fields=frozenset(fields), read=read, **facts)


def client(**known: Any) -> Client:
    """A client of the store."""
    facts: dict[str, Any] = {"id": 1, "number": "L1", "last_name": "MARTIN", "first_name": "Zoé"}
    facts |= {"from_file": False, "name_only": False, "folded_name": "martin zoe", "import_id": 1}
    return Client(**(_empty(Client) | facts | known))


def named(client_id: int, name: str, phone: str | None = None, email: str | None = None) -> Client:
    """A client of the Corniche, with all that finds him again: his name, phone and e-mail."""
    return client(
        id=client_id,
        number=f"L{client_id}",
        last_name=name,
        first_name=None,
        phone=phone,
        email=email,
        agency="Corniche",
        folded_name=fold(name),
        folded_phone=phone_key(phone),
        folded_email=email_key(email),
    )


def contract(**known: Any) -> Contract:
    """A contract of the store, of client 1."""
    facts: dict[str, Any] = {
        "id": 1,
        "key": known.get("number", "C1"),
        "client_id": 1,
        "number": "C1",
        "client_name": "MARTIN Zoé",
        "movement": Movement.AN,
        "state": ContractState.EN_COURS,
        "effect_date": EFFECT,
        "agency": "Corniche",
        "scope": "",
        "probable_replacement": False,
        "import_id": 1,
    }
    return Contract(**(_empty(Contract) | facts | known))


def dossier(effect_date: date = EFFECT, **known: Any) -> Dossier:
    """A dossier of client 1, for one contract of this effect date."""
    window = window_of(effect_date)
    facts: dict[str, Any] = {
        "id": 1,
        "client_id": 1,
        "agency": "Corniche",
        "charge_clientele": None,
        "effect_date": effect_date,
        "target": window.target,
        "window_start": window.start,
        "window_end": window.end,
        "earliest": window.earliest,
        "latest": window.latest,
    }
    return Dossier(**(facts | known))
