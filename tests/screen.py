"""A screen that nobody sees, for what is only true in a window."""

import os
import shutil
import subprocess
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """The name of the screen, for the variable DISPLAY."""
    server = shutil.which("Xvfb")
    if server is None:
        if os.environ.get("CI"):
            pytest.fail("Xvfb is missing: nothing was opened in a window")
        pytest.skip("Xvfb is missing")
    reading, writing = os.pipe()
    size = ["-screen", "0", "1280x900x24"]
    # Else it starts anew when its last window closes, and ends a LibreOffice that comes just then.
    stays = "-noreset"
    command = [server, "-displayfd", str(writing), *size, stays, "-nolisten", "tcp"]
    process = subprocess.Popen(
        command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        yield f":{told.readline().strip()}"
    process.terminate()
    process.wait()
