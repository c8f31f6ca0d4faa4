"""The columns of the queue, their tints, and the cells of a dossier."""

from functools import cache

from mplus3_xl.domain.contact.gate import Permission
from mplus3_xl.domain.queue.queue import QueueRow
from mplus3_xl.domain.rule_labels import labels
from mplus3_xl.domain.vocabulary import Phase, Status, Tag
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
