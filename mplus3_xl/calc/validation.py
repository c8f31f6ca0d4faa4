"""The rule for what may be typed into cells, read in xlwings' words."""

from typing import TYPE_CHECKING

from mplus3_xl.calc import formulas
from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.part import Part

if TYPE_CHECKING:
    from mplus3_xl.calc.cells import Cells

_TYPES = {
    "ANY": "none",
    "WHOLE": "whole_number",
    "DECIMAL": "decimal",
    "DATE": "date",
    "TIME": "time",
    "TEXT_LEN": "text_length",
    "LIST": "list",
    "CUSTOM": "custom",
}
_COMPARED = {"whole_number", "decimal", "date", "time", "text_length"}
_OPERATORS = {
    "BETWEEN": "between",
    "NOT_BETWEEN": "not_between",
    "EQUAL": "equal_to",
    "NOT_EQUAL": "not_equal_to",
    "GREATER": "greater_than",
    "LESS": "less_than",
    "GREATER_EQUAL": "greater_than_or_equal",
    "LESS_EQUAL": "less_than_or_equal",
}
_STYLES = {"STOP": "stop", "WARNING": "warning", "INFO": "information"}
_NO_RULE = {"none", "mixed_criteria", "inconsistent"}
_HIDDEN = 0  # com.sun.star.sheet.TableValidationVisibility.INVISIBLE


def _kept(name: str, said: str) -> property:
    """What LibreOffice keeps of a rule under a name, as a property; `said` is what it is."""
    return property(lambda rule: rule._read(name), doc=said)


class DataValidation(Part):
    """The rule of a range, read only. Without one rule for all cells, everything is None."""

    __slots__ = ("_cells", "api", "type")

    def __init__(self, cells: "Cells") -> None:
        self._cells = cells
        self.api: Uno = cells.xl.Validation
        self.type = self._type()

    def _type(self) -> str:
        if self._cells.xl.getPropertyState("Validation").value != "AMBIGUOUS_VALUE":
            return _TYPES[self.api.Type.value]
        groups = self._cells.xl.getUniqueCellFormatRanges()
        kinds = {groups.getByIndex(i).Validation.Type.value for i in range(groups.Count)}
        return "mixed_criteria" if "ANY" in kinds else "inconsistent"

    def _read(self, name: str) -> Uno:
        return None if self.type in _NO_RULE else getattr(self.api, name)

    @property
    def operator(self) -> str | None:
        """How what is typed compares with the operands."""
        return _OPERATORS.get(self.api.getOperator().value) if self.type in _COMPARED else None

    @property
    def formula1(self) -> str | None:
        """The first operand."""
        return _formula(self.api.getFormula1()) if self.type in _COMPARED else None

    @property
    def formula2(self) -> str | None:
        """The second operand of "between" and "not_between"."""
        two = self.operator in {"between", "not_between"}
        return _formula(self.api.getFormula2()) if two else None

    @property
    def formula(self) -> str | None:
        """The formula of a rule of one's own."""
        return "=" + _formula(self.api.getFormula1()) if self.type == "custom" else None

    @property
    def source(self) -> str | None:
        """Where a list comes from: "=name", or its values ("a,b")."""
        if self.type != "list":
            return None
        text: str = self.api.getFormula1()
        if text.startswith('"'):
            return text.replace('";"', ",").strip('"')
        return "=" + _formula(text)

    @property
    def in_cell_dropdown(self) -> bool | None:
        """Whether a list is offered in the cell."""
        return self.api.ShowList != _HIDDEN if self.type == "list" else None

    ignore_blank = _kept("IgnoreBlankCells", "Whether an empty cell is accepted.")
    input_title = _kept("InputTitle", "The title of the hint.")
    input_message = _kept("InputMessage", "The hint.")
    show_input = _kept("ShowInputMessage", "Whether the hint is shown.")
    error_title = _kept("ErrorTitle", "The title of the refusal.")
    error_message = _kept("ErrorMessage", "The refusal.")
    show_error = _kept("ShowErrorMessage", "Whether something else is refused, or accepted.")

    @property
    def alert_style(self) -> str | None:
        """How firmly it is refused: "stop", "warning" or "information"."""
        style = self._read("ErrorAlertStyle")
        return None if style is None else _STYLES.get(style.value)


def _formula(text: str) -> str:
    return formulas.to_excel("=" + text).removeprefix("=")
