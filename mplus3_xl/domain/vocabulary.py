"""The closed lists of the trade: the code that is stored, and the French word that is shown.

Each class is an `StrEnum` whose value is the stored code; `.label` is what staff read.
Sources: the guide ("Suivi dans le SaaS"), D1 and D10 for the tags and the status, §2.2, §2.3 and
§4.1 of the domain notes and D8 for the rest.
"""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A word of the trade: stored as `value`, shown as `label`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make the member whose stored code is `value`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class ClientType(Term):
    """What the client is; decides the required fields, the pieces and the families (D7)."""

    PARTICULIER = "particulier", "Particulier"
    TNS = "tns", "Professionnel (TNS)"
    ENTREPRISE = "entreprise", "Entreprise"


class Movement(Term):
    """Why a contract row exists; only an `AN` starts an M+3."""

    AN = "an", "Affaire nouvelle (AN)"
    REMPLACEMENT = "remplacement", "Remplacement"
    AVENANT = "avenant", "Avenant"
    RENOUVELLEMENT = "renouvellement", "Renouvellement / terme"
    REPRISE = "reprise", "Reprise"
    TRANSFERT = "transfert", "Transfert"


class ContractState(Term):
    """The state of a contract in Lagon; only `EN_COURS` is eligible."""

    EN_COURS = "en_cours", "En cours"
    PAS_ENCORE_ACTIF = "pas_encore_actif", "Pas encore actif"
    SUSPENDU = "suspendu", "Suspendu"
    RESILIE = "resilie", "Résilié"
    SANS_EFFET = "sans_effet", "Sans effet"


ENDED_CONTRACTS = (ContractState.RESILIE, ContractState.SANS_EFFET)


class Phase(Term):
    """Where a day stands against a dossier's window."""

    TROP_TOT = "trop_tot", "Trop tôt"
    BIENTOT = "bientot", "Bientôt"
    FENETRE = "fenetre", "Dans la fenêtre"
    EN_RETARD = "en_retard", "En retard"
    HORS_DELAI = "hors_delai", "Hors délai"


PHASES_TO_CALL = (Phase.BIENTOT, Phase.FENETRE, Phase.EN_RETARD)
"""Those in which a first call is to be made: shown by default, counted as to call (R12)."""


class Tag(Term):
    """The value of a follow-up tag; an empty tag is `None` (D1)."""

    OK = "OK", "OK"
    KO = "KO", "KO"
    SANS_OBJET = "S.O.", "S.O."


class Status(Term):
    """The status of a dossier: computed from the tags, never typed (D1, R16)."""

    A_FAIRE = "À faire", "À faire"
    EN_COURS = "En cours", "En cours"
    TERMINE = "Terminé", "Terminé"


class Closing(Term):
    """Why a dossier left the queue without success (D10, R19, R20)."""

    OPPOSITION = "opposition", "Client opposé au démarchage"
    BILAN_REFUSE = "bilan_refuse", "Bilan refusé"
    CONTRAT_TERMINE = "contrat_termine", "Contrat terminé"
    CONTRAT_SUSPENDU = "contrat_suspendu", "Contrat suspendu"
    INJOIGNABLE = "injoignable", "Injoignable après 4 mois"
    DOUBLON = "doublon", "Doublon"
    REPRIS = "repris", "Repris dans un autre dossier"
    HORS_DELAI = "hors_delai", "Hors délai à l’import"


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


SETTLED_PIECES = (PieceState.RECUE, PieceState.NON_REQUISE)
"""The states in which a piece is no longer asked for (R24)."""


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
