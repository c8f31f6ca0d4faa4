"""What a person sees in a cell, whatever its type in the file (§4.3, R5, R23)."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mplus3_xl.importers.cells import (
    Fault,
    as_text,
    cents,
    day,
    identifier,
    integer,
    phone,
    postal_code,
    text,
)

JANUARY = date(2026, 1, 15)


@pytest.mark.parametrize(
    "cell",
    [
        JANUARY,
        datetime(2026, 1, 15),
        datetime(2026, 1, 15, 23, 59),
        46037,
        46037.0,
        46037.75,
        "46037",
        "46037,5",
        "46037.0",
        "15/01/2026",
        "15-01-2026",
        "15.01.2026",
        "15/1/2026",
        "\u00a015/01/2026\u202f",
        "15/01/2026 00:00",
        "15/01/2026 23:59:59",
        "2026-01-15",
        "2026/01/15",
        "2026-1-15",
        "2026-01-15T00:00:00",
        "2026-01-15 00:00:00.000",
        "2026-01-15T08:30:00Z",
        "'15/01/2026",
        '="15/01/2026"',
        "15 janvier 2026",
        "jeudi 15 janvier 2026",
        "15-janv.-2026",
    ],
)
def test_a_date_is_read_however_it_is_written(cell: Any) -> None:
    assert day(cell) == JANUARY


@pytest.mark.parametrize(
    "cell",
    ["15/01/26", "15-1-26", "31/02/2026", "29/02/2025", "32/01/2026", "00/01/2026", "01/13/2026",
     "2026-02-30", "2026-13-01", "janvier 2026", "15/01", "2026", "20260115", 20260115, 0, -5,
     "2 mardi 2026", "2 marsouin 2026", "15 janvieux 2026", "15 j 2026", "15 jui 2026",
     2_958_466, 3_000_000, float("nan"), True, time(10), timedelta(days=2), "0000-00-00", "??"],
)  # fmt: skip
def test_what_is_no_date_is_a_fault(cell: Any) -> None:
    fault = day(cell)
    assert isinstance(fault, Fault)
    assert (fault.code, fault.kept) == ("date_invalide", None)


@pytest.mark.parametrize(("number", "names"), list(enumerate(
    ["janv. janvier", "févr. février", "mars", "avr. avril", "mai", "juin", "juil. juillet",
     "août Aout", "sept. septembre", "oct. octobre", "nov. novembre", "déc. décembre"], 1
)))  # fmt: skip
def test_each_month_is_read_in_full_and_as_excel_shortens_it(number: int, names: str) -> None:
    assert {day(f"2 {name} 2026") for name in names.split()} == {date(2026, number, 2)}


@pytest.mark.parametrize("cell", ["29/02/2024", "29/02/2028", "2024-02-29"])
def test_the_29th_of_february_exists_in_a_leap_year(cell: str) -> None:
    found = day(cell)
    assert isinstance(found, date)
    assert (found.day, found.month) == (29, 2)


@pytest.mark.parametrize("reader", [day, text, identifier, cents, integer, phone, postal_code])
@pytest.mark.parametrize(
    "cell", [None, "", "   ", "\u00a0", "\t\n", "\x00", "#N/A", "#REF!", "#NOM?"]
)
def test_an_empty_cell_or_an_error_of_a_formula_says_nothing(reader: Any, cell: Any) -> None:
    assert reader(cell) is None


@pytest.mark.parametrize("reader", [day, identifier, cents, integer])
@pytest.mark.parametrize("cell", ["-", " – ", "—"])
def test_a_dash_says_nothing(reader: Any, cell: str) -> None:
    assert reader(cell) is None


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("1234,56", 123456),
        ("1 234,56 €", 123456),
        ("1\u00a0234,56\u00a0€", 123456),
        ("1\u202f234,56\u00a0€", 123456),
        ("1\u2009234,56", 123456),
        ("1.234,56", 123456),
        ("1,234.56", 123456),
        ("1234.56", 123456),
        ("€ 1234,56", 123456),
        ("1234,56 EUR", 123456),
        ("1'234.56", 123456),
        ("1’234,56", 123456),
        (1234.56, 123456),
        (1234, 123400),
        ("1 234", 123400),
        ("1.234", 123400),
        ("1.234.567", 123456700),
        ("1.234.567,8", 123456780),
        ("1,5", 150),
        ("0.125", 13),
        ("0,1", 10),
        ("12,345", 1235),
        (0.1 + 0.2, 30),
        (0, 0),
        ("0,00 €", 0),
        ("-12,50", -1250),
        ("123 456 789,99", 12345678999),
    ],
)
def test_an_amount_is_read_in_whole_cents(cell: Any, read: int) -> None:
    assert cents(cell) == read


@pytest.mark.parametrize(
    "cell", ["gratuit", "€", ",", ".", "1,2,3,4.5.6", "12.05.2026", "1.23.456", "12 %", "NaN",
             "Infinity", float("nan"), float("inf"), True, 1e15, date(2026, 1, 1)]
)  # fmt: skip
def test_what_is_no_amount_is_a_fault(cell: Any) -> None:
    fault = cents(cell)
    assert isinstance(fault, Fault)
    assert fault.code == "montant_illisible"


@given(st.integers(-(10**12), 10**12))
def test_an_amount_written_in_french_is_read_back(amount: int) -> None:
    euros, rest = divmod(abs(amount), 100)
    sign = "-" if amount < 0 else ""
    written = f"{sign}{euros:,}".replace(",", "\u202f") + f",{rest:02}\u00a0€"
    assert cents(written) == amount


@pytest.mark.parametrize(
    ("cell", "read"), [(3, 3), (3.0, 3), ("3", 3), ("3,0", 3), ("1 200", 1200), ("0", 0)]
)
def test_a_count_is_a_whole_number(cell: Any, read: int) -> None:
    assert integer(cell) == read


@pytest.mark.parametrize("cell", ["3,5", 3.5, "trois", "environ 10", 10**10])
def test_what_is_no_count_is_a_fault(cell: Any) -> None:
    assert isinstance(integer(cell), Fault)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("00123", "00123"),
        ("AB-123/4", "AB-123/4"),
        (" 123 ", "123"),
        ("123.0", "123"),
        ("123,00", "123"),
        ("00123.0", "00123"),
        (123, "123"),
        (123.0, "123"),
        (999_999_999_999_999, "999999999999999"),
        (999_999_999_999_999.0, "999999999999999"),
        (73282932000074.0, "73282932000074"),
        ("1234567890123456789", "1234567890123456789"),
        ("12E5", "12E5"),
        ("1234E567", "1234E567"),
        ("=1+1", "=1+1"),
        ("'=1+1", "=1+1"),
        ("7\x0012", "712"),
    ],
)
def test_a_number_that_is_a_name_keeps_every_digit(cell: Any, read: str) -> None:
    assert identifier(cell) == read


@pytest.mark.parametrize(
    "cell",
    ["4,09E+13", "4.09E+13", "4E+13", "4,09e+13", "4,09E13", "4.09e+13", 1e15, 10**15, 1.5,
     1_234_567_890_123_456, 4.09e18, True, False, date(2026, 12, 1), datetime(2026, 12, 1)],
)  # fmt: skip
def test_a_number_that_lost_digits_is_a_fault(cell: Any) -> None:
    fault = identifier(cell)
    assert isinstance(fault, Fault)
    assert fault.code == "numero_illisible"


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("13007", "13007"),
        (13007, "13007"),
        (1000.0, "01000"),
        ("1000", "01000"),
        ("01000", "01000"),
        ("13 007", "13007"),
        ("13007.0", "13007"),
        ("2A004", "2A004"),
        ("L-1009", "L-1009"),
        ("98000 MC", "98000 MC"),
    ],
)
def test_a_postal_code_is_text_and_gets_its_zero_back(cell: Any, read: str) -> None:
    assert postal_code(cell) == read


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("01 99 00 00 01", "01 99 00 00 01"),
        (199000001, "0199000001"),
        (199000001.0, "0199000001"),
        ("199000001", "0199000001"),
        ("199000001.0", "0199000001"),
        ("+33 1 99 00 00 01", "+33 1 99 00 00 01"),
        ("'+33 1 99 00 00 01", "+33 1 99 00 00 01"),
        (33199000001, "33199000001"),
    ],
)
def test_a_phone_is_text_and_gets_its_zero_back(cell: Any, read: str) -> None:
    assert phone(cell) == read


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("  Zoé\u00a0 Martin\n", "Zoé Martin"),
        ("a\x00b\x07c", "abc"),
        ("\x00 Zoé", "Zoé"),
        ("Zoé\u200b", "Zoé"),
        ("=1+1", "=1+1"),
        ("'=1+1", "=1+1"),
        ("'@Dupuis", "@Dupuis"),
        ("'t Hooft", "'t Hooft"),
        ("'", "'"),
        (12, "12"),
        (12.0, "12"),
        (12.5, "12.5"),
        (999_999_999_999_999.0, "999999999999999"),
        (4.09e18, "4.09e+18"),
        (True, "True"),
        (JANUARY, "15/01/2026"),
        (datetime(2026, 1, 15, 8, 30), "15/01/2026 08:30"),
        (datetime(2026, 1, 15), "15/01/2026"),
        ("#1 du quartier", "#1 du quartier"),
    ],
)
def test_a_text_is_kept_as_written_but_for_its_spaces(cell: Any, read: str) -> None:
    assert text(cell) == read


@pytest.mark.parametrize("written", ["=1+1", "+33 SARL", "-Martin", "@Dupuis"])
def test_the_apostrophe_that_our_csv_puts_before_a_formula_is_taken_off(written: str) -> None:
    assert text(f"'{written}") == text(written) == written


@pytest.mark.parametrize("mark", ["'{}", '="{}"'])
def test_the_mark_that_kept_a_spreadsheet_off_a_number_is_no_part_of_it(mark: str) -> None:
    assert identifier(mark.format("0012")) == "0012"
    assert phone(mark.format("06 12")) == "06 12"
    assert postal_code(mark.format("01000")) == "01000"
    assert cents(mark.format("12,50")) == 1250
    assert text(mark.format("s Heeren")) == mark.format("s Heeren")


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("1er mars 2026", date(2026, 3, 1)),
        ("dimanche 1 mars 2026", date(2026, 3, 1)),
        ("31 AOUT 2026", date(2026, 8, 31)),
        ("3 févr. 2026", date(2026, 2, 3)),
        ("30 juin 2026", date(2026, 6, 30)),
        ("30 juil. 2026", date(2026, 7, 30)),
    ],
)
def test_a_month_may_be_a_french_word(cell: str, read: date) -> None:
    assert day(cell) == read


@pytest.mark.parametrize(
    "cell", ["31 juin 2026", "1 mars 26", "mars 2026", "1 ju 2026", "1 mot 2026"]
)
def test_a_day_in_words_that_is_none_is_a_fault(cell: str) -> None:
    assert isinstance(day(cell), Fault)


@pytest.mark.parametrize("cell", ["3,3E+10", "3.3e+10"])
def test_a_phone_that_lost_digits_is_a_fault(cell: str) -> None:
    assert isinstance(phone(cell), Fault)


def test_a_very_long_text_is_kept_whole() -> None:
    assert text("x" * 100_000) == "x" * 100_000


@given(st.one_of(st.text(), st.floats(), st.integers(), st.dates(), st.booleans(), st.none()))
@pytest.mark.parametrize("reader", [day, text, identifier, cents, integer, phone, postal_code])
def test_no_cell_whatever_stops_a_reader(reader: Any, cell: Any) -> None:
    reader(cell)
    assert isinstance(as_text(cell), str)
