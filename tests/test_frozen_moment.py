"""A demo lives at a moment that stands still."""

from datetime import date, datetime
from pathlib import Path

import pytest

from mplus3_xl import bootstrap
from mplus3_xl.errors import UserError


def moment(folder: Path, text: str, day: date | None = None) -> datetime:
    (folder / "mplus3.toml").write_text(text, encoding="utf-8")
    return bootstrap.open_workspace(folder, None, day).now


def test_a_frozen_hour_is_the_hour_of_the_demo(tmp_path: Path) -> None:
    text = "[demo]\njour = 2026-11-23\nheure = 10:30:00\n"
    assert moment(tmp_path, text) == datetime(2026, 11, 23, 10, 30)


def test_a_frozen_day_without_an_hour_begins_at_midnight(tmp_path: Path) -> None:
    assert moment(tmp_path, "[demo]\njour = 2026-11-23\n") == datetime(2026, 11, 23)


def test_a_day_that_is_asked_for_begins_at_midnight(tmp_path: Path) -> None:
    text = "[demo]\njour = 2026-11-23\nheure = 10:30:00\n"
    assert moment(tmp_path, text, date(2026, 12, 1)) == datetime(2026, 12, 1)


def test_an_hour_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="heure HH:MM:SS"):
        moment(tmp_path, "[demo]\njour = 2026-11-23\nheure = 10\n")
