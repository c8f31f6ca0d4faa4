"""A whole vbaProject.bin, read by tools that share no code with its writer."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path

import olefile
import pytest
import xlsxwriter
import xlwings
from hypothesis import given, settings
from hypothesis import strategies as st
from oletools.olevba import VBA_Parser
from pyopenvba import ExcelFile
from pyopenvba.integrity import check_file

from mplus3_xl.painter.vba import Kind, Module, ModuleError, build
from mplus3_xl.painter.vba.container import MAGIC
from mplus3_xl.painter.vba.reading import DamagedProjectError, read_project, read_streams

XLWINGS = Path(xlwings.__file__).parent
MODULES = (
    Module("ThisWorkbook", "Option Explicit\n", Kind.WORKBOOK),
    Module("Feuil1", "", Kind.SHEET),
    Module("Actions", 'Public Sub Dire()\n    MsgBox "Échéance à l’année – 3 €"\nEnd Sub\n'),
    Module("xlwings", (XLWINGS / "xlwings.bas").read_text("ascii")),
    Module("Dictionary", (XLWINGS / "addin/Dictionary.cls").read_text("utf-8"), Kind.CLASS),
)
PROJECT = build(MODULES)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("projet") / "essai.xlsm"
    with xlsxwriter.Workbook(path) as book:
        book.add_vba_project(BytesIO(PROJECT), is_stream=True)
        book.set_vba_name("ThisWorkbook")
        book.add_worksheet().set_vba_name("Feuil1")
    return path


def test_the_same_modules_give_the_same_bytes() -> None:
    assert build(MODULES) == PROJECT


def test_olefile_finds_no_defect() -> None:
    with olefile.OleFileIO(BytesIO(PROJECT), raise_defects=olefile.DEFECT_UNSURE) as container:
        assert container.parsing_issues == []
        assert sorted(container.listdir()) == sorted(
            [["PROJECT"], ["PROJECTwm"], ["VBA", "_VBA_PROJECT"], ["VBA", "dir"]]
            + [["VBA", module.name] for module in MODULES]
        )


def test_olevba_reads_every_module_as_it_was_written(workbook: Path) -> None:
    parser = VBA_Parser(str(workbook))
    found = {stream.split("/")[1]: code for _, stream, _, code in parser.extract_macros()}
    parser.close()
    assert {name: code.replace("\r\n", "\n") for name, code in found.items()} == {
        module.name: module.source().decode("cp1252").replace("\r\n", "\n") for module in MODULES
    }


def test_pyopenvba_finds_nothing_wrong(workbook: Path) -> None:
    assert check_file(workbook).ok
    with ExcelFile(workbook) as book:
        assert book.validate() == []


def test_pyopenvba_reads_every_module(workbook: Path) -> None:
    with ExcelFile(workbook) as book:
        assert sorted(book.module_names()) == sorted(module.name for module in MODULES)


def test_no_compiled_cache_is_written() -> None:
    assert read_streams(PROJECT)["_VBA_PROJECT"] == bytes.fromhex("CC61FFFF000000")


def test_our_reader_finds_what_was_written() -> None:
    assert [(found.name, found.source) for found in read_project(PROJECT)] == [
        (module.name, module.source().decode("cp1252")) for module in MODULES
    ]


@pytest.mark.parametrize("count", [1, 2, 3, 6, 7, 30, 120])
def test_a_project_of_many_modules_has_no_defect(count: int) -> None:
    project = build([Module(f"M{n}", f"' {n}\n" * n * 20) for n in range(count)])
    with olefile.OleFileIO(BytesIO(project), raise_defects=olefile.DEFECT_UNSURE) as container:
        assert len(container.listdir()) == count + 4


def test_two_modules_of_one_name_are_refused() -> None:
    with pytest.raises(ModuleError, match="Deux modules"):
        build([Module("Actions"), Module("ACTIONS")])


@pytest.mark.parametrize("length", [0, 8, 511, 512, 600, len(PROJECT) // 2])
def test_a_truncated_project_is_damage(length: int) -> None:
    with pytest.raises(DamagedProjectError):
        read_project(PROJECT[:length])


@settings(deadline=None)  # a busy machine is no fault
@given(st.integers(0, len(PROJECT) - 1), st.binary(min_size=1, max_size=64))
def test_a_project_with_changed_bytes_is_read_or_refused(at: int, noise: bytes) -> None:
    with suppress(DamagedProjectError):
        read_project(PROJECT[:at] + noise + PROJECT[at + len(noise) :])


@settings(deadline=None)  # a busy machine is no fault
@given(st.binary(max_size=2000))
def test_noise_is_refused(noise: bytes) -> None:
    with pytest.raises(DamagedProjectError):
        read_project(MAGIC + noise)
