"""A store with invented clients and dossiers, as an import would have left it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, insert

from mplus3_xl.domain.dossier_form import TypedTags
from mplus3_xl.domain.model import Client, Contract, Dossier
from mplus3_xl.services.dossiers import DossierChange
from mplus3_xl.services.ports import ImportedFile
from mplus3_xl.store.tables import attempts
from mplus3_xl.store.unit_of_work import SqlStore
from tests.conftest import NOW

LATER = NOW + timedelta(minutes=5)
ALICE, BRUNO = "alice", "bruno"


def fill(
    store: SqlStore,
    clients: list[Client],
    dossiers: list[Dossier] | None = None,
    contracts: list[Contract] | None = None,
) -> None:
    with store.write() as unit:
        counts = ImportedFile("essai.csv", "contrats", "", 0, 0, 0, 0, 0)
        unit.add_import(NOW, NOW.date(), "import", [counts])
        unit.add_clients(clients)
        unit.add_dossiers(dossiers or [])
        unit.add_contracts(contracts or [])


def form(form_id: str, *tags: str | None, version: int = 1, **content: str) -> DossierChange:
    """The form of dossier 1 as somebody filled it; `tags` in the order of the sheet."""
    return DossierChange(1, version, form_id, TypedTags(*tags), content)


def attempted(engine: Engine, at: datetime = NOW, **known: Any) -> None:
    """Record an unanswered attempt of dossier 1, by Alice."""
    values = {"dossier_id": 1, "at": at, "outcome": "nrp", "counts": True, "author": ALICE}
    with engine.begin() as connection:
        connection.execute(insert(attempts).values(values | known))
