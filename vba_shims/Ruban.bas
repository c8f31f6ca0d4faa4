Attribute VB_Name = "Ruban"
Option Explicit
' What the ribbon calls: the same actions, with the control that Excel hands over.

Public Sub RubanAllerAccueil(ByVal control As IRibbonControl)
    AllerAccueil
End Sub

Public Sub RubanAllerFile(ByVal control As IRibbonControl)
    AllerFile
End Sub

Public Sub RubanAllerFiche(ByVal control As IRibbonControl)
    AllerFiche
End Sub

Public Sub RubanRevenirALaLigne(ByVal control As IRibbonControl)
    RevenirALaLigne
End Sub

Public Sub RubanAllerBilan(ByVal control As IRibbonControl)
    AllerBilan
End Sub

Public Sub RubanAllerActions(ByVal control As IRibbonControl)
    AllerActions
End Sub

Public Sub RubanAllerActes(ByVal control As IRibbonControl)
    AllerActes
End Sub

Public Sub RubanAllerPilotage(ByVal control As IRibbonControl)
    AllerPilotage
End Sub

Public Sub RubanAllerParametres(ByVal control As IRibbonControl)
    AllerParametres
End Sub

Public Sub RubanAllerAPropos(ByVal control As IRibbonControl)
    AllerAPropos
End Sub
