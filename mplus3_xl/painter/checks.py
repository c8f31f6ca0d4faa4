"""The layout's checks as data validations."""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from mplus3_xl.layout.model import Area, Check, Rule

_BETWEEN = {
    Rule.DATE: "date",
    Rule.WHOLE: "integer",
    Rule.AMOUNT: "decimal",
    Rule.LENGTH: "length",
}


def _demand(check: Check) -> dict[str, Any]:
    if check.rule is Rule.CHOICE:
        return {
            "validate": "list",
            "source": f"={check.source}",
            "show_error": check.strict,
        }
    if check.rule is Rule.COMPUTED:
        return {"validate": "custom", "value": "=FALSE"}
    if check.rule is Rule.NONE:
        return {"validate": "any"}
    return {
        "validate": _BETWEEN[check.rule],
        "criteria": "between",
        "minimum": check.lowest,
        "maximum": check.highest,
    }


def lay_check(worksheet: Worksheet, area: Area, check: Check) -> None:
    """Make `area` accept only what `check` allows, with its French texts."""
    options = _demand(check) | {
        "input_title": check.prompt_title,
        "input_message": check.prompt,
        "error_title": check.error_title,
        "error_message": check.error,
    }
    worksheet.data_validation(*area, options)
