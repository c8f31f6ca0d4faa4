"""`mplus3 ouvrir`: the workbook in front of a person, in Excel or else in LibreOffice.

LibreOffice gets a copy of its own at each opening, in a folder `libreoffice` of the space: two
openings share nothing but the store, and a copy whose LibreOffice has ended is thrown away.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.errors import UserError
from mplus3_xl.settings import FOLDER_VARIABLE, STORE_VARIABLE
from mplus3_xl.workbook import NAME, is_current, make_workbook, store_told
from mplus3_xl.workbook_versions import note_versions

COPIES = "libreoffice"
COPY = "MPlus3 copie LibreOffice.xlsm"
_PROFILE = "profil"
_MAC_EXCEL = Path("/Applications/Microsoft Excel.app")
_WINDOWS_EXCEL = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook that is open; `connection` is where its LibreOffice listens."""

    program: str
    workbook: Path
    process: "subprocess.Popen[bytes]"
    connection: str = ""

    def wait(self) -> None:
        """Wait until the person closes it; then throw away LibreOffice's copy."""
        self.process.wait()
        if self.connection:
            shutil.rmtree(self.workbook.parent, ignore_errors=True)


def open_workbook(workspace: Workspace, progress: Callable[[str], None]) -> Opened:
    """Open the workbook of the space, made anew if it is missing or of another version.

    Raises UserError where there is neither Excel nor LibreOffice.
    """
    excel = excel_command(workspace.folder / NAME)
    if excel is None:
        _refuse_without_libreoffice()
    path = current_workbook(workspace, progress)
    progress("Ouverture")
    if excel is None:
        return in_libreoffice(workspace, path)
    return Opened("Excel", path, _launch(excel, workspace))


def current_workbook(workspace: Workspace, progress: Callable[[str], None]) -> Path:
    """Return the workbook of the space, made anew unless it is of this version and this store."""
    path = workspace.folder / NAME
    if is_current(path) and _suits(path, workspace) is not False:
        return path
    return make_workbook(workspace, path, progress)


def is_of_another_store(workspace: Workspace) -> bool:
    """Say whether the workbook of the space, of this version, was made for another store."""
    path = workspace.folder / NAME
    return is_current(path) and _suits(path, workspace) is False


def _suits(path: Path, workspace: Workspace) -> bool | None:
    """Say whether a workbook may be used with the store; `None`: the store does not answer."""
    told = store_told(path)
    try:
        return not told or told == workspace.identity
    except UserError:
        return None


def excel_command(path: Path) -> list[str] | None:
    """Return the command that opens `path` in an Excel of its own; None where there is none.

    An Excel that runs already would not know the space: it keeps the environment it began with.
    """
    if sys.platform == "darwin":
        there = _MAC_EXCEL.exists()
        return ["open", "-W", "-n", "-a", str(_MAC_EXCEL), str(path)] if there else None
    if sys.platform == "win32":
        import winreg

        try:
            return [winreg.QueryValue(winreg.HKEY_LOCAL_MACHINE, _WINDOWS_EXCEL), "/x", str(path)]
        except OSError:
            return None
    return None


def in_libreoffice(workspace: Workspace, released: Path, *, windowed: bool = True) -> Opened:
    """Open a copy of the workbook `released` whose buttons work in LibreOffice. Raises UserError.

    Without a window, LibreOffice ends with this Python.
    """
    from mplus3_xl.calc import engine, profile
    from mplus3_xl.clickable import clickable_copy

    seat = _seat(workspace.folder / COPIES)
    with ExitStack() as undo:
        app = engine.start(windowed, profile.write(seat / _PROFILE), _environment(workspace))
        undo.callback(app.kill)
        copy = clickable_copy(released, seat / COPY, engine.connection(app))
        if is_current(released) and _suits(released, workspace):  # else the first click refuses it
            note_versions(workspace, copy)
        book = app.books.open(copy)
        book.impl.show()
        book.impl.forget_changes()
        undo.pop_all()
    return Opened("LibreOffice", copy, app.impl.office.process, engine.connection(app))


def _refuse_without_libreoffice() -> None:
    from mplus3_xl.calc import bridge

    try:
        bridge.program()
    except UserError as absent:
        raise UserError(
            "tableur_absent",
            "Ni Excel ni LibreOffice n’est installé sur ce poste.",
            f"Installez Excel, ou bien LibreOffice : {absent.remedy}",
        ) from absent


def _launch(command: list[str], workspace: Workspace) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, env={**os.environ, **_environment(workspace)})


def _environment(workspace: Workspace) -> dict[str, str]:
    """Return what tells each click where to work."""
    told = {FOLDER_VARIABLE: str(workspace.folder.absolute())}
    if workspace.settings.store_address:
        told[STORE_VARIABLE] = workspace.settings.store_address
    return told


def _seat(copies: Path) -> Path:
    """Make a new folder for a copy and its LibreOffice; remove those that nobody uses."""
    copies.mkdir(parents=True, exist_ok=True)
    running = _command_lines()
    for old in copies.iterdir():
        if not _is_used(old, running):
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=copies))


def _is_used(seat: Path, running: list[str]) -> bool:
    """Say whether somebody opens the folder's copy now, or has it open."""
    import psutil

    opener = seat.name.partition("-")[0]
    opening = opener.isdecimal() and psutil.pid_exists(int(opener))
    profile = (seat / _PROFILE).absolute().as_uri()
    return opening or any(profile in line for line in running)


def _command_lines() -> list[str]:
    import psutil

    found = psutil.process_iter(["cmdline"])
    return [" ".join(process.info["cmdline"] or ()) for process in found]
