"""The client's situation on the bilan: the questions asked of him, written when a bilan opens.

Each line is any question: the names of its list of answers and its code stand in hidden columns.
"""

from mplus3_xl.layout import lists
from mplus3_xl.layout.asked import DONE, TO_DO, mark_tints, most_of_one_type
from mplus3_xl.layout.forms import Form, check, line_name
from mplus3_xl.layout.model import Area, Cell, address
from mplus3_xl.layout.style import Kind, Style

SITUATION, QUESTIONS = "bilan_situation", "bilan_questions"
ANSWER = 1  # the column of the answer in the block, from 0
_HELP = "Choisissez, ou tapez : un nombre, ou plusieurs réponses séparées par des virgules."


def lay_situation(form: Form, hidden_col: int) -> None:
    """Lay the lines of the questions; their codes and lists go from the column `hidden_col` on."""
    form.head(("Question", "Réponse", "Demandé"))
    first, count = form.row, most_of_one_type(lists.questions())
    shown, told = form.blocks.get(SITUATION, ()), form.blocks.get(QUESTIONS, ())
    for line in range(count):
        question, answer = shown[line] if line < len(shown) else (None, None)
        _line(form, question, answer)
        hidden = told[line] if line < len(told) else (None, None)
        form.cells += [
            Cell(form.row, hidden_col + at, text or None) for at, text in enumerate(hidden)
        ]
        source = f"INDIRECT({address(form.row, hidden_col + 1, fixed_col=True)})"
        made = check("Réponse", Kind.TEXT, choices=source, help_text=_HELP)
        place = Area(form.row, form.first_col + ANSWER, form.row, form.first_col + ANSWER)
        form.checks.append((place, made._replace(strict=False)))
        form.mark(form.row, form.first_col + ANSWER, line_name(SITUATION, line, ANSWER))
        form.row += 1
    last, marks = form.row - 1, form.first_col + ANSWER + 1
    form.names[SITUATION] = Area(first, form.first_col, last, form.first_col + ANSWER)
    form.names[QUESTIONS] = Area(first, hidden_col, last, hidden_col + 1)
    form.highlights += mark_tints(Area(first, marks, last, marks))


def _line(form: Form, question: object, answer: object) -> None:
    """Lay a question, its answer, and the word that says whether it is still to be asked."""
    row, col = form.row, form.first_col
    asked, given = address(row, col), address(row, col + ANSWER)
    formula = f'=IF({asked}="","",IF({given}="","{TO_DO}","{DONE}"))'
    word = "" if not question else DONE if answer else TO_DO
    form.cells += [
        Cell(row, col, str(question) if question else None, Style.LABEL, Kind.WRAPPED),
        Cell(row, col + ANSWER, str(answer) if answer else None, Style.INPUT),
        Cell(row, col + ANSWER + 1, word, Style.QUIET, Kind.CENTRED, formula=formula),
    ]
