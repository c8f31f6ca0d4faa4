import zipfile
from pathlib import Path

import pytest

from mplus3_xl.calc import shim
from mplus3_xl.painter.vba.reading import read_project
from tests.calc import invented

RELEASED = "Public Function RunPython(ByVal PythonCommand As String)\nEnd Function\n"


def test_the_copy_differs_from_the_released_workbook_by_one_module(tmp_path: Path) -> None:
    released = invented.workbook(tmp_path / "M.xlsm", invented.project(RELEASED))
    copy = shim.make_clickable(released, tmp_path / "C.xlsm", invented.project(shim.RECORDING))
    before, after = _parts(released), _parts(copy)
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    assert changed == {"xl/vbaProject.bin"}
    old, new = (
        {module.name: module.source for module in read_project(parts["xl/vbaProject.bin"])}
        for parts in (before, after)
    )
    assert {name for name in old | new if old.get(name) != new.get(name)} == {shim.MODULE}


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_workbook_without_vba_cannot_be_clicked(tmp_path: Path) -> None:
    plain = tmp_path / "plain.xlsx"
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(ValueError, match="no VBA"):
        shim.make_clickable(plain, tmp_path / "copy.xlsm", b"")


def test_a_path_with_a_quote_is_refused() -> None:
    with pytest.raises(ValueError, match="quote"):
        shim.launching("pipe,name=x", Path("/tmp/a"), python='/opt/"py"/python')


def test_a_path_outside_the_code_page_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        shim.launching("pipe,name=x", Path("/tmp/会.xlsm"))


def test_both_stubs_fit_the_code_page_of_vba() -> None:
    for stub in (shim.RECORDING, shim.launching("pipe,name=x", Path("/tmp/été.xlsm"))):
        assert stub.encode("cp1252")
