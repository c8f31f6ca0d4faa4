"""The faults that are seeded: what each does to a good workbook, found there by its shape.

Nothing in this folder counts on a cell, a title or a text of the workbook: any macro workbook
with tables, forms, buttons, a chart and a ribbon can be damaged so.
"""

from tests.excel.damage import Damage
from tests.excel.seeded.formulas import FORMULAS, NAMES
from tests.excel.seeded.macros import MACROS
from tests.excel.seeded.package import LINKS, PACKAGE
from tests.excel.seeded.rules import CONDITIONAL, VALIDATIONS
from tests.excel.seeded.sheets import CELLS, SHEETS, STYLE
from tests.excel.seeded.shown import RIBBONS, SHOWN
from tests.excel.seeded.tables import TABLES

_GROUPS = (
    *(PACKAGE, LINKS, SHEETS, CELLS, STYLE, TABLES, FORMULAS, NAMES, VALIDATIONS),
    *(CONDITIONAL, SHOWN, RIBBONS, MACROS),
)
FAULTS: dict[str, Damage] = {name: damage for group in _GROUPS for name, damage in group.items()}
