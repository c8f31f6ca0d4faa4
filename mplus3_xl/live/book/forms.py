"""The named cells and blocks of the sheets: read, written, marked, and what is said on them."""

from collections.abc import Callable, Mapping, Sequence

from mplus3_xl.layout.model import Area, Value
from mplus3_xl.layout.style import Kind
from mplus3_xl.live.book.opened import TITLE, OpenedBook
from mplus3_xl.live.port import Fields, FieldValue, Tone, Values
from mplus3_xl.live.sheet import places
from mplus3_xl.live.sheet.blocks import Block, around, as_lines, blocks
from mplus3_xl.live.sheet.chosen import as_listed
from mplus3_xl.live.sheet.messages import message_of
from mplus3_xl.live.sheet.values import from_cell

TYPED = "SaisieEnCours"
_NO_TYPING = ("_message", "_suite", "_problemes")
"""How the names end of what says something of a sheet, and takes nothing from what is typed."""

LOST_FILTERS = (
    "Filtre enlevé, à reposer à la main : {} (par dates cochées, par couleur, par deux conditions "
    "ou de cette sorte, le programme ne sait pas le remettre)."
)


class Forms(OpenedBook):
    """The forms of a workbook."""

    def read_form(self, names: Sequence[str]) -> Fields:
        """See `Desk`. One read for each sheet."""
        found: Fields = {}
        for title in dict.fromkeys(map(places.home_of, names)):
            known = places.areas(title)
            here = {name: known[name] for name in names if name in known}
            whole = around(list(here.values()))
            cells = self._cells(title, whole).options(ndim=2, err_to_str=True)
            lines = self.gate.read(cells, "value")  # "#N/A" is no empty cell: it is refused
            found |= {name: _field(title, name, lines, whole) for name in here}
        return found

    def write_form(self, values: Values) -> None:
        """See `Desk`. One write for each rectangle (see `blocks`), that of the dossier at the end.

        A click may be killed on the way: the words of one dossier are never saved under the name of
        another, nor an answer for another question, nor what was saved a second time.
        """
        for title in dict.fromkeys(map(places.home_of, values)):
            here = {name: value for name, value in values.items() if name in places.areas(title)}
            code = places.ending(title, "_code")
            self._open(title, code if code in here else None)
            if places.ending(title, "_message") in here:
                self._told.add(title)
            if any(not name.endswith(_NO_TYPING) for name in here):
                self._replaced.add(title)
            last = _holds(places.cell_of(code) if code else None)
            for block in sorted(blocks(places.titled(title), here), key=last):
                self.gate.write(self._cells(title, block.area), "value", block.rows)

    def typed_in(self, sheet: str) -> bool:
        """See `Desk`."""
        return bool(self._run(TYPED, sheet))

    def keep_typed(self, sheet: str) -> None:
        """See `Desk`."""
        self._kept.add(sheet)

    def mark_problems(self, problems: Mapping[str, str], accepted: Values | None = None) -> None:
        """See `Desk`. The names go to the cell `…_problemes`, which colours the fields."""
        form = places.home_of(next(iter(problems)))
        marked = places.ending(form, "_problemes")
        if marked:
            names = "".join(f";{name}" for name in problems) + ";"
            self.write_form({marked: names, **(accepted or {})})
        first = min(problems, key=places.cell_of)
        self.go_to(form)
        self.gate.call("select", self._cells(form, places.cell_of(first)).select)
        self.tell("\n".join(dict.fromkeys(problems.values())), Tone.REFUSAL)

    def tell(self, message: str, tone: Tone = Tone.DONE) -> None:
        """See `Desk`."""
        self._say(f"{tone.value}{message}", self._lost_filters())

    def tell_too(self, message: str, tone: Tone) -> None:
        """Say one thing more on the sheet in front, after what this click has said there."""
        front = self.front()
        said = self._said(front) if front in self._told else ""
        self._say(said, f"{tone.value}{message}")

    def _say(self, *points: str) -> None:
        text = "\n".join(filter(None, points))
        cells = message_of(self.front(), text)
        if cells:
            self.write_form(cells)
        else:
            self._box(text)

    def alert(self, message: str, tone: Tone) -> None:
        """Open a box, and write nothing in the workbook."""
        self._box(f"{tone.value}{message}")

    def _box(self, text: str) -> None:
        self.gate.call("alert", self._book.app.alert, text, TITLE)

    def _said(self, sheet: str) -> str:
        """Read the message of a sheet, a point a line."""
        names = (places.ending(sheet, end) for end in ("_message", "_suite"))
        held = self.read_form([name for name in names if name])
        lines = (line for value in held.values() for line in as_lines(value))
        return "\n".join(str(cell) for (cell,) in lines if cell)

    def _lost_filters(self) -> str:
        """Say which filters this click took off for good."""
        titles = [title for table in self._tables.values() for title in table.lost]
        return LOST_FILTERS.format(", ".join(dict.fromkeys(titles))) if titles else ""

    def take_refusal_off(self) -> None:
        """Empty the message of the sheet in front, if it refuses what an earlier click asked.

        A form that is marked keeps what its marks mean; what this click said stays.
        """
        front = self.front()
        said, marked = (places.ending(front, end) for end in ("_message", "_problemes"))
        if said is None or front in self._told:
            return
        held = self.read_form([name for name in (said, marked) if name])
        refused = str(held[said] or "").startswith(Tone.REFUSAL.value)
        if refused and not (marked and held[marked]):
            self.write_form(message_of(front, ""))


def _holds(cell: Area | None) -> Callable[[Block], bool]:
    """Return what says whether a rectangle holds a cell."""
    return lambda block: cell is not None and around((block.area, cell)) == block.area


def _field(title: str, name: str, lines: Sequence[Sequence[Value]], whole: Area) -> FieldValue:
    """Return a field, or the rows of a block, out of the `lines` read of the rectangle `whole`."""
    area, laid = places.areas(title)[name], places.cells(title)
    rows = [
        [
            as_listed(
                title,
                row,
                col,
                from_cell(
                    lines[row - whole.first_row][col - whole.first_col],
                    laid[row, col].kind if (row, col) in laid else Kind.TEXT,
                ),
            )
            for col in range(area.first_col, area.last_col + 1)
        ]
        for row in range(area.first_row, area.last_row + 1)
    ]
    return rows if name in places.titled(title).names else rows[0][0]
