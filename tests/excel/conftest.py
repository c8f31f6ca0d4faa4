"""The workbook that is proved, the tools that prove it, and the figures of the proof."""

import os
from collections import Counter
from pathlib import Path

import pytest

from mplus3_xl.bootstrap import shipped
from mplus3_xl.painter.macro_workbook import workbook_with_macros
from mplus3_xl.painter.package import read_parts
from tests.excel.damage import Parts
from tests.excel.sample import write_sample
from tests.excel.validators import demand_sdk, find_sdk
from tests.painter.invented import opened
from tests.run_figures import FIGURES


def good_workbook(folder: Path) -> Path:
    """Write the workbook that the whole gate is about: the product's, filled."""
    path = folder / "MPlus3.xlsm"
    path.write_bytes(workbook_with_macros(opened(), shipped("vba_shims")))
    return path


@pytest.fixture(scope="session")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good_workbook(tmp_path_factory.mktemp("classeur"))


@pytest.fixture(scope="session")
def good_parts(workbook: Path) -> Parts:
    return read_parts(workbook.read_bytes())


@pytest.fixture(scope="session")
def sample_parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """A workbook with one of everything, for a fault that the good one gives no hold to."""
    return read_parts(write_sample(tmp_path_factory.mktemp("essai") / "essai.xlsm").read_bytes())


@pytest.fixture(scope="session")
def sdk_binary() -> str:
    """The Open XML SDK validator; in CI it must be there."""
    return demand_sdk(find_sdk(), in_ci=bool(os.environ.get("CI")))


@pytest.fixture(scope="session")
def figures() -> Counter[str]:
    """What the summary of the run counts."""
    return FIGURES
