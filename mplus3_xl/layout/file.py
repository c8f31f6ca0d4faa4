"""The sheet `File`: the table `tFile`, one row per dossier, in calling order.

It is not protected, because people sort and filter it; what the program computes refuses typing.
"""

from functools import cache

from mplus3_xl.domain.queue import QueueRow
from mplus3_xl.domain.vocabulary import Phase, Status, Tag
from mplus3_xl.domain.yes_no import yes_no
from mplus3_xl.layout import gate_tints
from mplus3_xl.layout.buttons import BUTTON_HEIGHT, buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.french import count, short_day
from mplus3_xl.layout.heading import HEIGHTS, MESSAGE_ROW, back, heading
from mplus3_xl.layout.model import (
    COMPUTED,
    LAST_ROW,
    Area,
    Button,
    Cell,
    Check,
    Column,
    Highlight,
    Page,
    Sheet,
    Table,
    Value,
    address,
)
from mplus3_xl.layout.style import Kind, Style, Tint
from mplus3_xl.rules import table as rule_table

TITLE = "File"
TABLE = "tFile"
MESSAGE = "file_message"
DOSSIERS = "file_dossiers"
COUNTED = f'COUNT({DOSSIERS})&IF(COUNT({DOSSIERS})<2," dossier"," dossiers")'
EMPTY = "Aucun dossier à appeler."

FAMILIES: dict[str, str] = {
    each["code"]: each["label"] for each in rule_table("families")["family"]
}

BUTTON_ROW = 3
BUTTONS = (
    *("ouvrir", "suivant", "actualiser", "chercher"),
    *("affecter", "differer", "clore_retard"),
)
FILTER_ROW = 4
FILTERS = ("mes_dossiers", "en_retard", "aujourdhui", "toute_la_file")
HEADER_ROW = 5
FIRST_COL = 1

PHASE_TINTS = {
    Phase.TROP_TOT.label: Tint.GREY,
    Phase.BIENTOT.label: Tint.BLUE,
    Phase.FENETRE.label: Tint.GREEN,
    Phase.EN_RETARD.label: Tint.ORANGE,
    Phase.HORS_DELAI.label: Tint.GREY,
}
STATUS_TINTS = {
    Status.EN_COURS.label: Tint.YELLOW,
    Status.TERMINE.label: Tint.GREEN,
}
TAG_TINTS = {
    Tag.OK.label: Tint.GREEN,
    Tag.KO.label: Tint.ORANGE,
    Tag.SANS_OBJET.label: Tint.GREY,
}


def _tag(key: str, title: str, help_text: str) -> Column:
    return Column(key, title, 13, Kind.CENTRED, help=help_text, tints=TAG_TINTS)


COLUMNS = (
    Column("rang", "Rang", 9, Kind.WHOLE, help="Ordre d’appel : 1 est à appeler en premier."),
    Column("nom", "Client", 30, Kind.WRAPPED),
    Column("phase", "Phase", 17, Kind.CENTRED, tints=PHASE_TINTS),
    Column("raison", "Pourquoi ce rang", 48, Kind.WRAPPED),
    Column(
        "prochain_creneau",
        "Prochain créneau",
        15,
        Kind.MOMENT,
        help="Premier moment où l’agence est ouverte et où la loi permet d’appeler.",
    ),
    Column(
        "permission",
        "Peut-on appeler ?",
        16,
        Kind.CENTRED,
        help="À l’heure de la dernière actualisation. La raison suit le nom du chargé.",
        tints=gate_tints.TINTS,
    ),
    Column("fenetre_fin", "Fin de fenêtre", 14, Kind.DATE, help="Dernier jour, inclus."),
    Column("telephone", "Téléphone", 17),
    Column("statut", "Statut", 13, Kind.CENTRED, tints=STATUS_TINTS),
    Column("agence", "Agence", 15),
    Column("charge", "Chargé", 21),
    Column(
        "permission_raison",
        "Ce qui retient l’appel",
        60,
        Kind.WRAPPED,
        help="Chaque raison nomme sa règle et son réglage. Vide quand l’appel est permis.",
    ),
    Column("type_client", "Type de client", 20),
    Column("familles", "Familles", 34, Kind.WRAPPED),
    Column("contrats", "Contrats", 22, Kind.WRAPPED),
    _tag("appel", "Appel", "Contact établi avec le client."),
    _tag("lagon", "Lagon", "Fiche Lagon validée et mise à jour."),
    _tag("bilan", "Bilan", "Bilan global réalisé."),
    _tag("sms_mail", "SMS/Mail", "Coordonnées envoyées quand l’appel est KO."),
    Column(
        "tentatives_30j",
        "Essais",
        13,
        Kind.WHOLE,
        help="Essais d’appel sur la période comptée, ceux d’aujourd’hui compris.",
    ),
    Column("a_noter", "À noter", 32, Kind.WRAPPED),
    Column("date_effet", "Date d’effet", 14, Kind.DATE),
    Column("cible", "Jour cible", 14, Kind.DATE, help="Date d’effet + 3 mois, sauf réglage."),
    Column("fenetre_debut", "Début de fenêtre", 14, Kind.DATE, help="Premier jour, inclus."),
    Column("au_plus_tot", "Au plus tôt", 14, Kind.DATE, help="Pas d’appel avant ce jour."),
    Column("au_plus_tard", "Au plus tard", 14, Kind.DATE, help="Pas d’appel après ce jour."),
    Column("eligible", "Éligible", 12, Kind.CENTRED, help="Dans sa fenêtre, ni terminé ni clos."),
    Column("email", "E-mail", 32),
    Column("client", "N° client Lagon", 17),
    Column("dossier", "Dossier", 13, Kind.WHOLE, help="Numéro du dossier dans la base."),
)
_ASSIGNED = {"agence", "charge"}
# What fits on the width of an A4 page, and is enough to call.
PRINTED = [column.key for column in COLUMNS].index("charge")

ASSIGNED = COMPUTED._replace(
    error="Un choix ici ne serait pas gardé : choisissez les lignes, puis « Affecter » (un "
    "responsable). L’agence suit le dossier dans Lagon.",
)


def remarks(row: QueueRow) -> str:
    """Say what a person should know of the dossier, in one line."""
    said = (
        row.cloture.label if row.cloture else "",
        _assigned(row) if row.affecte else "",
        "Sans numéro Lagon" if row.nom_seul else "",
        "Client existant" if row.client_existant else "",
        "Remplacement probable" if row.remplacement_probable else "",
        "Absent du dernier export" if row.absent_dernier_export else "",
    )
    return " · ".join(filter(None, said))


@cache
def _named(families: tuple[str, ...]) -> str:
    """Name families; kept, as a queue has thousands of dossiers and few sets of them."""
    return ", ".join(FAMILIES.get(code, code) for code in families)


def _assigned(row: QueueRow) -> str:
    until = f" jusqu’au {short_day(row.affecte_jusquau)}" if row.affecte_jusquau else ""
    return f"Affecté{until} (titulaire : {row.titulaire or 'personne'})"


def values(row: QueueRow) -> tuple[Value, ...]:
    """Return the cells of a dossier, in the order of `COLUMNS`."""
    tags = row.tags
    return (
        row.rang,
        row.nom,
        row.phase.label,
        row.raison,
        row.prochain_creneau,
        row.permission.label,
        row.fenetre_fin,
        row.telephone,
        row.statut.label,
        row.agence,
        row.charge,
        row.permission_raison or None,
        row.type_client.label if row.type_client else None,
        _named(row.familles),
        ", ".join(row.contrats),
        tags.appel.label if tags.appel else None,
        tags.lagon.label if tags.lagon else None,
        tags.bilan.label if tags.bilan else None,
        tags.sms_mail.label if tags.sms_mail else None,
        row.tentatives_30j,
        remarks(row),
        row.date_effet,
        row.cible,
        row.fenetre_debut,
        row.au_plus_tot,
        row.au_plus_tard,
        yes_no(row.eligible),
        row.email,
        row.client,
        row.dossier,
    )


def table(content: Content) -> Table:
    """Return `tFile` filled with the queue."""
    return Table(
        name=TABLE,
        row=HEADER_ROW,
        col=FIRST_COL,
        columns=COLUMNS,
        rows=[values(row) for row in content.rows],
        open_ended=True,
    )


def _checks(queue: Table) -> tuple[tuple[Area, Check], ...]:
    return tuple(
        (
            queue.area_of(column.key),
            ASSIGNED if column.key in _ASSIGNED else COMPUTED,
        )
        for column in COLUMNS
    )


def _buttons() -> tuple[Button, ...]:
    """Return the buttons of everybody, then those of a manager; under them, what to show."""
    work = buttons(BUTTON_ROW, FIRST_COL + 2, *BUTTONS)
    return (*work, *buttons(FILTER_ROW, FIRST_COL + 2, *FILTERS))


def sheet(content: Content, *, macros: bool = False) -> Sheet:
    """Return the sheet of the queue."""
    queue = table(content)
    total = count(len(content.rows), "dossier", "dossiers")
    message = None if content.rows else EMPTY
    everything = Area(queue.first, FIRST_COL, LAST_ROW, FIRST_COL + len(COLUMNS) - 1)
    name_cell = address(queue.first, FIRST_COL + 1, fixed_col=True)
    return Sheet(
        title=TITLE,
        code_name="FeuilFile",
        widths=(2, *(column.width for column in COLUMNS)),
        cells=(
            *heading("File d’appels", content, more=(total, COUNTED)),
            Cell(MESSAGE_ROW, FIRST_COL, message, Style.MESSAGE, name=MESSAGE),
            back("Accueil", BUTTON_ROW, FIRST_COL),
        ),
        tables=(queue,),
        checks=_checks(queue),
        buttons=_buttons() if macros else (),
        highlights=(Highlight(everything, f'{name_cell}<>""', line=True),),
        names={DOSSIERS: queue.area_of("dossier")},
        heights=HEIGHTS | {BUTTON_ROW: BUTTON_HEIGHT, FILTER_ROW: BUTTON_HEIGHT, HEADER_ROW: 34},
        row_height=33,
        page=Page(FIRST_COL, FIRST_COL + PRINTED, landscape=True, repeated_row=HEADER_ROW),
        frozen=(HEADER_ROW + 1, FIRST_COL + 2),
        start=(queue.first, FIRST_COL + 1),
    )
