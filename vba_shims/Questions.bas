Attribute VB_Name = "Questions"
Option Explicit
' What only a person can answer, or has selected. An empty answer means that nothing was chosen.

Public Function ChoisirFichier(ByVal titre As String) As String
    Dim choisi As Variant
    #If Mac Then
        choisi = Application.GetOpenFilename()
    #Else
        choisi = Application.GetOpenFilename("Exports Lagon (*.xlsx;*.xls;*.csv),*.xlsx;*.xls;*.csv", , titre)
    #End If
    If VarType(choisi) = vbString Then ChoisirFichier = choisi
End Function

Public Function DemanderTexte(ByVal question As String, ByVal titre As String) As String
    ' That of VBA: the one of Excel shows nothing of a question of more than 255 characters.
    ' The sign tells an empty text from a question that was cancelled, whose text is nowhere.
    Dim reponse As String
    reponse = InputBox(question, titre)
    If StrPtr(reponse) <> 0 Then DemanderTexte = "=" & reponse
End Function

Public Function Confirmer(ByVal question As String, ByVal titre As String) As Boolean
    ' Of what cannot be undone: the key Enter says no.
    Confirmer = (MsgBox(question, vbYesNo + vbExclamation + vbDefaultButton2, titre) = vbYes)
End Function

Public Function LignesChoisies() As String
    ' The rows selected, but for the hidden ones, block by block: "6-8;11-14;".
    Dim choisies As Range, bloc As Range
    On Error GoTo Rien
    Set choisies = Selection.EntireRow
    If choisies.Rows.Count = 1 And choisies.Areas.Count = 1 Then
        If choisies.Hidden Then Exit Function
    Else
        Set choisies = Selection.SpecialCells(xlCellTypeVisible)
    End If
    For Each bloc In choisies.Areas
        LignesChoisies = LignesChoisies & bloc.Row & "-" & (bloc.Row + bloc.Rows.Count - 1) & ";"
    Next
Rien:
End Function
