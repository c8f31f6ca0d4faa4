"""The sheet `Accueil`: what the day holds, what a person must look at, where to go."""

from mplus3_xl.layout import message, titles
from mplus3_xl.layout.buttons import BUTTON_HEIGHT, buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.french import slot
from mplus3_xl.layout.heading import heading, section
from mplus3_xl.layout.model import Area, Cell, Highlight, Page, Sheet, address
from mplus3_xl.layout.queue import file
from mplus3_xl.layout.queue.counting import is_callable
from mplus3_xl.layout.style import Kind, Style, Tint

TITLE = "Accueil"
MACROS = "accueil_macros"
FIRST_CALL = "jour_premier_appel"
MACROS_OFF = "Activez les macros pour travailler : bouton « Activer le contenu », puis rouvrez."
# The row that macros hide stands under the buttons: LibreOffice would not move them up with it.
BUTTON_ROW, MACRO_ROW = message.BELOW, message.BELOW + 1
CARD_ROW = MACRO_ROW + 1
BUTTONS = ("actualiser", "importer", "suivant", "chercher", "file", "actions", "pilotage")
CARD_WIDTH, GAP = 22.0, 2.0

# Key of the counter, the words of its card, and what is counted.
CARDS = (
    ("a_appeler", "À appeler", "aujourd’hui, dans un créneau permis"),
    ("dans_la_fenetre", "Dans la fenêtre", "fenêtre ouverte, autour du jour cible"),
    ("se_ferment", "Se ferment", "fenêtre close dans 3 jours au plus"),
    ("en_retard", "En retard", "fenêtre passée, pas encore hors délai"),
    ("bientot", "Bientôt", "fenêtre pas encore ouverte"),
    ("en_cours", "En cours", "contact établi, objectifs à finir"),
)

# Key of the alert, what it counts, what to do about it.
ALERTS = (
    ("actions_en_retard", "actions à suivre en retard", "Feuille Actions, « Actions du jour »."),
    ("actions_du_jour", "actions à suivre aujourd’hui", "Feuille Actions, « Actions du jour »."),
    (
        "refusees",
        "lignes refusées au dernier import",
        "Corrigez le fichier des rejets, importez-le.",
    ),
    (
        "conflits",
        "différences entre Lagon et vos saisies",
        "Feuille Reports : décidez laquelle des valeurs est la bonne.",
    ),
    (
        "absents",
        "contrats absents du dernier export",
        "Vérifiez dans Lagon s’ils sont encore en cours.",
    ),
    ("doublons", "clients probablement en double", "Feuille Doubles : un responsable les réunit."),
    (
        "remplacements",
        "remplacements probables",
        "Vérifiez qu’il s’agit bien d’affaires nouvelles.",
    ),
    ("familles_inconnues", "produits sans famille connue", "Signalez-les pour compléter la table."),
    (
        "sans_charge",
        "dossiers au nom de qui n’est plus en service",
        "Feuille File, « Affecter » : un responsable les donne à un autre.",
    ),
    (
        "utilisateurs",
        "utilisateurs à confirmer",
        "Un responsable le fait dans la feuille Paramètres.",
    ),
)


def figure(key: str) -> str:
    """Return the name of the cell, of the sheet of the day, that a counter or an alert shows."""
    return f"jour_{key}"


def card_col(position: int) -> int:
    """Return the column of the card at `position`, from 0."""
    return 1 + 2 * position


LAST_COL = card_col(len(CARDS) - 1)


def _cards(content: Content) -> list[Cell]:
    cells = []
    for at, ((key, label, what), count) in enumerate(zip(CARDS, content.counters, strict=True)):
        col = card_col(at)
        cells += [
            Cell(CARD_ROW, col, count, Style.CARD_FIGURE, Kind.WHOLE, formula=f"={figure(key)}"),
            Cell(CARD_ROW + 1, col, label, Style.CARD_LABEL),
            Cell(CARD_ROW + 2, col, what, Style.CARD_HELP),
        ]
    return cells


def _line(row: int, first: Cell, words: str, remedy: str = "", formula: str = "") -> list[Cell]:
    """Lay a line; `formula` is what gives its words."""
    texts, formulas = {card_col(1): words, card_col(3): remedy}, {card_col(1): formula}
    return [
        first,
        *(
            Cell(row, col, texts.get(col) or None, Style.LINED, formula=formulas.get(col, ""))
            for col in range(2, LAST_COL + 1)
        ),
    ]


ALERT_ROW = CARD_ROW + 4
NEXT_ROW = ALERT_ROW + len(ALERTS) + 2


def _alerts(content: Content) -> list[Cell]:
    cells = [*section(ALERT_ROW, "À vérifier", 1, LAST_COL)]
    for at, ((key, what, remedy), count) in enumerate(
        zip(ALERTS, content.alerts, strict=True), start=1
    ):
        row = ALERT_ROW + at
        number = Cell(row, 1, count, Style.LINED, Kind.WHOLE, formula=f"={figure(key)}")
        cells += _line(row, number, what, remedy)
    return cells


def first_call(content: Content) -> str:
    """Say whom to call first today, else who comes first and when, else that nobody waits."""
    queue = content.queue
    if not queue:
        return file.EMPTY
    slots = enumerate(queue.column("prochain_creneau"))
    today = next((at for at, each in slots if is_callable(each, content.au)), None)
    first = queue[today or 0]
    if today is not None:
        return f"Appelez d’abord {first.nom}. {first.raison}"
    when = slot(first.prochain_creneau) if first.prochain_creneau else "aucun créneau permis"
    return f"Personne à appeler aujourd’hui. En tête de la file : {first.nom}, {when}."


def _next_steps(content: Content) -> list[Cell]:
    steps = (
        (file.TITLE, first_call(content), f"={FIRST_CALL}"),
        (titles.PARAMETRES, titles.PURPOSES[titles.PARAMETRES], ""),
        (titles.A_PROPOS, "Ce que contient chaque feuille, le sens des mots, la version.", ""),
    )
    cells = [*section(NEXT_ROW, "Et maintenant", 1, LAST_COL)]
    for at, (target, words, formula) in enumerate(steps, start=1):
        row = NEXT_ROW + at
        link = Cell(row, 1, f"{target} →", Style.LINED_LINK, link=target)
        cells += _line(row, link, words, formula=formula)
    return cells


def _macros(present: bool) -> list[Cell]:
    if not present:
        return []
    return [
        Cell(MACRO_ROW, 1, MACROS_OFF, Style.NOTICE, name=MACROS),
        *(Cell(MACRO_ROW, col, None, Style.NOTICE) for col in range(2, LAST_COL + 1)),
    ]


def sheet(content: Content) -> Sheet:
    """Return the first sheet; with macros it asks for them until they run."""
    figures = Area(ALERT_ROW + 1, 1, ALERT_ROW + len(ALERTS), 1)
    some = f"{address(figures.first_row, figures.first_col)}>0"
    return Sheet(
        title=TITLE,
        code_name="FeuilAccueil",
        widths=(2.0, *([CARD_WIDTH, GAP] * len(CARDS))[:-1]),
        cells=(
            *heading("M+3 : le suivi des nouveaux clients", content),
            *message.few_cells("accueil", 1),
            *_macros(content.macros),
            *_cards(content),
            *_alerts(content),
            *_next_steps(content),
        ),
        buttons=buttons(BUTTON_ROW, card_col(0), *BUTTONS) if content.macros else (),
        highlights=(Highlight(figures, some, Tint.YELLOW, bold=True),),
        heights=message.few_heights()
        | {
            BUTTON_ROW: BUTTON_HEIGHT if content.macros else 10,
            CARD_ROW: 48,
            CARD_ROW + 1: 22,
            CARD_ROW + 2: 40,
            ALERT_ROW: 26,
            NEXT_ROW: 26,
        },
        row_height=24,
        page=Page(1, LAST_COL, landscape=True, single=True),
        protected=True,
        start=(NEXT_ROW + 1, 1),
    )
