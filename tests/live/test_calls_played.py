"""The told calls, done by real clicks on the real form."""

from pathlib import Path

import pytest
import xlwings as xw

from tests.live.told import FOLDER, read
from tests.live.told_clicks import Seat


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_a_call_goes_as_it_is_told(
    path: Path, book: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MPLUS3_ESPACE", str(tmp_path))
    call = read(path)
    seat = Seat(book, tmp_path, call)
    for step in call.etape:
        seat.play(step)
