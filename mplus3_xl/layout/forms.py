"""How a form is laid: sections one below the other, labelled inputs, blocks of lines.

Inputs are met from top to bottom, as Tab meets them. The texts of every refusal are made here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from mplus3_xl.layout.heading import section
from mplus3_xl.layout.model import Area, Cell, Check, Column, Highlight, Rule, Table, Value
from mplus3_xl.layout.style import Kind, Style, Tint

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
MOST_AMOUNT = 1_000_000_000
MOST_WHOLE = 1_000_000
TITLE_MOST = 32  # characters that Excel takes in the title of a message


class Field(NamedTuple):
    """A labelled value under the defined name `name`; typed by a person unless `shown` only.

    `longest` bounds the length of a text, in characters; `height` is that of its row, in points,
    when it holds several lines. Choices that are `open` take other texts too.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    choices: str = ""
    help: str = ""
    longest: int = 255
    shown: bool = False
    height: float = 0
    open: bool = False


def check(
    label: str, kind: Kind, *, choices: str = "", help_text: str = "", longest: int = 255
) -> Check:
    """Return what an input accepts and what it says, in French, when it refuses."""
    rule, low, high, title, text = _demand(kind, choices, longest)
    return Check(
        rule,
        error_title=title,
        error=f"{label} : {text}",
        prompt_title=label[:TITLE_MOST] if help_text else "",
        prompt=help_text,
        source=choices,
        lowest=low,
        highest=high,
    )


def column_check(column: Column) -> Check:
    """Return what the cells of a typed column accept."""
    return check(column.title, column.kind, choices=column.choices, help_text=column.help)


def typed_checks(table: Table, columns: Sequence[Column]) -> list[tuple[Area, Check]]:
    """Return what each typed column of a table accepts."""
    return [(table.area_of(each.key), column_check(each)) for each in columns if each.typed]


Bound = int | date


def _demand(kind: Kind, choices: str, longest: int) -> tuple[Rule, Bound, Bound, str, str]:
    if choices:
        return Rule.CHOICE, 0, 0, "Hors de la liste", "choisissez une valeur de la liste."
    match kind:
        case Kind.DATE | Kind.MOMENT | Kind.STAMP:
            text = "tapez une date, par exemple 23/11/2026."
            return Rule.DATE, FIRST_DAY, LAST_DAY, "Date attendue", text
        case Kind.TIME:
            text = "tapez une heure, par exemple 14h30."  # read by Python, as people write it
            return Rule.LENGTH, 0, longest, "Heure attendue", text
        case Kind.WHOLE:
            text = "tapez un nombre entier, sans lettre."
            return Rule.WHOLE, 0, MOST_WHOLE, "Nombre attendu", text
        case Kind.AMOUNT:
            text = "tapez un montant en euros, par exemple 1234,56."
            return Rule.AMOUNT, 0, MOST_AMOUNT, "Montant attendu", text
        case _:
            text = f"{longest} caractères au plus."
            return Rule.LENGTH, 0, longest, "Texte trop long", text


def line_name(block: str, line: int, at: int) -> str:
    """Return the name of a cell of a block, by its line and its column, both from 0."""
    return f"{block}.{line}.{at}"


@dataclass(slots=True)
class Form:
    """A form being laid between two columns; `row` is the next free one.

    `fields` and `blocks` hold what is shown, by defined name; `title` is the form's own, in lower
    case.
    """

    title: str
    first_col: int
    last_col: int
    row: int
    fields: Mapping[str, Value]
    blocks: Mapping[str, Sequence[Sequence[Value]]]
    cells: list[Cell] = field(default_factory=list)
    checks: list[tuple[Area, Check]] = field(default_factory=list)
    highlights: list[Highlight] = field(default_factory=list)
    names: dict[str, Area] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)

    def section(self, title: str, why: str = "") -> None:
        """Start a section, after a blank line."""
        self.row += 1
        self.cells += section(self.row, title, self.first_col, self.last_col)
        self.heights[self.row] = 28
        self.row += 1
        if why:
            self.cells.append(Cell(self.row, self.first_col, why, Style.SOFT))
            self.row += 1

    def field(self, row: int, col: int, each: Field, *, reach: int = 1) -> None:
        """Lay a label at (`row`, `col`) and its value `reach` columns further."""
        style = Style.VALUE if each.shown else Style.INPUT
        if each.kind is Kind.WRAPPED and not each.shown:
            style = Style.NOTE
        if each.height:
            self.heights[row] = each.height
        value = self.fields.get(each.name)
        self.cells += [
            Cell(row, col, each.label, Style.LABEL),
            Cell(row, col + reach, value, style, each.kind, name=each.name),
        ]
        if not each.shown:
            self.mark(row, col + reach, each.name)
            rule = check(
                each.label,
                each.kind,
                choices=each.choices,
                help_text=each.help,
                longest=each.longest,
            )
            rule = rule._replace(strict=not each.open)
            self.checks.append((Area(row, col + reach, row, col + reach), rule))

    def mark(self, row: int, col: int, name: str) -> None:
        """Tint an input while the program finds it wrong; the message says why."""
        wrong = f'ISNUMBER(SEARCH(";{name};",{self.title}_problemes))'
        self.highlights.append(Highlight(Area(row, col, row, col), wrong, Tint.ORANGE))

    def pairs(self, left: Sequence[Field], right: Sequence[Field]) -> None:
        """Lay two columns of fields, the right one two columns further."""
        for at, each in enumerate(left):
            self.field(self.row + at, self.first_col, each)
        for at, each in enumerate(right):
            self.field(self.row + at, self.first_col + 2, each)
        self.row += max(len(left), len(right))

    def head(self, titles: Sequence[str]) -> None:
        """Lay the titles of the lines below."""
        for at, title in enumerate(titles):
            self.cells.append(Cell(self.row, self.first_col + at, title, Style.LINE_TITLE))
        self.row += 1

    def block(self, name: str, columns: Sequence[Column], count: int) -> None:
        """Lay `count` lines under their titles; the whole is the defined name `name`."""
        self.head([column.title for column in columns])
        first, shown = self.row, self.blocks.get(name, ())
        for at, column in enumerate(columns):
            col = self.first_col + at
            style = Style.INPUT if column.typed else Style.VALUE
            for line in range(count):
                value = shown[line][at] if line < len(shown) else None
                self.cells.append(Cell(first + line, col, value, style, column.kind))
            if column.typed:
                place = Area(first, col, first + count - 1, col)
                self.checks.append((place, column_check(column)))
                for line in range(count):
                    self.mark(first + line, col, line_name(name, line, at))
        self.names[name] = Area(
            first, self.first_col, first + count - 1, self.first_col + len(columns) - 1
        )
        self.row += count

    def lines(self, name: str, default: Sequence[str], count: int) -> None:
        """Lay `count` lines of running text under one name."""
        texts = [str(line[0]) for line in self.blocks.get(name, ())] or list(default)
        self.names[name] = Area(self.row, self.first_col, self.row + count - 1, self.first_col)
        for at in range(count):
            text = texts[at] if at < len(texts) else None
            self.cells.append(Cell(self.row + at, self.first_col, text, Style.SCRIPT))
        self.row += count


def marked(name: str, placed: Table, problems: str) -> Highlight:
    """Tint the cells of a block that the program finds wrong, each named by line and column."""
    body = placed.body
    line, col = f"(ROW()-{body.first_row + 1})", f"(COLUMN()-{body.first_col + 1})"
    wrong = f'ISNUMBER(SEARCH(";{name}."&{line}&"."&{col}&";",{problems}))'
    return Highlight(body, wrong, Tint.ORANGE)
