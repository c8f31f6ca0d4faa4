"""Faults of tables."""

import re

from tests.excel.damage import (
    Damage,
    Parts,
    add_link,
    change,
    copy_value,
)
from tests.excel.seeded.places import (
    BOOK,
    SHEET,
    SHEET_LINKS,
    TABLE,
    TYPES,
    attribute,
)

X256 = b"x" * 256


def same_table_name(parts: Parts) -> None:
    """Two tables with the name of the first."""
    first, second = [name for name in parts if name.startswith("xl/tables/")][:2]
    found = re.search(rb'displayName="([^"]*)"', parts[first])
    assert found
    parts[second] = re.sub(rb'ame="[^"]*"', b'ame="' + found[1] + b'"', parts[second], count=2)


def same_table_id(parts: Parts) -> None:
    """Two tables of one number."""
    names = [name for name in parts if name.startswith("xl/tables/")]
    parts[names[1]] = re.sub(rb' id="\d+"', b' id="1"', parts[names[1]], count=1)
    parts[names[0]] = re.sub(rb' id="\d+"', b' id="1"', parts[names[0]], count=1)


def name_of_a_table(parts: Parts) -> None:
    """A defined name that is a table's."""
    table = next(content for name, content in parts.items() if name.startswith("xl/tables/"))
    found = re.search(rb'displayName="([^"]*)"', table)
    assert found
    attribute(BOOK, b"definedName", b"name", found[1])(parts)


def a_table_over_another(parts: Parts) -> None:
    """A copy of a table, under a name of its own, in the same place."""
    source = next(
        name for name in parts if re.match(SHEET_LINKS, name) and b"/table" in parts[name]
    )
    table = re.search(rb"tables/(\w+\.xml)", parts[source])
    assert table
    content = parts["xl/tables/" + table[1].decode()]
    content = re.sub(rb' id="\d+"', b' id="77"', content, count=1)
    parts["xl/tables/plus.xml"] = re.sub(rb'ame="[^"]*"', b'ame="tPlus"', content, count=2)
    add_link(re.escape(source), "table", "../tables/plus.xml")(parts)
    override = (
        b'<Override PartName="/xl/tables/plus.xml" ContentType="application/'
        b'vnd.openxmlformats-officedocument.spreadsheetml.table+xml"/></Types>'
    )
    change(TYPES, rb"</Types>", override)(parts)
    sheet = re.escape(source.replace("_rels/", "").removesuffix(".rels"))
    named = b'<tableParts count="2"><tablePart r:id="rIdPlus"/>'
    change(sheet, rb"<tableParts [^>]*>", named)(parts)


TABLES: dict[str, Damage] = {
    "two columns of one title": copy_value(TABLE, rb'<tableColumn [^>]*name="([^"]*)"'),
    "two columns of one number": copy_value(TABLE, rb'<tableColumn id="([^"]*)"'),
    "a title that is not its header cell": attribute(TABLE, b"tableColumn", b"name", b"Autre"),
    "a title over 255 characters": attribute(TABLE, b"tableColumn", b"name", X256),
    "a count of columns that is wrong": attribute(TABLE, b"tableColumns", b"count", b"99"),
    "a range wider than its columns": change(
        TABLE, rb'ref="([A-Z]+\d+):[A-Z]+(\d+)"', rb'ref="\1:ZZ\2"', everywhere=True
    ),
    "a range that is none": attribute(TABLE, b"table", b"ref", b"A1:"),
    "a table with no row": change(
        TABLE, rb'ref="([A-Z]+)(\d+):([A-Z]+)\d+"', rb'ref="\1\2:\3\2"', everywhere=True
    ),
    "a filter over another range": attribute(TABLE, b"autoFilter", b"ref", b"A1:B2"),
    "a table name with a space": attribute(TABLE, b"table", b"displayName", b"t File"),
    "a table name that is a cell": attribute(TABLE, b"table", b"displayName", b"AB12"),
    "two tables of one name": same_table_name,
    "two tables of one number": same_table_id,
    "a defined name that is a table's": name_of_a_table,
    "two tables that overlap": a_table_over_another,
    "a count of tables that is wrong": attribute(SHEET, b"tableParts", b"count", b"99"),
    "a table on two sheets": change(
        SHEET_LINKS,
        rb"</Relationships>",
        b'<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/table" Target="../tables/table1.xml"/></Relationships>',
    ),
    "merged cells inside a table": change(
        SHEET,
        rb"</sheetData>(?=.*<tablePart )",
        b'</sheetData><mergeCells count="1"><mergeCell ref="A1:C9"/></mergeCells>',
    ),
    "a sheet filter over a table": change(
        SHEET, rb"</sheetData>(?=.*<tablePart )", b'</sheetData><autoFilter ref="A1:C9"/>'
    ),
    "a calculated column of another table": change(
        TABLE,
        rb"(<calculatedColumnFormula>)[^<]*",
        rb"\1tAutre[[#This Row],[Jours]]",
    ),
}
