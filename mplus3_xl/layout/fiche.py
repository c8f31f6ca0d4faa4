"""The sheet `Fiche`: the call form, from the preparation to the outcome, in the guide's order.

Which fields are asked, and of whom, comes from the rule table `required_fields`; the marks follow
the named cell `fiche_type_client`.
"""

from mplus3_xl.layout import lists, script
from mplus3_xl.layout.asked import CLIENT_TYPE
from mplus3_xl.layout.buttons import buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.fields import lay_fields
from mplus3_xl.layout.forms import Field, Form
from mplus3_xl.layout.heading import HEIGHTS, MESSAGE_ROW, back, heading, labelled_code
from mplus3_xl.layout.model import (
    COMPUTED,
    Area,
    Cell,
    Column,
    Highlight,
    Page,
    Sheet,
)
from mplus3_xl.layout.style import Kind, Style, Tint
from mplus3_xl.rules import table as rule_table

TITLE = "Fiche"
FIRST_COL, LAST_COL = 1, 5
WIDTHS = (2.0, 36.0, 38.0, 24.0, 38.0, 20.0)
BUTTON_ROW, CLIENT_ROW = 3, 4
CHOOSE = "Choisissez un dossier dans la feuille File, puis ouvrez sa fiche."
CONTRACT_LINES, HISTORY_LINES, PIECE_LINES, SCRIPT_LINES = 3, 3, 14, 3
NOTE_MOST: int = rule_table("attempts")["limit"]["note_max"]["value"]  # characters

DOSSIER_LEFT = (
    Field(CLIENT_TYPE, "Type de client", choices=lists.CLIENT_TYPES,
          help="Change les champs demandés plus bas."),
    Field("fiche_client", "N° client Lagon", shown=True),
    Field("fiche_telephone_appel", "Téléphone", shown=True),
    Field("fiche_email_appel", "E-mail", shown=True),
    Field("fiche_sinistres", "Sinistres depuis la souscription", shown=True),
)  # fmt: skip
DOSSIER_RIGHT = (
    Field("fiche_phase", "Phase", shown=True),
    Field("fiche_fenetre", "Fenêtre", shown=True),
    Field("fiche_au_plus_tard", "Au plus tard", Kind.DATE, shown=True),
    Field("fiche_prochain_creneau", "Prochain créneau", Kind.MOMENT, shown=True),
    Field("fiche_tentatives", "Essais sur 30 jours", Kind.WHOLE, shown=True),
)
CONTRACTS = (
    Column("numero", "Contrat", 0),
    Column("produit", "Produit et formule", 0),
    Column("prime", "Prime annuelle", 0, Kind.AMOUNT),
    Column("vendeur", "Vendeur", 0),
    Column("date_effet", "Date d’effet", 0, Kind.DATE),
)
HISTORY = (
    Column("quand", "Essai du", 0),
    Column("issue", "Issue", 0),
    Column("auteur", "Par", 0),
    Column("note", "Note", 0),
    Column("compte", "Compté", 0),
)
PIECES = (
    Column("piece", "Pièce", 0),
    Column("pour", "Pour le contrat", 0),
    Column("etat", "État de la pièce", 0, choices=lists.PIECE_STATES, typed=True),
    Column("le", "Le", 0, Kind.DATE, typed=True),
    Column("niveau", "Niveau", 0),
)
OUTCOME_LEFT = (
    Field("fiche_issue", "Issue de l’appel", choices=lists.OUTCOMES),
    Field("fiche_rappel_le", "Rappel le", Kind.DATE, help="Jour convenu avec le client."),
    Field("fiche_rappel_a", "Rappel à", Kind.TIME, help="Heure convenue, par exemple 14:30."),
    Field("fiche_motif", "Motif de clôture", choices=lists.CLOSINGS,
          help="Seulement si le dossier se ferme sans succès."),
)  # fmt: skip
OUTCOME_RIGHT = (
    Field("fiche_tag_appel", "Appel téléphonique", choices=lists.TAGS),
    Field("fiche_tag_lagon", "Mise à jour fiche Lagon", choices=lists.TAGS),
    Field("fiche_tag_bilan", "Bilan effectué", choices=lists.TAGS),
    Field("fiche_tag_sms_mail", "SMS/Mail coordonnées", choices=lists.TAGS),
)
NOTE = Field(
    "fiche_note",
    "Note",
    Kind.WRAPPED,
    help=f"{NOTE_MOST} caractères au plus. Le client peut demander à lire cette note : des faits, "
    "rien sur la santé ni les convictions.",
    longest=NOTE_MOST,
)


def _objective_1(form: Form, content: Content) -> None:
    form.section(
        "Objectif 1 : la fiche Lagon",
        "Chaque champ demandé est confirmé, modifié (écrire la nouvelle valeur) ou non communiqué.",
    )
    lay_fields(form, content)


def _preparation(form: Form) -> None:
    form.pairs(DOSSIER_LEFT, DOSSIER_RIGHT)
    form.section("Avant l’appel", "Consultez le dossier dans Lagon et vérifiez le contrat initial.")
    form.block("fiche_contrats", CONTRACTS, CONTRACT_LINES)
    form.row += 1
    form.block("fiche_historique", HISTORY, HISTORY_LINES)
    form.section("L’accroche", "Se présenter, citer le vendeur, proposer un créneau, sourire.")
    form.lines("fiche_script", script.lines("accroche_collegue"), SCRIPT_LINES)
    form.lines("fiche_objet", script.lines("objet_appel"), SCRIPT_LINES)
    form.row += 1
    for each in rule_table("scripts")["opening_check"]:
        tick = Field(f"fiche_dit_{each['code']}", each["label"], choices=lists.YES_NO)
        form.field(form.row, form.first_col, tick, reach=2)
        form.row += 1


def _closing(form: Form) -> None:
    form.section(
        "Objectif 2 : les contrats en cours",
        "Une pièce obligatoire qui manque garde le dossier en cours et crée une relance.",
    )
    form.block("fiche_pieces", PIECES, PIECE_LINES)
    form.section(
        "Objectif 3 : le bilan",
        "Dites que l’échange passe à ses autres assurances, et notez son accord.",
    )
    form.lines("fiche_transition", script.lines("transition_bilan"), SCRIPT_LINES)
    form.lines("fiche_declencheur", script.lines("declencheur"), 1)
    form.section("Issue de l’appel", "Le statut se calcule à partir des quatre tags.")
    form.pairs(OUTCOME_LEFT, OUTCOME_RIGHT)
    form.row += 1
    form.field(form.row, form.first_col, NOTE)
    form.heights[form.row] = 185
    form.row += 1


def _choose(content: Content) -> tuple[Cell, ...]:
    """Return the name of the client, or the invitation to choose a dossier."""
    formula = f'=IF(fiche_nom="","{CHOOSE}","")'
    shown = "" if content.fields.get("fiche_nom") else CHOOSE
    name = content.fields.get("fiche_nom")
    return (
        Cell(MESSAGE_ROW, FIRST_COL, None, Style.MESSAGE, name="fiche_message"),
        Cell(CLIENT_ROW, FIRST_COL, name, Style.CLIENT, name="fiche_nom"),
        Cell(CLIENT_ROW + 1, FIRST_COL, shown, Style.MESSAGE, formula=formula),
        *labelled_code("fiche_code", content, LAST_COL),
        Cell(MESSAGE_ROW, LAST_COL, None, Style.FREE, Kind.CENTRED, name="fiche_modifie"),
    )  # fmt: skip


def sheet(content: Content, *, macros: bool = False) -> Sheet:
    """Return the call form, filled with what `content` holds of an open dossier."""
    form = Form(FIRST_COL, LAST_COL, CLIENT_ROW + 2, content.fields, content.blocks)
    _preparation(form)
    _objective_1(form, content)
    _closing(form)
    free = (Area(BUTTON_ROW, FIRST_COL, BUTTON_ROW, FIRST_COL), COMPUTED)
    changed = (Area(MESSAGE_ROW, LAST_COL, MESSAGE_ROW, LAST_COL), COMPUTED)
    invitation = Area(CLIENT_ROW + 1, FIRST_COL, CLIENT_ROW + 1, LAST_COL)
    first = next(cell for cell in form.cells if cell.name == CLIENT_TYPE)
    return Sheet(
        title=TITLE,
        code_name="FeuilFiche",
        widths=WIDTHS,
        cells=(
            *heading("Fiche d’appel", content),
            back("File", BUTTON_ROW, FIRST_COL, form=True),
            *_choose(content),
            *form.cells,
        ),
        checks=(free, changed, *form.checks),
        highlights=(Highlight(invitation, 'fiche_nom=""', Tint.YELLOW), *form.highlights),
        buttons=buttons(BUTTON_ROW, FIRST_COL + 1, "revenir", "bilan", "actions") if macros else (),
        names=form.names,
        heights=HEIGHTS | {BUTTON_ROW: 34, CLIENT_ROW: 30} | form.heights,
        row_height=22,
        page=Page(
            FIRST_COL, LAST_COL, scale=58, break_row=form.names["fiche_pieces"].first_row - 4
        ),
        frozen=(CLIENT_ROW + 1, 0),
        protected=True,
        form=True,
        start=(first.row, first.col),
    )
