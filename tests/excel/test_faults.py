"""Each seeded fault is caught, so that silence about the good file means something."""

import re
from collections import Counter
from pathlib import Path

import pytest

from mplus3_xl.painter import proof
from mplus3_xl.painter.proof import check, code
from mplus3_xl.painter.vba.reading import StoredModule
from tests.excel.damage import Parts, pack
from tests.excel.seeded.catalogue import FAULTS
from tests.excel.seeded.compile import COMPILE_FAULTS
from tests.excel.seeded.files import FILE_FAULTS
from tests.excel.validators import audit, our_rules, sdk

CODE = re.compile(r'"([a-z]+(?:-[a-z]+)+)"')


def damaged(name: str, good_parts: Parts, folder: Path) -> Path:
    parts = dict(good_parts)
    FAULTS[name](parts)
    path = folder / "abime.xlsm"
    path.write_bytes(pack(parts))
    return path


@pytest.mark.parametrize("name", FAULTS)
def test_a_damaged_workbook_is_caught(
    name: str,
    good_parts: Parts,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    figures: Counter[str],
) -> None:
    path = damaged(name, good_parts, tmp_path)
    figures["seeded"] += 1
    ours, audited = our_rules(path), audit(path)
    figures["by our rules"] += bool(ours)
    figures["by openxml-audit"] += bool(audited)
    if not ours and not audited:
        # the slow one is asked only where it alone can see
        found = sdk(request.getfixturevalue("sdk_binary"), path)
        figures["by the SDK alone"] += bool(found)
        assert found
    figures["caught"] += 1


@pytest.mark.parametrize("name", FILE_FAULTS)
def test_a_damaged_file_is_caught(
    name: str, workbook: Path, tmp_path: Path, figures: Counter[str]
) -> None:
    path = tmp_path / "abime.xlsm"
    path.write_bytes(FILE_FAULTS[name](workbook.read_bytes()))
    figures["seeded"] += 1
    assert our_rules(path)
    figures["by our rules"] += 1
    figures["caught"] += 1


def test_every_rule_of_ours_is_seen_to_fire(
    good_parts: Parts, workbook: Path, tmp_path: Path
) -> None:
    fired = set()
    path = tmp_path / "abime.xlsm"
    for name in FAULTS:
        fired |= {finding.code for finding in check(damaged(name, good_parts, tmp_path))}
    for damage in FILE_FAULTS.values():
        path.write_bytes(damage(workbook.read_bytes()))
        fired |= {finding.code for finding in check(path)}
    for text in COMPILE_FAULTS.values():
        fired |= {finding.code for finding in code.findings("", StoredModule("M", "Module", text))}
    sources = Path(proof.__file__).parent.glob("*.py")
    written = {found for source in sources for found in CODE.findall(source.read_text("utf-8"))}
    assert written - fired == set()
