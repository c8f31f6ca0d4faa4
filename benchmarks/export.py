"""How long a month's export takes, against a bare XlsxWriter write of the same cells.

Run: `python -m benchmarks.export [ACTES]`. The export starts from the actes in the store and ends
with the two files in memory. "Bare" writes the same values, without formats, tables or charts.
"""

import sys
import tempfile
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from benchmarks.measuring import peak_megabytes, seconds
from mplus3_xl.domain.register.report import MonthReport
from mplus3_xl.exports.month_csv import month_csv
from mplus3_xl.exports.month_sheets import month_sheets
from mplus3_xl.file_address import url_of
from mplus3_xl.layout.model import Sheet
from mplus3_xl.monthly import draw
from mplus3_xl.painter.workbook import OPTIONS
from mplus3_xl.services.register.month import month_report
from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.migrations import HEAD
from mplus3_xl.store.schema import upgrade
from mplus3_xl.store.unit_of_work import SqlStore
from tests.acte import OCTOBER, acte, month_files
from tests.domain.invented import client
from tests.services.desk import fill

COUNT = 5_000


def make(path: Path, count: int) -> SqlStore:
    """Make a store with that many actes of one month."""
    engine = open_engine(url_of(path))
    upgrade(engine, HEAD)
    store = SqlStore(engine)
    fill(store, [client()])
    with store.write() as unit:
        for number in range(1, count + 1):
            day = date(2026, 10, 1) + timedelta(days=number % 31)
            said = {"charge_clientele": f"Essai {number % 6}", "note": f"Appel {number}, cordial."}
            unit.add_acte(acte(number, day, **said))
    return store


def bare(planned: tuple[Sheet, ...]) -> None:
    """Write every cell of the tables, and nothing else."""
    workbook = Workbook(BytesIO(), OPTIONS | {"default_date_format": "dd/mm/yyyy"})
    for sheet in planned:
        worksheet = workbook.add_worksheet(sheet.title)
        for table in sheet.tables:
            for row, values in enumerate(table.rows, start=table.first):
                worksheet.write_row(row, table.col, values)
    workbook.close()


def main(count: int) -> None:
    """Print both times, their ratio, and the most memory that one export holds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "essai.sqlite")
        store = make(path, count)
        report: MonthReport = month_report(store, OCTOBER)
        planned = month_sheets(report, month_csv(report))
        ours = seconds(lambda: month_files(store, OCTOBER, draw))
        plain = seconds(lambda: bare(planned))
        megabytes = peak_megabytes(["-m", "benchmarks.export", "--once", str(path)])
    print(
        f"{count} actes: exported {ours:.2f} s, bare {plain:.2f} s, ratio {ours / plain:.2f}, "
        f"{megabytes:.0f} MB at most"
    )


if __name__ == "__main__":
    if "--once" in sys.argv:
        month_files(SqlStore(open_engine(url_of(Path(sys.argv[-1])))), OCTOBER, draw)
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
