"""A value goes to a cell and comes back as what it is."""

import datetime as dt
from decimal import Decimal

import pytest

from mplus3_xl.layout.model import Value
from mplus3_xl.layout.style import Kind, Style
from mplus3_xl.live.sheet.values import AS_TEXT, from_cell, number_format, to_cell, to_cells


@pytest.mark.parametrize(
    "text",
    ["=A", "+33", "-x", "@x", "'x", "#N/A", " =A", "\tA", "\nA", "0692", "1/2", "mars 2026",
     "VRAI", "Faux", "true", "FALSE"],
)  # fmt: skip
def test_a_text_that_could_be_misread_is_marked_as_text(text: str) -> None:
    assert to_cell(text, "") == f"'{text}"


@pytest.mark.parametrize("text", ["PAYET", "L’Éperon", "Marie-Hélène", "", "Vraiment"])
def test_a_plain_text_is_handed_over_as_it_is(text: str) -> None:
    assert to_cell(text, "") == text


def test_a_cell_of_text_needs_no_mark() -> None:
    assert to_cell("=A", AS_TEXT) == "=A"


@pytest.mark.parametrize("seconds", [0, 1, 52_200, 64_800, 86_399])
def test_a_time_is_a_part_of_a_day(seconds: int) -> None:
    at = dt.time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    assert to_cell(at, "hh:mm") == pytest.approx(seconds / 86_400)
    assert from_cell(seconds / 86_400, Kind.TIME) == at


@pytest.mark.parametrize(
    ("found", "kind", "value"),
    [
        ("", Kind.TEXT, None),
        (None, Kind.DATE, None),
        (3.0, Kind.WHOLE, 3),
        (3.0, Kind.TEXT, "3"),
        (3.0, Kind.WRAPPED, "3"),
        (3.0, Kind.CENTRED, "3"),
        (3.0, Kind.RIGHT, "3"),
        (3.0, Kind.AMOUNT, 3.0),
        (3.0, Kind.DECIMAL, 3.0),
        (3.5, Kind.WHOLE, 3.5),
        (Decimal("312.5"), Kind.AMOUNT, 312.5),
        (Decimal(312), Kind.AMOUNT, 312.0),
        (0.75, Kind.TIME, dt.time(18, 0)),
        (dt.datetime(1899, 12, 30, 14, 30), Kind.TIME, dt.time(14, 30)),
        (0.999999999, Kind.TIME, dt.time(23, 59, 59)),
        (dt.datetime(2026, 3, 1), Kind.DATE, dt.date(2026, 3, 1)),
        (dt.datetime(2026, 3, 1, 9, 30), Kind.MOMENT, dt.datetime(2026, 3, 1, 9, 30)),
        ("demain", Kind.DATE, "demain"),
    ],
)
def test_what_is_read_is_of_the_kind_of_its_cell(
    found: Value | Decimal, kind: Kind, value: Value
) -> None:
    read = from_cell(found, kind)
    assert (read, type(read)) == (value, type(value))


def test_an_input_of_text_is_a_cell_of_text() -> None:
    assert number_format(Style.INPUT, Kind.TEXT) == AS_TEXT


@pytest.mark.parametrize("cell_format", [AS_TEXT, "", "dd/mm/yyyy"])
@pytest.mark.parametrize(
    "values",
    [
        [],
        ["=A", "Dupont", None],
        ["12", dt.time(18, 0)],
        [1, True, 2.5, None],
        [dt.date(2026, 11, 23), dt.datetime(2026, 11, 23, 10, 30), None],
        [dt.date(2026, 11, 23), "le 23"],
    ],
)
def test_a_column_is_handed_over_as_each_of_its_values(
    values: list[Value], cell_format: str
) -> None:
    assert to_cells(values, cell_format) == [to_cell(each, cell_format) for each in values]
