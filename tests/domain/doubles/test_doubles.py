from collections.abc import Set
from typing import Any

import pytest

from mplus3_xl.domain.doubles.doubles import (
    Double,
    DoubleGroup,
    Pair,
    Shared,
    ids_sharing,
    kept_first,
    pairs_of,
)
from mplus3_xl.domain.queue.cases import ClientCard

NAME, PHONE, EMAIL = Shared


def _double(client_id: int, number: str | None = "L1", **known: Any) -> Double:
    card = ClientCard(number, "MARTIN Zoé", None, None, None, None)
    double = Double(client_id, card, None, None, False, 0, 0, None, False)
    return double._replace(**known)


def _groups(
    *sharing: tuple[Shared, Set[int]], apart: Set[Pair] = frozenset()
) -> list[tuple[tuple[int, ...], tuple[Shared, ...]]]:
    return list(ids_sharing(sharing, apart).items())


def test_the_same_clients_are_one_group_that_says_all_that_they_share() -> None:
    assert _groups((PHONE, {2, 1}), (NAME, {1, 2})) == [((1, 2), (NAME, PHONE))]


def test_the_group_that_shares_most_comes_first() -> None:
    assert _groups((NAME, {1, 2, 3}), (EMAIL, {2, 3})) == [
        ((2, 3), (NAME, EMAIL)),
        ((1, 2, 3), (NAME,)),
    ]


def test_clients_who_share_nothing_together_are_in_two_groups() -> None:
    assert _groups((NAME, {1, 2}), (PHONE, {2, 3})) == [((1, 2), (NAME,)), ((2, 3), (PHONE,))]


@pytest.mark.parametrize(
    ("ids", "apart", "left"),
    [
        ({1, 2}, {(1, 2)}, []),
        ({1, 2, 3}, {(1, 2)}, [(1, 3), (2, 3)]),
        ({1, 2, 3}, {(1, 2), (1, 3)}, [(2, 3)]),
        ({1, 2, 3, 4}, {(1, 2)}, [(1, 3, 4), (2, 3, 4)]),
        ({1, 2, 3, 4}, {(1, 2), (1, 3), (2, 3)}, [(1, 4), (2, 4), (3, 4)]),
        ({1, 2}, {(1, 3)}, [(1, 2)]),
    ],
)
def test_no_group_holds_two_clients_said_not_to_be_doubles(
    ids: Set[int], apart: Set[Pair], left: list[tuple[int, ...]]
) -> None:
    assert [group for group, _ in _groups((PHONE, ids), apart=apart)] == left


def test_a_pair_has_the_lower_client_first_and_comes_once() -> None:
    assert pairs_of([3, 1, 2, 1]) == [(1, 2), (1, 3), (2, 3)]


@pytest.mark.parametrize(
    "better",
    [
        {"from_file": True, "number": None},
        {"number": "L2"},
        {"number": None, "attempts": 1},
        {"number": None, "contracts": 1},
    ],
)
def test_the_one_to_keep_is_of_the_client_file_then_numbered_then_most_worked_with(
    better: dict[str, Any],
) -> None:
    first, second = kept_first([_double(1, None), _double(2, **better)])
    assert (first.id, second.id) == (2, 1)


def test_what_a_group_shares_is_said_in_words() -> None:
    assert DoubleGroup((), (NAME, PHONE)).said == "même nom, même téléphone"
