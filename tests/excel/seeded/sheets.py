"""Faults of sheets, cells and styles."""

from tests.excel.damage import Damage, Parts, change, copy_value, move, repeat, together
from tests.excel.seeded.places import BOOK, SHEET, STRINGS, STYLES, attribute, new_attribute

MARGINS = b'<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>'
X256 = b"x" * 256


def swapped_cells(parts: Parts) -> None:
    """Two neighbours of a row in the wrong order."""
    cell = rb"<c [^>]*?(?:/>|>(?:(?!</row>).)*?</c>)"
    pattern = rb"(<row [^>]*>)(" + cell + rb")(" + cell + rb")"
    change(SHEET, pattern, rb"\1\3\2")(parts)


SHEETS: dict[str, Damage] = {
    "a sheet name over 31 characters": attribute(BOOK, b"sheet", b"name", b"L" * 32),
    "a sheet name with a bracket": attribute(BOOK, b"sheet", b"name", b"L[1]"),
    "a sheet name with an apostrophe ahead": attribute(BOOK, b"sheet", b"name", b"'L"),
    "two sheets of one name": copy_value(BOOK, rb'<sheet name="([^"]*)"'),
    "two sheets of one number": copy_value(BOOK, rb'sheetId="([^"]*)"'),
    "no sheet at all": change(BOOK, rb"<sheet .*?(?=</sheets>)", b""),
    "opening on a sheet that is not there": new_attribute(BOOK, b"workbookView", b'activeTab="99"'),
    "every sheet hidden": together(
        change(BOOK, rb' state="hidden"', b"", everywhere=True),
        change(BOOK, rb"<sheet ", b'<sheet state="hidden" ', everywhere=True),
    ),
    "column widths that overlap": repeat(SHEET, rb"<col [^>]*/>"),
    "a column wider than 255": attribute(SHEET, b"col", b"width", b"300"),
    "a row higher than 409.5": change(
        SHEET, rb'<row ((?:(?! ht=)[^>])*)(?: ht="[^"]*")?([^>]*)>', rb'<row \1\2 ht="500">'
    ),
    "merged ranges that overlap": change(
        SHEET,
        rb"</sheetData>(<sheetProtection [^>]*/>)?",
        lambda found: (
            found[0] + b'<mergeCells count="2"><mergeCell ref="H90:I91"/>'
            b'<mergeCell ref="I91:J92"/></mergeCells>'
        ),
    ),
    "the data of a sheet twice": change(SHEET, rb"<sheetData", b"<sheetData/><sheetData"),
    "an element ahead of its place": change(
        SHEET,
        rb"</sheetData>.*?(<conditionalFormatting|<dataValidations)",
        lambda found: found[0].replace(
            found[1],
            b'<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>'
            + found[1],
        ),
    ),
    "protection in front of the data": move(SHEET, rb"<sheetProtection [^>]*/>", b"<sheetData>"),
    "a frozen pane of an unknown state": attribute(SHEET, b"pane", b"state", b"gele"),
}


CELLS: dict[str, Damage] = {
    "a style that is not there": change(SHEET, rb'(<c [^>]*?) s="\d+"', rb'\1 s="9999"'),
    "a shared string that is not there": change(SHEET, rb't="s"><v>\d+', b't="s"><v>99999'),
    "two cells of a row in the wrong order": swapped_cells,
    "a cell in another row than its own": change(SHEET, rb'(<c r="[A-Z]+)\d+', rb"\g<1>999999"),
    "a cell outside the sheet": change(SHEET, rb'<c r="[A-Z]+', b'<c r="XFE'),
    "a cell twice": change(SHEET, rb"<c [^>]*?(?:/>|>.*?</c>)", lambda found: found[0] * 2),
    "two rows of one number": repeat(SHEET, rb"<row [^>]*>.*?</row>"),
    "a value that is no number": change(
        SHEET, rb'(<c r="[A-Z]+\d+"(?: s="\d+")?><v>)[^<]*', rb"\1x"
    ),
    "a kind of value that does not exist": change(SHEET, rb't="s"><v>', b't="texte"><v>'),
    "an error value that does not exist": change(SHEET, rb't="s"><v>\d+', b't="e"><v>#OUPS!'),
    "a text over 32,767 characters": change(STRINGS, rb"<t>", b"<t>" + b"x" * 32_768),
    "a link to a sheet that is not there": attribute(
        SHEET, b"hyperlink", b"location", b"'Absente'!A1"
    ),
    "a link on no cell": attribute(SHEET, b"hyperlink", b"ref", b"A0"),
    "a link bubble over 255 characters": new_attribute(
        SHEET, b"hyperlink", b'tooltip="' + X256 + b'"'
    ),
    "more links than a sheet takes": repeat(SHEET, rb"<hyperlink [^>]*/>", 65_531),
}


STYLE: dict[str, Damage] = {
    "a format with a font that is not there": change(
        STYLES, rb'(<cellXfs.*?fontId=")\d+', rb"\g<1>999"
    ),
    "a format of a style that is not there": attribute(STYLES, b"xf", b"xfId", b"99"),
    "a number format that is not there": change(
        STYLES, rb'(<cellXfs[^>]*><xf numFmtId=")\d+', rb"\g<1>299"
    ),
    "a number format twice": repeat(STYLES, rb"<numFmt [^>]*/>"),
    "a number format with an open quote": attribute(
        STYLES, b"numFmt", b"formatCode", b"0.0&quot;j"
    ),
    "a count of formats that is wrong": attribute(STYLES, b"cellXfs", b"count", b"1"),
    "a font name over 31 characters": attribute(STYLES, b"name", b"val", b"x" * 32),
    "too many cell formats": change(
        STYLES, rb"(<cellXfs[^>]*>)(<xf [^>]*?/>)", lambda found: found[1] + found[2] * 65_491
    ),
    "colours of a fill in a word": change(STYLES, rb'rgb="[0-9A-F]{8}"', b'rgb="rouge"'),
}
