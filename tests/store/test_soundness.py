"""What is inconsistent in a store is found, in one order, and nothing else is."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from mplus3_xl.domain.vocabulary import ClientType, Closing, Tag
from mplus3_xl.services.records import Fault, FaultKind
from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.unit_of_work import SqlStore
from mplus3_xl.store.units import Units
from tests.domain.invented import client, contract, dossier
from tests.services.desk import fill
from tests.stores import made_in_file

CALLED = {"appel": Tag.OK, "lagon": Tag.OK, "bilan": Tag.OK, "sms_mail": Tag.OK}


def _faults(store: Units) -> list[Fault]:
    with store.read() as unit:
        return unit.faults()


def test_an_open_dossier_without_contract_is_named_by_its_client(store: Units) -> None:
    firm = {"client_type": ClientType.ENTREPRISE, "company": "Atelier Roux"}
    people = [client(), client(id=2, number="L2", folded_name="atelier roux", **firm)]
    held = [dossier(id=3), dossier(id=2, client_id=2), dossier(id=1)]
    of_none = contract(id=2, number="C2", dossier_id=None)
    fill(store, people, held, [contract(dossier_id=1), of_none])
    assert _faults(store) == [
        Fault(FaultKind.EMPTY_DOSSIER, "Atelier Roux", 2),
        Fault(FaultKind.EMPTY_DOSSIER, "MARTIN Zoé", 3),
    ]


@pytest.mark.parametrize(
    ("tags", "open_"),
    [
        ({}, True),
        ({"appel": Tag.KO}, True),
        (CALLED | {"sms_mail": None}, True),
        (CALLED, False),
        ({"closing": Closing.CONTRAT_TERMINE}, False),
    ],
)
def test_a_dossier_that_is_finished_or_closed_needs_no_contract(
    store: Units, tags: dict[str, Any], *, open_: bool
) -> None:
    fill(store, [client()], [dossier(**tags)])
    assert len(_faults(store)) == open_


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made_in_file(tmp_path / "m.sqlite")
    return tmp_path / "m.sqlite"


def _of_file(file: Path) -> list[Fault]:
    engine = open_engine(f"sqlite:///{file}")
    found = _faults(SqlStore(engine))
    engine.dispose()
    return found


def test_the_rows_whose_owner_is_gone_are_counted_by_table(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        for at in (98, 99):
            connection.execute(f"INSERT INTO manual_entries VALUES ({at}, 'city', 'x', 'y', 'z')")
        connection.execute("INSERT INTO situation_answers VALUES (97, 'couple', 'true')")
        connection.execute("INSERT INTO gap_replies (client_id, gap) VALUES (97, 'x')")
    assert _of_file(file) == [
        Fault(FaultKind.ORPHANS, "gap_replies", 1),
        Fault(FaultKind.ORPHANS, "manual_entries", 2),
        Fault(FaultKind.ORPHANS, "situation_answers", 1),
    ]


def test_a_file_whose_pages_are_not_whole_is_said_to_be_damaged(file: Path) -> None:
    assert _of_file(file) == []
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'ix_dossiers_under_way'")
    (fault,) = _of_file(file)
    assert fault.kind is FaultKind.FILE
    assert "never used" in fault.said
