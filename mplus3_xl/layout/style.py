"""The look: one accent colour, the Okabe–Ito palette for what the words already say, named styles.

A style is a set of cell properties under a name; the painter turns them into formats. The font
colour stays automatic unless a fill is set, so that a dark theme remains readable.
Palette: Okabe & Ito, https://jfly.uni-koeln.de/color. Contrast of every pair: at least 4.5:1.
"""

from enum import Enum

ACCENT = "#0072B2"  # Okabe–Ito blue
INK_SOFT = "#595959"
RULE = "#C9D3DB"
WHITE = "#FFFFFF"
INPUT_FILL = "#EEF5FB"
INPUT_EDGE = "#8FB4CF"
CARD_FILL = "#F4F7FA"
INK = "#1F2933"

FONT = "Calibri"
FONT_SIZE = 11

Properties = dict[str, str | int | float | bool]


class Tint(Enum):
    """A fill and its ink, for a state that a word names: (fill, ink), palest of the palette."""

    GREEN = ("#D3EFE5", "#00513A")
    ORANGE = ("#FBE3D2", "#7A3400")
    YELLOW = ("#FFF0CC", "#5C4200")
    BLUE = ("#DCEDF8", "#004A75")
    GREY = ("#E8EBEE", "#3F4750")

    @property
    def fill(self) -> str:
        """Colour of the cell."""
        return self.value[0]

    @property
    def ink(self) -> str:
        """Colour of the text."""
        return self.value[1]


class Kind(Enum):
    """What a cell holds; decides its number format and its alignment."""

    TEXT = "text"
    WRAPPED = "wrapped"
    CENTRED = "centred"
    RIGHT = "right"
    WHOLE = "whole"
    DECIMAL = "decimal"
    AMOUNT = "amount"
    DATE = "date"
    MOMENT = "moment"
    STAMP = "stamp"
    TIME = "time"


KINDS: dict[Kind, Properties] = {
    Kind.TEXT: {"align": "left"},
    Kind.WRAPPED: {"align": "left", "text_wrap": True},
    Kind.CENTRED: {"align": "center"},
    Kind.RIGHT: {"align": "right", "indent": 1},
    Kind.WHOLE: {"num_format": "0", "align": "center"},
    Kind.DECIMAL: {"num_format": "0.0", "align": "center"},
    Kind.AMOUNT: {"num_format": "#,##0.00 €"},
    Kind.DATE: {"num_format": "dd/mm/yyyy", "align": "center"},
    Kind.MOMENT: {"num_format": "dd/mm hh:mm", "align": "center"},
    Kind.STAMP: {"num_format": "dd/mm/yyyy hh:mm", "align": "center"},
    Kind.TIME: {"num_format": "hh:mm", "align": "center"},
}


class Style(Enum):
    """The named styles of the workbook."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    MESSAGE = "message"
    SECTION = "section"
    LABEL = "label"
    VALUE = "value"
    TEXT = "text"
    STRONG = "strong"
    SOFT = "soft"
    LINK = "link"
    LINED_LINK = "lined_link"
    FORM_LINK = "form_link"
    HEADER = "header"
    BODY = "body"
    LINED = "lined"
    INPUT = "input"
    TABLE_INPUT = "table_input"
    CARD_FIGURE = "card_figure"
    CARD_LABEL = "card_label"
    CARD_HELP = "card_help"
    NOTICE = "notice"
    LINE_TITLE = "line_title"
    SCRIPT = "script"
    QUIET = "quiet"
    CLIENT = "client"
    FREE = "free"
    NOTE = "note"


_INPUT: Properties = {
    "bg_color": INPUT_FILL,
    "font_color": INK,
    "border": 1,
    "border_color": INPUT_EDGE,
    "indent": 1,
    "locked": False,
}
_CARD: Properties = {"bg_color": CARD_FILL, "font_color": INK, "indent": 1}

STYLES: dict[Style, Properties] = {
    Style.TITLE: {"bold": True, "font_size": 20, "font_color": ACCENT},
    Style.SUBTITLE: {"font_size": 12, "font_color": INK_SOFT},
    Style.MESSAGE: {"bold": True, "font_size": 12},
    Style.SECTION: {
        "bold": True,
        "font_size": 14,
        "font_color": ACCENT,
        "bottom": 2,
        "bottom_color": ACCENT,
    },
    Style.LABEL: {"indent": 1},
    Style.VALUE: {"bottom": 1, "bottom_color": RULE, "indent": 1, "align": "left"},
    Style.TEXT: {},
    Style.STRONG: {"bold": True},
    Style.SOFT: {"font_color": INK_SOFT},
    Style.LINK: {"font_color": ACCENT, "underline": 1},
    Style.LINED_LINK: {
        "font_color": ACCENT,
        "underline": 1,
        "bottom": 1,
        "bottom_color": RULE,
        "indent": 1,
    },
    Style.FORM_LINK: {"font_color": ACCENT, "underline": 1, "locked": False},
    Style.HEADER: {
        "bold": True,
        "font_color": WHITE,
        "bg_color": ACCENT,
        "text_wrap": True,
        "indent": 1,
        "border": 1,
        "border_color": WHITE,
    },
    Style.BODY: {"indent": 1},
    Style.LINED: {"indent": 1, "bottom": 1, "bottom_color": RULE},
    Style.INPUT: _INPUT | {"align": "left"},
    Style.TABLE_INPUT: _INPUT,
    Style.NOTE: _INPUT | {"valign": "top"},
    Style.CARD_FIGURE: _CARD | {"bold": True, "font_size": 28, "align": "left"},
    Style.CARD_LABEL: _CARD | {"bold": True, "font_size": 12},
    Style.CARD_HELP: _CARD | {"font_color": INK_SOFT, "text_wrap": True, "valign": "top"},
    Style.LINE_TITLE: {
        "bold": True,
        "indent": 1,
        "font_color": INK_SOFT,
        "bottom": 1,
        "bottom_color": ACCENT,
        "text_wrap": True,
    },
    Style.SCRIPT: {"indent": 1, "font_size": 12},
    Style.QUIET: {"indent": 1, "font_color": INK_SOFT, "bottom": 1, "bottom_color": RULE},
    Style.FREE: {"bold": True, "locked": False},
    Style.CLIENT: {"bold": True, "font_size": 16},
    Style.NOTICE: {"bold": True, "bg_color": Tint.YELLOW.fill, "font_color": Tint.YELLOW.ink},
}


# Values, typed or written again at each click, that are cells of text.
TEXT_STYLES = (
    Style.INPUT,
    Style.TABLE_INPUT,
    Style.NOTE,
    Style.BODY,
    Style.LINED,
    Style.VALUE,
    Style.CLIENT,
)
TEXT_KINDS = (Kind.TEXT, Kind.WRAPPED, Kind.CENTRED)


def properties(style: Style, kind: Kind) -> Properties:
    """Return the cell properties of `style` for a value of `kind`."""
    base: Properties = {"font_name": FONT, "font_size": FONT_SIZE, "valign": "vcenter"}
    made = base | KINDS[kind] | STYLES[style]
    if style in TEXT_STYLES and kind in TEXT_KINDS:
        made["num_format"] = "@"  # a postal code keeps its zero, "=1+1" stays a text
    if made.get("align") == "center":
        made.pop("indent", None)  # an indent would push the text off its centre
    return made
