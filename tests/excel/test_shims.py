"""The VBA of the workbook holds no rule: one line a Sub, names and never an address."""

import re
from pathlib import Path

import pytest

from mplus3_xl.layout.actions import ACTIONS
from mplus3_xl.painter.proof.book import Book
from mplus3_xl.painter.proof.package import open_package
from tests.excel.sample import SHIMS

SUB = re.compile(r"^Public Sub (\w+)\(([^)]*)\)\n(.*?)^End Sub", re.MULTILINE | re.DOTALL)
ADDRESS = re.compile(r'"\$?[A-Z]{1,3}\$?\d+(?::|")|\bCells\(|\[[A-Z]+\d+\]|\bRange\("')
SPEAKING = re.compile(r"\b(?:AllerA|AllerAuDossier|Plage|Deproteger|Proteger)[ (].*")
TEXT = re.compile(r'"([^"]*)"')
FILES = sorted([*SHIMS.glob("*.bas"), *SHIMS.glob("*.cls")])


def subs(name: str) -> dict[str, tuple[str, str]]:
    text = (SHIMS / name).read_text("utf-8")
    return {sub: (arguments, body) for sub, arguments, body in SUB.findall(text)}


def test_every_action_has_a_sub_for_its_button() -> None:
    assert list(subs("Actions.bas")) == [action.macro for action in ACTIONS]


def test_every_action_has_a_sub_for_the_ribbon() -> None:
    assert list(subs("Ruban.bas")) == [action.callback for action in ACTIONS]


def test_a_sub_of_a_button_takes_no_argument() -> None:
    assert {arguments for arguments, _ in subs("Actions.bas").values()} == {""}


def test_a_sub_of_the_ribbon_takes_the_control() -> None:
    signatures = {arguments for arguments, _ in subs("Ruban.bas").values()}
    assert signatures == {"ByVal control As IRibbonControl"}


@pytest.mark.parametrize("name", ["Actions.bas", "Ruban.bas"])
def test_a_sub_is_one_line_of_call(name: str) -> None:
    assert {body.count("\n") for _, body in subs(name).values()} == {1}


def test_the_ribbon_calls_the_very_sub_of_the_button() -> None:
    for action in ACTIONS:
        _, body = subs("Ruban.bas")[action.callback]
        assert body.strip() == action.macro


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
        for path in FILES
        for line in SPEAKING.findall(path.read_text("utf-8"))
        for text in filter(None, TEXT.findall(line))
    }
    endings = {text for text in spoken if text.startswith("_")}  # CodeOuvert puts a sheet ahead
    assert spoken - endings - known == set()
    assert {f"{sheet}{text}" for sheet in ("fiche", "bilan") for text in endings} <= known
