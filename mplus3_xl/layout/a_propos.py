"""The sheet `À propos`: the version, what each sheet is for, what the words mean."""

from mplus3_xl.domain.vocabulary import Phase, Status, Tag
from mplus3_xl.layout import message, titles
from mplus3_xl.layout.buttons import BUTTON_HEIGHT, buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.french import short_day
from mplus3_xl.layout.heading import MESSAGE_ROW, back, heading, section
from mplus3_xl.layout.model import Cell, Column, Page, Sheet, Table
from mplus3_xl.layout.queue.file_columns import PHASE_TINTS, STATUS_TINTS, TAG_TINTS
from mplus3_xl.layout.style import Kind, Style

TITLE = titles.A_PROPOS
FIRST_COL, LAST_COL = 1, 2
WIDTHS = (2.0, 28.0, 98.0)
VERSION_ROW = message.BELOW + 1

# What the workbook without macros leaves out.
MACRO_ONLY = {
    "Fiche", "Bilan", "Synthèse", "Actions", "Actes", "Reports", "Pilotage", "Lignes", "Doubles",
    "Recherche", "Journal", "Scripts",
}  # fmt: skip

DIAGNOSTIC = "tDiagnostic"
FINDINGS = (
    Column("sujet", "Ce qui est vérifié", 28),
    Column("constat", "Ce qui est constaté, et le remède", 98),
)
FINDING_LINES = 12
BUTTON_ROW, BUTTONS = message.BELOW, ("accueil", "diagnostic", "journal")

WORDS = (
    (Phase.TROP_TOT, "Moins de 2,5 mois après la date d’effet, sauf réglage : on n’appelle pas."),
    (Phase.BIENTOT, "La fenêtre n’est pas encore ouverte."),
    (Phase.FENETRE, "C’est le moment : jour cible à une semaine près, sauf réglage."),
    (
        Phase.EN_RETARD,
        "Fenêtre passée, 4 mois au plus après la date d’effet, sauf réglage : à appeler vite.",
    ),
    (Phase.HORS_DELAI, "Plus de 4 mois, sauf réglage : on n’appelle plus pour ce motif."),
    (Status.A_FAIRE, "Le contact n’est pas encore établi, même après des essais."),
    (Status.EN_COURS, "Le contact est établi, il reste des objectifs à atteindre."),
    (Status.TERMINE, "Appel, fiche Lagon et bilan OK, SMS/Mail OK ou sans objet."),
    (Tag.OK, "Fait."),
    (Tag.KO, "Essayé sans succès."),
    (Tag.SANS_OBJET, "Sans objet : le SMS ou le mail ne sert qu’après un appel KO."),
)
TINTS = PHASE_TINTS | STATUS_TINTS | TAG_TINTS

# Whose work the macros carry, and under which licence: each text is in its own VBA module.
PARTS = (
    "xlwings, © Zoomer Analytics, licence BSD à 3 clauses (texte dans le module xlwings).",
    "Dictionary, © Tim Hall, licence MIT (texte dans le module Dictionary).",
)

HELP = (
    "Le classeur est refait à partir de la base : on peut le fermer sans l’enregistrer.",
    "Pour ne voir que vos dossiers, filtrez la colonne Chargé de la feuille File.",
    "Les dates sont en jour/mois/année ; le premier et le dernier jour des fenêtres comptent.",
    "Une valeur calculée ne se tape pas : elle vient de l’export Lagon et des règles du M+3.",
)


def _versions(content: Content) -> tuple[tuple[str, str], ...]:
    frozen = " (jour figé pour la démonstration)" if content.frozen_day else ""
    return (
        ("Programme", f"mplus3-xl, version {content.version}"),
        ("Données au", f"{short_day(content.au)}{frozen}"),
        *(("Composant", text) for text in PARTS if content.xlwings_version),
    )


def sheet(content: Content) -> Sheet:
    """Return the page that explains the workbook."""
    versions = _versions(content)
    sheets_row = VERSION_ROW + len(versions) + 2
    purposes = [
        (title, purpose)
        for title, purpose in titles.PURPOSES.items()
        if content.macros or title not in MACRO_ONLY
    ]
    words_row = sheets_row + len(purposes) + 2
    words = Table(
        "tMots",
        words_row + 1,
        FIRST_COL,
        (
            Column("mot", "Mot", 28, Kind.CENTRED, tints=TINTS),
            Column("sens", "Ce que cela veut dire", 98),
        ),
        [(term.label, meaning) for term, meaning in WORDS],
        filtered=False,
    )
    help_row = words.last + 2
    cells = [
        *heading("À propos", content),
        back("Accueil", MESSAGE_ROW),
        *message.few_cells("a_propos", FIRST_COL + 1),
        *section(VERSION_ROW, "Version", FIRST_COL, LAST_COL),
        *section(sheets_row, "Les feuilles", FIRST_COL, LAST_COL),
        *section(words_row, "Les mots", FIRST_COL, LAST_COL),
        *section(help_row, "Bon à savoir", FIRST_COL, LAST_COL),
    ]
    for row, (label, text) in enumerate(versions, start=VERSION_ROW + 1):
        cells += [Cell(row, 1, label, Style.LINED), Cell(row, 2, text, Style.LINED)]
    for row, (target, purpose) in enumerate(purposes, start=sheets_row + 1):
        cells.append(Cell(row, 1, target, Style.LINED_LINK, link=target))
        cells.append(Cell(row, 2, purpose, Style.LINED))
    cells += [Cell(row, 1, text) for row, text in enumerate(HELP, start=help_row + 1)]
    diagnostic_row = help_row + len(HELP) + 2
    tables = [words]
    if content.macros:
        cells += section(diagnostic_row, "Diagnostic", FIRST_COL, LAST_COL)
        place = (diagnostic_row + 1, FIRST_COL)
        tables.append(Table(DIAGNOSTIC, *place, FINDINGS, spare=FINDING_LINES, filtered=False))
    return Sheet(
        title=TITLE,
        code_name="FeuilAPropos",
        widths=WIDTHS,
        cells=tuple(cells),
        tables=tuple(tables),
        heights=message.few_heights()
        | ({BUTTON_ROW: BUTTON_HEIGHT} if content.macros else {})
        | dict.fromkeys((VERSION_ROW, sheets_row, words_row, help_row, diagnostic_row), 26),
        page=Page(FIRST_COL, LAST_COL),
        buttons=buttons(BUTTON_ROW, FIRST_COL, *BUTTONS) if content.macros else (),
        protected=True,
    )
