"""The folders of the copies that LibreOffice opens: a new one each time, thrown away after it."""

import os
import shutil
import tempfile
from pathlib import Path

COPIES = "libreoffice"
"""The folder of a space where they stand."""
COPY = "MPlus3 copie LibreOffice.xlsm"
PROFILE = "profil"


def new_folder(copies: Path) -> Path:
    """Make a new folder for a copy and its LibreOffice; remove those that nobody uses."""
    copies.mkdir(parents=True, exist_ok=True)
    running = _command_lines()
    for old in copies.iterdir():
        if not _is_used(old, running):
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=copies))


def _is_used(folder: Path, running: list[str]) -> bool:
    """Say whether somebody opens the folder's copy now, or has it open."""
    import psutil

    opener = folder.name.partition("-")[0]
    opening = opener.isdecimal() and psutil.pid_exists(int(opener))
    profile = (folder / PROFILE).absolute().as_uri()
    return opening or any(profile in line for line in running)


def _command_lines() -> list[str]:
    import psutil

    found = psutil.process_iter(["cmdline"])
    return [" ".join(process.info["cmdline"] or ()) for process in found]
