"""The workbook that stands in a space: whether it may be opened as it is."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.errors import UserError
from mplus3_xl.workbook import NAME, make_workbook, told_by


class Standing(NamedTuple):
    """A workbook, and whether it is of this version and of the store of its space.

    `suits` is `None` for one of this version whose store does not answer; `of_another`: it was
    made, by this version, for another store.
    """

    path: Path
    suits: bool | None
    of_another: bool = False


def judged(workspace: Workspace, path: Path) -> Standing:
    """Judge a workbook as it stands: its sheet `_meta` is read once."""
    told = told_by(path)
    if not told.is_current:
        return Standing(path, suits=False)
    try:
        suits = not told.store or told.store == workspace.identity
    except UserError:
        return Standing(path, suits=None)
    return Standing(path, suits, of_another=not suits)


def ready(workspace: Workspace, progress: Callable[[str], None]) -> Standing:
    """Return the workbook of the space, made anew unless it is of this version and this store.

    Raises UserError.
    """
    found = judged(workspace, workspace.folder / NAME)
    if found.suits is not False:
        return found
    made = make_workbook(workspace, found.path, progress)
    return Standing(made, suits=True, of_another=found.of_another)
