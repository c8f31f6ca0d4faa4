"""The VBA of the workbook holds no rule: names and never an address."""

import re
from pathlib import Path

import pytest

from mplus3_xl.layout.actions import ACTIONS
from mplus3_xl.painter.action_macros import action_modules
from mplus3_xl.painter.proof.book import Book
from mplus3_xl.painter.proof.package import open_package
from tests.excel.sample import SHIMS

ADDRESS = re.compile(r'"\$?[A-Z]{1,3}\$?\d+(?::|")|\bCells\(|\[[A-Z]+\d+\]|\bRange\("')
SPEAKING = re.compile(r"\b(?:AllerA|AllerAuDossier|Plage|Deproteger|Proteger)[ (].*")
TEXT = re.compile(r'"([^"]*)"')
FILES = sorted([*SHIMS.glob("*.bas"), *SHIMS.glob("*.cls")])
MADE = [module.code for module in action_modules(ACTIONS)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_address_of_a_cell_is_written(path: Path) -> None:
    assert not ADDRESS.search(path.read_text("utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_variable_must_be_declared(path: Path) -> None:
    assert "\nOption Explicit\n" in path.read_text("utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_used_that_libreoffice_cannot_compile(path: Path) -> None:
    assert not re.search(r"ListObject|\bDeclare\b|ShowAllData", path.read_text("utf-8"))


def test_every_sheet_and_name_that_the_vba_speaks_of_is_in_the_workbook(workbook: Path) -> None:
    book = Book(open_package(workbook))
    known = book.vocabulary.names | book.vocabulary.sheets
    spoken = {
        text.lower()
        for code in [*MADE, *(path.read_text("utf-8") for path in FILES)]
        for line in SPEAKING.findall(code)
        for text in filter(None, TEXT.findall(line))
    }
    endings = {text for text in spoken if text.startswith("_")}  # CodeOuvert puts a sheet ahead
    assert spoken - endings - known == set()
    assert {f"{sheet}{text}" for sheet in ("fiche", "bilan") for text in endings} <= known
