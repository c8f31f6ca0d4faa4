"""A click on Windows leaves the Excels of other programs alone."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ENDING = """
import atexit, sys, types
import mplus3_xl.live.book as book

def cleanup():
    print("taskkill")

atexit.register(cleanup)
sys.modules["{module}"] = types.SimpleNamespace(cleanup=cleanup)
book.leave_other_excels_alone()
"""


@pytest.mark.parametrize(
    ("module", "said"), [("xlwings._xlwindows", ""), ("xlwings._xlmac", "taskkill")]
)
def test_what_xlwings_does_at_the_end_is_taken_back_on_windows_alone(
    module: str, said: str
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", ENDING.format(module=module)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ended.stdout.strip() == said


def test_xlwings_still_clears_up_by_that_name() -> None:
    spec = find_spec("xlwings")
    assert spec is not None
    assert spec.origin is not None
    source = (Path(spec.origin).parent / "_xlwindows.py").read_text(encoding="utf-8")
    assert "@atexit.register\ndef cleanup():" in source
