"""How long the macro workbook takes to build, against a bare XlsxWriter write of the same cells.

Run: `python -m benchmarks.painting [ROWS]`. "Bare" writes the same values with the same formats
in a plain loop, in one sheet, without tables, checks or tints.
"""

import sys
import tempfile
from pathlib import Path

from xlsxwriter import Workbook

from benchmarks.measuring import seconds
from mplus3_xl.bootstrap import shipped
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.model import Sheet
from mplus3_xl.layout.style import Style
from mplus3_xl.layout.workbook import sheets
from mplus3_xl.painter.formats import Formats
from mplus3_xl.painter.macro_workbook import workbook_with_macros
from mplus3_xl.painter.tables import method_of
from mplus3_xl.painter.workbook import OPTIONS
from tests.painter.invented import content

ROWS = 5_000
RUNS = 5


def bare(path: Path, planned: tuple[Sheet, ...]) -> None:
    """Write every cell of the tables, and nothing else."""
    workbook = Workbook(path, OPTIONS)
    formats = Formats(workbook)
    for sheet in planned:
        worksheet = workbook.add_worksheet(sheet.title)
        for table in sheet.tables:
            writers = [
                (method_of(worksheet, column.kind), formats.of(Style.BODY, column.kind))
                for column in table.columns
            ]
            for row, values in enumerate(table.rows, start=table.first):
                for col, (value, (write, cell_format)) in enumerate(
                    zip(values, writers, strict=True)
                ):
                    if value is None or value == "":
                        worksheet.write_blank(row, col, None, cell_format)
                    else:
                        write(row, col, value, cell_format)
    workbook.close()


def main(count: int) -> None:
    """Print both times, the best of runs taken in turn, and their ratio."""
    shown: Content = content(count)
    planned = sheets(shown, macros=True)
    shims = shipped("vba_shims")
    ours, plain = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(RUNS):
            ours.append(seconds(lambda: workbook_with_macros(shown, shims), runs=1))
            plain.append(seconds(lambda: bare(Path(folder, "bare.xlsx"), planned), runs=1))
    ratio = min(ours) / min(plain)
    print(f"{count} rows: built {min(ours):.2f} s, bare {min(plain):.2f} s, ratio {ratio:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
