"""Each seeded compile fault is caught by a reader of VBA; the code beside it is not."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from mplus3_xl.painter.macro_workbook import shim_modules
from mplus3_xl.painter.vba import Module
from tests.excel.sample import SHIMS, write_sample
from tests.excel.seeded.compile import COMPILE_FAULTS, GOOD
from tests.excel.validators import RUN_PYTHON, our_rules, unexpected, vba_in_files, vba_in_workbook


def complaints(code: str, folder: Path) -> Iterator[str]:
    """What the readers of VBA say, the quickest first."""
    modules = [*shim_modules(SHIMS), RUN_PYTHON, Module("Essai", code)]
    path = write_sample(folder / "essai.xlsm", modules)
    yield from our_rules(path)
    (folder / "modules").mkdir()
    yield from unexpected("vbalidator", vba_in_files(folder / "modules", modules))
    yield from vba_in_workbook(path)


@pytest.mark.parametrize("name", COMPILE_FAULTS)
def test_a_compile_fault_is_caught(name: str, tmp_path: Path, figures: Counter[str]) -> None:
    figures["VBA seeded"] += 1
    assert any(complaints(COMPILE_FAULTS[name], tmp_path))
    figures["VBA caught"] += 1


def test_good_code_of_the_same_shapes_is_let_through(tmp_path: Path, figures: Counter[str]) -> None:
    alarms = list(complaints(GOOD, tmp_path))
    figures["false alarms"] += len(alarms)
    assert alarms == []
