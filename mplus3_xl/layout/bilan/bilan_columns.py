"""The columns of the sheet `Bilan`: the inventory, the gaps, what follows."""

from mplus3_xl.domain.vocabulary import Holding
from mplus3_xl.layout import lists
from mplus3_xl.layout.model import Column
from mplus3_xl.layout.style import Kind, Tint

BASKETS = {"perso": "Privé", "pro": "Pro"}
HOLDING_TINTS = {
    Holding.CHEZ_NOUS.label: Tint.GREEN,
    Holding.AILLEURS.label: Tint.YELLOW,
    Holding.AUCUN.label: Tint.GREY,
    Holding.NE_SAIT_PAS.label: Tint.GREY,
}
FORWARD = "En avant"
PROPOSED, PLANNED, DONE = "Proposée", "Prévue", "Faite"

INVENTORY = (
    Column("famille", "Famille", 48, Kind.WRAPPED),
    Column("detention", "Chez nous, ailleurs…", 26, choices=lists.HOLDINGS, typed=True,
           tints=HOLDING_TINTS),
    Column("assureur", "Assureur", 24, typed=True),
    Column("echeance", "Échéance", 14, Kind.DATE, typed=True),
    Column("souscrit_le", "Souscrit le", 14, Kind.DATE, typed=True),
    Column("plus_dun_an", "Plus d’un an", 14, Kind.CENTRED, choices=lists.YES_UNKNOWN,
           typed=True, help="Oui si le client le confirme sans savoir la date ; « Ne sait pas » "
           "sinon : le contrat compte alors pour moins d’un an."),
    Column("prime", "Prime annuelle", 15, Kind.AMOUNT, typed=True),
    Column("mouvement", "Peut bouger le", 14, Kind.DATE),
    Column("preavis", "Préavis avant le", 14, Kind.DATE),
    Column("relance", "Relance le", 14, Kind.DATE),
    Column("comment", "Comment", 64, Kind.WRAPPED),
    Column("avis_le", "Avis envoyé le", 14, Kind.DATE, typed=True,
           help="Le jour où l’assureur a envoyé le dernier avis d’échéance."),
    Column("sans_avis", "Aucun avis", 12, Kind.CENTRED, choices=lists.YES, typed=True,
           help="Oui si le client n’a reçu aucun avis d’échéance ; vide sinon."),
    Column("evenement", "Événement", 34, choices=lists.EVENTS, typed=True),
    Column("evenement_le", "Arrivé le", 14, Kind.DATE, typed=True),
    Column("panier", "Panier", 12, Kind.CENTRED),
    Column("cle", "Clé", 0),  # the family, and the contract when it is ours
)  # fmt: skip
GAPS = (
    Column("en_avant", FORWARD, 12, Kind.CENTRED, tints={FORWARD: Tint.YELLOW}),
    Column("manque", "Manque", 36, Kind.WRAPPED),
    Column("niveau", "Niveau", 18, Kind.CENTRED),
    Column("phrase", "À dire au client", 74, Kind.WRAPPED),
    Column("reponse", "Réponse du client", 24, choices=lists.GAP_ANSWERS, typed=True),
    Column("precision", "Raison, précision", 34, Kind.WRAPPED, typed=True),
    Column("cle", "Code", 0),
)
NEXT = (
    Column("etat", "État", 12, Kind.CENTRED),
    Column("nature", "Nature", 36),
    Column("echeance", "Échéance", 18, Kind.DATE),
    Column("objet", "Objet", 74, Kind.WRAPPED),
    Column("responsable", "Responsable", 24),
    Column("resultat", "Résultat", 34, Kind.WRAPPED),
)
