from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.domain.model import ClientDraft, ContractDraft
from mplus3_xl.errors import UserError
from mplus3_xl.services.client.merging import merge_clients
from mplus3_xl.store.tables.every import metadata
from mplus3_xl.store.tables.lagon import clients, contracts
from mplus3_xl.store.unit_of_work import SqlStore
from tests.conftest import NOW
from tests.domain.invented import client_file, client_row, contract_file, contract_row
from tests.services.desk import BRUNO, take
from tests.stores import made_in_memory

NUMBERS = ("L1", "L2", "L3")
NAMES = ("MARTIN Zoé", "Martin Zoe", "DUVAL Paul")
FIELDS = ("number", "last_name", "first_name", "phone", "city", "agency", "charge_clientele")
TEXTS = st.sampled_from([None, "Aix", "Toulon"])
PEOPLE = st.builds(
    lambda number, city, phone, charge: client_row(
        number=number, city=city, phone=phone, charge_clientele=charge, agency="Corniche"
    ),
    st.sampled_from(NUMBERS),
    TEXTS,
    st.sampled_from([None, "06 39 98 00 01", "06 39 98 00 02"]),
    st.sampled_from([None, "Hugo Mazin", "Inès Carbonel"]),
)
ROWS = st.builds(
    lambda number, name, day: contract_row(
        client_number=number, client_name=name, effect_date=date(2026, 8, 1) + timedelta(days=day)
    ),
    st.sampled_from([*NUMBERS, None]),
    st.sampled_from(NAMES),
    st.integers(0, 60),
)
MERGES = st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), min_size=1, max_size=3)


def _files(people: list[ClientDraft], rows: list[ContractDraft]) -> list[DraftFile]:
    numbered = [row._replace(number=f"C{at}", line=at) for at, row in enumerate(rows, 2)]
    return [client_file(*people, fields=FIELDS), contract_file(*numbered)]


def _held(engine: Engine, *left_out: str) -> dict[str, list[str]]:
    with engine.connect() as connection:
        return {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for table in metadata.sorted_tables
            if table.name not in ("imports", "import_files", *left_out)
        }


def _rows(engine: Engine, table: Any, *left_out: str) -> list[Any]:
    columns = [column for column in table.c if column.name not in left_out]
    with engine.connect() as connection:
        return list(connection.execute(select(*columns).order_by(table.c.id)))


@settings(max_examples=15, deadline=None)
@given(
    st.lists(PEOPLE, max_size=3, unique_by=lambda person: person.number),
    st.lists(ROWS, min_size=1, max_size=5),
    MERGES,
)
def test_whatever_is_merged_an_export_given_again_moves_no_value_and_settles_at_once(
    people: list[ClientDraft], rows: list[ContractDraft], merges: list[tuple[int, int]]
) -> None:
    engine = made_in_memory()
    store, files = SqlStore(engine), _files(people, rows)
    take(store, *files)
    for at, (kept, other) in enumerate(merges, 1):
        try:
            merge_clients(store, kept, [other], BRUNO, NOW + timedelta(minutes=at))
        except UserError:
            continue
    persons = _rows(engine, clients, "first_effect")
    holders = {row.id: row.client_id for row in _rows(engine, contracts)}
    take(store, *files)
    assert _rows(engine, clients, "first_effect") == persons
    now = {row.id: row.client_id for row in _rows(engine, contracts)}
    assert {at: client_id for at, client_id in now.items() if at in holders} == holders
    settled = _held(engine)
    take(store, *files)
    assert _held(engine) == settled
    engine.dispose()
