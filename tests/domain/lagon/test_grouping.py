"""Which contracts make one dossier (D3)."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mplus3_xl.domain.lagon.grouping import group
from mplus3_xl.domain.model import ContractDraft
from mplus3_xl.domain.windows import window_of
from tests.domain.invented import contract_row

FIRST = date(2025, 1, 1)


def _contracts(*days: int) -> list[ContractDraft]:
    """One contract for each number of days after 01/01/2025, numbered in that order."""
    return [
        contract_row(number=f"C{position}", effect_date=FIRST + timedelta(days=after))
        for position, after in enumerate(days)
    ]


def _numbers(groups: list[list[ContractDraft]]) -> list[list[str]]:
    return [[contract.number for contract in members] for members in groups]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((), []),
        ((0,), [["C0"]]),
        ((0, 0), [["C0", "C1"]]),
        ((0, 14), [["C0", "C1"]]),
        ((0, 15), [["C0"], ["C1"]]),
        ((0, 7, 14), [["C0", "C1", "C2"]]),
        # Each meets the one before, but the third misses the intersection of the first two.
        ((0, 10, 20), [["C0", "C1"], ["C2"]]),
        ((0, 10, 20, 30), [["C0", "C1"], ["C2", "C3"]]),
        ((0, 14, 15, 29), [["C0", "C1"], ["C2", "C3"]]),
        ((0, 400), [["C0"], ["C1"]]),
    ],
)
def test_a_contract_joins_while_its_window_meets_the_groups_intersection(
    days: tuple[int, ...], expected: list[list[str]]
) -> None:
    assert _numbers(group(_contracts(*days))) == expected


def test_windows_that_meet_only_because_of_a_month_end_are_one_group() -> None:
    # 14/11 and 30/11/2026 are 16 days apart; their targets, 14/02 and 28/02/2027, are 14.
    rows = [contract_row(number=str(day), effect_date=date(2026, 11, day)) for day in (14, 30)]
    assert _numbers(group(rows)) == [["14", "30"]]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_order_of_the_rows_does_not_matter(order: tuple[int, ...]) -> None:
    rows = _contracts(0, 10, 20, 20)
    assert _numbers(group(rows[at] for at in order)) == [["C0", "C1"], ["C2", "C3"]]


def test_contracts_of_the_same_day_are_ordered_by_number() -> None:
    rows = [contract_row(number=number) for number in ("B", "C", "A")]
    assert _numbers(group(rows)) == [["A", "B", "C"]]


@given(st.lists(st.integers(0, 120), max_size=8))
def test_every_contract_is_in_one_group_whose_windows_all_meet(days: list[int]) -> None:
    rows = _contracts(*days)
    groups = group(rows)
    assert sorted(number for members in _numbers(groups) for number in members) == sorted(
        row.number for row in rows
    )
    for members in groups:
        windows = [window_of(contract.effect_date) for contract in members]
        assert max(each.start for each in windows) <= min(each.end for each in windows)
