"""Invented dossiers: the same number asked for gives the same rows."""

from datetime import date, datetime, time, timedelta

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.agency.charges import Charge
from mplus3_xl.domain.contact.gate import Permission
from mplus3_xl.domain.queue.queue import Queue, QueueRow
from mplus3_xl.domain.tags import Tags, status
from mplus3_xl.domain.vocabulary import ClientType, Phase, Tag
from mplus3_xl.domain.windows import window_of
from mplus3_xl.layout.bilan.bilan_columns import INVENTORY
from mplus3_xl.layout.content import Alerts, Content
from mplus3_xl.layout.model import Value
from mplus3_xl.layout.queue.counting import counters
from mplus3_xl.rules import table

DAY = date(2026, 11, 23)
EFFECT = date(2026, 8, 23)
SOLD = "le 10/08/2026, Bastien Lemercier"
NAMES = (
    "ABADIE Solène",
    "BERTHIER Éloïse",
    "CASTAGNE Noé",
    "DELORME-VASSEUR Marie-Hélène",
    "SARL Les Embruns de l’Anse",
    "FÉRAUD Gaëtan",
    "GIRAUDON Anaïs",
    "HOUSSET Léonie",
)
CHARGES = (
    ("Camille Ortéga", "Corniche"),
    ("Bastien Lemercier", "Corniche"),
    ("Inès Fontvieille", "Rouvière"),
)
HELD_BACK = (
    "",
    "3 appels déjà passés en 30 jours : il n’en reste qu’un (D223-9 C. conso. ; réglage inventé).",
    "4 appels déjà passés en 30 jours : pas de 5e appel (D223-9 C. conso. ; réglage inventé).",
)
FAMILIES = (("auto",), ("mrh",), ("auto", "moto"), ("rc_pro", "auto"))
TAGS = (
    Tags(None, None, None, None),
    Tags(Tag.KO, None, None, Tag.OK),
    Tags(Tag.OK, Tag.OK, None, Tag.SANS_OBJET),
    Tags(Tag.KO, None, None, None),
)
REASONS = {
    Phase.TROP_TOT: "Trop tôt : pas d’appel avant le {0.earliest:%d/%m/%Y}.",
    Phase.BIENTOT: "Bientôt : la fenêtre s’ouvre le {0.start:%d/%m/%Y}.",
    Phase.FENETRE: "Dans la fenêtre jusqu’au {0.end:%d/%m/%Y} ({left}).",
    Phase.EN_RETARD: "En retard depuis le {0.end:%d/%m/%Y} : à appeler au plus tard "
    "le {0.latest:%d/%m/%Y}.",
    Phase.HORS_DELAI: "Hors délai depuis le {0.latest:%d/%m/%Y}.",
}


def days_left(last: date) -> str:
    """Return how the queue says what is left of a window."""
    left = (last - DAY).days
    return {0: "c’est le dernier jour", 1: "encore 1 jour"}.get(left, f"encore {left} jours")


def row(rank: int, **changed: object) -> QueueRow:
    """Return the invented row of `rank`, with the fields `changed`."""
    effect = DAY - timedelta(days=78 + (rank - 1) * 7 % 44)
    window = window_of(effect)
    phase = window.phase(DAY)
    charge, agency = CHARGES[rank % len(CHARGES)]
    tags = TAGS[rank % len(TAGS)]
    values: dict[str, object] = {
        "rang": rank,
        "raison": REASONS[phase].format(window, left=days_left(window.end)),
        "dossier": rank,
        "client": f"{700000 + rank}",
        "nom": NAMES[rank % len(NAMES)],
        "type_client": tuple(ClientType)[(rank + 1) % 3],
        "agence": agency,
        "charge": charge,
        "contrats": (f"AN{40000000 + rank}", f"AN{50000000 + rank}")[: 1 + rank % 2],
        "familles": FAMILIES[rank % len(FAMILIES)],
        "date_effet": effect,
        "cible": window.target,
        "fenetre_debut": window.start,
        "fenetre_fin": window.end,
        "au_plus_tot": window.earliest,
        "au_plus_tard": window.latest,
        "phase": phase,
        "eligible": phase is Phase.FENETRE,
        "statut": status(tags),
        "tags": tags,
        "rappel": None,
        "prochain_creneau": datetime.combine(DAY + timedelta(days=rank % 3), time(10, 30)),
        "tentatives_30j": (rank + 2) % 4,
        "permission": tuple(Permission)[rank % 3],
        "permission_raison": HELD_BACK[rank % 3],
        "nom_seul": False,
        "affecte": False,
        "titulaire": None,
        "affecte_jusquau": None,
        "client_existant": rank % 3 == 0,
        "absent_dernier_export": rank % 11 == 0,
        "remplacement_probable": rank % 7 == 0,
        "cloture": None,
        "telephone": f"04 91 00 {rank // 100 % 100:02} {rank % 100:02}",
        "email": f"client{rank}@exemple.fr",
    }
    return QueueRow(**(values | changed))  # type: ignore[arg-type]


FIELDS: dict[str, Value] = {
    "fiche_code": 3,
    "bilan_code": 3,
    "fiche_nom": "DELORME-VASSEUR Marie-Hélène",
    "bilan_nom": "DELORME-VASSEUR Marie-Hélène",
    "fiche_type_client": ClientType.TNS.label,
    "fiche_client": "700003",
    "fiche_telephone_appel": "04 91 00 00 03",
    "fiche_email_appel": "client3@exemple.fr",
    "fiche_sinistres": "Aucun",
    "fiche_phase": Phase.FENETRE.label,
    "fiche_fenetre": "du 16/11/2026 au 30/11/2026",
    "fiche_au_plus_tard": date(2026, 12, 23),
    "fiche_prochain_creneau": datetime.combine(DAY, time(10, 30)),
    "fiche_tentatives": 1,
    "fiche_adresse_lagon": "12 traverse des Tamaris",
    "fiche_adresse_etat": "Modifié",
    "fiche_adresse": "4 impasse des Lauriers",
    "fiche_code_postal_lagon": "13008",
    "fiche_code_postal_etat": "Confirmé",
    "fiche_ville_lagon": "Marseille",
    "fiche_ville_etat": "Confirmé",
    "fiche_telephone_lagon": "04 91 00 00 03",
    "fiche_siret_lagon": "732 829 320 00074",
    "fiche_ca_annuel_lagon": 84500,
    "fiche_effectif_lagon": 2,
    "fiche_agence_lagon": "Corniche",
    "fiche_charge_lagon": "Camille Ortéga",
    "fiche_issue": "Joint – entretien réalisé",
    "fiche_tag_appel": "OK",
    "bilan_score": "Pas encore complet : 1 famille sur 41 chez nous, 1 manque répondu sur 2",
    "bilan_equipement": "Contrats chez nous : 1 avant, 1 maintenant",
    "synthese_nom": "DELORME-VASSEUR Marie-Hélène",
    "synthese_par": "Votre agence : Corniche",
    "fiche_note": "Préfère être appelée le matin.",
}
BLOCKS: dict[str, list[list[Value]]] = {
    "fiche_contrats": [
        ["AN40000003 (en cours)", "RC pro, formule Essentielle", 412.5, SOLD, EFFECT],
        ["AN50000003 (en cours, fin le 31/12/2026)", "Auto, tous risques", 688, SOLD, EFFECT],
    ],
    "fiche_historique": [["20/11/2026 à 14:10", "Ne répond pas", "Camille Ortéga", None, "Oui"]],
    "fiche_pieces": [
        ["Devis ou projet signé", "AN40000003", "Reçue le", date(2026, 8, 25), "Obligatoire"],
        ["Carte grise", "AN50000003", "À demander", None, "Obligatoire"],
        ["Justificatif de domicile", "AN50000003", "Non requise", None, "Selon cas"],
    ],
    "bilan_situation": [
        ["Vivez-vous en couple ?", "Oui"],
        ["Combien d’enfants avez-vous à charge ?", "2"],
        ["Vos enfants vont-ils à l’école, au collège ou au lycée ?", "Oui"],
        ["Êtes-vous locataire ou propriétaire de votre logement ?", "Propriétaire"],
        ["Quels véhicules y a-t-il dans le foyer ?", "Voiture, Moto, scooter"],
        ["Dans quel métier travaillez-vous ?", None],
    ],
    "bilan_questions": [
        ["couple", "lstOuiNonNeSaitPas"],
        ["enfants", "lstNeSaitPas"],
        ["enfants_scolarises", "lstOuiNonNeSaitPas"],
        ["logement", "lstQ_logement"],
        ["vehicules", "lstQ_vehicules"],
        ["metier", "lstQ_metier"],
    ],
    "bilan_actions": [
        ["Proposée", "Devis à envoyer", date(2026, 11, 25), "Prévoyance TNS", None, None],
        ["Prévue", "Relance programmée", date(2026, 11, 24),
         "Comparer : Habitation (résidence principale) (Mutuelle du Vallon)", "Camille Ortéga",
         None],
    ],
    "bilan_reste": [
        ["Bilan : Moto et scooter : dites où le client l’a, « Aucun » ou « Ne sait pas »."],
        ["Client complet : Protection juridique : ne sait pas."],
    ],
    "synthese_lignes": [
        ["Ce que vous avez chez nous", "titre"],
        ["• Auto", "ligne"],
        [None, None],
        ["Ce que vous avez ailleurs", "titre"],
        ["• Habitation (résidence principale) (Mutuelle du Vallon)", "ligne"],
        [None, None],
        ["Ce que nous vous conseillons, et pourquoi", "titre"],
        ["• Prévoyance TNS : Un arrêt de travail laisserait votre activité sans revenu.", "ligne"],
        [None, None],
        ["Les prochaines étapes", "titre"],
        ["• 25/11/2026 : nous vous envoyons un devis – Prévoyance TNS", "ligne"],
    ],
    "tManques": [
        ["En avant", "Prévoyance TNS", "Conseillé", (
            "Un arrêt de travail de plusieurs mois laisserait votre activité sans revenu : une "
            "prévoyance prend le relais."
        ), "Opportunité", "Devis voulu", "tns_sans_prevoyance"],
        [None, "Voiture sans assurance", "Obligatoire", (
            "Une voiture doit toujours être assurée, au moins pour les dommages causés aux autres."
        ), "Déjà couvert ailleurs", None, "vehicule_auto"],
    ],
    "tActions": [
        ["DELORME-VASSEUR Marie-Hélène", "Devis à envoyer", "Prévoyance TNS", "Camille Ortéga",
         date(2026, 11, 26), None, None, 1, "Camille Ortéga | 2026-11-26 |  | "],
    ],
    "tReports": [
        ["ABADIE Solène", "Téléphone", "06 99 00 00 01", "07 99 00 00 02", date(2026, 11, 20),
         "Camille Ortéga", None, None, 1],
    ],
    "tActes": [
        [1, date(2026, 11, 20), "ABADIE Solène", "AN40000001", "Corniche", "Camille Ortéga", "OK",
         "OK", "OK", "S.O.", 2, 3, None],
    ],
}  # fmt: skip


# What the client holds, by family; the others were not asked about yet.
HELD: dict[str, dict[str, Value]] = {
    "auto": {"detention": "Chez nous", "souscrit_le": EFFECT, "prime": 688},
    "moto": {"detention": "Aucun"},
    "mrh": {
        "detention": "Ailleurs",
        "assureur": "Mutuelle du Vallon",
        "echeance": date(2027, 3, 31),
        "souscrit_le": date(2019, 4, 1),
        "prime": 312,
        "mouvement": date(2026, 12, 24),
        "relance": date(2026, 11, 24),
        "comment": "Plus d’un an : à tout moment. Résiliation écrite par : Le client.",
    },
    "pno": {"detention": "Aucun"},
    "pj": {"detention": "Ne sait pas"},
}


def inventory() -> list[list[Value]]:
    """The families of a TNS, with what the client said."""
    baskets = {"perso": "Privé", "pro": "Pro"}
    return [
        [
            {
                "famille": family["label"],
                "panier": baskets[family["basket"]],
                "cle": family["code"],
                **HELD.get(family["code"], {}),
            }.get(column.key)
            for column in INVENTORY
        ]
        for family in table("families")["family"]
        if "tns" in family["client_types"]
    ]


def in_calling_order(rows: list[QueueRow]) -> list[QueueRow]:
    """Return the rows ranked: in their window, late, soon, then the others."""
    order = [Phase.FENETRE, Phase.EN_RETARD, Phase.BIENTOT, Phase.TROP_TOT, Phase.HORS_DELAI]
    ranked = sorted(rows, key=lambda each: (order.index(each.phase), each.fenetre_fin))
    return [each._replace(rang=rank) for rank, each in enumerate(ranked, start=1)]


def opened(count: int = 60) -> Content:
    """Return a whole content with an open dossier."""
    blocks = BLOCKS | {"tBilan": inventory()}
    rows = in_calling_order([row(rank) for rank in range(1, count + 1)])
    return content(
        count, queue=Queue.of(rows), fields=FIELDS, blocks=blocks, xlwings_version="0.37.8"
    )


def content(count: int = 60, **changed: object) -> Content:
    """Return a whole content with `count` rows, with the fields `changed`."""
    queue = Queue.of([row(rank) for rank in range(1, count + 1)])
    values: dict[str, object] = {
        "au": DAY,
        "version": "0.1.0",
        "frozen_day": True,
        "queue": queue,
        "counters": counters(queue, DAY),
        "alerts": Alerts(refusees=12, conflits=2, doublons=3),
        "agencies": Agencies.default().sites,
        "charges": tuple(Charge(name, agencies=(agency,)) for name, agency in CHARGES),
    }
    return Content(**(values | changed))  # type: ignore[arg-type]
