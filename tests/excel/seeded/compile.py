"""Faults of VBA code that Excel's compiler refuses: each is a module beside the good ones."""


def _in_a_sub(*lines: str) -> str:
    body = "\n".join(f"    {line}" for line in lines)
    return f"Option Explicit\n\nPublic Sub Essai()\n{body}\nEnd Sub\n"


def _at_the_top(*lines: str) -> str:
    return "Option Explicit\n" + "\n".join(lines) + "\n"


GOOD = _at_the_top(
    "Private Const SEUIL As Long = 4",
    "",
    "Public Sub Essai()",
    "    Dim jours As Long, texte As String, feuille As Worksheet",
    "    Set feuille = ThisWorkbook.Worksheets(1)",
    "    For jours = 1 To SEUIL",
    '        If jours > 2 Then texte = texte & CStr(jours) Else texte = ""',
    "    Next jours",
    "    With feuille",
    "        Select Case Len(texte)",
    "            Case 0: .Activate",
    '            Case Else: MsgBox texte & " – été", vbInformation, _',
    '                "M+3"',
    "        End Select",
    "    End With",
    "End Sub",
)

COMPILE_FAULTS = {
    "End If is missing": _in_a_sub("If True Then", 'MsgBox "a"'),
    "Next is missing": _in_a_sub("Dim i As Long", "For i = 1 To 3", "i = i + 1"),
    "Loop is missing": _in_a_sub("Do While True", "Beep"),
    "Wend is missing": _in_a_sub("While True", "Beep"),
    "End With is missing": _in_a_sub("With ThisWorkbook", ".Activate"),
    "End Select is missing": _in_a_sub("Select Case 1", "Case 1", "Beep"),
    "End Sub is missing": _at_the_top("Public Sub Essai()", "    Beep"),
    "a quote is open": _in_a_sub('MsgBox "a'),
    "a parenthesis is open": _in_a_sub("Dim n As Long", "n = (1 + 2"),
    "a statement ends on an operator": _in_a_sub("Dim n As Long", "n = 1 +"),
    "a line goes on to nothing": _in_a_sub('MsgBox "a" & _', "", '"b"'),
    "Else without If": _in_a_sub("Else", "Beep"),
    "Next without For": _in_a_sub("Beep", "Next"),
    "Next of another loop": _in_a_sub(
        "Dim i As Long, j As Long", "For i = 1 To 2", "For j = 1 To 2", "Next i", "Next j"
    ),
    "Exit Function in a Sub": _in_a_sub("Exit Function"),
    "an undeclared variable": _in_a_sub("compteur = 1"),
    "a variable declared twice": _in_a_sub("Dim n As Long", "Dim n As String"),
    "a reserved word as a name": _in_a_sub("Dim Next As Long"),
    "an unknown Sub": _in_a_sub("ProcedureAbsente"),
    "too many arguments": _in_a_sub('AllerA "File", 2'),
    "too few arguments": _in_a_sub("AllerA"),
    "an unknown named argument": _in_a_sub('AllerA page:="File"'),
    "two Subs of one name": _at_the_top(
        "Public Sub Essai()", "End Sub", "Public Sub Essai()", "End Sub"
    ),
    "a constant is assigned": _in_a_sub("Const N As Long = 1", "N = 2"),
    "a constant that is none": _in_a_sub("Dim x As Long", "Const N As Long = x"),
    "a label that is not there": _in_a_sub("On Error GoTo Erreur", "Beep"),
    "Set on a number": _in_a_sub("Dim n As Long", "Set n = 3"),
    "text in a number": _in_a_sub("Dim n As Long", 'n = "abc"'),
    "an unknown member of a range": _in_a_sub(
        "Dim zone As Range", "Set zone = Selection", "zone.Valeu = 1"
    ),
    "an unknown member of the application": _in_a_sub("Application.AllerPartout"),
    "an unknown type": _in_a_sub("Dim d As Dictionnaire"),
    "Optional ahead of a required argument": _at_the_top(
        "Public Sub Essai(Optional a As Long, b As Long)", "End Sub"
    ),
    "a Declare that 64-bit Excel refuses": _at_the_top(
        'Private Declare Sub Dormir Lib "kernel32" Alias "Sleep" (ByVal ms As Long)'
    ),
    "code outside any procedure": _at_the_top("Beep"),
    "Me in a standard module": _in_a_sub("Me.Activate"),
}
