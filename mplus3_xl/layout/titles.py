"""The sheets that others speak of, without loading what lays them."""

ACTES, ACTIONS = "Actes", "Actions"
A_PROPOS = "À propos"
BILAN = "Bilan"
DOUBLES = "Doubles"
FICHE = "Fiche"
PARAMETRES = "Paramètres"
PILOTAGE = "Pilotage"
REPORTS = "Reports"
SCRIPTS = "Scripts"

# What each visible sheet is for; the order is the workbook's.
PURPOSES = {
    "Accueil": "Ce que la journée demande : compteurs, points à vérifier, par où commencer.",
    "File": "Les clients à rappeler, dans l’ordre d’appel, avec leurs dates limites.",
    "Fiche": "L’appel, pas à pas : préparation, accroche, objectifs 1 et 2, issue.",
    "Bilan": "Ce que le client a chez nous, ailleurs ou pas du tout, et ce qui lui manque.",
    "Synthèse": "La page à remettre au client : ce qu’il a, ce que nous conseillons, la suite.",
    "Actions": "Les devis, rendez-vous, éléments à envoyer et relances, avec leur échéance.",
    "Actes": "Le registre de ce qui a été fait : il se lit et ne se modifie pas.",
    "Reports": "Ce qu’il reste à écrire dans Lagon : ancienne et nouvelle valeur.",
    "Pilotage": "Les chiffres et les graphiques du responsable.",
    "Lignes": "Les dossiers que compte un chiffre de Pilotage, par « Voir les lignes ».",
    "Doubles": "Les clients probablement en double, qu’un responsable réunit ou sépare.",
    "Recherche": "Les clients trouvés par « Chercher un client », et leurs dossiers.",
    "Journal": "Qui a changé quoi, et quand ; il se lit et ne se modifie pas.",
    "Paramètres": "Les agences, leurs horaires, les chargés, les limites et les utilisateurs.",
    "Scripts": "Ce qui se dit et s’écrit : chaque texte, qu’un responsable adapte.",
    "À propos": "Cette page : la version, les feuilles, le sens des mots.",
}
