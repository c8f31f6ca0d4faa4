Attribute VB_Name = "Classeur"
Option Explicit
' What the workbook does by itself, without Python; only names, never an address.

' The forms but for Fiche in which a person typed since the program last wrote there.
Private saisies As String
' The sheets that the program is writing: their changes are nobody's typing.
Private ecrites As String

' xlFilterValues, a name that LibreOffice does not know: a column filtered by several values.
Private Const VALEURS As Long = 7

Public Function Pret() As Boolean
    ' Excel is not ready while a cell is being typed in; an application that cannot say is ready.
    Pret = True
    On Error Resume Next
    Pret = Application.Ready
End Function

Public Sub AllerA(ByVal feuille As String)
    If Not Pret() Then Exit Sub
    On Error GoTo Absente
    ' A sheet that somebody hid is shown again.
    With ThisWorkbook.Worksheets(feuille)
        If .Visible <> xlSheetVisible Then .Visible = xlSheetVisible
        .Activate
    End With
    Exit Sub
Absente:
    MsgBox "La feuille « " & feuille & " » manque : elle a été renommée ou supprimée. Redonnez-lui ce nom ; sinon fermez le classeur sans enregistrer et rouvrez-le, ou refaites-le s’il a été enregistré ainsi (mplus3 classeur) : ce que vous avez enregistré est dans la base.", vbExclamation, "M+3"
End Sub

Public Sub AllerAuDossier(ByVal feuille As String, ByVal colonne As String, ByVal code As String)
    Dim trouve As Range
    AllerA feuille
    If code = "" Or ActiveSheet.Name <> feuille Then Exit Sub
    ' Among formulas, since Excel does not look for values in a hidden column.
    Set trouve = Plage(colonne).Find(What:=code, LookIn:=xlFormulas, LookAt:=xlWhole)
    If Not trouve Is Nothing Then trouve.EntireRow.Select
End Sub

Public Function CodeOuvert() As String
    ' Each form keeps the code of its dossier under a name of its own, seen or not; other sheets have none.
    On Error Resume Next
    CodeOuvert = Plage(LCase(ActiveSheet.Name) & "_code").Value
End Function

Public Sub MasquerAvisMacros()
    Deproteger "Accueil", ""
    Plage("accueil_macros").EntireRow.Hidden = True
    Proteger "Accueil", False, False, "", "", 0
End Sub

Public Function FeuillesSaisies() As String
    ' The sheets whose typing would be lost: "Bilan, Fiche".
    Dim feuilles As String
    feuilles = saisies
    If Plage("fiche_modifie").Value <> "" Then
        feuilles = feuilles & " Fiche"
    End If
    FeuillesSaisies = Replace(Trim(feuilles), " ", ", ")
End Function

Public Function FermeturePermise() As Boolean
    Dim feuilles As String
    feuilles = FeuillesSaisies()
    FermeturePermise = True
    If feuilles = "" Then Exit Function
    FermeturePermise = (MsgBox("Une saisie n’est pas enregistrée : " & feuilles & ". Fermer quand même et la perdre ?", vbYesNo + vbExclamation + vbDefaultButton2, "M+3") = vbYes)
End Function

Public Sub NoterSaisie(ByVal feuille As String)
    If InStr(ecrites, " " & feuille) > 0 Then Exit Sub
    If Not SaisieEnCours(feuille) Then saisies = saisies & " " & feuille
End Sub

Public Function SaisieEnCours(ByVal feuille As String) As Boolean
    SaisieEnCours = InStr(saisies, " " & feuille) > 0
End Function

Public Sub SignalerSaisie()
    ' The cell itself is the last to change.
    If Not ThisWorkbook.Worksheets("Fiche").ProtectContents Then Exit Sub
    With Plage("fiche_modifie")
        If .Value <> "" Then Exit Sub
        .Value = "saisie non enregistrée"
    End With
    CalculerFeuille "Fiche"
End Sub

Public Sub CalculerFeuille(ByVal feuille As String)
    ' Another workbook may have Excel calculate on demand only: a form would show the number of the one before.
    On Error Resume Next
    If Application.Calculation <> xlCalculationAutomatic Then ThisWorkbook.Worksheets(feuille).Calculate
End Sub

Public Sub Composer(ByVal numero As String)
    ' The seat's telephone program takes it; where there is none, the number stays on the form.
    On Error Resume Next
    ThisWorkbook.FollowHyperlink "tel:" & numero
End Sub

Public Sub CommencerEcriture(ByVal feuille As String)
    ecrites = ecrites & " " & feuille
End Sub

Public Sub FinirEcriture(ByVal feuille As String, ByVal remplacee As Boolean)
    ' What was typed is no longer there to be lost, once the program has replaced it.
    ecrites = Replace(ecrites, " " & feuille, "")
    If remplacee Then saisies = Replace(saisies, " " & feuille, "")
End Sub

Public Function Filtrer(ByVal feuille As String, ByVal adresse As String, ByVal criteres As String) As String
    ' All columns in one call; tells the numbers of those that cannot be filtered so.
    Dim colonne As Variant
    On Error Resume Next
    For Each colonne In Split(criteres, Chr(30))
        Err.Clear
        FiltrerColonne ThisWorkbook.Worksheets(feuille).Range(adresse), Split(colonne, Chr(31), 3)
        If Err.Number <> 0 Then Filtrer = Trim(Filtrer & " " & Split(colonne, Chr(31))(0))
    Next
End Function

Private Sub FiltrerColonne(ByVal tableau As Range, ByVal dite As Variant)
    ' Its number, the operator of Excel, and by what: several values, one criterion or two.
    Dim criteres As Variant
    criteres = Split(dite(2), Chr(31))
    If CLng(dite(1)) = VALEURS Then
        tableau.AutoFilter Field:=CLng(dite(0)), Criteria1:=criteres, Operator:=VALEURS
    ElseIf UBound(criteres) = 0 Then
        tableau.AutoFilter Field:=CLng(dite(0)), Criteria1:=criteres(0)
    Else
        tableau.AutoFilter Field:=CLng(dite(0)), Criteria1:=criteres(0), Operator:=CLng(dite(1)), Criteria2:=criteres(1)
    End If
End Sub

Public Sub Deproteger(ByVal feuille As String, ByVal videe As String)
    CommencerEcriture feuille
    ThisWorkbook.Worksheets(feuille).Unprotect
    ' Until a form is whole, it is of no dossier.
    If videe <> "" Then Plage(videe).ClearContents
End Sub

Public Sub Proteger(ByVal feuille As String, ByVal remplacee As Boolean, ByVal formulaire As Boolean, ByVal pliees As String, ByVal ajustees As String, ByVal ligne As Double)
    ' Widths and filters stay free, as the file is built; LibreOffice refuses these words, so it gets fewer.
    FinirEcriture feuille, remplacee
    CalculerFeuille feuille
    On Error Resume Next
    MasquerLignesVides pliees
    AjusterLignes ajustees, ligne
    If formulaire Then ThisWorkbook.Worksheets(feuille).EnableSelection = xlUnlockedCells
    Err.Clear
    ThisWorkbook.Worksheets(feuille).Protect DrawingObjects:=True, Contents:=True, Scenarios:=True, AllowFormattingColumns:=True, AllowFormattingRows:=True, AllowFiltering:=True
    If Err.Number <> 0 Then ThisWorkbook.Worksheets(feuille).Protect DrawingObjects:=True, Contents:=True, Scenarios:=True
End Sub

Private Sub MasquerLignesVides(ByVal blocs As String)
    ' What a form has to say takes no more of the screen than it needs.
    Dim bloc As Variant, cellule As Range, vide As Boolean
    For Each bloc In Split(blocs)
        For Each cellule In Plage(bloc).Columns(1).Cells
            vide = (cellule.Text = "")
            If cellule.EntireRow.Hidden <> vide Then cellule.EntireRow.Hidden = vide
        Next
    Next
End Sub

Private Sub AjusterLignes(ByVal noms As String, ByVal ligne As Double)
    ' A row takes the lines that it has to say today, and is never lower than one of the sheet.
    Dim nom As Variant
    For Each nom In Split(noms)
        With Plage(nom)
            .EntireRow.AutoFit
            If .RowHeight < ligne Then .EntireRow.RowHeight = ligne
        End With
    Next
End Sub

Private Function Plage(ByVal nom As String) As Range
    Set Plage = ThisWorkbook.Names(nom).RefersToRange
End Function
