"""A workbook as LibreOffice prints it."""

import subprocess
from pathlib import Path

from mplus3_xl.layout.content import Content
from mplus3_xl.layout.workbook import sheets
from mplus3_xl.painter.workbook import write_book
from tests.excel.french_office import french_profile


def pages_of(folder: Path, shown: Content) -> list[str]:
    """Print the workbook that shows `shown`; return the text of each page."""
    book = folder / "classeur.xlsx"
    write_book(book, shown, sheets(shown, macros=True))
    office = ["soffice", "--headless", french_profile(folder / "profile"), "--convert-to", "pdf"]
    subprocess.run(
        [*office, "--outdir", str(folder), str(book)], check=True, timeout=180, capture_output=True
    )
    text = subprocess.run(
        ["pdftotext", "-layout", str(book.with_suffix(".pdf")), "-"],
        check=True,
        timeout=60,
        capture_output=True,
        encoding="utf-8",
    )
    return text.stdout.split("\f")
