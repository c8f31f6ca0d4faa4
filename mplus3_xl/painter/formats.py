"""The formats of one workbook, each made once: XlsxWriter pays for every format it is given."""

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from mplus3_xl.layout.model import Highlight
from mplus3_xl.layout.style import RULE, Kind, Properties, Style, Tint, properties


class Formats:
    """The formats of `workbook`, by style and kind."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[Style, Kind], Format] = {}

    def of(self, style: Style, kind: Kind = Kind.TEXT) -> Format:
        """Return the format of a cell."""
        key = (style, kind)
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties(style, kind))
        return self._made[key]

    def tint(self, tint: Tint) -> Format:
        """Return what a conditional format lays over a cell."""
        return self._workbook.add_format({"bg_color": tint.fill, "font_color": tint.ink})

    def highlight(self, highlight: Highlight) -> Format:
        """Return what a highlight lays over its cells."""
        laid: Properties = {}
        if highlight.tint:
            laid |= {"bg_color": highlight.tint.fill, "font_color": highlight.tint.ink}
        if highlight.bold:
            laid["bold"] = True
        if highlight.struck:
            laid["font_strikeout"] = True
        if highlight.line:
            laid |= {"bottom": 1, "bottom_color": RULE}
        return self._workbook.add_format(laid)
