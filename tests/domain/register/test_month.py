from datetime import date, datetime

import pytest

from mplus3_xl.domain.register.closed_month import differences, digest_of, reported_in
from mplus3_xl.domain.register.listing import CORRECTING, REPLACED, VALID
from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.register.report import report_of
from mplus3_xl.errors import UserError
from tests.acte import NOVEMBER, OCTOBER, acte, correction, report

DECEMBER = Month(2026, 12)


@pytest.mark.parametrize(
    ("month", "last", "following"),
    [
        (Month(2026, 12), date(2026, 12, 31), Month(2027, 1)),
        (Month(2028, 2), date(2028, 2, 29), Month(2028, 3)),
        (Month(2026, 2), date(2026, 2, 28), Month(2026, 3)),
    ],
)
def test_a_month_knows_its_last_day_and_its_neighbours(
    month: Month, last: date, following: Month
) -> None:
    assert (month.last, month.following) == (last, following)
    assert following.previous == month


def test_a_month_is_over_the_day_after_its_last() -> None:
    assert not OCTOBER.is_over(date(2026, 10, 31))
    assert OCTOBER.is_over(date(2026, 11, 1))


@pytest.mark.parametrize("text", [" 2026-09 ", "09/2026", "9/2026"])
def test_a_month_is_read_as_it_is_written(text: str) -> None:
    assert str(Month.read(text)) == "2026-09"


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "10-2026", "13/2026", "2026-1", "0000-01", ""]
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="AAAA-MM ou MM/AAAA"):
        Month.read(text)


def test_the_row_of_an_acte_counts_what_it_holds() -> None:
    (row,) = report(acte()).actes
    assert (row.attempts, row.fields_changed, row.fields_withheld) == (2, 1, 1)
    assert (row.pieces_missing, row.opportunities, row.actions) == (1, 1, 1)
    assert (row.contract_count, row.premium_cents) == (1, 61250)
    assert (row.families, row.effect_date, row.state) == ("Auto", date(2026, 7, 12), VALID)


def test_an_acte_without_contract_has_no_effect_date() -> None:
    (row,) = report(acte(contrats=[])).actes
    assert (row.effect_date, row.contracts, row.contract_count) == (None, "", 0)


def test_a_corrected_acte_stays_and_counts_no_more() -> None:
    old = acte(1)
    new = correction(old, 2, datetime(2026, 10, 20, 9), note="Autre note.")
    newest = correction(new, 3, datetime(2026, 10, 21, 9), note="Encore une.")
    found = report(old, new, newest)
    states = [(row.state, row.counted) for row in found.actes]
    assert states == [(REPLACED, 0), (REPLACED, 0), (CORRECTING, 1)]
    assert [row.acte for row in found.actions] == [3]
    assert len(found.opportunities) == len(found.reports) == 1


def test_only_the_fields_that_the_client_changed_are_to_be_reported() -> None:
    (row,) = report(acte()).reports
    assert (row.field, row.old, row.new) == ("E-mail", "", "zoe@exemple.fr")


def test_an_acte_of_an_open_month_belongs_to_its_own() -> None:
    assert reported_in(acte(), ()) == OCTOBER


@pytest.mark.parametrize(
    ("written", "closed", "month"),
    [
        (datetime(2026, 10, 31, 23, 59), {OCTOBER}, NOVEMBER),
        (datetime(2026, 11, 30, 23, 59), {OCTOBER}, NOVEMBER),
        (datetime(2026, 12, 1, 0, 0), {OCTOBER}, DECEMBER),
        (datetime(2026, 11, 10, 9), {OCTOBER, NOVEMBER}, DECEMBER),
        (datetime(2026, 11, 10, 9), {NOVEMBER}, OCTOBER),
    ],
)
def test_what_comes_after_the_freeze_goes_to_the_first_month_that_can_take_it(
    written: datetime, closed: set[Month], month: Month
) -> None:
    assert reported_in(correction(acte(), 2, written, note="x"), closed) == month


def test_a_late_correction_shows_each_text_before_and_after() -> None:
    old = acte(1, note="Faux.", autres_assureurs="Essai Assurances")
    late = correction(old, 2, datetime(2026, 11, 3, 9), note="Vrai.")
    found = report_of(NOVEMBER, [late], {1: old}, None)
    (row,) = found.deviations
    assert found.actes == ()
    assert (row.month, row.field, row.before, row.after) == ("2026-10", "Note", "Faux.", "Vrai.")


def test_a_whole_acte_that_comes_late_is_a_deviation_too() -> None:
    (row,) = report_of(NOVEMBER, [acte()], {}, None).deviations
    assert (row.acte, row.nature) == (1, "Acte arrivé après la clôture")


def test_an_acte_changed_or_gone_is_told() -> None:
    frozen = {1: digest_of(acte(1)), 2: digest_of(acte(2))}
    assert differences(frozen, [acte(1), acte(2)]) == []
    told = differences(frozen, [acte(1, note="Touché.")])
    assert told == ["l’acte n° 2 a disparu", "l’acte n° 1 a changé"]
