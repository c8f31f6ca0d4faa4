"""Years of two digits are never guessed; a whole column of them is said once."""

from datetime import date
from pathlib import Path

import pytest

from mplus3_xl.domain.drafts import DraftFile
from mplus3_xl.errors import UserError
from mplus3_xl.importers.short_years import MANY
from tests.importers.test_month_first import read_days

SHORT, WHOLE = "25/08/26", "25/08/2026"
OPTIONAL = "Date de souscription"


def _codes(draft: DraftFile) -> list[str]:
    return [problem.code for problem in draft.problems]


@pytest.mark.parametrize("days", [[SHORT] * MANY, [SHORT] * MANY + [WHOLE] * (MANY - 1)])
def test_a_needed_column_of_short_years_refuses_the_file_once(
    tmp_path: Path, days: list[str]
) -> None:
    with pytest.raises(UserError) as caught:
        read_days(tmp_path, days)
    assert caught.value.code == "annees_a_deux_chiffres"
    told = f"{MANY} dates de la colonne « Date d'effet »"
    assert all(part in caught.value.what for part in (told, "« 25/08/26 »", "1926 ou 2026"))


@pytest.mark.parametrize(
    "days", [[SHORT] * (MANY - 1), [SHORT] * MANY + [WHOLE] * MANY, [SHORT, "25-08-1926"]]
)
def test_fewer_are_refused_row_by_row(tmp_path: Path, days: list[str]) -> None:
    draft = read_days(tmp_path, days)
    assert _codes(draft) == ["date_invalide"] * days.count(SHORT) + ["date_hors_bornes"] * (
        "25-08-1926" in days
    )


def test_an_optional_column_of_short_years_is_one_warning_and_says_nothing(tmp_path: Path) -> None:
    draft = read_days(tmp_path, [WHOLE, *["25/08/26 10:30"] * MANY, "bientôt"], OPTIONAL)
    assert [(each.line, each.code) for each in draft.warnings] == [
        (3, "annees_a_deux_chiffres"),
        (2 + MANY + 1, "date_invalide"),
    ]
    found = [contract.subscribed_on for contract in draft.contracts]
    assert found == [date(2026, 8, 25), *[None] * (MANY + 1)]
    assert ["subscribed_on" in draft.said(line) for line in (2, 3, 2 + MANY)] == [
        True,
        False,
        False,
    ]


def test_a_blank_optional_column_is_no_short_year(tmp_path: Path) -> None:
    draft = read_days(tmp_path, [*[""] * 30, *[SHORT] * MANY], OPTIONAL)
    assert len(draft.warnings) == 1
