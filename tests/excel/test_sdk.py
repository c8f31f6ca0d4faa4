"""The Open XML SDK validator is never left out silently."""

from pathlib import Path

import pytest

from tests.excel.validators import demand_sdk, find_sdk


def test_its_absence_fails_the_run_in_ci() -> None:
    with pytest.raises(pytest.fail.Exception, match="npm install"):
        demand_sdk(None, in_ci=True)


def test_its_absence_is_said_elsewhere() -> None:
    with pytest.raises(pytest.skip.Exception, match="npm install"):
        demand_sdk(None, in_ci=False)


def test_the_one_that_is_named_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OOXML_VALIDATOR", str(tmp_path / "ooxml-validator"))
    assert find_sdk() == str(tmp_path / "ooxml-validator")
