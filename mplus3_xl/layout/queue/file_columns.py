"""The columns of the queue, their tints, and the cells of a dossier."""

from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter

from mplus3_xl.collection import made_of
from mplus3_xl.domain.contact.gate import Permission
from mplus3_xl.domain.queue.queue import Queue
from mplus3_xl.domain.rule_labels import labels
from mplus3_xl.domain.tags import TAG_NAMES
from mplus3_xl.domain.vocabulary import Closing, Phase, Status, Tag, Term
from mplus3_xl.domain.yes_no import yes_no
from mplus3_xl.layout.french import short_day
from mplus3_xl.layout.model import Column, Value
from mplus3_xl.layout.style import Kind, Tint

FAMILIES = labels("families", "family")

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
PERMISSION_TINTS = {
    Permission.PERMIS.label: Tint.GREEN,
    Permission.AVERTI.label: Tint.YELLOW,
    Permission.REFUSE.label: Tint.ORANGE,
    Permission.SANS_OBJET.label: Tint.GREY,
}
TAG_TINTS = {
    Tag.OK.label: Tint.GREEN,
    Tag.KO.label: Tint.ORANGE,
    Tag.SANS_OBJET.label: Tint.GREY,
}


def tag_column(key: str, title: str, help_text: str = "") -> Column:
    """Return the column of one of the four tags."""
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
        tints=PERMISSION_TINTS,
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
    tag_column("appel", "Appel", "Contact établi avec le client."),
    tag_column("lagon", "Lagon", "Fiche Lagon validée et mise à jour."),
    tag_column("bilan", "Bilan", "Bilan global réalisé."),
    tag_column("sms_mail", "SMS/Mail", "Coordonnées envoyées quand l’appel est KO."),
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


def _named(families: tuple[str, ...]) -> str:
    return ", ".join(FAMILIES.get(code, code) for code in families)


_OF_REMARKS = (
    "cloture",
    "affecte",
    "titulaire",
    "affecte_jusquau",
    "nom_seul",
    "client_existant",
    "remplacement_probable",
    "absent_dernier_export",
)


def _remarks(
    closing: Closing | None,
    given: bool,
    owner: str | None,
    until: date | None,
    name_only: bool,
    existing: bool,
    replacing: bool,
    absent: bool,
) -> str:
    """Say what a person should know of a dossier, in one line."""
    last = f" jusqu’au {short_day(until)}" if until else ""
    said = (
        closing.label if closing else "",
        f"Affecté{last} (titulaire : {owner or 'personne'})" if given else "",
        "Sans numéro Lagon" if name_only else "",
        "Client existant" if existing else "",
        "Remplacement probable" if replacing else "",
        "Absent du dernier export" if absent else "",
    )
    return " · ".join(filter(None, said))


def columns_of(queue: Queue) -> dict[str, Sequence[Value]]:
    """Return the cells of dossiers, column by column, in the order of `COLUMNS`."""
    held = queue.column
    remarks = zip(*map(held, _OF_REMARKS), strict=True)
    made = {
        **{key: _labels(held(key)) for key in ("phase", "permission", "statut", "type_client")},
        **{tag: _labels(map(attrgetter(tag), held("tags"))) for tag in TAG_NAMES},
        "permission_raison": [reason or None for reason in held("permission_raison")],
        "familles": [*made_of(held("familles"), _named)],
        "contrats": [", ".join(each) for each in held("contrats")],
        "a_noter": [*made_of(remarks, lambda told: _remarks(*told))],
        "eligible": [*made_of(held("eligible"), yes_no)],
    }
    keys = [column.key for column in COLUMNS]
    return {key: made[key] if key in made else held(key) for key in keys}


def _labels(terms: Iterable[Term | None]) -> list[Value]:
    return [*made_of(terms, lambda term: term and term.label)]
