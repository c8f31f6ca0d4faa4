"""A process killed at any moment of an import leaves the store as before, or as after."""

import multiprocessing
import random
import shutil
import time
from pathlib import Path

from mplus3_xl.bootstrap import open_workspace
from mplus3_xl.intake import take_in
from mplus3_xl.settings import STORE, own_store
from tests import lagon_exports
from tests.conftest import AU
from tests.lagon_exports import EFFECT, HOLDER, NAME, NUMBER, Cells

KILLS = 50


def _rows(count: int, day: str) -> list[Cells]:
    return [
        {NUMBER: str(1000 + n), HOLDER: f"L{n // 2}", NAME: f"Essai {n // 2}", EFFECT: day}
        for n in range(count)
    ]


def import_in_child(folder: Path, path: Path) -> None:
    """What the killed process does."""
    take_in(open_workspace(folder, own_store(folder), AU), [path], {}, lambda _step: None)


def _state(folder: Path) -> dict[str, int]:
    with open_workspace(folder, own_store(folder), AU).store().read() as unit:
        assert unit.faults() == []
        return dict(unit.counts())


def test_an_import_killed_at_any_moment_is_done_or_not_done(tmp_path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "alembic.command", "mplus3_xl.store.unit_of_work"])
    first = lagon_exports.contracts(tmp_path / "un" / "H90001 A.csv", _rows(400, "20/08/2026"))
    second = lagon_exports.contracts(tmp_path / "deux" / "H90001 A.csv", _rows(1500, "25/08/2026"))
    import_in_child(tmp_path / "avant", first)
    shutil.copytree(tmp_path / "avant", tmp_path / "après")
    start = time.perf_counter()
    import_in_child(tmp_path / "après", second)
    reach = 1.5 * (time.perf_counter() - start)
    before, after = _state(tmp_path / "avant"), _state(tmp_path / "après")
    seen, moments = [], random.Random(3)
    for number in range(KILLS):
        folder = tmp_path / f"essai{number}"
        folder.mkdir()
        shutil.copy(tmp_path / "avant" / STORE, folder / STORE)
        child = context.Process(target=import_in_child, args=(folder, second))
        child.start()
        child.join(moments.uniform(0, reach))
        child.kill()
        child.join()
        state = _state(folder)
        assert state in (before, after)
        seen.append(state == after)
        reach *= 0.9 if seen[-1] else 1.05  # the machine may be busier, or less, than it was
        import_in_child(folder, second)
        assert _state(folder)["contracts"] == after["contracts"]
    assert 0 < sum(seen) < KILLS, "the kills were all too early or all too late to prove anything"
