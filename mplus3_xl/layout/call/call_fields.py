"""The fields and the lines of the call form, in the order of the call.

Labels are what the helps, the paper sheet and the told calls name: they change for a reason only.
"""

from mplus3_xl.domain.texts.free_texts import WHY_NO_ACTION
from mplus3_xl.layout import lists
from mplus3_xl.layout.asked import CLIENT_TYPE
from mplus3_xl.layout.forms import Field
from mplus3_xl.layout.model import Column
from mplus3_xl.layout.style import Kind
from mplus3_xl.rules import table as rule_table

NOTE_MOST: int = rule_table("attempts")["limit"]["note_max"]["value"]  # characters
_TALL, _TEXT, _MESSAGE, _NOTE = 76, 48, 400, 110  # points: rows that hold several lines
TWO_LINES = 32  # points

VERDICT, BANNER, OUTCOME = "fiche_verdict", "fiche_banniere", "fiche_issue"
WHERE = "fiche_position"
MISSING_PIECES = "fiche_pieces_manquantes"
STRUCK = "Barré"

DOSSIER_LEFT = (
    Field(CLIENT_TYPE, "Type de client", choices=lists.CLIENT_TYPES,
          help="Change les champs demandés plus bas."),
    Field("fiche_client", "N° client Lagon", shown=True),
    Field("fiche_telephone_appel", "Téléphone", shown=True),
    Field("fiche_email_appel", "E-mail", shown=True),
    Field("fiche_sinistres", "Sinistres depuis la souscription", shown=True),
    Field("fiche_base", "Base de l’appel", shown=True),
    Field("fiche_consentement", "Consentement", shown=True),
    Field(VERDICT, "Peut-on appeler ?", Kind.WRAPPED, shown=True, height=_TALL),
    Field(MISSING_PIECES, "Pièces manquantes", Kind.WRAPPED, shown=True, height=_TALL),
)  # fmt: skip
DOSSIER_RIGHT = (
    Field("fiche_phase", "Phase", shown=True),
    Field("fiche_fenetre", "Fenêtre", shown=True),
    Field(WHERE, "Aujourd’hui", Kind.WRAPPED, shown=True),
    Field("fiche_au_plus_tard", "Au plus tard", Kind.DATE, shown=True),
    Field("fiche_creneaux", "Demi-journées restantes", Kind.WHOLE, shown=True),
    Field("fiche_prochain_creneau", "Prochain créneau", Kind.MOMENT, shown=True),
    Field("fiche_tentatives", "Essais sur la période", Kind.WHOLE, shown=True),
    Field("fiche_champs_manquants", "Champs à compléter", Kind.WRAPPED, shown=True),
    Field("fiche_autres_an", "Autres affaires nouvelles", Kind.WRAPPED, shown=True),
)
CONTRACTS = (
    Column("numero", "Contrat, état et fin", 0, Kind.WRAPPED),
    Column("garanties", "Type et garanties", 0, Kind.WRAPPED),
    Column("prime", "Prime annuelle", 0, Kind.AMOUNT),
    Column("souscription", "Souscription et vendeur", 0, Kind.WRAPPED),
    Column("date_effet", "Date d’effet", 0, Kind.DATE),
)
HISTORY = (
    Column("quand", "Essai du", 0),
    Column("issue", "Issue", 0),
    Column("auteur", "Par", 0),
    Column("note", "Note", 0, Kind.WRAPPED),
    Column("compte", "Compté", 0),
)
PIECES = (
    Column("piece", "Pièce", 0),
    Column("pour", "Pour le contrat", 0),
    Column("etat", "État de la pièce", 0, choices=lists.PIECE_STATES, typed=True),
    Column("le", "Le", 0, Kind.DATE, typed=True),
    Column("niveau", "Niveau", 0),
)
AGREEMENT = Field(
    "fiche_accord", "Accord du client pour parler de ses autres assurances", choices=lists.YES_NO
)
BILAN_LEFT = (
    Field("fiche_autres_assureurs", "Ce qu’il dit de ses autres assureurs", Kind.WRAPPED,
          longest=NOTE_MOST, height=_TEXT, help="Qui l’assure, pour quoi, et jusqu’à quand."),
    Field("fiche_action_objet", "Objet de l’action", help="Par exemple : devis habitation."),
    Field("fiche_sans_action", WHY_NO_ACTION,
          help="Seulement s’il n’y a aucune action à prévoir."),
)  # fmt: skip
BILAN_RIGHT = (
    Field("fiche_action", "Prochaine action", choices=lists.ACTION_KINDS),
    Field("fiche_action_echeance", "Échéance de l’action", Kind.DATE),
)
OUTCOME_LEFT = (
    Field(OUTCOME, "Issue de l’appel", choices=lists.OUTCOMES),
    Field("fiche_rappel_le", "Rappel le", Kind.DATE, help="Jour convenu avec le client."),
    Field("fiche_rappel_a", "Rappel à", Kind.TIME, help="Heure convenue, par exemple 14h30."),
    Field("fiche_heure_convenue", "Heure convenue avec le client", choices=lists.YES_NO,
          help="Oui : le client a choisi cette heure précise, même hors des heures d’appel."),
    Field("fiche_motif", "Motif de clôture", choices=lists.CLOSINGS,
          help="Seulement si le dossier se ferme sans succès."),
    Field("fiche_motif_precision", "Précision du motif", choices=lists.TARGETS, open=True,
          help="Ce que dit le client ; pour « Hors cible », un choix de la liste."),
    Field("fiche_hors_regle", "Appel hors règle : pourquoi",
          help="Trop tôt ou trop tard : le motif, et le responsable. Sinon, seulement si l’appel a "
          "eu lieu alors que la fiche le refusait."),
    Field("fiche_responsable", "Responsable qui l’autorise"),
    Field("fiche_info_donnee", "Information donnée (numéro changé)", choices=lists.YES_NO,
          help="Oui : l’information sur les appels commerciaux a été lue au client."),
)  # fmt: skip
OUTCOME_RIGHT = (
    Field("fiche_tag_appel", "Appel téléphonique", choices=lists.TAGS,
          help="Suit l’issue de l’appel."),
    Field("fiche_tag_lagon", "Mise à jour fiche Lagon", choices=lists.TAGS),
    Field("fiche_tag_bilan", "Bilan effectué", choices=lists.TAGS),
    Field("fiche_tag_sms_mail", "SMS/Mail coordonnées", choices=lists.TAGS),
)  # fmt: skip
NOTE = Field(
    "fiche_note",
    "Note",
    Kind.WRAPPED,
    help=f"{NOTE_MOST} caractères au plus. Le client peut demander à lire cette note : des faits, "
    "rien sur la santé ni les convictions.",
    longest=NOTE_MOST,
    height=_NOTE,
)
SMS = Field("fiche_sms", "SMS coordonnées", Kind.WRAPPED, shown=True, height=_MESSAGE)
MAIL = Field("fiche_mail", "Mail coordonnées", Kind.WRAPPED, shown=True)
