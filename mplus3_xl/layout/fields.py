"""Objective 1 on the form: one line per field of the Lagon file, from the rule table."""

from typing import Any

from mplus3_xl.layout import choices, lists
from mplus3_xl.layout.asked import condition, mark, mark_formula, mark_tints
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.forms import Form, check
from mplus3_xl.layout.model import Area, Cell, Check, Highlight, address
from mplus3_xl.layout.style import Kind, Style
from mplus3_xl.rules import table as rule_table

FIELDS = "fiche_champs"
TITLES = ("Champ", "Dans Lagon", "État du champ", "Nouvelle valeur", "Demandé")
_KINDS = {"amount": Kind.AMOUNT, "integer": Kind.WHOLE}
_SETTINGS = {"agences": choices.AGENCIES, "charges": choices.CHARGES}


def _value_check(field: dict[str, Any], kind: Kind) -> Check:
    """Return what the new value of a field may be; its own validator comes with the click."""
    label, help_text = field["label"], field["help"]
    if field["control"] != "list":
        return check(label, kind, help_text=help_text)
    source = _SETTINGS.get(field.get("values_from", ""), lists.field_list(field["code"]))
    made = check(label, Kind.TEXT, choices=source, help_text=help_text)
    return made._replace(strict=not field.get("open", False))


def _line(form: Form, content: Content, field: dict[str, Any]) -> None:
    row, col, label = form.row, form.first_col, field["label"]
    new, codes = f"fiche_{field['code']}", field["required_for"]
    known, state = f"{new}_lagon", f"{new}_etat"
    states = lists.FIELD_STATES if field["may_be_withheld"] else lists.KEPT_STATES
    kind = _KINDS.get(field["control"], Kind.TEXT)
    formula = mark_formula(codes, address(row, col + 2))
    word = mark(content, codes, state)
    form.cells += [
        Cell(row, col, label, Style.LABEL),
        Cell(row, col + 1, content.fields.get(known), Style.VALUE, kind, name=known),
        Cell(row, col + 2, content.fields.get(state), Style.INPUT, name=state),
        Cell(row, col + 3, content.fields.get(new), Style.INPUT, kind, name=new),
        Cell(row, col + 4, word, Style.QUIET, Kind.CENTRED, formula=formula),
    ]
    form.checks += [
        (Area(row, col + 2, row, col + 2), check(label, Kind.TEXT, choices=states)),
        (Area(row, col + 3, row, col + 3), _value_check(field, kind)),
    ]
    form.highlights.append(Highlight(Area(row, col, row, col), condition(codes), bold=True))
    form.mark(row, col + 2, state)
    form.mark(row, col + 3, new)
    form.row += 1


def lay_fields(form: Form, content: Content) -> None:
    """Lay every field: what Lagon says, its state, its new value, and whether it is asked."""
    form.head(TITLES)
    first = form.row
    for field in rule_table("required_fields")["field"]:
        _line(form, content, field)
    form.names[FIELDS] = Area(first, form.first_col, form.row - 1, form.last_col)
    form.highlights += mark_tints(Area(first, form.last_col, form.row - 1, form.last_col))
