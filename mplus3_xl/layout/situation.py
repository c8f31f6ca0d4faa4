"""The client's situation on the bilan: one line per question of the rule table."""

from dataclasses import replace
from typing import Any

from mplus3_xl.layout import lists
from mplus3_xl.layout.asked import IF_NEEDED, TO_DO, condition, mark, mark_formula, mark_tints
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.forms import Form, check
from mplus3_xl.layout.model import Area, Cell, Check, Highlight, address
from mplus3_xl.layout.style import Kind, Style

SITUATION = "bilan_situation"
_HELP = {
    "choix_multiple": "Plusieurs réponses : séparez-les par une virgule.",
    "nombre": "Un nombre, ou « Ne sait pas ».",
}


def _answer_check(question: dict[str, Any]) -> Check:
    kind = question["kind"]
    source = "" if kind == "nombre" else lists.question_list(question)
    help_text = _HELP.get(kind, "")
    made = check("Réponse", Kind.TEXT, choices=source, help_text=help_text)
    return replace(made, strict=kind != "choix_multiple")


def _line(form: Form, content: Content, question: dict[str, Any]) -> None:
    row, col, codes = form.row, form.first_col, question["client_types"]
    name = f"bilan_{question['code']}"
    # A question that hangs on another one may well stay without answer.
    empty = IF_NEEDED if "when" in question else TO_DO
    formula = mark_formula(codes, address(row, col + 1), empty=empty)
    word = mark(content, codes, name, empty=empty)
    form.cells += [
        Cell(row, col, question["label"], Style.LABEL, Kind.WRAPPED),
        Cell(row, col + 1, content.fields.get(name), Style.INPUT, name=name),
        Cell(row, col + 2, word, Style.QUIET, Kind.CENTRED, formula=formula),
    ]
    form.checks.append((Area(row, col + 1, row, col + 1), _answer_check(question)))
    form.highlights.append(Highlight(Area(row, col, row, col), condition(codes), bold=True))
    form.row += 1


def lay_situation(form: Form, content: Content) -> None:
    """Lay every question that is put to a client: its answer, and whether it is asked."""
    form.head(("Question", "Réponse", "Demandé"))
    first = form.row
    for question in lists.questions():
        _line(form, content, question)
    marks = form.first_col + 2
    form.names[SITUATION] = Area(first, form.first_col, form.row - 1, marks)
    form.highlights += mark_tints(Area(first, marks, form.row - 1, marks))
