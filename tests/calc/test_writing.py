import datetime as dt

import pytest

from mplus3_xl.calc.number_formats import Area, Kind, Run, runs
from mplus3_xl.calc.writing import Rows, looked_at, plan, rectangle


def test_one_value_fills_the_rectangle() -> None:
    assert rectangle(1, 2, 2) == [[1, 1], [1, 1]]


def test_a_block_of_plain_texts_and_numbers_needs_no_second_call() -> None:
    made = plan([["Hoarau", 1.5], ["", 2]], [])
    assert (made.cells, made.typed, made.formats) == ([["Hoarau", 1.5], ["", 2.0]], [], [])


def test_a_column_of_telephones_is_one_run() -> None:
    made = plan([["0692"], [None], ["Hoarau"], ["0693"]], [])
    assert made.typed == [Run(0, 0, 3)]


def test_a_number_breaks_a_run_of_texts() -> None:
    made = plan([["0692"], [1], ["Hoarau"], ["=A1"]], [])
    assert made.typed == [Run(0, 0, 0), Run(0, 2, 3)]


def test_a_cell_of_text_format_takes_a_text_as_it_is() -> None:
    made = plan([["=1+1"]], [Area(Kind.TEXT, 0, 0, 0, 0)])
    assert (made.cells, made.typed) == ([["=1+1"]], [])


def test_a_cell_of_text_format_makes_a_text_of_a_number() -> None:
    assert plan([[692]], [Area(Kind.TEXT, 0, 0, 0, 0)]).cells == [["692"]]


def test_a_date_in_a_cell_of_text_format_is_not_done() -> None:
    with pytest.raises(NotImplementedError, match="text format"):
        plan([[dt.date(2026, 3, 31)]], [Area(Kind.TEXT, 0, 0, 0, 0)])


def test_a_column_of_dates_gets_one_format_in_one_run() -> None:
    rows = [[dt.date(2026, 3, 1)], [dt.date(2026, 3, 2)]]
    assert plan(rows, []).formats == [("dd/mm/yyyy", Run(0, 0, 1))]


def test_a_date_keeps_the_date_format_of_its_cell() -> None:
    assert plan([[dt.date(2026, 3, 1)]], [Area(Kind.DATE, 0, 0, 0, 0)]).formats == []


def test_a_number_over_a_boolean_takes_its_format_away() -> None:
    assert plan([[5]], [Area(Kind.BOOLEAN, 0, 0, 0, 0)]).formats == [("General", Run(0, 0, 0))]


def test_only_what_hangs_on_the_format_of_its_cell_is_looked_at() -> None:
    rows: Rows = [["Hoarau", "0692"], [None, 1], ["Payet", ""], ["Élise", dt.date(2026, 3, 1)]]
    assert list(looked_at(rows)) == [Run(1, 0, 1), Run(1, 3, 3)]


def test_many_runs_of_a_column_are_one() -> None:
    assert runs(0, [0, 2, 4, 6]) == [Run(0, at, at) for at in (0, 2, 4, 6)]
    assert runs(0, [0, 2, 4, 6, 8, 9]) == [Run(0, 0, 9)]
    assert runs(0, []) == []
