"""What staff can do, as data: the ribbon, the sheet buttons and the checks all read this list.

An action stands here once it works; nothing shown leads nowhere.
"""

from dataclasses import dataclass

TAB_LABEL = "M+3"
TAB_KEYTIP = "M"
GROUPS = ("File", "Appel", "Bilan", "Suivi", "Outils")
"""The groups of the tab, from left to right; one without any action is not shown."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do: how it is shown, and the Sub that a sheet button calls.

    `id` is the ribbon's own name for it, `image_mso` an icon of Office, `keytip` the one or two
    keys after Alt and the tab's own.
    """

    id: str
    label: str
    group: str
    image_mso: str
    keytip: str
    screentip: str
    supertip: str
    macro: str

    @property
    def callback(self) -> str:
        """The Sub that the ribbon calls: a ribbon control is its one argument."""
        return f"Ruban{self.macro}"


ACTIONS = (
    Action(
        id="accueil",
        label="Accueil",
        group="File",
        image_mso="BlogHomePage",
        keytip="A",
        screentip="Aller à l’accueil",
        supertip="Les chiffres du jour, les alertes et ce qu’il y a à faire maintenant.",
        macro="AllerAccueil",
    ),
    Action(
        id="file",
        label="File",
        group="File",
        image_mso="CreateTable",
        keytip="F",
        screentip="Aller à la file d’appels",
        supertip="Un dossier par ligne, dans l’ordre des appels à passer.",
        macro="AllerFile",
    ),
    Action(
        id="fiche",
        label="Fiche",
        group="Appel",
        image_mso="AccessFormWizard",
        keytip="C",
        screentip="Aller à la fiche d’appel",
        supertip="La préparation, le script, les champs à vérifier et l’issue de l’appel.",
        macro="AllerFiche",
    ),
    Action(
        id="revenir",
        label="Revenir à la ligne",
        group="Appel",
        image_mso="GoTo",
        keytip="R",
        screentip="Revenir à la ligne du dossier dans la file",
        supertip="Depuis la fiche ou le bilan, retrouve dans la file la ligne du dossier ouvert.",
        macro="RevenirALaLigne",
    ),
    Action(
        id="bilan",
        label="Bilan",
        group="Bilan",
        image_mso="DataValidation",
        keytip="B",
        screentip="Aller au bilan",
        supertip="Ce que le client a chez nous, ailleurs ou pas du tout, famille par famille.",
        macro="AllerBilan",
    ),
    Action(
        id="actions",
        label="Actions",
        group="Suivi",
        image_mso="AcceptInvitation",
        keytip="S",
        screentip="Aller aux actions à suivre",
        supertip="Les devis, rendez-vous, éléments à envoyer et relances, avec leur échéance.",
        macro="AllerActions",
    ),
    Action(
        id="actes",
        label="Actes",
        group="Suivi",
        image_mso="ReviewTrackChanges",
        keytip="T",
        screentip="Aller au registre des actes",
        supertip="Ce qui a été fait ; le registre se lit et ne se modifie pas.",
        macro="AllerActes",
    ),
    Action(
        id="pilotage",
        label="Pilotage",
        group="Suivi",
        image_mso="ChartTypeColumnInsertGallery",
        keytip="P",
        screentip="Aller au pilotage",
        supertip="Les chiffres et les graphiques du responsable.",
        macro="AllerPilotage",
    ),
    Action(
        id="parametres",
        label="Paramètres",
        group="Outils",
        image_mso="PropertySheet",
        keytip="O",
        screentip="Aller aux paramètres",
        supertip="Les agences, les chargés de clientèle, les horaires et les tolérances.",
        macro="AllerParametres",
    ),
    Action(
        id="a_propos",
        label="À propos",
        group="Outils",
        image_mso="Info",
        keytip="I",
        screentip="À propos de M+3",
        supertip="La version installée, à quoi sert chaque feuille et où trouver de l’aide.",
        macro="AllerAPropos",
    ),
)
