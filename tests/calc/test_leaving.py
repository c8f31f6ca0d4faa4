"""A click is a process of its own: it leaves LibreOffice before it ends, and says nothing."""

import subprocess
import sys
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.calc import engine

BRIDGES = """
import sys
from mplus3_xl.calc import bridge
def bridges():
    here = bridge._uno().getComponentContext()
    name = "com.sun.star.bridge.BridgeFactory"
    return len(here.ServiceManager.createInstanceWithContext(name, here).getExistingBridges())
for connection in sys.argv[1:]:
    bridge.connect(connection)
print(bridges())
bridge.leave()
print(bridges())
bridge.leave()
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, timeout=60
    )


def click(app: xw.App, file: Path, command: str) -> tuple[int, str]:
    """Click as the button does; return how the process ends, and what its error output says."""
    done = run("-m", "mplus3_xl.calc.click", engine.connection(app), str(file), command)
    return done.returncode, done.stderr


def test_a_click_ends_well_and_says_nothing(app: xw.App, sample: xw.Book, file: Path) -> None:
    command = "import xlwings as xw; xw.Book.caller().sheets['Fiche']['H1'].value = 'là'"
    assert click(app, file, command) == (0, "")
    assert sample.sheets["Fiche"]["H1"].value == "là"


def test_a_click_whose_libreoffice_ends_meanwhile_leaves_what_is_left(
    app: xw.App, sample: xw.Book, file: Path
) -> None:
    command = f"import os, time; os.kill({app.pid}, 9); time.sleep(0.5); raise SystemExit"
    assert click(app, file, command) == (0, "")
    assert not app.impl.running


@pytest.mark.parametrize("joined", [0, 1])
def test_who_leaves_is_joined_to_nothing_any_more(app: xw.App, joined: int) -> None:
    left = run("-c", BRIDGES, *[engine.connection(app)] * joined)
    assert (left.stdout.split(), left.stderr, left.returncode) == ([str(joined), "0"], "", 0)
