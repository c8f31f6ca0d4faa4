"""One click under LibreOffice: `python -m mplus3_xl.calc.click CONNECTION WORKBOOK COMMAND`.

The stub of `shim.launching` starts it. COMMAND is what the button gives to `RunPython`.
"""

import atexit
import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import TypeAlias

import xlwings as xw

from mplus3_xl.calc import bridge, engine

Hook: TypeAlias = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def run(book: xw.Book, command: str) -> None:
    """Run a command of `RunPython` with `book` as the book that calls."""
    book.set_mock_caller()
    exec(command, {})


def main(arguments: list[str]) -> None:
    """Join LibreOffice, find the workbook, run the command."""
    connection, workbook, command = arguments
    atexit.register(bridge.leave)  # once a failure is shown
    app = engine.attach(connection)
    sys.excepthook = _shown_by(app)
    book = next(book for book in app.books if book.fullname == workbook)
    run(book, command)
    book.impl.forget_changes()  # the sheets show the store: nothing in them is to be kept


def _shown_by(app: xw.App) -> Hook:
    """What tells the person of a failure that nothing else caught: nobody reads our stderr."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        traceback.print_exception(kind, error, trace)
        app.alert(
            f"Le bouton n’a pas pu faire son travail ({kind.__name__} : {error}). "
            "Fermez le classeur, rouvrez-le avec « mplus3 ouvrir » et recommencez.",
            "M+3",
            mode="critical",
        )

    return tell


if __name__ == "__main__":
    main(sys.argv[1:])
