Attribute VB_Name = "Ruban"
Option Explicit
' What the ribbon calls: the same actions, with the control that Excel hands over.

Public Sub RubanAllerAccueil(ByVal control As IRibbonControl)
    AllerAccueil
End Sub

Public Sub RubanAllerFile(ByVal control As IRibbonControl)
    AllerFile
End Sub

Public Sub RubanActualiser(ByVal control As IRibbonControl)
    Actualiser
End Sub

Public Sub RubanImporter(ByVal control As IRibbonControl)
    Importer
End Sub

Public Sub RubanMesDossiers(ByVal control As IRibbonControl)
    MesDossiers
End Sub

Public Sub RubanEnRetard(ByVal control As IRibbonControl)
    EnRetard
End Sub

Public Sub RubanAujourdhui(ByVal control As IRibbonControl)
    Aujourdhui
End Sub

Public Sub RubanTouteLaFile(ByVal control As IRibbonControl)
    TouteLaFile
End Sub

Public Sub RubanSuivant(ByVal control As IRibbonControl)
    Suivant
End Sub

Public Sub RubanOuvrir(ByVal control As IRibbonControl)
    Ouvrir
End Sub

Public Sub RubanAllerFiche(ByVal control As IRibbonControl)
    AllerFiche
End Sub

Public Sub RubanAppeler(ByVal control As IRibbonControl)
    Appeler
End Sub

Public Sub RubanToutConfirmer(ByVal control As IRibbonControl)
    ToutConfirmer
End Sub

Public Sub RubanEnregistrer(ByVal control As IRibbonControl)
    Enregistrer
End Sub

Public Sub RubanChercher(ByVal control As IRibbonControl)
    Chercher
End Sub

Public Sub RubanAnnuler(ByVal control As IRibbonControl)
    Annuler
End Sub

Public Sub RubanCopierSms(ByVal control As IRibbonControl)
    CopierSms
End Sub

Public Sub RubanConsentement(ByVal control As IRibbonControl)
    Consentement
End Sub

Public Sub RubanOpposition(ByVal control As IRibbonControl)
    Opposition
End Sub

Public Sub RubanReprendre(ByVal control As IRibbonControl)
    Reprendre
End Sub

Public Sub RubanBarrer(ByVal control As IRibbonControl)
    Barrer
End Sub

Public Sub RubanClore(ByVal control As IRibbonControl)
    Clore
End Sub

Public Sub RubanRevenirALaLigne(ByVal control As IRibbonControl)
    RevenirALaLigne
End Sub

Public Sub RubanOuvrirBilan(ByVal control As IRibbonControl)
    OuvrirBilan
End Sub

Public Sub RubanRecalculer(ByVal control As IRibbonControl)
    Recalculer
End Sub

Public Sub RubanSynthese(ByVal control As IRibbonControl)
    Synthese
End Sub

Public Sub RubanResteAucun(ByVal control As IRibbonControl)
    ResteAucun
End Sub

Public Sub RubanResteInconnu(ByVal control As IRibbonControl)
    ResteInconnu
End Sub

Public Sub RubanAjouterContrat(ByVal control As IRibbonControl)
    AjouterContrat
End Sub

Public Sub RubanAjouterActions(ByVal control As IRibbonControl)
    AjouterActions
End Sub

Public Sub RubanOuvrirActions(ByVal control As IRibbonControl)
    OuvrirActions
End Sub

Public Sub RubanAgenda(ByVal control As IRibbonControl)
    Agenda
End Sub

Public Sub RubanActionsDuJour(ByVal control As IRibbonControl)
    ActionsDuJour
End Sub

Public Sub RubanOuvrirActes(ByVal control As IRibbonControl)
    OuvrirActes
End Sub

Public Sub RubanCorrigerActe(ByVal control As IRibbonControl)
    CorrigerActe
End Sub

Public Sub RubanExporterMois(ByVal control As IRibbonControl)
    ExporterMois
End Sub

Public Sub RubanCloturerMois(ByVal control As IRibbonControl)
    CloturerMois
End Sub

Public Sub RubanOuvrirReports(ByVal control As IRibbonControl)
    OuvrirReports
End Sub

Public Sub RubanAllerPilotage(ByVal control As IRibbonControl)
    AllerPilotage
End Sub

Public Sub RubanActualiserPilotage(ByVal control As IRibbonControl)
    ActualiserPilotage
End Sub

Public Sub RubanVoirLignes(ByVal control As IRibbonControl)
    VoirLignes
End Sub

Public Sub RubanOuvrirDoubles(ByVal control As IRibbonControl)
    OuvrirDoubles
End Sub

Public Sub RubanFusionner(ByVal control As IRibbonControl)
    Fusionner
End Sub

Public Sub RubanPasDesDoubles(ByVal control As IRibbonControl)
    PasDesDoubles
End Sub

Public Sub RubanOuvrirJournal(ByVal control As IRibbonControl)
    OuvrirJournal
End Sub

Public Sub RubanAffecter(ByVal control As IRibbonControl)
    Affecter
End Sub

Public Sub RubanDifferer(ByVal control As IRibbonControl)
    Differer
End Sub

Public Sub RubanCloreRetard(ByVal control As IRibbonControl)
    CloreRetard
End Sub

Public Sub RubanOuvrirScripts(ByVal control As IRibbonControl)
    OuvrirScripts
End Sub

Public Sub RubanOuvrirParametres(ByVal control As IRibbonControl)
    OuvrirParametres
End Sub

Public Sub RubanEnregistrerReglages(ByVal control As IRibbonControl)
    EnregistrerReglages
End Sub

Public Sub RubanAnnulerReglages(ByVal control As IRibbonControl)
    AnnulerReglages
End Sub

Public Sub RubanDiagnostic(ByVal control As IRibbonControl)
    Diagnostic
End Sub

Public Sub RubanAllerAPropos(ByVal control As IRibbonControl)
    AllerAPropos
End Sub
