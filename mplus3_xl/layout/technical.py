"""The hidden sheets that programs read: `_meta`, and the settings of xlwings as texts."""

from mplus3_xl.layout.content import Content
from mplus3_xl.layout.french import short_day
from mplus3_xl.layout.model import Cell, Sheet
from mplus3_xl.layout.style import Style

# To be raised when a name, a table or a column that the program uses changes.
LAYOUT_VERSION = "20"
DEMO = "meta_demo"
"""The name of the cell that holds the day on which a demo was frozen."""
STORE = "meta_base"
"""The name of the cell that holds which store the workbook was made for, if it was for one."""

# xlwings reads this sheet by its name; texts, since a French Excel may turn False into Faux.
CONF_TITLE = "xlwings.conf"
CONF = (
    ("INTERPRETER_WIN", r"%LOCALAPPDATA%\MPlus3\python\Scripts\python.exe"),  # as the guide says
    ("INTERPRETER_MAC", "$HOME/MPlus3/bin/python"),
    ("ADD_WORKBOOK_TO_PYTHONPATH", "False"),
    ("SHOW_ERROR_POPUPS", "True"),
)


def meta(content: Content) -> Sheet:
    """Return what the first click compares: the versions with the installed ones, the store."""
    entries = (
        ("meta_layout", "Version de la mise en page", LAYOUT_VERSION),
        ("meta_package", "Version du programme", content.version),
        ("meta_xlwings", "Version de xlwings", content.xlwings_version),
        ("meta_date", "Date de la version", short_day(content.released or content.au)),
        (
            DEMO,
            "Jour de la démonstration",
            short_day(content.au) if content.frozen_day else "",
        ),
        (STORE, "Base pour laquelle il est fait", content.store),
    )
    cells = []
    for row, (name, label, value) in enumerate(entries):
        cells += [Cell(row, 0, label, Style.STRONG), Cell(row, 1, value, name=name)]
    return Sheet("_meta", "FeuilMeta", (32.0, 24.0), tuple(cells), hidden=True)


def conf(content: Content) -> Sheet:
    """Return the settings of xlwings: name and value, from the first cell on."""
    cells = []
    for row, (name, value) in enumerate(CONF):
        cells += [Cell(row, 0, name), Cell(row, 1, content.interpreters.get(name, value))]
    return Sheet(CONF_TITLE, "FeuilConf", (36.0, 52.0), tuple(cells), hidden=True)
