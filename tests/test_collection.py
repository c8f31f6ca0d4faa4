import gc
from collections.abc import Iterator

import pytest

from mplus3_xl.collection import MadeOnce, no_collection, set_loaded_apart


@pytest.fixture(autouse=True)
def nothing_apart() -> Iterator[None]:
    gc.unfreeze()
    set_loaded_apart.cache_clear()
    yield
    gc.unfreeze()


def test_garbage_waits_until_the_work_ends() -> None:
    with no_collection():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_is_loaded_is_set_apart_once() -> None:
    set_loaded_apart()
    loaded = gc.get_freeze_count()
    made_since = [[number] for number in range(1_000)]
    set_loaded_apart()
    assert loaded > len(made_since)
    assert gc.get_freeze_count() <= loaded


def test_values_that_are_alike_are_made_once() -> None:
    asked: list[str] = []

    def make(text: str) -> str:
        asked.append(text)
        return text.upper()

    made = MadeOnce(make)
    assert [made[text] for text in ("é", "a", "é")] == ["É", "A", "É"]
    assert asked == ["é", "a"]
