"""The dossiers given, put off or closed by the lot, and the texts of the scripts."""

from mplus3_xl.layout.actions.action import Action

ACTIONS = (
    Action(
        id="affecter",
        label="Affecter",
        image_mso="ReviewShareWorkbook",
        keytip="MT",
        screentip="Affecter les lignes choisies à un chargé",
        supertip="Pour une absence, avec un dernier jour : le titulaire revient ensuite.",
        macro="Affecter",
    ),
    Action(
        id="differer",
        label="Différer",
        image_mso="FunctionsDateTimeInsertGallery",
        keytip="MD",
        screentip="Différer les lignes choisies",
        supertip="Jusqu’à un jour, avec un motif ; un rappel convenu avec le client passe avant.",
        macro="Differer",
        large=False,
    ),
    Action(
        id="clore_retard",
        label="Clore le retard",
        image_mso="SheetRowsDelete",
        keytip="ML",
        screentip="Clore d’un coup les dossiers hors délai",
        supertip="Ceux que personne n’a travaillés, tous ou les lignes choisies, avec un motif.",
        macro="CloreRetard",
        large=False,
    ),
    Action(
        id="scripts",
        label="Scripts",
        image_mso="TextBoxInsert",
        keytip="MB",
        screentip="Ouvrir les scripts",
        supertip="Chaque texte de l’appel, du SMS et du mail ; un responsable en change les mots.",
        macro="OuvrirScripts",
        large=False,
    ),
)
