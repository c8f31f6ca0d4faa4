"""A workbook that went through another tool is seen for what it lost."""

from pathlib import Path
from warnings import catch_warnings, simplefilter

import openpyxl
import pytest

from mplus3_xl.painter.proof import check


@pytest.fixture(scope="module")
def resaved(workbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("openpyxl") / "MPlus3.xlsm"
    with catch_warnings():
        simplefilter("ignore", UserWarning)  # openpyxl's own words for what else it drops
        openpyxl.load_workbook(workbook, keep_vba=True).save(path)
    return path


def test_the_ribbon_that_openpyxl_loses_is_missed(resaved: Path) -> None:
    orphans = {finding.where for finding in check(resaved) if finding.code == "lien-orphelin"}
    assert "customUI/customUI14.xml" in orphans
