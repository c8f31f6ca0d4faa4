"""The workbook that can be clicked in LibreOffice: the released one, but for two VBA modules.

`xlwings.bas` does not compile in LibreOffice, and one module that does not compile silences the
whole project. So module `xlwings` is replaced by a stub with the same `RunPython`. It must not
wait for Python: a VBA that waits while Python calls back is a deadlock. The stub also answers the
question whether the project compiles. Module `Questions` asks with what LibreOffice has.

Whoever calls gives the bytes of the new vbaProject.bin: writing one is the painter's work.
"""

import sys
import zipfile
from pathlib import Path

from mplus3_xl.calc.autofilter import AutoFilter

MODULE = "xlwings"
"""The module to replace."""

NOT_COMPILED = ("Dictionary",)
"""The modules to leave out with it: they only serve the real one, and do not compile either."""

RESPONDS, REQUESTS, ANSWER = f"{MODULE}.Responds", f"{MODULE}.Requests", "yes"

PROJECT = "xl/vbaProject.bin"
"""The part of a workbook that holds its VBA."""

_RESPONDS = f"""
Public Function Responds() As String
    Responds = "{ANSWER}"
End Function
"""

RECORDING = f"""Option Explicit
Private Asked As String

Public Function RunPython(ByVal PythonCommand As String)
    Asked = Asked & PythonCommand & vbLf
End Function

Public Function Requests() As String
    Requests = Asked
    Asked = ""
End Function
{_RESPONDS}"""
"""The stub of tests: it keeps the commands, and the test runs them."""


READ_ONLY = (
    "Ce classeur est ouvert en lecture seule : aucun bouton ne peut y écrire. Rien n’est fait. "
    "Fermez-le, puis ouvrez-le par « mplus3 ouvrir » (s’il est déjà ouvert dans une autre fenêtre, "
    "travaillez dans celle-là)."
)
"""What a button says of a workbook that LibreOffice opened to read only."""

CONFIRM = "Confirmer"
"""The macro that asks of what cannot be undone: a box of VBA has no answer but a person's, so the
engine shows it as it shows every other (`App.run`)."""

FILTER = "Filtrer"
"""The macro that filters many columns: LibreOffice's VBA keeps one criterion of the last."""

SELECTED = """
Public Function LignesChoisies() As String
    Dim blocs, lignes As String, at As Long
    On Error GoTo Rien
    blocs = ThisComponent.CurrentSelection.queryVisibleCells().RangeAddresses
    For at = 0 To UBound(blocs)
        lignes = lignes & (blocs(at).StartRow + 1) & "-" & (blocs(at).EndRow + 1) & ";"
    Next
    LignesChoisies = lignes
Rien:
End Function
"""
"""The rows selected, as LibreOffice tells them: its VBA knows no selection of several blocks."""

QUESTIONS = f"""Option Explicit

Public Function ChoisirFichier(ByVal titre As String) As String
    Dim choix As Object
    choix = createUnoService("com.sun.star.ui.dialogs.FilePicker")
    choix.setTitle(titre)
    choix.appendFilter("Exports Lagon", "*.xlsx;*.xls;*.csv")
    If choix.execute() = 1 Then ChoisirFichier = ConvertFromURL(choix.getFiles()(0))
End Function

Public Function DemanderTexte(ByVal question As String, ByVal titre As String) As String
    Dim reponse As String
    reponse = InputBox(question, titre, " ")
    If reponse <> "" Then DemanderTexte = "=" & Trim(reponse)
End Function
{SELECTED}"""
"""Module `Questions` of real use: LibreOffice has neither GetOpenFilename nor a typed InputBox.

Its InputBox says nothing of a cancelled question but an empty text: a space stands ready there.
"""


def texts(connection: str, workbook: Path) -> dict[str, str]:
    """The texts that stand in for the modules of real use, by the name of the module."""
    return {MODULE: launching(connection, workbook), "Questions": QUESTIONS}


def launching(connection: str, workbook: Path, python: str = sys.executable) -> str:
    """The stub of real use: each command starts a Python that joins LibreOffice.

    `connection` is where LibreOffice listens; `workbook` is the copy that holds this stub.
    Raises `ValueError` for a path that a VBA text or a command line cannot hold.
    """
    parts = (python, "-m", "mplus3_xl.calc.click", connection, str(workbook.absolute()))
    line = "".join(f"{_quoted(part)} " for part in parts)
    return f"""Option Explicit

Public Function RunPython(ByVal PythonCommand As String)
    ' Nothing can be written in it, no message either: LibreOffice would refuse without a word.
    If ThisComponent.isReadonly() Then
        MsgBox "{READ_ONLY}", vbExclamation, "M+3"
        Exit Function
    End If
    Shell "{line}" & Chr(34) & PythonCommand & Chr(34), 0
End Function
{_RESPONDS}"""


def _quoted(part: str) -> str:
    """A part of a command line in quotes, which a VBA text doubles."""
    if '"' in part or "\n" in part:
        raise ValueError(f"a path with a quote or a line end: {part!r}")
    part.encode("cp1252")  # the code page of a VBA project
    return f'""{part}""'


def filtered(table: AutoFilter, criteria: str) -> str:
    """Filter a table as `FILTER` does in Excel; return the fields that it could not, as it does.

    The columns are parted by U+001E; their field, operator and criteria by U+001F.
    """
    told = {}
    for column in criteria.split("\x1e"):
        field, operator, *texts = column.split("\x1f")
        told[int(field)] = int(operator), texts
    return " ".join(map(str, table.apply_excel(told)))


def make_clickable(released: Path, copy: Path, project: bytes) -> Path:
    """Write `copy`: all the parts of `released`, with `project` for its VBA.

    Raises `ValueError` when `released` holds no VBA.
    """
    with zipfile.ZipFile(released) as source, zipfile.ZipFile(copy, "w") as target:
        if PROJECT not in source.namelist():
            raise ValueError(f"{released.name} holds no VBA")
        for part in source.infolist():
            content = project if part.filename == PROJECT else source.read(part)
            target.writestr(part, content)
    return copy
