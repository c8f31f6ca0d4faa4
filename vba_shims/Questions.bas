Attribute VB_Name = "Questions"
Option Explicit
' What only a person can answer. An empty answer means that nothing was chosen.

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
    ' The sign tells an empty text from a question that was cancelled.
    Dim reponse As Variant
    reponse = Application.InputBox(question, titre, Type:=2)
    If VarType(reponse) = vbString Then DemanderTexte = "=" & reponse
End Function
