"""The two tables of the bilan: the inventory of what the client holds, and what he lacks.

Both keep their size: blank lines come last.
"""

from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.layout.asked import CLIENT_TYPE, most_of_one_type
from mplus3_xl.layout.bilan.bilan_columns import BASKETS, GAPS, INVENTORY
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.model import Column, Table, Value
from mplus3_xl.layout.style import Tint
from mplus3_xl.rules import table as rule_table

SPARE_LINES = 9


def inventory_lines() -> int:
    """Return how many lines the inventory has: a family each, and a few contracts more."""
    return most_of_one_type(rule_table("families")["family"]) + SPARE_LINES


def _client_type(content: Content) -> ClientType:
    """Return the type of the open client; the empty form is that of a Particulier."""
    shown = content.fields.get(CLIENT_TYPE)
    return next((each for each in ClientType if each.label == shown), ClientType.PARTICULIER)


def _families(content: Content) -> list[tuple[Value, ...]]:
    client_type = _client_type(content)
    families = [
        each for each in rule_table("families")["family"] if client_type in each["client_types"]
    ]
    empty = (None,) * (len(INVENTORY) - 3)
    return [(each["label"], *empty, BASKETS[each["basket"]], None) for each in families]


def _level_tints() -> dict[str, Tint]:
    tints = (Tint.ORANGE, Tint.BLUE, Tint.GREY)
    return {
        level["label"]: tint
        for level, tint in zip(rule_table("gaps")["level"], tints, strict=False)
    }


def inventory_table(content: Content, row: int, col: int) -> Table:
    """Return `tBilan`, its header on the row `row`."""
    rows = content.blocks.get("tBilan") or _families(content)
    columns = tuple(each._replace(help="") for each in INVENTORY)  # said at the cells, not above
    return Table("tBilan", row, col, columns, rows, spare=inventory_lines(), filtered=False)


def gap_table(content: Content, row: int, col: int) -> Table:
    """Return `tManques`, its header on the row `row`."""
    columns = tuple(
        Column(each.key, each.title, each.width, each.kind, tints=_level_tints())
        if each.key == "niveau"
        else each
        for each in GAPS
    )
    rows = content.blocks.get("tManques", ())
    spare = most_of_one_type(rule_table("gaps")["gap"])
    return Table("tManques", row, col, columns, rows, spare=spare, filtered=False)
