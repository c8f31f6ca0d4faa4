"""What is met in an .xlsx as it is walked, whichever program wrote it."""

from pathlib import Path

import pytest

from mplus3_xl.errors import UserError
from mplus3_xl.importers.walking import walk
from tests.importers.files import bare_xlsx

_SDK = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ROW = '<{0}row {1} r="{2}" hidden="1"><{0}c r="A{2}" t="e"><{0}v>#N/A</{0}v></{0}c></{0}row>'
PREFIXES = [("", ""), ("x:", _SDK)]


@pytest.mark.parametrize(("prefix", "declared"), PREFIXES)
def test_hidden_and_failed_cells_are_met_with_or_without_a_prefix(
    tmp_path: Path, prefix: str, declared: str
) -> None:
    walked = walk(bare_xlsx(tmp_path / "a.xlsx", ROW.format(prefix, declared, 7)))
    (sheet,) = walked.sheets
    assert (sheet.hidden, sheet.failed, walked.since_1904) == ({7}, {(6, 0): "#N/A"}, False)


@pytest.mark.parametrize(("prefix", "declared"), PREFIXES)
def test_a_sheet_that_is_too_tall_is_refused_with_or_without_a_prefix(
    tmp_path: Path, prefix: str, declared: str
) -> None:
    path = bare_xlsx(tmp_path / "a.xlsx", ROW.format(prefix, declared, 1_048_576))
    with pytest.raises(UserError) as refusal:
        walk(path)
    assert refusal.value.code == "feuille_demesuree"
