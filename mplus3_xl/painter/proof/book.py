"""The workbook as its parts describe it: sheets, cells, tables, names. Nothing is judged here."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from mplus3_xl.painter.proof.package import RELATIONSHIP, Package

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_NOTHING = Element("nothing")


def number(text: str | None, otherwise: int = 0) -> int:
    """The integer of an attribute; `otherwise` when it holds none."""
    try:
        return int(text or "")
    except ValueError:
        return otherwise


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as stored: `value` is the text of `<v>`, or the text itself when it is inline."""

    ref: str
    kind: str
    value: str
    formula: str | None
    style: int


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its part, its XML (empty when the part cannot be read)."""

    name: str
    part: str
    root: Element

    @cached_property
    def cells(self) -> list[Cell]:
        """The cells in the order of the file."""
        return [_cell(element) for element in self.root.iter(f"{MAIN}c")]

    @property
    def code_name(self) -> str:
        """The name that the VBA project knows the sheet by."""
        return child(self.root, "sheetPr").get("codeName", "")


def _cell(element: Element) -> Cell:
    formula = element.find(f"{MAIN}f")
    value = element.findtext(f"{MAIN}v")
    if value is None:
        value = "".join(text.text or "" for text in element.iter(f"{MAIN}t"))
    return Cell(
        element.get("r", ""),
        element.get("t", "n"),
        value,
        None if formula is None else formula.text or "",
        number(element.get("s")),
    )


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the sheet and the part it is in, and its XML."""

    sheet: Sheet
    part: str
    root: Element

    @property
    def name(self) -> str:
        """The name that formulas use."""
        return self.root.get("displayName", "")

    @property
    def columns(self) -> list[Element]:
        """The XML of its columns."""
        return self.root.findall(f"{MAIN}tableColumns/{MAIN}tableColumn")

    @property
    def titles(self) -> list[str]:
        """The titles of its columns, as a cell shows them."""
        return [
            column.get("name", "").replace("_x000a_", "\n").replace("_x000A_", "\n")
            for column in self.columns
        ]


@dataclass(frozen=True)
class Book:
    """The whole workbook."""

    package: Package

    @cached_property
    def root(self) -> Element:
        """The XML of the main part."""
        return self.xml(self.package.workbook_part)

    def xml(self, part: str) -> Element:
        """The XML of a part; an empty element when it cannot be read."""
        root = self.package.root(part)
        return _NOTHING if root is None else root

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The sheets in the order of their tabs."""
        links = self.package.relationships(self.package.workbook_part)
        targets = {link.id: link.target for link in links}
        found = []
        for element in self.root.findall(f"{MAIN}sheets/{MAIN}sheet"):
            part = targets.get(element.get(f"{RELATIONSHIP}id", ""), "")
            found.append(Sheet(element.get("name", ""), part, self.xml(part)))
        return found

    @cached_property
    def tables(self) -> list[Table]:
        """Every table of every sheet."""
        return [
            Table(sheet, part, self.xml(part))
            for sheet in self.sheets
            for part in self.package.follow(sheet.part, "table")
        ]

    @cached_property
    def names(self) -> list[Element]:
        """The XML of the defined names."""
        return self.root.findall(f"{MAIN}definedNames/{MAIN}definedName")

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings."""
        part = next(self.package.follow(self.package.workbook_part, "sharedStrings"), "")
        return [
            "".join(text.text or "" for text in item.iter(f"{MAIN}t"))
            for item in self.xml(part).findall(f"{MAIN}si")
        ]

    @cached_property
    def styles(self) -> Element:
        """The XML of the styles."""
        return self.xml(next(self.package.follow(self.package.workbook_part, "styles"), ""))

    def text(self, cell: Cell) -> str:
        """What a cell holds, as text."""
        if cell.kind != "s":
            return cell.value
        index = number(cell.value, -1)
        return self.strings[index] if 0 <= index < len(self.strings) else ""

    @cached_property
    def vocabulary(self) -> "Vocabulary":
        """What the formulas may speak of."""
        return Vocabulary(
            {table.name.lower(): {t.lower() for t in table.titles} for table in self.tables},
            {name.get("name", "").lower() for name in self.names},
            {sheet.name.lower() for sheet in self.sheets},
        )


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Tables with their titles, names and sheets; all in lower case, as Excel compares them."""

    tables: dict[str, set[str]]
    names: set[str]
    sheets: set[str]


def child(element: Element, tag: str) -> Element:
    """The child of that tag; an empty element when there is none."""
    found = element.find(f"{MAIN}{tag}")
    return _NOTHING if found is None else found


def descendants(element: Element, tag: str) -> Iterator[Element]:
    """All elements of that tag below."""
    return element.iter(f"{MAIN}{tag}")
