"""Faults of the package: its parts, their types and the links between them."""

from tests.excel.damage import Damage, add, add_link, change, copy_value, drop, repeat, together
from tests.excel.seeded.places import (
    BOOK,
    BOOK_LINKS,
    CHART,
    ROOT_LINKS,
    SHEET,
    SHEET_LINKS,
    STRINGS,
    STYLES,
    TABLE,
    TYPES,
    VML,
)

SLICER = (
    b'<slicers xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    b'<slicer name="Statut" cache="Segment_Statut" rowHeight="241300"/></slicers>'
)


def external(kind: str) -> Damage:
    """A link that should stay inside and leaves the workbook."""
    pattern = rb'(Type="[^"]*/' + kind.encode() + rb'" Target=")[^"]*"'
    return change(BOOK_LINKS, pattern, rb'\1http://exemple.invalid/a" TargetMode="External"')


PACKAGE: dict[str, Damage] = {
    "a part is not well-formed": change(SHEET, rb"</worksheet>", b""),
    "a part carries a DOCTYPE": change(STRINGS, rb"<sst", b"<!DOCTYPE sst []><sst"),
    "a control character in a text": change(STRINGS, rb"<t([^>]*)>", rb"<t\1>&#1;"),
    "an undeclared namespace prefix": change(SHEET, rb"<sheetData", b"<x99:a/><sheetData"),
    "a part name with a backslash": add("xl\\custom.xml", b"<a/>"),
    "the content types are missing": drop(TYPES),
    "the workbook part is missing": drop(BOOK),
    "the styles are missing": drop(STYLES),
    "the shared strings are missing": drop(STRINGS),
    "a sheet part is missing": drop(SHEET),
    "a table part is missing": drop(TABLE),
    "a content type for an absent part": change(
        TYPES, rb"</Types>", b'<Override PartName="/xl/a.xml" ContentType="a/b"/></Types>'
    ),
    "a content type given twice": repeat(TYPES, rb"<Override [^>]*/>"),
    "the VBA project has no content type": change(
        TYPES, rb'<(?:Default Extension="bin"|Override PartName="/xl/vba)[^>]*/>', b""
    ),
    "the workbook is typed xlsx with macros inside": change(
        TYPES,
        rb"application/vnd\.ms-excel\.sheet\.macroEnabled\.main\+xml",
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ),
    "the workbook is typed a template": change(
        TYPES, rb"sheet\.macroEnabled\.main", b"template.macroEnabled.main"
    ),
    "a table is typed a sheet": change(TYPES, rb"spreadsheetml\.table", b"spreadsheetml.worksheet"),
    "a sheet is typed plain XML": change(
        TYPES, rb'(/xl/worksheets/[^"]*" ContentType=")[^"]*', rb"\1application/xml"
    ),
    "a chart is typed a drawing": change(TYPES, rb"drawingml\.chart\+xml", b"drawing+xml"),
    "a slicer without its type": together(
        add("xl/slicers/slicer1.xml", SLICER),
        add_link(SHEET_LINKS, "slicer", "../slicers/slicer1.xml"),
    ),
    "a slicer that its sheet does not name": together(
        add("xl/slicers/slicer1.xml", SLICER),
        add_link(SHEET_LINKS, "slicer", "../slicers/slicer1.xml"),
        change(
            TYPES,
            rb"</Types>",
            b'<Override PartName="/xl/slicers/slicer1.xml" '
            b'ContentType="application/vnd.ms-excel.slicer+xml"/></Types>',
        ),
    ),
    "a slicer cache that no part reaches": add("xl/slicerCaches/slicerCache1.xml", SLICER),
}


LINKS: dict[str, Damage] = {
    "the package does not link to its workbook": change(
        ROOT_LINKS, rb"<Relationship [^>]*/officeDocument\"[^>]*/>", b""
    ),
    "the ribbon link is lost": change(ROOT_LINKS, rb"<Relationship [^>]*extensibility[^>]*/>", b""),
    "the ribbon link leads nowhere": change(
        ROOT_LINKS, rb"customUI/customUI14\.xml", b"customUI/absent.xml"
    ),
    "a link given twice": change(
        BOOK_LINKS, rb'(<Relationship Id=")([^"]*)(".*?<Relationship Id=")[^"]*', rb"\1\2\3\2"
    ),
    "a table link under another name": change(
        SHEET_LINKS, rb'Id="[^"]*"([^>]*/relationships/table")', rb'Id="rIdAutre"\1'
    ),
    "a table that its sheet does not name": change(SHEET, rb"<tableParts.*?</tableParts>", b""),
    "a sheet that leaves the workbook": external("worksheet"),
    "a sheet link of another sheet": copy_value(BOOK, rb'<sheet [^>]*r:id="([^"]*)"'),
    "links of a part that is not there": add(
        "xl/worksheets/_rels/absent.xml.rels",
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
    ),
    "the VBA project is not linked": change(
        BOOK_LINKS, rb"<Relationship [^>]*vbaProject\"[^>]*/>", b""
    ),
    "the button drawing is missing": drop(VML),
    "the chart is missing": drop(CHART),
}
