"""One LibreOffice that runs."""

import contextlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mplus3_xl.calc import bridge, macros, shim
from mplus3_xl.calc.alerts import Alert, Answers, Windows
from mplus3_xl.calc.book import Books
from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.part import Part, RefusedError, missing
from mplus3_xl.calc.range import Range

if TYPE_CHECKING:
    from mplus3_xl.calc.engine import Engine
    from mplus3_xl.calc.office import Office

_MACRO = re.compile(r"(?:'((?:[^']|'')+)'!|([^'!]+)!)?([^'!]+)")
"""A macro, behind the name of its book or not: in quotes, that name has each of its own twice."""


class App(Part):
    """One LibreOffice, started by us (`office`) or only joined (no `office`).

    `display_alerts` is kept for those who set it: calls from outside never ask anything here.
    """

    __slots__ = (
        "_desktop",
        "_status",
        "answers",
        "connection",
        "context",
        "display_alerts",
        "engine",
        "office",
    )

    def __init__(self, engine: "Engine", connection: str, process: "Office | None" = None) -> None:
        self.engine = engine
        self.connection = connection
        self.office = process
        self.context: Uno = bridge.connect(connection)
        self._desktop = self.service("frame.Desktop")
        self.answers: Answers = Windows(self.context, self.visible)
        self.display_alerts = True
        self._status: str | bool = False

    @property
    def api(self) -> Uno:
        """LibreOffice's desktop."""
        return self._desktop

    def service(self, name: str) -> Uno:
        """A new instance of one of LibreOffice's services."""
        name = f"com.sun.star.{name}"
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    @property
    def pid(self) -> int:
        """The process id; a number of our own when the process is not ours."""
        return self.office.pid if self.office else hash(self.connection)

    @property
    def running(self) -> bool:
        """Whether the process that we started is still there."""
        return self.office is None or self.office.running

    @property
    def version(self) -> str:
        """LibreOffice's version, such as "7.4.7.2"."""
        where = bridge.properties(nodepath="/org.openoffice.Setup/Product")
        provider = self.service("configuration.ConfigurationProvider")
        access = "com.sun.star.configuration.ConfigurationAccess"
        settings = provider.createInstanceWithArguments(access, where)
        return str(settings.getPropertyValue("ooSetupVersionAboutBox"))

    @property
    def books(self) -> Books:
        """The workbooks that are open."""
        return Books(self)

    @property
    def visible(self) -> bool:
        """Whether a person sees it; fixed when it starts."""
        return self.office is None or self.office.windowed

    @visible.setter
    def visible(self, value: bool) -> None:
        if value != self.visible:
            missing("App.visible once it runs")

    @property
    def screen_updating(self) -> bool:
        """Whether the sheets are drawn as they change."""
        return not any(book.doc.hasControllersLocked() for book in self.books)

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        for book in self.books:
            while value and book.doc.hasControllersLocked():
                book.doc.unlockControllers()
            if not value and not book.doc.hasControllersLocked():
                book.doc.lockControllers()

    @property
    def calculation(self) -> str:
        """ "automatic" or "manual"."""
        manual = any(not book.doc.isAutomaticCalculationEnabled() for book in self.books)
        return "manual" if manual else "automatic"

    @calculation.setter
    def calculation(self, value: str) -> None:
        if value not in {"automatic", "manual"}:
            missing(f"App.calculation = {value!r}")
        for book in self.books:
            book.doc.enableAutomaticCalculation(value == "automatic")

    def calculate(self) -> None:
        """Recalculate every open workbook."""
        for book in self.books:
            book.doc.calculateAll()

    @property
    def status_bar(self) -> str | bool:
        """The text that we put in the status bar; False when there is none."""
        return self._status

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        # The controller's own, one for all processes: the next click ends what a killed one began.
        indicator = self.books.active.controller.StatusIndicator
        if value is False:
            indicator.end()
        else:
            indicator.start(str(value), 0)
        self._status = value

    @property
    def selection(self) -> Range | None:
        """The cells selected in the active book; None when it is a drawing or a button."""
        return self.books.active.selection

    def alert(
        self, prompt: str, title: str | None, buttons: str, mode: str | None, callback: object
    ) -> str:
        """Show a message and wait for the button; `answers` says who presses it."""
        if callback is not None:
            missing("App.alert(callback=…)")
        return self.answers.answer(Alert(prompt, title or "", buttons, mode))

    def run(self, macro: str, args: Sequence[object]) -> object:
        """Run "'book.xlsm'!Module.Sub", or "Module.Sub" of the active book.

        The macro `shim.CONFIRM` is a message box, which `answers` answers; `shim.FILTER` filters by
        what LibreOffice's VBA cannot. Raises `RefusedError`.
        """
        found = _MACRO.fullmatch(macro)
        if found is None:
            raise RefusedError(f"Excel cannot read the name of this macro: {macro}")
        quoted, plain, sub = found.groups()
        if sub == shim.CONFIRM:
            prompt, title = map(str, args)
            return self.answers.answer(Alert(prompt, title, "yes_no", refusing=True)) == "yes"
        name = quoted.replace("''", "'") if quoted else plain
        book = self.books(name) if name else self.books.active
        if sub == shim.FILTER:
            sheet, address, criteria = map(str, args)
            return shim.filtered(book.sheets(sheet).range(address).autofilter, criteria)
        return macros.run(book, sub, args)

    def activate(self, _steal_focus: bool = False) -> None:
        """Make this the active app."""
        self.engine.apps.raise_to_front(self)

    def quit(self) -> None:
        """Close the books without saving and end LibreOffice."""
        with contextlib.suppress(bridge.error("lang.DisposedException")):
            for book in list(self.books):
                book.close()  # a book that is not closed leaves a lock beside its file
            self.api.terminate()
        self.kill()

    def kill(self) -> None:
        """End the process at once. One that is not ours is left alone."""
        self.engine.apps.forget(self)
        if self.office:
            self.office.end()
