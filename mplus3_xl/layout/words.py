"""The closed lists that only the forms use (domain notes §2.2, §2.3, §4.1; D8)."""

from mplus3_xl.domain.vocabulary import Term


class FieldState(Term):
    """What became of a field of the Lagon file during the call."""

    CONFIRME = "confirme", "Confirmé"
    MODIFIE = "modifie", "Modifié"
    NON_COMMUNIQUE = "non_communique", "Non communiqué"


class PieceState(Term):
    """Where a piece of the contract file stands."""

    NON_REQUISE = "non_requise", "Non requise"
    A_DEMANDER = "a_demander", "À demander"
    DEMANDEE = "demandee", "Demandée le"
    RECUE = "recue", "Reçue le"
    NON_CONFORME = "non_conforme", "Non conforme"
    PERIMEE = "perimee", "Périmée"


class Holding(Term):
    """Where the client holds a contract of a family."""

    CHEZ_NOUS = "chez_nous", "Chez nous"
    AILLEURS = "ailleurs", "Ailleurs"
    AUCUN = "aucun", "Aucun"
    NE_SAIT_PAS = "ne_sait_pas", "Ne sait pas"


class GapAnswer(Term):
    """What the client answers to a gap."""

    OPPORTUNITE = "opportunite", "Opportunité"
    REFUS = "refus", "Ne souhaite pas"
    COUVERT = "couvert", "Déjà couvert ailleurs"
    A_VERIFIER = "a_verifier", "À vérifier"


class ActionKind(Term):
    """What is to be done after the call (guide, "Planifier les actions de suivi")."""

    DEVIS = "devis", "Devis à envoyer"
    RENDEZ_VOUS = "rendez_vous", "Rendez-vous à planifier"
    ELEMENTS = "elements", "Éléments à transmettre"
    RELANCE = "relance", "Relance programmée"
