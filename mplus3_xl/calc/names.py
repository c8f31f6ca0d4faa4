"""Defined names, of the workbook and of single sheets."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mplus3_xl.calc import bridge, formulas
from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.part import Part, RefusedError

if TYPE_CHECKING:
    from mplus3_xl.calc.book import Book
    from mplus3_xl.calc.range import Range
    from mplus3_xl.calc.sheet import Sheet

_OF_EXCEL = "_xlnm."  # how LibreOffice keeps Print_Area and the like


class Names(Part):
    """The names of a whole workbook, or those of one sheet."""

    __slots__ = ("book", "sheet")

    def __init__(self, book: "Book", sheet: "Sheet | None" = None) -> None:
        self.book = book
        self.sheet = sheet

    @property
    def api(self) -> Uno:
        """LibreOffice's collection, into which a new name goes."""
        return (self.sheet.xl if self.sheet else self.book.doc).NamedRanges

    def _all(self) -> Iterator["Name"]:
        if self.sheet is None:
            yield from (Name(self.book, None, title) for title in self.api.ElementNames)
        for sheet in [self.sheet] if self.sheet else self.book.sheets:
            yield from (
                Name(self.book, sheet, title) for title in sheet.xl.NamedRanges.ElementNames
            )

    def snapshot(self) -> list[tuple[str, "Name"]]:
        """Each name with its object."""
        return [(name.name, name) for name in self._all()]

    def __call__(self, key: str) -> "Name":
        """The name `key`; case does not count."""
        found = self._find(key)
        if found is None:
            raise KeyError(key)
        return found

    def _find(self, key: str) -> "Name | None":
        """A book wants "Fiche!code" for the name of a sheet; to the sheet, "code" is enough."""
        for name in self._all():
            titles = {name.name.lower(), name.bare.lower() if self.sheet else ""}
            if key.lower() in titles:
                return name
        return None

    def contains(self, key: str) -> bool:
        """Whether there is such a name; case does not count."""
        return self._find(key) is not None

    def __len__(self) -> int:
        return len(self.snapshot())

    def add(self, name: str, refers_to: str) -> "Name":
        """Define a name, or define it anew; `refers_to` is a formula of Excel ("=Fiche!$A$1")."""
        if self.api.hasByName(name):
            self.api.removeByName(name)
        origin = bridge.struct("table.CellAddress")
        try:
            self.api.addNewByName(name, _content(refers_to), origin, 0)
        except bridge.error("uno.RuntimeException") as error:
            raise RefusedError(f"{name!r} cannot be the name of {refers_to!r}") from error
        return Name(self.book, self.sheet, name)


class Name(Part):
    """One defined name; `title` is the name that LibreOffice keeps it under."""

    __slots__ = ("book", "sheet", "title")

    def __init__(self, book: "Book", sheet: "Sheet | None", title: str) -> None:
        self.book = book
        self.sheet = sheet
        self.title = title

    @property
    def api(self) -> Uno:
        """LibreOffice's named range."""
        return Names(self.book, self.sheet).api.getByName(self.title)

    @property
    def bare(self) -> str:
        """The name without its sheet."""
        return self.title.removeprefix(_OF_EXCEL)

    @property
    def name(self) -> str:
        """The name; that of a single sheet stands behind the sheet's ("Fiche!code")."""
        return f"{self.sheet.reference}!{self.bare}" if self.sheet else self.bare

    @property
    def refers_to(self) -> str:
        """What the name stands for, as a formula of Excel."""
        return formulas.to_excel(f"={self.api.Content}")

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.api.setContent(_content(value))

    @property
    def refers_to_range(self) -> "Range":
        """The cells. Raises `RefusedError` when the name stands for a value or a formula."""
        cells = self.api.getReferredCells()
        if cells is None:
            raise RefusedError(f"{self.name} stands for no cells: {self.refers_to}")
        return self.book.sheet_at(cells.RangeAddress.Sheet).within(cells.RangeAddress)

    def delete(self) -> None:
        """Remove the name; the cells stay."""
        Names(self.book, self.sheet).api.removeByName(self.title)


def _content(refers_to: str) -> str:
    return formulas.to_calc("=" + refers_to.removeprefix("=")).removeprefix("=")
