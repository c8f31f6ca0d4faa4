"""No tool has anything to say of the good workbook."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import olefile
import openpyxl
import pytest
from oletools.olevba import VBA_Parser
from pyopenvba import ExcelFile
from pyopenvba.integrity import check_file
from python_calamine import CalamineWorkbook

from mplus3_xl.painter.package import read_parts
from mplus3_xl.painter.vba import Kind, Module
from mplus3_xl.painter.vba.reading import read_project
from tests.excel.validators import (
    ALLOWED,
    RUN_PYTHON,
    audit,
    our_rules,
    sdk,
    unexpected,
    vba_in_files,
    vba_in_workbook,
)

XLWINGS_OWN = {"xlwings", "Dictionary"}
"""Modules taken as they are from xlwings; ours are the rest."""


def modules_of(path: Path) -> list[Module]:
    kinds = {"Module": Kind.MODULE, "Class": Kind.CLASS, "Document": Kind.SHEET}
    stored = read_project(read_parts(path.read_bytes())["xl/vbaProject.bin"])
    ours = [Module(m.name, m.source, kinds[m.kind]) for m in stored if m.name not in XLWINGS_OWN]
    return [*ours, RUN_PYTHON]


def pyopenvba(path: Path) -> list[str]:
    report = check_file(path)
    with ExcelFile(path) as book:
        return [*map(str, book.validate()), *([] if report.ok else [str(report)])]


def olevba(path: Path) -> list[str]:
    parser = VBA_Parser(str(path))
    read = {stream.split("/")[1] for _, stream, _, _ in parser.extract_macros()}
    parser.close()
    stored = read_project(read_parts(path.read_bytes())["xl/vbaProject.bin"])
    return [f"{module.name} is not read" for module in stored if module.name not in read]


def ole(path: Path) -> list[str]:
    project = read_parts(path.read_bytes())["xl/vbaProject.bin"]
    with olefile.OleFileIO(project, raise_defects=olefile.DEFECT_UNSURE) as container:
        return [str(issue) for issue in container.parsing_issues]


TOOLS: dict[str, Callable[[Path], list[str]]] = {
    "our rules": our_rules,
    "openxml-audit": audit,
    "pyOpenVBA": pyopenvba,
    "olevba": olevba,
    "olefile": ole,
    "pyvbaanalysis": vba_in_workbook,
}


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_has_nothing_to_say(tool: str, workbook: Path, figures: Counter[str]) -> None:
    alarms = unexpected(tool, TOOLS[tool](workbook))
    figures["tools asked"] += 1
    figures["false alarms"] += len(alarms)
    assert alarms == []


def test_the_open_xml_sdk_has_nothing_to_say(
    workbook: Path, sdk_binary: str, figures: Counter[str]
) -> None:
    alarms = unexpected("sdk", sdk(sdk_binary, workbook))
    figures["tools asked"] += 1
    figures["false alarms"] += len(alarms)
    assert alarms == []


def test_vbalidator_has_nothing_to_say(
    workbook: Path, tmp_path: Path, figures: Counter[str]
) -> None:
    alarms = unexpected("vbalidator", vba_in_files(tmp_path, modules_of(workbook)))
    figures["tools asked"] += 1
    figures["false alarms"] += len(alarms)
    assert alarms == []


def test_every_entry_of_the_allow_list_is_needed(workbook: Path, tmp_path: Path) -> None:
    said = vba_in_files(tmp_path, modules_of(workbook))
    assert unexpected("vbalidator", said) != said
    assert {allowed.tool for allowed in ALLOWED} == {"vbalidator"}


@pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl drops them
# openpyxl does not read an area of whole columns, which Excel writes and which follows the rows.
@pytest.mark.filterwarnings("ignore:Print area cannot be set:UserWarning")
def test_openpyxl_reads_every_sheet(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook, keep_vba=True)
    assert book.sheetnames == CalamineWorkbook.from_path(str(workbook)).sheet_names
