"""The bilan of a client as the sheet shows it, pure."""

from mplus3_xl.domain.bilan.situation import questions_for
from mplus3_xl.domain.bilan.typed_answers import shown_answer
from mplus3_xl.layout import lists
from mplus3_xl.layout.bilan import bilan
from mplus3_xl.layout.bilan.bilan_paper import PAPER
from mplus3_xl.layout.bilan.situation import QUESTIONS, SITUATION
from mplus3_xl.layout.french import count
from mplus3_xl.live.bilan.paper import paper_lines
from mplus3_xl.live.bilan.tables import Row, action_rows, cut, gap_rows, inventory_rows
from mplus3_xl.live.bilan.words import missing_said
from mplus3_xl.live.port import Fields
from mplus3_xl.live.sheet.messages import message_of
from mplus3_xl.services.bilan.bilan import OpenBilan

CODE, VERSION, FORM_ID, NAME, SCORE, EQUIPMENT, PROBLEMS = (
    "bilan_code", "bilan_version", "bilan_formulaire", "bilan_nom", "bilan_score",
    "bilan_equipement", "bilan_problemes",
)  # fmt: skip


def shown(opened: OpenBilan, dossier_id: int, message: str = "") -> Fields:
    """Return every field of the sheet. Raises UserError when a list has no room for it all."""
    asked = questions_for(opened.said.situation)
    answers = opened.answers
    lines, gaps, todo = inventory_rows(opened), gap_rows(opened), action_rows(opened)
    return {
        CODE: dossier_id,
        VERSION: opened.version,
        NAME: opened.client.name,
        SCORE: _score(opened),
        EQUIPMENT: _equipment(opened),
        bilan.MISSING: missing_said(opened),
        **message_of(bilan.TITLE, message),
        PROBLEMS: None,
        SITUATION: [[each["label"], shown_answer(each, answers.get(each["code"]))]
                    for each in asked],
        QUESTIONS: [[each["code"], lists.question_list(each)] for each in asked],
        bilan.LINES: lines,
        bilan.GAP_LINES: gaps,
        bilan.ACTIONS: todo,
        bilan.NO_ACTION: opened.said.no_action_reason,
        bilan.LEFT: _left(opened),
        PAPER: paper_lines(opened, lines, gaps, todo),
    }  # fmt: skip


def _score(opened: OpenBilan) -> str:
    score = opened.bilan.score
    if score.complete:
        return "Client complet : tout est chez nous, chaque manque a sa réponse."
    here = count(score.families_here, "famille", "familles")
    answered = count(score.gaps_answered, "manque répondu", "manques répondus")
    return (
        f"Pas encore complet : {here} sur {score.families} chez nous, {answered} sur {score.gaps}"
    )


def _equipment(opened: OpenBilan) -> str:
    before, after = opened.equipment
    return f"Contrats chez nous : {before} avant, {after} maintenant"


def _left(opened: OpenBilan) -> list[Row]:
    wanting = (f"Bilan : {each.message}" for each in opened.missing)
    away = (f"Client complet : {each}" for each in opened.bilan.score.missing)
    rows: list[Row] = [[said] for said in (*wanting, *away)]
    return cut(rows, bilan.LEFT_LINES, lambda more: [f"… et {more} de plus"])
