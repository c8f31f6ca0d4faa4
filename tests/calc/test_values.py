import datetime as dt
import math

import pytest

from mplus3_xl.calc.values import cleaned, error_number, from_serial, is_typed, prepared, to_serial


@pytest.mark.parametrize(
    ("value", "serial"),
    [
        (dt.date(1900, 3, 1), 61),
        (dt.date(2026, 3, 31), 46112),
        (dt.datetime.fromisoformat("2026-03-31T18:00"), 46112.75),
        (dt.time(6, 0), 0.25),
    ],
)
def test_a_date_is_a_number_of_days(value: dt.date | dt.time, serial: float) -> None:
    assert to_serial(value) == serial


def test_a_moment_comes_back_to_the_millisecond() -> None:
    moment = dt.datetime.fromisoformat("2026-03-31T23:59:59.999")
    assert from_serial(to_serial(moment)) == moment


@pytest.mark.parametrize("number", [33612345678.0, -33612345678.0, 4e6, 1e300])
def test_a_number_too_large_for_a_date_stays_a_number(number: float) -> None:
    assert from_serial(number) == number


def test_what_is_no_value_is_an_empty_cell() -> None:
    assert [prepared(value) for value in (None, math.nan)] == ["", ""]


def test_another_object_is_written_as_its_text() -> None:
    assert prepared(ValueError("été")) == "été"


@pytest.mark.parametrize(
    "text", ["=A1", "'x", "0692", "+262", "-", " 12", "1/2", "50 %", ".5", "€ 3"]
)
def test_excel_may_read_something_else_than_this_text(text: str) -> None:
    assert is_typed(text)


@pytest.mark.parametrize("text", ["Hoarau", "é", "", "a=1", "«12»"])
def test_excel_keeps_this_text(text: str) -> None:
    assert not is_typed(text)


@pytest.mark.parametrize(
    ("code", "text"), [(532, "#DIV/0!"), (32767, "#N/A"), (525, "#NAME?"), (9999, "#VALUE!")]
)
def test_an_error_of_libreoffice_has_a_number_of_excel(code: int, text: str) -> None:
    assert cleaned(error_number(code), dt.datetime, None, None, err_to_str=True) == text


def test_a_number_that_equals_no_error_stays_a_number() -> None:
    assert cleaned(-2146826246.0, dt.datetime, None, None, err_to_str=True) == -2146826246.0
