"""Where the parts of a workbook are, and the plainest ways to change one."""

from tests.excel.damage import Damage, change

BOOK = r"xl/workbook\.xml"
SHEET = r"xl/worksheets/sheet\d+\.xml"
TABLE = r"xl/tables/"
STYLES = r"xl/styles\.xml"
STRINGS = r"xl/sharedStrings\.xml"
CHART = r"xl/charts/"
DRAWING = r"xl/drawings/drawing"
VML = r"xl/drawings/vml"
VBA = r"xl/vbaProject\.bin"
RIBBON = r"customUI/"
TYPES = r"\[Content_Types\]"
ROOT_LINKS = r"_rels/"
BOOK_LINKS = r"xl/_rels/"
SHEET_LINKS = r"xl/worksheets/_rels/"


def attribute(part: str, element: bytes, name: bytes, value: bytes) -> Damage:
    """Set one attribute of the first element that has it."""
    pattern = rb"(<(?:\w+:)?" + element + rb"\b[^>]*?\s" + name + rb'=")[^"]*'
    return change(part, pattern, lambda found: found[1] + value)


def new_attribute(part: str, element: bytes, text: bytes) -> Damage:
    """Give the first element of that tag one more attribute."""
    return change(part, rb"<(" + element + rb")\b(?=[ />])", rb"<\1 " + text)


def formula(text: bytes) -> Damage:
    """Put `text` in the place of the first formula of a cell."""
    return change(SHEET, rb"<f>[^<]*</f>", lambda _: b"<f>" + text + b"</f>")
