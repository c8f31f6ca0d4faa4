"""Importing 100,000 contracts, against a bare read of the file and a bare insert of its rows.

`python -m benchmarks.importing`: the ratio to hold is 1.5, all of the program's own work within.
"""

import random
import tempfile
from datetime import date, datetime, time
from functools import partial
from pathlib import Path

from python_calamine import CalamineWorkbook
from sqlalchemy import insert

from benchmarks import invented, people
from benchmarks.measuring import peak_megabytes, seconds
from mplus3_xl.bootstrap import open_workspace
from mplus3_xl.file_address import url_of
from mplus3_xl.intake import take_in
from mplus3_xl.settings import own_store
from mplus3_xl.store.by_engine import ByEngine
from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.migrations import HEAD
from mplus3_xl.store.reading import StoreReader
from mplus3_xl.store.schema import upgrade
from mplus3_xl.store.tables.lagon import clients, contracts, imports

AU = date(2026, 11, 23)
CONTRACTS = 100_000
ROUNDS = 5


def make_export(folder: Path) -> Path:
    """Write an export of `CONTRACTS` contracts for half as many clients."""
    held = people.clients(CONTRACTS // 2, 1, AU)
    path = folder / "H90001 CONTRATS.xlsx"
    invented.write_contracts_xlsx(path, invented.contracts(CONTRACTS, held, 1, AU))
    return path


def bare_read(path: Path) -> object:
    """Read the file as python-calamine does, and no more."""
    with CalamineWorkbook.from_path(path) as book:
        return book.get_sheet_by_index(0).to_python()


def import_into(folder: Path, path: Path) -> None:
    """Import the file into a new folder, as `mplus3 importer` does."""
    workspace = open_workspace(folder, own_store(folder), AU)
    take_in(workspace, [path], {}, lambda _step: None)


def contract_rows(folder: Path) -> list[dict[str, object]]:
    """Return the contract rows that an import wrote."""
    with open_engine(own_store(folder)).begin() as connection:
        rows = StoreReader(ByEngine(connection)).contracts_of(
            connection.scalars(clients.select().with_only_columns(clients.c.id)).all()
        )
    return [{**row._asdict(), "dossier_id": None, "client_id": 1, "import_id": 1} for row in rows]


def bare_insert(folder: Path, rows: list[dict[str, object]]) -> None:
    """Insert the same rows as SQLAlchemy Core does, into the same table, indexes included."""
    engine = open_engine(url_of(folder / f"bare-{random.random()}.sqlite"))
    upgrade(engine, HEAD)
    with engine.begin() as connection:
        connection.execute(
            insert(imports).values(id=1, at=datetime.combine(AU, time.min), day=AU, author="x")
        )
        one = {"id": 1, "from_file": False, "name_only": False, "folded_name": "", "import_id": 1}
        connection.execute(insert(clients).values(one))
        connection.execute(insert(contracts), rows)


def main() -> None:
    """Print the times, the ratio of rounds taken in turn, and the peak memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = make_export(folder)
        import_into(folder / "avant", path)
        rows = contract_rows(folder / "avant")
        rounds = []
        for number in range(ROUNDS):
            read = seconds(lambda: bare_read(path), runs=1)
            written = seconds(lambda: bare_insert(folder, rows), runs=1)
            ours = seconds(partial(import_into, folder / f"essai{number}", path), runs=1)
            rounds.append((ours / (read + written), ours, read, written))
        ratio, ours, read, written = sorted(rounds)[ROUNDS // 2]
        again = seconds(lambda: import_into(folder / "avant", path), runs=1)
        arguments = ["-m", "mplus3_xl", "importer", str(path), "--espace", str(folder / "p")]
        peak = peak_megabytes(arguments)
    print(f"lecture nue (python-calamine)    {read:6.2f} s")
    print(f"insertion nue (SQLAlchemy Core)  {written:6.2f} s")
    print(f"import complet                   {ours:6.2f} s")
    print(f"ratio, médiane de {ROUNDS} tours       {ratio:6.2f}   (au plus 1,5)")
    print(f"ré-import sans changement        {again:6.2f} s")
    print(f"mémoire de pointe                {peak:6.0f} Mo")


if __name__ == "__main__":
    main()
