"""The folder that a command works in, opened: its day is said, and what was cut short is ended."""

from contextlib import suppress
from datetime import date
from pathlib import Path

from mplus3_xl import bootstrap
from mplus3_xl.bootstrap import Workspace
from mplus3_xl.cli import show
from mplus3_xl.errors import UserError


def open_workspace(
    folder: Path | None, store_address: str | None, day: date | None = None
) -> Workspace:
    """Open the folder of a command. Raises UserError."""
    workspace = bootstrap.open_workspace(folder, store_address, day)
    show.frozen_day(workspace)
    _end_erasures(workspace)
    return workspace


def _end_erasures(workspace: Workspace) -> None:
    """End in the files what an erasure that was killed left there.

    Where that cannot be, it waits on, and `mplus3 verifier` says so: this command has its own work.
    """
    with suppress(UserError):
        with workspace.store().read() as unit:
            waiting = unit.file_erasures()
        if waiting:
            from mplus3_xl.erasing import finish_erasures

            finish_erasures(workspace)
