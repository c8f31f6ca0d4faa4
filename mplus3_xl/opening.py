"""`mplus3 ouvrir`: the workbook in front of a person, in Excel or else in LibreOffice.

LibreOffice gets a copy of its own at each opening, in a folder `libreoffice` of the space: two
openings share nothing but the store, and a copy whose LibreOffice has ended is thrown away.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.errors import UserError
from mplus3_xl.libreoffice_copies import COPIES, COPY, PROFILE, new_folder
from mplus3_xl.settings import FOLDER_VARIABLE, STORE_VARIABLE, placed
from mplus3_xl.space_workbook import Standing, judged, ready
from mplus3_xl.workbook import NAME
from mplus3_xl.workbook_versions import note_versions

_MAC_EXCEL = Path("/Applications/Microsoft Excel.app")
_WINDOWS_EXCEL = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook that is open; `connection` is where its LibreOffice listens.

    `was_of_another`: it was made for another store, and anew for this one.
    """

    program: str
    workbook: Path
    process: "subprocess.Popen[bytes]"
    connection: str = ""
    was_of_another: bool = False

    def wait(self) -> None:
        """Wait until the person closes it; then throw away LibreOffice's copy."""
        self.process.wait()
        if self.connection:
            shutil.rmtree(self.workbook.parent, ignore_errors=True)


def open_workbook(workspace: Workspace, progress: Callable[[str], None]) -> Opened:
    """Open the workbook of the space, made anew if it is missing or of another version.

    Raises UserError where there is neither Excel nor LibreOffice.
    """
    excel = excel_command((workspace.folder / NAME).absolute())
    if excel is None:
        _refuse_without_libreoffice()
    standing = ready(workspace, progress)
    progress("Ouverture")
    if excel is None:
        return _in_libreoffice(workspace, standing)
    process = _launch(excel, workspace)
    return Opened("Excel", standing.path, process, was_of_another=standing.of_another)


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
    return _in_libreoffice(workspace, judged(workspace, released), windowed=windowed)


def _in_libreoffice(workspace: Workspace, standing: Standing, *, windowed: bool = True) -> Opened:
    from mplus3_xl.calc import engine, profile
    from mplus3_xl.clickable import clickable_copy

    folder = new_folder(workspace.folder / COPIES)
    with ExitStack() as undo:
        app = engine.start(windowed, profile.write(folder / PROFILE), _environment(workspace))
        undo.callback(app.kill)
        copy = clickable_copy(standing.path, folder / COPY, engine.connection(app))
        if standing.suits:  # else the first click refuses it
            note_versions(workspace, copy)
        book = app.books.open(copy)
        book.impl.show()
        book.impl.forget_changes()
        undo.pop_all()
    process, listens = app.impl.office.process, engine.connection(app)
    return Opened("LibreOffice", copy, process, listens, standing.of_another)


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
    """Return what tells each click where to work.

    The store that the folder's file names is read there: an Excel keeps what it was told for the
    workbooks of other folders. All is told whole: a click begins in the folder of its Python.
    """
    told = {FOLDER_VARIABLE: str(workspace.folder.absolute())}
    address, own = workspace.settings.store_address, workspace.settings.own_address
    if address and (address != own or STORE_VARIABLE in os.environ):
        told[STORE_VARIABLE] = placed(address, Path.cwd())
    return told
