"""What a filter is read as, from what each spreadsheet says of it."""

from datetime import date

import pytest
import xlwings as xw
from xlwings.base_classes import autofilter_criteria_snapshot

from mplus3_xl.layout.queue import file_columns
from mplus3_xl.live.port import Criterion, Filter, Shown
from mplus3_xl.live.sheet.filters import can_be_put_on, lost_of, read_of, told

COLUMNS = {column.key: column for column in file_columns.COLUMNS}
DAY, MOMENT, NUMBER, TEXT = "fenetre_fin", "prochain_creneau", "tentatives_30j", "agence"


def said(kind: str, *criteria: object, joined: str | None = None) -> xw.main.AutoFilterCriteria:
    """A criterion as xlwings has it, of what the spreadsheet says."""
    first, second = (*criteria, None, None)[:2]
    return xw.main.AutoFilterCriteria(autofilter_criteria_snapshot(1, kind, first, second, joined))


def read(key: str, entry: xw.main.AutoFilterCriteria) -> Filter:
    return read_of([entry], [COLUMNS[key]])


def lost(key: str, entry: xw.main.AutoFilterCriteria) -> tuple[str, ...]:
    return lost_of([entry], [COLUMNS[key]])


@pytest.mark.parametrize("key", [DAY, MOMENT])
@pytest.mark.parametrize(
    ("bound", "found"),
    [
        ("11/24/2026", date(2026, 11, 24)),  # Excel, in whatever language
        ("46350", date(2026, 11, 24)),  # LibreOffice
        ("1/2/2027", date(2027, 1, 2)),
        ("11/24/2026 10:30", "11/24/2026 10:30"),
    ],
)
def test_the_bound_of_a_column_of_days_is_a_day(
    key: str, bound: str, found: Criterion | None
) -> None:
    entry = said("comparison", f">={bound}")
    assert read(key, entry) == (Shown(key, (), "greater_than_or_equal", (found,)),)


@pytest.mark.parametrize(("key", "bound"), [(NUMBER, "46350"), (TEXT, "11/24/2026")])
def test_the_bound_of_another_column_is_what_it_says(key: str, bound: str) -> None:
    assert read(key, said("comparison", f"<{bound}")) == (Shown(key, (), "less_than", (bound,)),)


def test_two_bounds_are_both_read() -> None:
    days = said("comparison", ">=11/1/2026", "<=11/30/2026", joined="and")
    both = (date(2026, 11, 1), date(2026, 11, 30))
    assert read(DAY, days) == (Shown(DAY, (), "between", both),)


def test_the_values_that_are_ticked_are_read() -> None:
    ticked = said("values", ["=Corniche", "=Prado"])
    assert read(TEXT, ticked) == (Shown(TEXT, ("Corniche", "Prado")),)
    assert lost(TEXT, ticked) == ()


def test_a_column_without_a_filter_is_neither_read_nor_lost() -> None:
    assert (read(TEXT, said("none")), lost(TEXT, said("none"))) == ((), ())


@pytest.mark.parametrize(
    "entry",
    [
        said("comparison", "=dup~~n"),
        said("comparison", "=*~*"),
        said("comparison", "=dup?n"),
        said("comparison", "=dup*n"),
        said("comparison", ">=*dup"),
        said("comparison", ">="),
        said("values", ["=*dup*", "=Corniche", "=Prado"]),
        said("values", ["=Qui ?"]),
        said("values", ["=*dup*", "="]),
        said("comparison", "=*a*", "=*b*", joined="and"),
        said("top_items", "3"),
    ],
)
def test_what_cannot_be_put_on_again_as_it_was_is_lost_and_named(
    entry: xw.main.AutoFilterCriteria,
) -> None:
    assert (read(TEXT, entry), lost(TEXT, entry)) == ((), (COLUMNS[TEXT].title,))


def test_the_days_and_the_empty_bounds_can_be_put_on() -> None:
    assert can_be_put_on(Shown(DAY, (), "between", (date(2026, 11, 1), date(2026, 11, 2))))
    assert can_be_put_on(Shown(DAY, (), "not_equal_to", (None,)))


ALL = 7
"""xlFilterValues: one of several values."""


@pytest.mark.parametrize(
    ("kind", "criteria", "joined", "operator"),
    [
        ("values", ["=Corniche"], None, ALL),
        ("values", ["=Corniche", "="], None, ALL),
        ("comparison", ["=*dup*"], None, 1),
        ("comparison", ["<>*dup*"], None, 1),
        ("comparison", ["=*dup*", "=dur*"], "or", 2),
        ("comparison", ["="], None, 1),
        ("comparison", ["<>"], None, 1),
        ("comparison", [">3"], None, 1),
        ("comparison", ["<=3"], None, 1),
        ("comparison", [">=1", "<=3"], "and", 1),
        ("comparison", ["<1", ">3"], "or", 2),
    ],
)
def test_a_filter_is_put_on_in_the_words_in_which_excel_told_it(
    kind: str, criteria: list[str], joined: str | None, operator: int
) -> None:
    heard = said(kind, criteria) if kind == "values" else said(kind, *criteria, joined=joined)
    assert words(read(TEXT, heard)) == [["1", str(operator), *criteria]]


def test_a_day_is_told_the_american_way() -> None:
    before = Shown(DAY, (), "less_than", (date(2026, 3, 9),))
    assert words((before,)) == [["1", "1", "<3/9/2026"]]


def test_all_the_columns_of_a_filter_are_told_at_once_by_their_numbers() -> None:
    shown = (Shown(TEXT, ("Corniche",)), Shown(DAY, (), "less_than", (date(2026, 3, 9),)))
    assert words(shown, [DAY, NUMBER, TEXT]) == [
        ["3", str(ALL), "=Corniche"],
        ["1", "1", "<3/9/2026"],
    ]


def words(shown: Filter, keys: list[str] | None = None) -> list[list[str]]:
    """What the macro is told of each column."""
    text = told(shown, keys or [each.key for each in shown])
    return [column.split("\x1f") for column in text.split("\x1e")]
