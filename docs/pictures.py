"""The pictures of the README, drawn from the real workbook: `python -m docs.pictures`.

Needs LibreOffice, pdftoppm and Pillow (`tests/run` installs them).
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

from mplus3_xl.layout import bilan
from mplus3_xl.layout.model import Page, Sheet
from mplus3_xl.layout.workbook import sheets
from mplus3_xl.painter.workbook import write_book
from tests.excel.french_office import french_profile
from tests.painter.invented import opened

FOLDER = Path(__file__).parent / "images"
PICTURED = {"File": "file.png", "Fiche": "fiche.png", "Bilan": "bilan.png"}
_DOTS_PER_INCH = "80"
_MARGIN = 24
_DOSSIERS = 24


def main() -> None:
    """Draw the first page of each sheet pictured."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        profile = french_profile(work / "profile")
        for title, picture in PICTURED.items():
            _cropped(_draw(title, work, profile)).save(FOLDER / picture, optimize=True)


def _draw(title: str, work: Path, profile: str) -> Path:
    """Print one sheet alone, so that its first page is the first of the file."""
    content = opened(_DOSSIERS)
    book = work / f"{title}.xlsx"
    planned = [_as_seen(sheet) for sheet in sheets(content, macros=True)]
    write_book(book, content, tuple(planned))
    _print(title, book, work, profile)
    subprocess.run(
        [
            "pdftoppm",
            "-r",
            _DOTS_PER_INCH,
            "-png",
            "-singlefile",
            str(work / f"{title}.pdf"),
            str(work / title),
        ],
        check=True,
    )
    return work / f"{title}.png"


def _as_seen(sheet: Sheet) -> Sheet:
    """Return a sheet that prints what its first screen shows, where it prints something else."""
    if sheet.title != bilan.TITLE:
        return sheet
    page = Page(bilan.FIRST_COL, bilan.PAPER_COL - 2, landscape=True, scale=62)
    return sheet._replace(page=page._replace(break_col=bilan.GAP_COL))


def _print(title: str, book: Path, work: Path, profile: str) -> None:
    office = shutil.which("soffice") or "soffice"
    page = _first_page(title)
    options = f'pdf:calc_pdf_Export:{{"PageRange":{{"type":"string","value":"{page}"}}}}'
    command = [
        office,
        "--headless",
        profile,
        "--convert-to",
        options,
        "--outdir",
        str(work),
        str(book),
    ]
    subprocess.run(command, check=True, timeout=120, stdout=subprocess.DEVNULL)


def _first_page(title: str) -> int:
    return {"File": 2, "Fiche": 4, "Bilan": 7}[title]


def _cropped(path: Path) -> Image.Image:
    page = Image.open(path).convert("RGB")
    blank = Image.new("RGB", page.size, "white")
    box = ImageChops.difference(page, blank).getbbox() or (0, 0, *page.size)
    left, top, right, bottom = box
    return page.crop(
        (max(left - _MARGIN, 0), max(top - _MARGIN, 0), right + _MARGIN, bottom + _MARGIN)
    )


if __name__ == "__main__":
    main()
