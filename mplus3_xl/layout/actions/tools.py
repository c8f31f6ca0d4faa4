"""The settings, the state of the installation, the help."""

from mplus3_xl.layout.actions.action import Action

ACTIONS = (
    Action(
        id="parametres",
        label="Paramètres",
        image_mso="PropertySheet",
        keytip="O",
        screentip="Ouvrir les paramètres",
        supertip="Les agences, les horaires, les chargés de clientèle, les limites, qui est qui.",
        macro="OuvrirParametres",
        function="parametrer",
    ),
    Action(
        id="enregistrer_reglages",
        label="Enregistrer les réglages",
        image_mso="FileSave",
        keytip="MG",
        screentip="Enregistrer ce qui est réglé dans Paramètres",
        supertip="Réservé au responsable ; tout ou rien, et chaque case refusée est marquée.",
        macro="EnregistrerReglages",
        large=False,
    ),
    Action(
        id="annuler_reglages",
        label="Annuler les réglages",
        image_mso="Undo",
        keytip="MH",
        screentip="Annuler mon dernier enregistrement des réglages",
        supertip="Remet les réglages d’avant, si personne n’en a enregistré d’autres ; demande.",
        macro="AnnulerReglages",
        large=False,
    ),
    Action(
        id="diagnostic",
        label="Diagnostic",
        image_mso="ErrorChecking",
        keytip="Q",
        screentip="Vérifier l’installation",
        supertip="Les versions, la base, vos droits : ce qui ne va pas et le remède.",
        macro="Diagnostic",
    ),
    Action(
        id="a_propos",
        label="À propos",
        image_mso="Info",
        keytip="I",
        screentip="À propos de M+3",
        supertip="La version installée, à quoi sert chaque feuille et où trouver de l’aide.",
        macro="AllerAPropos",
        vba='AllerA "À propos"',
    ),
)
