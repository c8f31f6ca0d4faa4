"""What a click costs, our own time and the spreadsheet's apart, warm and cold.

`python -m benchmarks.click [ROWS…]`: warm, after a colleague's change, our own time is to hold in
50 ms, also of a click whose question was left, or that was refused, which is said; what SQLAlchemy
alone takes to read the rows of the queue is beside it. It is the least of some runs: what else the
machine does can only lengthen one (`timeit` says so).
Cold, the process of a click, spreadsheet aside, is to hold in 1.5 times a bare import of xlwings
and SQLAlchemy, which no click on its own file loads.
These processes run without pandas, as an environment without the extra `export` does, compiled, as
pip leaves what it installs, and in turn; their time is the processor's, which other work does not
lengthen. Nobody answers the questions of a cold click.
"""

import compileall
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psutil
from sqlalchemy import select, update

import mplus3_xl
from benchmarks import invented, people
from benchmarks.importing import AU, import_into
from benchmarks.person import Person
from benchmarks.timed_gate import SPENT  # first: it times what `calc` defines
from mplus3_xl.bootstrap import open_workspace
from mplus3_xl.calc import engine
from mplus3_xl.calc.alerts import Scripted
from mplus3_xl.demo import HOUR
from mplus3_xl.domain.vocabulary import Tag
from mplus3_xl.layout.actions import ACTIONS
from mplus3_xl.layout.queue import file
from mplus3_xl.layout.workbook import sheets
from mplus3_xl.live import actions
from mplus3_xl.live.book import Book
from mplus3_xl.opening import Opened, in_libreoffice
from mplus3_xl.settings import freeze_day, own_store
from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.mapping import CARD
from mplus3_xl.store.tables.lagon import clients, contracts, dossiers
from mplus3_xl.workbook import blank_content, make_workbook

ROWS = (100, 1_000, 5_000)
WARM_RUNS, COLD_RUNS = 11, 5
RESTING = 0.2  # seconds in which the spreadsheet does next to nothing
BARE = """
import sys, time
import xlwings, sqlalchemy
sys.stderr.write(f"{time.process_time()} 0\\n")
"""
CLICKED = "from mplus3_xl.live import actions; actions.{}()"
CLICK = """
import sys, time, xlwings
from mplus3_xl.live import gate
start = time.process_time()
from benchmarks.timed_gate import SPENT
SPENT.clock, SPENT.seconds = time.process_time, time.process_time() - start
with SPENT:
    from mplus3_xl.calc import click, engine
engine.attach = SPENT.timed(engine.attach)
SPENT.tell_at_exit()
click.main(sys.argv[1:])
"""
_NO_PANDAS = "import sys\nsys.modules['pandas'] = sys.modules['numpy'] = None\n"


@dataclass(frozen=True, slots=True)
class Cost:
    """The seconds of a click: ours and the spreadsheet's."""

    own: float
    spreadsheet: float


def make_space(folder: Path, count: int) -> Opened:
    """Make a space with `count` dossiers to call and open its workbook, without a window."""
    folder.mkdir()
    rng = random.Random(1)
    due = [
        invented.contract(rng, at, client, AU - timedelta(days=86 + at % 12))
        for at, client in enumerate(people.clients(count, 1, AU))
    ]
    path = folder / "H90001 CONTRATS.xlsx"
    invented.write_contracts_xlsx(path, due)
    freeze_day(folder, AU, HOUR)
    import_into(folder, path)
    workspace = open_workspace(folder, own_store(folder), None)
    return in_libreoffice(workspace, make_workbook(workspace, None, lambda _: None), windowed=False)


def clicks() -> dict[str, str]:
    """Return where a person clicks what starts Python: the sheet, by the name of the action.

    In the ribbon's order; the sheet is the queue if it has the button, else the first that has it.
    """
    laid = sorted(sheets(blank_content(), macros=True), key=lambda sheet: sheet.title != file.TITLE)
    places = {each.macro: sheet.title for sheet in reversed(laid) for each in sheet.buttons}
    return {each.runs: places.get(each.macro, file.TITLE) for each in ACTIONS if each.runs}


def warm(opened: Opened, folder: Path, name: str, sheet: str, person: Person) -> Cost:
    """Return the least cost of a click on the space `folder`, in a Python that runs already."""
    (book,) = engine.attach(opened.connection).books
    book.app.impl.answers = Scripted()
    book.set_mock_caller()
    click, costs = getattr(actions, name), []
    for run in range(WARM_RUNS + 1):  # the first one imports
        book.sheets[sheet].activate()
        person.before(name, Book(book), run)
        _change(folder, run)
        _rest(opened)
        SPENT.seconds, start = 0.0, time.perf_counter()
        click()
        costs.append(Cost(time.perf_counter() - start - SPENT.seconds, SPENT.seconds))
    return _of_each(min, costs[1:])


def _change(folder: Path, run: int) -> None:
    """Change a client and a dossier, as a colleague does: nothing read before is all there is."""
    email, tag = f"b{run}@exemple.fr", Tag.OK if run % 2 else None
    with open_engine(own_store(folder)).begin() as connection:
        connection.execute(update(clients).where(clients.c.id == 1).values(email=email))
        connection.execute(update(dossiers).where(dossiers.c.id == 2).values(lagon=tag))


def _rest(opened: Opened) -> None:
    """Wait until the spreadsheet has drawn what the click before changed, as a person does."""
    begun, spent = psutil.Process(opened.process.pid), 0.0
    while True:
        times = [each.cpu_times() for each in (begun, *begun.children(recursive=True))]
        before, spent = spent, sum(each.user + each.system for each in times)
        if spent - before < RESTING / 20:
            return
        time.sleep(RESTING)


def bare_reading(folder: Path) -> float:
    """Return the least time of SQLAlchemy alone to read the rows of the queue."""
    of_dossiers = select(*dossiers.c, *(clients.c[name] for name in CARD)).join(
        clients, clients.c.id == dossiers.c.client_id
    )
    spent = []
    for _ in range(WARM_RUNS + 1):
        start = time.perf_counter()
        with open_engine(own_store(folder)).connect() as connection:
            for query in (of_dossiers, select(contracts)):
                connection.execute(query).all()
        spent.append(time.perf_counter() - start)
    return min(spent[1:])


def cold(opened: Opened, folder: Path, name: str, sheet: str, person: Person) -> tuple[float, Cost]:
    """Return the medians of a bare import and of the whole process of a click, run in turn."""
    (book,) = engine.attach(opened.connection).books
    click = ["-c", CLICK, opened.connection, str(opened.workbook), CLICKED.format(name)]
    bare, costs = [], []
    for run in range(COLD_RUNS):
        book.sheets[sheet].activate()
        person.before(name, Book(book), run)
        bare.append(_process(folder, ["-c", BARE]).own)
        costs.append(_process(folder, click))
    return statistics.median(bare), _of_each(statistics.median, costs)


def _of_each(taken: Callable[[list[float]], float], costs: Sequence[Cost]) -> Cost:
    """Return what is taken of the costs: of ours and, apart, of the spreadsheet's."""
    return Cost(taken([each.own for each in costs]), taken([each.spreadsheet for each in costs]))


def _without_pandas(site: Path) -> None:
    """Have the processes that look for modules in `site` find no pandas, and our own compiled."""
    (site / "sitecustomize.py").write_text(_NO_PANDAS, encoding="utf-8")
    compileall.compile_dir(Path(mplus3_xl.__file__).parent, quiet=2)


def _process(site: Path, arguments: list[str]) -> Cost:
    path = os.pathsep.join([str(site), str(Path.cwd())])
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, check=True, capture_output=True, text=True
    )
    whole, spreadsheet = map(float, done.stderr.split())
    return Cost(whole - spreadsheet, spreadsheet)


def main(counts: tuple[int, ...]) -> None:
    """Print the costs for each number of rows."""
    person = Person()
    for count in counts:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
            folder = Path(name) / "espace"
            os.environ["MPLUS3_ESPACE"] = str(folder)
            opened = make_space(folder, count)
            _without_pandas(Path(name))
            bare = bare_reading(folder)
            print(f"{count:>6} lignes, lues par SQLAlchemy seul : {bare * 1000:6.1f} ms")
            for label, sheet in clicks().items():
                cost = warm(opened, folder, label, sheet, person)
                left = ", refusé" if person.refused else ", question laissée" if person.left else ""
                print(
                    f"{count:>6} lignes, {label:<20} à chaud : nous {cost.own * 1000:6.1f} ms, "
                    f"tableur {cost.spreadsheet * 1000:7.1f} ms   (nous : au plus 50{left})"
                )
                bare, cost = cold(opened, Path(name), label, sheet, person)
                print(
                    f"{count:>6} lignes, {label:<20} à froid : nous {cost.own * 1000:6.1f} ms, "
                    f"tableur {cost.spreadsheet * 1000:7.1f} ms, import nu {bare * 1000:.1f} ms, "
                    f"rapport {cost.own / bare:.2f}   (au plus 1,5)"
                )
            engine.attach(opened.connection).quit()


if __name__ == "__main__":
    main(tuple(int(each) for each in sys.argv[1:]) or ROWS)
