"""The sheet `Fiche`: the call form, from the preparation to the outcome, in the guide's order.

Which fields are asked, and of whom, comes from the rule table `required_fields`; the marks follow
the named cell `fiche_type_client`.
"""

from mplus3_xl.domain.rule_labels import labels
from mplus3_xl.layout import lists, message, titles
from mplus3_xl.layout.asked import CLIENT_TYPE
from mplus3_xl.layout.buttons import BUTTON_HEIGHT, buttons
from mplus3_xl.layout.call import call_fields, script
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.fields import lay_fields
from mplus3_xl.layout.forms import Field, Form
from mplus3_xl.layout.heading import (
    DAY_ROW,
    HEIGHTS,
    TITLE_ROW,
    back,
    heading,
    labelled_code,
    unseen,
)
from mplus3_xl.layout.model import COMPUTED, Area, Cell, Highlight, Page, Sheet, address
from mplus3_xl.layout.queue.file_columns import PERMISSION_TINTS
from mplus3_xl.layout.style import Kind, Style, Tint
from mplus3_xl.rules import table as rule_table

TITLE = titles.FICHE
FIRST_COL, LAST_COL = 1, 5
WIDTHS = (2.0, 36.0, 38.0, 27.0, 38.0, 20.0, 0.0)
BUTTON_ROW, MORE_BUTTON_ROW, CLIENT_ROW, SAID_ROW = range(DAY_ROW + 1, DAY_ROW + 5)
INVITATION_ROW = SAID_ROW + message.LINES
BUTTONS = ("appeler", "tout_confirmer", "enregistrer", "suivant", "annuler")
MORE_BUTTONS = (
    "bilan", "copier_sms", "opposition", "consentement", "reprendre", "barrer", "clore", "revenir",
)  # fmt: skip
CHOOSE = "Choisissez un dossier dans la feuille File, puis ouvrez sa fiche."
CONTRACT_LINES, HISTORY_LINES, PIECE_LINES, SCRIPT_LINES = 5, 5, 40, 3
QUESTION_LINES, ACTE_LINES, APPOINTMENT_LINES, BANNER_LINES = 7, 2, 1, 2
PHRASE_LINES = 2 * len(script.PHRASES)
FOLDED = (
    "fiche_suite", "fiche_contrats", "fiche_contrats_reste", "fiche_historique", "fiche_questions",
    "fiche_actes", "fiche_script", "fiche_objet", "fiche_rendez_vous", "fiche_pieces",
    "fiche_transition", "fiche_phrases",
)  # fmt: skip
TICK = "fiche_dit_"
_DIAL, _WRITE, _UNSAVED = ((TITLE_ROW, FIRST_COL + at) for at in (1, 2, 3))
"""Beside the title: the links that reach the client, and that what is typed is not saved.

The name of the client, which may be long, has a row for itself.
"""
_UNSEEN_COL = LAST_COL + 1
_HELD_CHANGE = (CLIENT_ROW + 4, _UNSEEN_COL)
_TO_OUTCOME = (DAY_ROW, FIRST_COL + 2)
"""Where a click goes down to the outcome: of most calls nobody answers."""


def ticks() -> dict[str, str]:
    """Return what must have been said at the start: the name of its cell, by its code."""
    return {
        each["code"]: f"{TICK}{each['code']}" for each in rule_table("scripts")["opening_check"]
    }


def _preparation(form: Form) -> None:
    form.pairs(call_fields.DOSSIER_LEFT, call_fields.DOSSIER_RIGHT)
    verdict = _cell_of(form, call_fields.VERDICT)
    place = Area(verdict.row, verdict.col, verdict.row, verdict.col)
    for label, tint in PERMISSION_TINTS.items():
        said = f'LEFT({call_fields.VERDICT},{len(label)})="{label}"'
        form.highlights.append(Highlight(place, said, tint))
    form.section("Avant l’appel", "Consultez le dossier dans Lagon et vérifiez le contrat initial.")
    form.block("fiche_contrats", call_fields.CONTRACTS, CONTRACT_LINES)
    _in_two_lines(form, "fiche_contrats")
    form.lines("fiche_contrats_reste", (), 1)
    _history(form)
    form.head(("Questions à préparer",))
    form.lines("fiche_questions", (), QUESTION_LINES)
    form.head(("Actes déjà faits",))
    form.lines("fiche_actes", (), ACTE_LINES)


def _history(form: Form) -> None:
    form.block("fiche_historique", call_fields.HISTORY, HISTORY_LINES)
    lines = _in_two_lines(form, "fiche_historique")
    counted = address(lines.first_row, lines.last_col, fixed_col=True)
    struck = f'LEFT({counted},{len(call_fields.STRUCK)})="{call_fields.STRUCK}"'
    form.highlights.append(Highlight(lines, struck, Tint.GREY, struck=True))


def _in_two_lines(form: Form, block: str) -> Area:
    """Make room for two lines of text in each row of a block; return its cells."""
    lines = form.names[block]
    for row in range(lines.first_row, lines.last_row + 1):
        form.heights[row] = call_fields.TWO_LINES
    return lines


def _cell_of(form: Form, name: str) -> Cell:
    return next(cell for cell in form.cells if cell.name == name)


def _opening(form: Form) -> None:
    form.section("L’accroche", "Se présenter, citer le vendeur, proposer un créneau, sourire.")
    form.lines("fiche_script", script.lines("accroche_collegue"), SCRIPT_LINES)
    form.lines("fiche_objet", script.lines("objet_appel"), SCRIPT_LINES)
    form.lines("fiche_rendez_vous", script.lines("pas_disponible"), APPOINTMENT_LINES)
    form.row += 1
    said = labels("scripts", "opening_check")
    for code, name in ticks().items():
        tick = Field(name, said[code], choices=lists.YES_NO)
        form.field(form.row, form.first_col, tick, reach=2)
        form.row += 1


def _objectives(form: Form, content: Content) -> None:
    form.section(
        "Objectif 1 : la fiche Lagon",
        "Chaque champ demandé est confirmé, modifié (écrire la nouvelle valeur) ou non communiqué.",
    )
    lay_fields(form, content)
    form.section(
        "Objectif 2 : les contrats en cours",
        "Une pièce obligatoire qui manque garde le dossier en cours et crée une relance.",
    )
    form.block("fiche_pieces", call_fields.PIECES, PIECE_LINES)
    form.section(
        "Objectif 3 : le bilan (actualisation des besoins)",
        "Dites que l’échange passe à ses autres assurances, et notez son accord.",
    )
    _banner(form)
    form.lines("fiche_transition", script.lines("transition_bilan"), SCRIPT_LINES)
    form.lines("fiche_declencheur", script.lines("declencheur"), 1)
    form.field(form.row, form.first_col, call_fields.AGREEMENT, reach=2)
    form.row += 1
    form.pairs(call_fields.BILAN_LEFT, call_fields.BILAN_RIGHT)


def _banner(form: Form) -> None:
    form.lines(call_fields.BANNER, (), BANNER_LINES)
    lines = form.names[call_fields.BANNER]
    filled = f'{address(lines.first_row, lines.first_col, fixed=True)}<>""'
    form.highlights.append(
        Highlight(lines._replace(last_col=form.last_col), filled, Tint.YELLOW, bold=True)
    )


def _outcome(form: Form) -> int:
    """Lay the outcome, then the messages; return the last row that is printed."""
    form.section("Issue de l’appel", "Le statut se calcule à partir des quatre tags.")
    form.pairs(call_fields.OUTCOME_LEFT, call_fields.OUTCOME_RIGHT)
    form.field(form.row, form.first_col, call_fields.NOTE)
    printed = form.row
    form.row += 1
    form.section("Messages", "Un service, sans offre : à envoyer quand le client n’est pas joint.")
    form.pairs((call_fields.SMS,), (call_fields.MAIL,))
    form.section("Autres phrases de l’appel", "Un responsable les récrit dans la feuille Scripts.")
    form.lines("fiche_phrases", script.phrases(script.unmerged()), PHRASE_LINES)
    return printed


def _choose(content: Content) -> tuple[Cell, ...]:
    """Return the name of the client, or the invitation to choose a dossier."""
    formula = f'=IF(fiche_nom="","{CHOOSE}","")'
    shown = "" if content.fields.get("fiche_nom") else CHOOSE
    name = content.fields.get("fiche_nom")
    return (
        *message.cells("fiche", FIRST_COL, SAID_ROW),
        Cell(CLIENT_ROW, FIRST_COL, name, Style.CLIENT, name="fiche_nom"),
        Cell(INVITATION_ROW, FIRST_COL, shown, Style.MESSAGE, formula=formula),
        *labelled_code("fiche_code", content, LAST_COL, elsewhere=True),
        Cell(*_UNSAVED, "", Style.STRONG, Kind.CENTRED, formula='=fiche_modifie&""'),
        *_held(content),
    )


def _held(content: Content) -> tuple[Cell, ...]:
    """Return what tells which form it is, beside its message: one write tells all of it.

    A person who types has it said by VBA, under the protection.
    """
    code = content.fields.get("fiche_code")
    return (
        *unseen("fiche", _UNSEEN_COL, CLIENT_ROW),
        Cell(CLIENT_ROW + 3, _UNSEEN_COL, code, kind=Kind.WHOLE, name="fiche_code"),
        Cell(*_HELD_CHANGE, None, Style.FREE, name="fiche_modifie"),
    )


def _reach(content: Content) -> tuple[Cell, ...]:
    """Return the links that dial the client's phone and write to him."""
    phone, mail = "fiche_telephone_appel", "fiche_email_appel"
    dial = f'HYPERLINK("tel:"&SUBSTITUTE({phone}," ",""),"Composer le "&{phone})'
    write = f'HYPERLINK("mailto:"&{mail},"Écrire à "&{mail})'
    return tuple(
        Cell(*place, _said(content, word, name), Style.FORM_LINK,
             formula=f'=IF({name}="","",{link})')
        for place, name, word, link in (
            (_DIAL, phone, "Composer le", dial),
            (_WRITE, mail, "Écrire à", write),
        )
    )  # fmt: skip


def _said(content: Content, word: str, name: str) -> str:
    value = content.fields.get(name)
    return f"{word} {value}" if value else ""


def sheet(content: Content) -> Sheet:
    """Return the call form, filled with what `content` holds of an open dossier."""
    form = Form("fiche", FIRST_COL, LAST_COL, INVITATION_ROW + 1, content.fields, content.blocks)
    _preparation(form)
    _opening(form)
    _objectives(form, content)
    printed = _outcome(form)
    free = tuple(
        (Area(row, col, row, col), COMPUTED)
        for row, col in ((BUTTON_ROW, FIRST_COL), _TO_OUTCOME, _DIAL, _WRITE, _HELD_CHANGE)
    )
    invitation = Area(INVITATION_ROW, FIRST_COL, INVITATION_ROW, LAST_COL)
    unsaved = Area(*_UNSAVED, *_UNSAVED)
    first, outcome = _cell_of(form, CLIENT_TYPE), _cell_of(form, call_fields.OUTCOME)
    return Sheet(
        title=TITLE,
        code_name="FeuilFiche",
        widths=WIDTHS,
        cells=(
            *heading("Fiche d’appel", content),
            back("File", BUTTON_ROW, form=True),
            Cell(
                *_TO_OUTCOME,
                "Issue de l’appel ↓",
                Style.FORM_LINK,
                link=TITLE,
                spot=(outcome.row, outcome.col),
            ),
            *_choose(content),
            *_reach(content),
            *form.cells,
        ),
        checks=(*free, *form.checks),
        highlights=(
            Highlight(invitation, 'fiche_nom=""', Tint.YELLOW),
            Highlight(unsaved, 'fiche_modifie<>""', Tint.YELLOW, bold=True),
            *form.highlights,
        ),
        buttons=(
            *buttons(BUTTON_ROW, FIRST_COL + 1, *BUTTONS),
            *buttons(MORE_BUTTON_ROW, FIRST_COL, *MORE_BUTTONS),
        ),
        names=form.names | message.names("fiche", FIRST_COL, SAID_ROW),
        heights=HEIGHTS
        | message.heights(SAID_ROW)
        | {BUTTON_ROW: BUTTON_HEIGHT, MORE_BUTTON_ROW: BUTTON_HEIGHT, CLIENT_ROW: 26}
        | form.heights,
        row_height=18,
        page=Page(
            FIRST_COL,
            LAST_COL,
            scale=52,
            break_rows=(form.names["fiche_champs"].first_row - 3,),
            last_row=printed,
        ),
        frozen=(INVITATION_ROW, 0),
        protected=True,
        form=True,
        folded=FOLDED,
        fitted=(call_fields.WHERE, call_fields.VERDICT, call_fields.MISSING_PIECES),
        start=(first.row, first.col),
    )
