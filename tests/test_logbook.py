import sys
from pathlib import Path

import pytest

from mplus3_xl.cli import show
from mplus3_xl.logbook import NOT_WRITTEN, log, log_file, log_files
from tests.full_disk import full_beyond


def test_the_log_keeps_the_last_errors_in_a_bounded_size() -> None:
    for _ in range(120):
        log("Essai", ZeroDivisionError("x" * 10_000))
    assert len(log_files()) == 2
    assert sum(each.stat().st_size for each in log_files()) <= 1_000_000
    assert "ZeroDivisionError" in log_file().read_text(encoding="utf-8")


def test_a_log_that_another_program_keeps_grows_on_and_loses_no_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def keep(*_: object) -> None:
        raise PermissionError(13, "in use by another process")

    monkeypatch.setattr("os.rename", keep)  # as Windows refuses it
    monkeypatch.setattr("os.replace", keep)
    for number in range(60):
        log(f"Essai n° {number}", ZeroDivisionError("x" * 10_000))
    assert capsys.readouterr().err == ""
    assert log_file().read_text(encoding="utf-8").count("Essai n°") == 60


def test_what_is_no_text_is_logged_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    log("Essai", ValueError("caf\udce9.csv"))
    assert r"caf\udce9.csv" in log_file().read_text(encoding="utf-8")
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="limits files as Unix does")
def test_a_log_that_a_full_disk_refuses_is_told_without_a_traceback(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with full_beyond(0):
        show.bug(ZeroDivisionError("x"))
    said = capsys.readouterr().err
    assert (NOT_WRITTEN in said, "Traceback" in said) == (True, False)


def test_a_log_whose_folder_cannot_be_made_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fichier").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "fichier"))
    assert log("Essai", ZeroDivisionError("x")) is None
