"""The pictures of the README's tour, taken from a real window: `python -m docs.windows`.

Needs LibreOffice, Xvfb, openbox and ImageMagick.
"""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mplus3_xl.calc import clicks, engine
from mplus3_xl.calc.macros import call
from mplus3_xl.demo import make_demo
from mplus3_xl.opening import in_libreoffice

FOLDER = Path(__file__).parent / "images"
HOME, QUEUE = "accueil-ouvert.png", "file-ouverte.png"
_SIZE = "1280x800x24"
_SETTLED = 3.0
"""Seconds after which a window is drawn."""
_CLICKED = 12.0
"""Seconds after which a click has ended, its process included."""


def main() -> None:
    """Open a demo as the tour does, and picture its first sheet, then its queue refreshed."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, _screen():
        made = make_demo(Path(name) / "demo-mplus3", None, lambda _: None)
        opened = in_libreoffice(made.workspace, made.workbook)
        app = engine.attach(opened.connection)
        (book,) = app.books
        time.sleep(_SETTLED)
        _take(HOME)
        book.sheets["File"].activate()
        (refresh,) = (
            each
            for each in clicks.buttons(book)
            if (each.sheet, each.macro) == ("File", "Actions.Actualiser")
        )
        call(book.impl, refresh.script)
        time.sleep(_CLICKED)
        _take(QUEUE)
        clicks.leave(book)
        opened.wait()


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
