"""The pictures of the README, drawn from the real workbook: `python -m docs.pictures`.

Needs LibreOffice, pdftoppm and Pillow (`tests/run` installs them).
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

from mplus3_xl.layout.workbook import sheets
from mplus3_xl.painter.workbook import write_book
from tests.painter.invented import opened

FOLDER = Path(__file__).parent / "images"
PICTURED = {"File": "file.png", "Fiche": "fiche.png", "Bilan": "bilan.png"}
_DOTS_PER_INCH = "80"
_MARGIN = 24


def main() -> None:
    """Draw the first page of each sheet pictured."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        for title, picture in PICTURED.items():
            _cropped(_draw(title, Path(name))).save(FOLDER / picture, optimize=True)


def _draw(title: str, work: Path) -> Path:
    """Print one sheet alone, so that its first page is the first of the file."""
    planned = sheets(opened(), macros=True)
    book = work / f"{title}.xlsx"
    write_book(book, opened(), planned)
    _keep_only(title, book, work)
    subprocess.run(
        [
            "pdftoppm",
            "-r",
            _DOTS_PER_INCH,
            "-png",
            "-singlefile",
            work / f"{title}.pdf",
            work / title,
        ],
        check=True,
    )
    return work / f"{title}.png"


def _keep_only(title: str, book: Path, work: Path) -> None:
    office = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    page = _first_page(title)
    options = f'pdf:calc_pdf_Export:{{"PageRange":{{"type":"string","value":"{page}"}}}}'
    command = [office, "--headless", profile, "--convert-to", options, "--outdir", work, book]
    subprocess.run(command, check=True, timeout=120, stdout=subprocess.DEVNULL)


def _first_page(title: str) -> int:
    return {"File": 2, "Fiche": 5, "Bilan": 8}[title]


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
