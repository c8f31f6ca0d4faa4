"""Each seeded fault is caught, so that silence about the good file means something."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from mplus3_xl.painter import proof
from mplus3_xl.painter.proof import check, code
from mplus3_xl.painter.vba.reading import StoredModule
from tests.excel.damage import NothingToDamageError, Parts, pack
from tests.excel.seeded.catalogue import FAULTS
from tests.excel.seeded.compile import COMPILE_FAULTS
from tests.excel.seeded.files import FILE_FAULTS
from tests.excel.validators import audit, our_rules, sdk

CODE = re.compile(r'"([a-z]+(?:-[a-z]+)+)"')


Damaging = Callable[[str], Path]


def damaging(first: Parts, other: Parts, path: Path) -> Damaging:
    """Write a workbook with one fault at `path`; the other one when the first gives no hold."""

    def damage(name: str) -> Path:
        parts = dict(first)
        try:
            FAULTS[name](parts)
        except NothingToDamageError:
            parts = dict(other)
            FAULTS[name](parts)
        path.write_bytes(pack(parts))
        return path

    return damage


@pytest.fixture
def damaged(good_parts: Parts, sample_parts: Parts, tmp_path: Path) -> Damaging:
    """The workbook with a fault, or the sample."""
    return damaging(good_parts, sample_parts, tmp_path / "abime.xlsm")


@pytest.fixture
def sample_damaged(good_parts: Parts, sample_parts: Parts, tmp_path: Path) -> Damaging:
    """The sample with a fault, which is small, or the workbook."""
    return damaging(sample_parts, good_parts, tmp_path / "abime.xlsm")


@pytest.mark.parametrize("name", FAULTS)
def test_a_damaged_workbook_is_caught(
    name: str, damaged: Damaging, request: pytest.FixtureRequest, figures: Counter[str]
) -> None:
    path = damaged(name)
    figures["seeded"] += 1
    # the quickest first: the others are asked where it sees nothing
    if our_rules(path):
        figures["by our rules"] += 1
    elif audit(path):
        figures["by openxml-audit"] += 1
    else:
        assert sdk(request.getfixturevalue("sdk_binary"), path)
        figures["by the SDK"] += 1
    figures["caught"] += 1


@pytest.mark.parametrize("name", FILE_FAULTS)
def test_a_damaged_file_is_caught(
    name: str, workbook: Path, tmp_path: Path, figures: Counter[str]
) -> None:
    path = FILE_FAULTS[name].write(tmp_path, workbook.read_bytes())
    figures["seeded"] += 1
    assert our_rules(path)
    figures["by our rules"] += 1
    figures["caught"] += 1


ONLY_BY_SCHEMA = ("an element ahead of its place", "the ribbon has an element out of place")


@pytest.mark.parametrize("name", ONLY_BY_SCHEMA)
def test_the_open_xml_sdk_sees_what_the_schema_forbids(
    name: str, damaged: Damaging, sdk_binary: str
) -> None:
    assert sdk(sdk_binary, damaged(name))


@pytest.mark.parametrize("name", ONLY_BY_SCHEMA)
def test_openxml_audit_sees_what_the_schema_forbids(name: str, damaged: Damaging) -> None:
    assert audit(damaged(name))


def test_every_rule_of_ours_is_seen_to_fire(
    sample_damaged: Damaging, workbook: Path, tmp_path: Path
) -> None:
    fired = set()
    for name in FAULTS:
        fired |= {finding.code for finding in check(sample_damaged(name))}
    for fault in FILE_FAULTS.values():
        path = fault.write(tmp_path, workbook.read_bytes())
        fired |= {finding.code for finding in check(path)}
    for text in COMPILE_FAULTS.values():
        fired |= {finding.code for finding in code.findings("", StoredModule("M", "Module", text))}
    sources = Path(proof.__file__).parent.glob("*.py")
    written = {found for source in sources for found in CODE.findall(source.read_text("utf-8"))}
    assert written - fired == set()
