Attribute VB_Name = "PressePapiers"
Option Explicit
' What other programs are given to paste.

Public Sub CopierTexte(ByVal nom As String)
    ' As a text, since a copied cell pastes with quotes and a line end; as cells where Windows is not.
    Dim cellule As Range, texte As String
    For Each cellule In ThisWorkbook.Names(nom).RefersToRange.Cells
        texte = Trim(texte & " " & cellule.Value)
    Next
    On Error Resume Next
    CreateObject("htmlfile").parentWindow.clipboardData.setData "text", texte
    If Err.Number <> 0 Then ThisWorkbook.Names(nom).RefersToRange.Copy
End Sub
