"""How a range looks: number format, colours, font, sizes, what is hidden."""

from collections.abc import Callable
from typing import Any, TypeAlias

from mplus3_xl.calc import bridge
from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.cells import Cells
from mplus3_xl.calc.number_formats import NumberFormats
from mplus3_xl.calc.part import Part

Rgb: TypeAlias = tuple[int, int, int]

_NO_COLOR = -1
_FORMATS = 32 | 64  # com.sun.star.sheet.CellFlags: HARDATTR and STYLES
_POINTS = 72 / 2540
"""Points in a hundredth of a millimetre, LibreOffice's unit."""
_PIXELS = 96 / 2540
_DIGIT, _MARGIN = 7, 5
"""Pixels of a digit of Calibri 11 and of a cell's margins: Excel's unit of column width."""
_BOLD, _PLAIN = 150.0, 100.0


def _rgb(color: int) -> Rgb | None:
    if color == _NO_COLOR:
        return None
    return color >> 16 & 255, color >> 8 & 255, color & 255


def _color(value: Rgb | int | str | None) -> int:
    """LibreOffice's number for a triple, "#RRGGBB" or Excel's number (red in the low byte)."""
    if value is None:
        return _NO_COLOR
    if isinstance(value, str):
        return int(value.removeprefix("#"), 16)
    if isinstance(value, int):
        value = (value & 255, value >> 8 & 255, value >> 16 & 255)
    red, green, blue = value
    return red << 16 | green << 8 | blue


def of_all(
    name: str, said: str, read: Callable[[Uno], object], made: Callable[[Any], object]
) -> property:
    """What LibreOffice keeps of a look under a name, as a property of all the cells of a range.

    `said` is what it is, None where the cells differ; `read` and `made` change it for a person and
    for LibreOffice.
    """

    def get(cells: "Formats | Font") -> object:
        found = cells._same(name)
        return None if found is None else read(found)

    def put(cells: "Formats | Font", value: object) -> None:
        cells._format(name, made(value))

    return property(get, put, doc=said)


class Formats(Cells):
    """A range whose formats are read and set. What differs between the cells is None."""

    __slots__ = ()

    def _same(self, name: str) -> Uno:
        """A property of all the cells, or None when it is not the same for all."""
        if self.xl.getPropertyState(name).value == "AMBIGUOUS_VALUE":
            return None
        return self.xl.getPropertyValue(name)

    def _format(self, name: str, value: object) -> None:
        self.sheet.refuse_if_protected()
        self.xl.setPropertyValue(name, value)

    @property
    def number_formats(self) -> NumberFormats:
        """The number formats of the document."""
        return self.sheet.book.number_formats

    @property
    def number_format(self) -> str | None:
        """The number format, in Excel's English spelling."""
        key = self._same("NumberFormat")
        return None if key is None else self.number_formats.code(key)

    @number_format.setter
    def number_format(self, value: str) -> None:
        self._format("NumberFormat", self.number_formats.key(value))

    color = of_all("CellBackColor", "The colour of the background; None without one.", _rgb, _color)
    wrap_text = of_all("IsTextWrapped", "Whether a long text takes several lines.", bool, bool)

    @property
    def font(self) -> "Font":
        """The letters."""
        return Font(self)

    @property
    def row_height(self) -> float | None:
        """The height of the rows, in points."""
        return self._size(self.xl.Rows, self.box.height, lambda row: row.Height * _POINTS)

    @row_height.setter
    def row_height(self, value: float) -> None:
        self.sheet.refuse_if_protected()
        self.xl.Rows.Height = round(value / _POINTS)

    @property
    def column_width(self) -> float | None:
        """The width of the columns, in digits of the standard font."""
        return self._size(self.xl.Columns, self.box.width, _digits)

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.sheet.refuse_if_protected()
        self.xl.Columns.Width = round((value * _DIGIT + _MARGIN) / _PIXELS)

    def _size(self, lines: Uno, count: int, measure: Callable[[Uno], float]) -> float | None:
        sizes = {round(measure(lines.getByIndex(i)), 1) for i in range(count)}
        return sizes.pop() if len(sizes) == 1 else None

    @property
    def row_hidden(self) -> bool | None:
        """Whether the rows are hidden, by hand or by a filter."""
        areas = self.xl.queryVisibleCells().RangeAddresses
        shown = {row for a in areas for row in range(a.StartRow, a.EndRow + 1)}
        return _all_or_none(self.box.height - len(shown), self.box.height)

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.sheet.refuse_if_protected()
        self.xl.Rows.IsVisible = not value

    @property
    def column_hidden(self) -> bool | None:
        """Whether the columns are hidden."""
        columns = self.xl.Columns
        hidden = [not columns.getByIndex(i).IsVisible for i in range(self.box.width)]
        return _all_or_none(sum(hidden), len(hidden))

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.sheet.refuse_if_protected()
        self.xl.Columns.IsVisible = not value

    def autofit(self, axis: str | None = None) -> None:
        """Fit the columns ("c"), the rows ("r") or both to what they hold."""
        self.sheet.refuse_if_protected()
        if axis in (None, "c", "columns"):
            self.xl.Columns.OptimalWidth = True
        if axis in (None, "r", "rows"):
            self.xl.Rows.OptimalHeight = True

    def clear_formats(self) -> None:
        """Take off the formats; contents stay."""
        self.sheet.refuse_if_protected()
        self.xl.clearContents(_FORMATS)


class Font(Part):
    """The letters of a range."""

    __slots__ = ("_range",)

    def __init__(self, cells: Formats) -> None:
        self._range = cells

    @property
    def api(self) -> Uno:
        """LibreOffice's range, which holds the font's properties."""
        return self._range.xl

    def _same(self, name: str) -> Uno:
        return self._range._same(name)

    def _format(self, name: str, value: object) -> None:
        self._range._format(name, value)

    bold = of_all(
        "CharWeight",
        "Whether the letters are bold.",
        lambda weight: weight == _BOLD,
        lambda bold: _BOLD if bold else _PLAIN,
    )
    italic = of_all(
        "CharPosture",
        "Whether the letters lean.",
        lambda posture: posture.value == "ITALIC",
        lambda leans: bridge.enum("awt.FontSlant", "ITALIC" if leans else "NONE"),
    )
    size = of_all("CharHeight", "The size, in points.", float, float)
    color = of_all("CharColor", "The colour of the letters; None when automatic.", _rgb, _color)
    name = of_all("CharFontName", 'The family, such as "Calibri".', str, str)


def _digits(column: Uno) -> float:
    pixels: float = column.Width * _PIXELS
    return (pixels - _MARGIN) / _DIGIT


def _all_or_none(count: int, total: int) -> bool | None:
    return {0: False, total: True}.get(count)
