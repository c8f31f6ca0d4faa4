Attribute VB_Name = "Actions"
Option Explicit
' What the sheet buttons call.

Public Sub AllerAccueil()
    AllerA "Accueil"
End Sub

Public Sub AllerFile()
    AllerA "File"
End Sub

Public Sub Actualiser()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.actualiser()"
End Sub

Public Sub Importer()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.importer()"
End Sub

Public Sub MesDossiers()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.mes_dossiers()"
End Sub

Public Sub EnRetard()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.en_retard()"
End Sub

Public Sub Aujourdhui()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.aujourdhui()"
End Sub

Public Sub TouteLaFile()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.toute_la_file()"
End Sub

Public Sub Suivant()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.suivant()"
End Sub

Public Sub Ouvrir()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.ouvrir()"
End Sub

Public Sub AllerFiche()
    AllerA "Fiche"
End Sub

Public Sub Appeler()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.appeler()"
End Sub

Public Sub ToutConfirmer()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.tout_confirmer()"
End Sub

Public Sub Enregistrer()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.enregistrer()"
End Sub

Public Sub Chercher()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.chercher()"
End Sub

Public Sub Annuler()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.annuler()"
End Sub

Public Sub CopierSms()
    If Pret() Then CopierTexte "fiche_sms"
End Sub

Public Sub Consentement()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.consentement()"
End Sub

Public Sub Opposition()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.opposition()"
End Sub

Public Sub Reprendre()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.reprendre()"
End Sub

Public Sub Barrer()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.barrer()"
End Sub

Public Sub Clore()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.clore()"
End Sub

Public Sub RevenirALaLigne()
    AllerAuDossier "File", "file_dossiers", CodeOuvert()
End Sub

Public Sub OuvrirBilan()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.ouvrir_bilan()"
End Sub

Public Sub Recalculer()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.recalculer()"
End Sub

Public Sub Synthese()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.synthese()"
End Sub

Public Sub ResteAucun()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.reste_aucun()"
End Sub

Public Sub ResteInconnu()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.reste_inconnu()"
End Sub

Public Sub AjouterContrat()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.ajouter_contrat()"
End Sub

Public Sub AjouterActions()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.ajouter_actions()"
End Sub

Public Sub OuvrirActions()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.suivre()"
End Sub

Public Sub Agenda()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.agenda()"
End Sub

Public Sub ActionsDuJour()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.actions_du_jour()"
End Sub

Public Sub OuvrirActes()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.actes()"
End Sub

Public Sub CorrigerActe()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.corriger_acte()"
End Sub

Public Sub ExporterMois()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.exporter_mois()"
End Sub

Public Sub CloturerMois()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.cloturer_mois()"
End Sub

Public Sub OuvrirReports()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.reporter()"
End Sub

Public Sub AllerPilotage()
    AllerA "Pilotage"
End Sub

Public Sub ActualiserPilotage()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.actualiser_pilotage()"
End Sub

Public Sub VoirLignes()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.voir_lignes()"
End Sub

Public Sub OuvrirDoubles()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.lister_doubles()"
End Sub

Public Sub Fusionner()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.fusionner()"
End Sub

Public Sub PasDesDoubles()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.pas_doubles()"
End Sub

Public Sub OuvrirJournal()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.journal()"
End Sub

Public Sub Affecter()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.affecter()"
End Sub

Public Sub Differer()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.differer()"
End Sub

Public Sub CloreRetard()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.clore_retard()"
End Sub

Public Sub OuvrirScripts()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.scripts()"
End Sub

Public Sub OuvrirParametres()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.parametrer()"
End Sub

Public Sub EnregistrerReglages()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.enregistrer_reglages()"
End Sub

Public Sub AnnulerReglages()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.annuler_reglages()"
End Sub

Public Sub Diagnostic()
    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.diagnostic()"
End Sub

Public Sub AllerAPropos()
    AllerA "À propos"
End Sub
