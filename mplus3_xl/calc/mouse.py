"""The mouse over a sheet that is open in a window: LibreOffice's own robot presses its buttons."""

import xlwings as xw

from mplus3_xl.calc import bridge
from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.part import RefusedError
from mplus3_xl.calc.range import Range


def double_click(cells: xw.Range) -> None:
    """Double-click in the middle of the first cell, as a person does; its events run.

    Raises `RefusedError` where there is no window.
    """
    impl: Range = cells.impl
    cell, app = impl(1), impl.sheet.book.app
    if not app.visible:
        raise RefusedError("a mouse needs a window")
    impl.sheet.activate()
    cell.select()  # what is selected is in sight
    window = impl.sheet.book.frame.ContainerWindow
    x, y = _middle(window, cell)
    robot = app.service("awt.Toolkit")
    for count in (1, 2):
        press = bridge.struct("awt.MouseEvent", Source=window, X=x, Y=y, Buttons=1)
        press.ClickCount = count
        robot.mousePress(press)
        robot.mouseRelease(press)


def _middle(window: Uno, cell: Range) -> tuple[int, int]:
    """Where the middle of a cell is in its window, in pixels, as a screen reader is told."""
    whole = window.AccessibleContext
    table = _part(whole, bridge.constant("accessibility.AccessibleRole.TABLE"))
    shown = table.getAccessibleCellAt(cell.row - 1, cell.column - 1).AccessibleContext
    at, size, corner = shown.getLocationOnScreen(), shown.getSize(), whole.getLocationOnScreen()
    return at.X - corner.X + size.Width // 2, at.Y - corner.Y + size.Height // 2


def _part(whole: Uno, role: int) -> Uno:
    """The first part of a window, at any depth, that has a role; None if there is none."""
    if whole.getAccessibleRole() == role:
        return whole
    for at in range(whole.getAccessibleChildCount()):
        found = _part(whole.getAccessibleChild(at).getAccessibleContext(), role)
        if found is not None:
            return found
    return None
