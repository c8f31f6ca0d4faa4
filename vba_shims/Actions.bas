Attribute VB_Name = "Actions"
Option Explicit
' What the sheet buttons call.

Public Sub AllerAccueil()
    AllerA "Accueil"
End Sub

Public Sub AllerFile()
    AllerA "File"
End Sub

Public Sub AllerFiche()
    AllerA "Fiche"
End Sub

Public Sub RevenirALaLigne()
    AllerAuDossier "File", "file_dossiers", CodeOuvert()
End Sub

Public Sub AllerBilan()
    AllerA "Bilan"
End Sub

Public Sub AllerActions()
    AllerA "Actions"
End Sub

Public Sub AllerActes()
    AllerA "Actes"
End Sub

Public Sub AllerPilotage()
    AllerA "Pilotage"
End Sub

Public Sub AllerParametres()
    AllerA "Paramètres"
End Sub

Public Sub AllerAPropos()
    AllerA "À propos"
End Sub
