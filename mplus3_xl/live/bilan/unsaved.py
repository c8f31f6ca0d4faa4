"""What the sheet of the bilan holds that is not saved, or is typed in vain, pure."""

from mplus3_xl.layout.bilan import bilan
from mplus3_xl.layout.bilan.bilan_columns import GAPS, INVENTORY
from mplus3_xl.layout.bilan.situation import SITUATION
from mplus3_xl.layout.forms import line_name
from mplus3_xl.live.bilan.cells import rows_of
from mplus3_xl.live.bilan.reading import answers_in
from mplus3_xl.live.bilan.tables import OURS
from mplus3_xl.live.port import Values
from mplus3_xl.live.sheet.cell_texts import text_of


def typed_cells(values: Values) -> dict[str, str]:
    """Return the text of each cell that a person may fill, by its name; empty ones left out."""
    answers = answers_in(values).values()
    found = {f"{SITUATION}.{code}": text for code, text in answers if text}
    for name, columns in ((bilan.LINES, INVENTORY), (bilan.GAP_LINES, GAPS)):
        for line, row in enumerate(rows_of(values, name, columns)):
            for at, column in enumerate(columns):
                if column.typed and (text := text_of(row[column.key])):
                    found[line_name(name, line, at)] = text
    reason = text_of(values[bilan.NO_ACTION])
    return found | ({bilan.NO_ACTION: reason} if reason and answers else {})


def ours_typed(values: Values, shown: Values) -> tuple[str, ...]:
    """Name the families whose line of ours is not what the contracts say: typing is ignored."""
    columns = [column.key for column in INVENTORY if column.typed]
    held = {row["cle"]: row for row in rows_of(shown, bilan.LINES, INVENTORY)}
    return tuple(
        str(row["famille"])
        for row in rows_of(values, bilan.LINES, INVENTORY)
        if row["cle"] in held and OURS in str(row["cle"])
        if any(text_of(row[key]) != text_of(held[row["cle"]][key]) for key in columns)
    )
