"""The pictures of the tours, taken from a real window: `python -m docs.windows`.

Needs LibreOffice, Xvfb, openbox and ImageMagick.
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import xlwings as xw

from mplus3_xl.calc import clicks, engine
from mplus3_xl.calc.macros import call
from mplus3_xl.demo import make_demo
from mplus3_xl.live.one_click import FILE
from mplus3_xl.opening import in_libreoffice

FOLDER = Path(__file__).parent / "images"
HOME = "accueil-ouvert.png"
_SIZE = "1280x800x24"
_SETTLED = 3.0
"""Seconds after which a window is drawn."""
_PATIENCE = 60.0
"""Seconds that a click may take to begin, and then to end."""


class Step(NamedTuple):
    """A step of the tours: a sheet, the cell selected in it, the button pressed, the picture."""

    sheet: str
    selected: str
    offset: tuple[int, int]
    caption: str
    picture: str


STEPS = (
    Step("File", "", (0, 0), "Actualiser la file", "file-ouverte.png"),
    Step("File", "file_dossiers", (1, 0), "Ouvrir la fiche", "fiche-ouverte.png"),
    Step("Fiche", "fiche_champs", (3, 2), "", "fiche-objectifs.png"),
    Step("Fiche", "fiche_issue", (0, 0), "", "fiche-issue.png"),
    Step("Fiche", "", (0, 0), "Bilan", "bilan-ouvert.png"),
    Step("Pilotage", "", (0, 0), "Actualiser le pilotage", "pilotage-ouvert.png"),
)


def main() -> None:
    """Open a demo as the tours do, and picture each of their steps."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, _screen():
        made = make_demo(Path(name) / "demo-mplus3", None, lambda _: None)
        opened = in_libreoffice(made.workspace, made.workbook)
        app = engine.attach(opened.connection)
        (book,) = app.books
        time.sleep(_SETTLED)
        _take(HOME)
        for step in STEPS:
            _walk(book, step, made.workspace.folder / FILE)
            _take(step.picture)
        clicks.leave(book)
        opened.wait()


def _walk(book: xw.Book, step: Step, lock: Path) -> None:
    """Do a step; a click has ended when its `lock` is gone."""
    sheet = book.sheets[step.sheet]
    sheet.activate()
    if step.selected:
        book.names[step.selected].refers_to_range.offset(*step.offset)[0, 0].select()
    time.sleep(_SETTLED)
    if step.caption:
        pressed = (step.sheet, step.caption)
        (found,) = (b for b in clicks.buttons(book) if (b.sheet, b.caption) == pressed)
        call(book.impl, found.script)
        _wait_until(lock.exists)
        _wait_until(lambda: not lock.exists())
        time.sleep(_SETTLED)


def _wait_until(so: Callable[[], bool]) -> None:
    last = time.monotonic() + _PATIENCE
    while not so() and time.monotonic() < last:
        time.sleep(0.02)


@contextmanager
def _screen() -> Iterator[None]:
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE], pass_fds=[writing]
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        os.environ["DISPLAY"] = f":{told.readline().strip()}"
    manager = subprocess.Popen(["openbox"])
    yield
    for process in (manager, server):
        process.terminate()
        process.wait()


def _take(picture: str) -> None:
    command = ["import", "-window", "root", "+dither", "-colors", "128", str(FOLDER / picture)]
    subprocess.run(command, check=True, timeout=30)


if __name__ == "__main__":
    main()
