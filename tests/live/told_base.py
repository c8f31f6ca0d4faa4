"""What the store holds of a dossier, in the words of a told call."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, select

from mplus3_xl.domain.client.required import fields
from mplus3_xl.domain.contact.attempts import first_day_counted
from mplus3_xl.domain.limits import default_limits
from mplus3_xl.domain.tags import Tags, status
from mplus3_xl.domain.vocabulary import ActionKind, Closing, Tag
from mplus3_xl.store.tables import attempts, calls, lagon, register

TAGS = {"Appel": "appel", "Lagon": "lagon", "Bilan": "bilan", "SMS/Mail": "sms_mail"}


def dossier_of(engine: Engine, contract: str) -> int:
    """Return the dossier of a contract."""
    wanted = lagon.contracts.c.number == contract
    with engine.connect() as connection:
        return int(
            connection.execute(select(lagon.contracts.c.dossier_id).where(wanted)).scalar_one()
        )


def held(engine: Engine, contract: str, now: datetime) -> dict[str, object]:
    """Return what is held of the dossier of a contract; only that there is none, if so.

    essais: all that were not struck; comptes: those of the client that the law counts at `now`;
    autres_dossiers: how his other dossiers are closed, empty for an open one.
    """
    with engine.connect() as connection:
        found = connection.execute(
            select(lagon.dossiers)
            .join(lagon.contracts, lagon.contracts.c.dossier_id == lagon.dossiers.c.id)
            .where(lagon.contracts.c.number == contract)
        ).first()
        if found is None:
            return {"contrat": contract, "dossier": "aucun"}
        return (
            {"contrat": contract, "dossier": "un"}
            | _dossier(found)
            | _around(connection, found, now)
            | _left(connection, found)
        )


def _dossier(row: Row[Any]) -> dict[str, object]:
    tags = {title: getattr(row, name) for title, name in TAGS.items()}
    known = Tags(*(Tag(value) if value else None for value in tags.values()))
    return {
        "statut": status(known).label,
        "tags": tags,
        "cloture": _closing(row.closing),
        "rappel": row.callback_at,
        "prochain_essai": row.next_try_at,
    }


def _closing(code: str | None) -> str:
    return Closing(code).label if code else ""


def _around(connection: Connection, row: Row[Any], now: datetime) -> dict[str, object]:
    others = _rows(connection, lagon.dossiers, "client_id", row.client_id)
    dossiers = [each.id for each in others]
    tries = [
        each
        for dossier in dossiers
        for each in _rows(connection, attempts.attempts, "dossier_id", dossier)
        if each.struck_at is None
    ]
    first = first_day_counted(now.date(), int(default_limits()["fenetre_tentatives"]))
    return {
        "contrats": _numbers(connection, row.id),
        "autres_dossiers": [_closing(each.closing) for each in others if each.id != row.id],
        "essais": sum(each.dossier_id == row.id for each in tries),
        "comptes": sum(each.counts and each.at.date() >= first for each in tries),
    }


def _numbers(connection: Connection, dossier: int) -> list[str]:
    return sorted(row.number for row in _rows(connection, lagon.contracts, "dossier_id", dossier))


def _left(connection: Connection, row: Row[Any]) -> dict[str, object]:
    actes = [
        json.loads(each.content) for each in _rows(connection, register.actes, "dossier_id", row.id)
    ]
    covered = actes[-1]["contrats"] if actes else []
    return {
        "actions": [
            {"nature": ActionKind(each.kind).label, "objet": each.object, "echeance": each.due_on}
            for each in _rows(connection, calls.actions, "client_id", row.client_id)
        ],
        "reports": [
            {"champ": _label(each.field), "ancien": each.old, "nouveau": each.new}
            for each in _rows(connection, calls.lagon_reports, "client_id", row.client_id)
        ],
        "actes": len(actes),
        "contrats_acte": sorted(each["numero"] for each in covered),
    }


def _label(field: str) -> str:
    return fields()[field].label if field in fields() else field


def _rows(connection: Connection, table: Table, column: str, value: int) -> list[Row[Any]]:
    query = select(table).where(table.c[column] == value).order_by(table.c.id)
    return list(connection.execute(query))
