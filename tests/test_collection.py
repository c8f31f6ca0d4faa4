import gc
from collections.abc import Iterator

import pytest

from mplus3_xl.collection import no_collection, set_loaded_apart


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
