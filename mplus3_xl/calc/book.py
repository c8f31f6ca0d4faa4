"""Workbooks: those that are open, and one of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mplus3_xl.calc import bridge
from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.names import Names
from mplus3_xl.calc.number_formats import NumberFormats
from mplus3_xl.calc.part import Part, RefusedError, missing
from mplus3_xl.calc.sheet import Sheet
from mplus3_xl.calc.sheets import Sheets

if TYPE_CHECKING:
    from mplus3_xl.calc.app import App
    from mplus3_xl.calc.range import Range

_FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".ods": "calc8",
}
_ALWAYS_RUN_MACROS = 4  # com.sun.star.document.MacroExecMode
_TOOLBARS = ("standardbar", "formatobjectbar")
_EMPTY_WORKBOOK = "private:factory/scalc"


class Books(Part):
    """The workbooks of one LibreOffice, in the order in which they were opened."""

    __slots__ = ("app",)

    def __init__(self, app: "App") -> None:
        self.app = app

    @property
    def api(self) -> Uno:
        """LibreOffice's collection of documents, of every kind."""
        return self.app.api.Components

    @property
    def active(self) -> "Book":
        """The book in front. Raises `RefusedError` when none is open."""
        current = self.app.api.getCurrentComponent()
        if current is not None and _is_workbook(current):
            return Book(self.app, current)
        for book in reversed(list(self)):
            return book
        raise RefusedError("no workbook is open")

    def __iter__(self) -> Iterator["Book"]:
        documents = self.api.createEnumeration()
        newest_first = []
        while documents.hasMoreElements():
            newest_first.append(documents.nextElement())
        return iter([Book(self.app, doc) for doc in reversed(newest_first) if _is_workbook(doc)])

    def __len__(self) -> int:
        return sum(1 for _ in self)  # list() would ask for the length

    def __call__(self, name_or_index: str | int) -> "Book":
        """The book of a name, or at a position from 1."""
        books = list(self)
        if isinstance(name_or_index, int):
            return books[name_or_index - 1]
        for book in books:
            if book.name.lower() == name_or_index.lower():
                return book
        raise KeyError(name_or_index)

    def add(self) -> "Book":
        """A new, empty workbook."""
        return self._load(_EMPTY_WORKBOOK, {})

    def open(
        self,
        fullname: str,
        update_links: bool | None = None,
        read_only: bool | None = None,
        format: object = None,  # noqa: A002  (xlwings' own name)
        password: str | None = None,
        *others: object,
    ) -> "Book":
        """Open a file and recalculate it, as Excel does with the workbooks that we build."""
        if update_links or format or any(option is not None for option in others):
            missing("Books.open with another option than read_only and password")
        path = Path(fullname)
        if not path.exists():
            raise FileNotFoundError(fullname)
        options: dict[str, object] = {"ReadOnly": bool(read_only)}
        if password is not None:
            options["Password"] = password
        book = self._load(bridge.url(path), options)
        book.doc.calculateAll()
        return book

    def _load(self, url: str, options: dict[str, object]) -> "Book":
        # On another thread, a window being opened and its Workbook_Open may wait for each other.
        how = {"MacroExecutionMode": _ALWAYS_RUN_MACROS, "OnMainThread": True, **options}
        loading = bridge.properties(**how)
        doc = self.app.api.loadComponentFromURL(url, "_blank", 0, loading)
        if doc is None:
            raise RefusedError(f"LibreOffice cannot open {url}; a lock beside it may say why")
        book = Book(self.app, doc)
        if not self.app.visible:  # else LibreOffice paints buttons that nobody sees, without end
            book.frame.ContainerWindow.setVisible(False)
        return book


class Book(Part):
    """One workbook; `doc` is LibreOffice's document."""

    __slots__ = ("_formats", "app", "doc")

    def __init__(self, app: "App", doc: Uno) -> None:
        self.app = app
        self.doc = doc
        self._formats: NumberFormats | None = None

    @property
    def api(self) -> Uno:
        """LibreOffice's document."""
        return self.doc

    @property
    def number_formats(self) -> NumberFormats:
        """The number formats of the document."""
        if self._formats is None:
            self._formats = NumberFormats(self.doc)
        return self._formats

    @property
    def controller(self) -> Uno:
        """What shows the document: its active sheet, its selection."""
        return self.doc.CurrentController

    @property
    def frame(self) -> Uno:
        """The window of the document."""
        return self.controller.Frame

    @property
    def name(self) -> str:
        """The file's name, or the title of a workbook never saved."""
        return Path(self.fullname).name

    @property
    def fullname(self) -> str:
        """The path, or the title of a workbook never saved."""
        url: str = self.doc.URL
        if url:
            return bridge.path(url)
        return str(self.doc.Title)

    @property
    def sheets(self) -> Sheets:
        """The sheets, in order."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """The defined names, those of single sheets included."""
        return Names(self)

    @property
    def selection(self) -> "Range | None":
        """The cells selected; None when what is selected is no single block of cells."""
        area = getattr(self.doc.CurrentSelection, "RangeAddress", None)
        if area is None:
            return None
        return self.sheet_at(area.Sheet).within(area)

    def sheet_at(self, position: int) -> Sheet:
        """The sheet at a position that counts from 0."""
        return Sheet(self, self.doc.Sheets.getByIndex(position))

    def activate(self) -> None:
        """Bring the workbook to the front."""
        self.frame.activate()

    def show(self) -> None:
        """Fill the screen with the workbook, for the person who is to work with it.

        What LibreOffice puts around it to change its looks is put away, as Excel's ribbon is.
        """
        if self.app.visible:
            self.frame.ContainerWindow.IsMaximized = True
            for toolbar in _TOOLBARS:
                self.frame.LayoutManager.hideElement(f"private:resource/toolbar/{toolbar}")
            self.controller.Sidebar.setVisible(False)
            self.controller.ShowPageBreaks = False
            self.frame.ContainerWindow.toFront()

    def forget_changes(self) -> None:
        """Make LibreOffice close it without an offer to save; a chart redrawn since offers again.

        Each chart counts by itself, and no VBA reaches it: `Saved = True` is not enough here.
        """
        for sheet in self.doc.Sheets:
            for chart in sheet.Charts:
                chart.EmbeddedObject.setModified(False)
        self.doc.setModified(False)
        self.doc.disableSetModified()

    def close(self) -> None:
        """Close without saving."""
        self.doc.close(True)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Write the file, under `path` from now on when it is given.

        For throw-away copies only: LibreOffice loses code names, table styles and frozen panes.
        """
        if password is not None:
            missing("Book.save(password=…)")
        target = Path(path or self.fullname).absolute()
        if target.suffix.lower() not in _FILTERS:
            missing(f"Book.save to a file of type {target.suffix or 'unknown'}")
        options = bridge.properties(FilterName=_FILTERS[target.suffix.lower()])
        self.doc.storeAsURL(bridge.url(target), options)


def _is_workbook(doc: Uno) -> bool:
    return hasattr(doc, "supportsService") and doc.supportsService(
        "com.sun.star.sheet.SpreadsheetDocument"
    )
