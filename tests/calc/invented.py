"""A small macro workbook with all that the engine reads: names and persons are invented."""

import datetime as dt
from io import BytesIO
from pathlib import Path

import xlsxwriter

from mplus3_xl.painter.vba import Kind, Module, build

ACTIONS = """Option Explicit
Public Sub Enregistrer()
    RunPython "import actions; actions.enregistrer('été')"
End Sub
Public Sub Erreur()
    Dim Zero As Long
    Feuil1.Range("H1").Value = "avant"
    Feuil1.Range("H2").Value = 1 / Zero
    Feuil1.Range("H3").Value = "après"
End Sub
Public Sub Proteger()
    Feuil1.Protect
End Sub
Public Sub SansFin()
    Do
    Loop
End Sub
Public Function Somme(ByVal A As Double, ByVal B As Double) As Double
    Somme = A + B
End Function
Public Function Titre(ByVal Texte As String, ByVal Fois As Long) As String
    Titre = "« " & Texte & " » ×" & Fois
End Function
"""
ON_CHANGE = """Option Explicit
Private Sub Worksheet_Change(ByVal Target As Range)
    If Target.Column = 2 Then Me.Range("G1").Value = "changé"
End Sub
"""
ROWS = [
    ["C1", "Rappel", dt.datetime.fromisoformat("2026-03-01"), 10],
    ["C2", "Fait", dt.datetime.fromisoformat("2026-03-02"), 20],
    ["C3", "Rappel", dt.datetime.fromisoformat("2026-03-03"), 30],
]


def project(stub: str, actions: str = ACTIONS, form: str = "") -> bytes:
    """The VBA of the workbook: `stub` is its module xlwings, `form` stands behind "Fiche"."""
    return build(
        [
            Module("ThisWorkbook", kind=Kind.WORKBOOK),
            Module("Feuil1", form, Kind.SHEET),
            Module("Feuil2", kind=Kind.SHEET),
            Module("Actions", actions),
            Module("xlwings", stub),
        ]
    )


def workbook(path: Path, vba: bytes) -> Path:
    """Write the workbook: sheets "Fiche" (a form) and "File" (a table), with `vba`."""
    book = xlsxwriter.Workbook(path)
    book.set_vba_name("ThisWorkbook")
    _form(book)
    _queue(book)
    book.define_name("fiche_code", "=Fiche!$B$1")
    book.define_name("lstStatuts", "=File!$B$2:$B$4")
    book.define_name("taux", "=0.2")
    book.define_name("Fiche!locale", "=Fiche!$B$2")
    book.add_vba_project(BytesIO(vba), is_stream=True)
    book.close()
    return path


def _form(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("Fiche")
    sheet.set_vba_name("Feuil1")
    free = book.add_format({"locked": False})
    day = book.add_format({"locked": False, "num_format": "dd/mm/yyyy"})
    sheet.write_column("A1", ["Code", "Échéance", "Statut", "Actif", "Plus grand", "Erreur"])
    sheet.write("B1", "C2", free)
    sheet.write_datetime("B2", dt.datetime.fromisoformat("2026-03-31"), day)
    sheet.write("B3", "Rappel", free)
    sheet.write_boolean("B4", True)
    sheet.write_formula("B5", "=1>0")
    sheet.write_formula("B6", "=NA()")
    sheet.write_url("A8", "https://exemple.fr/aide", string="Aide")
    sheet.write_url("A9", "internal:'File'!A1", string="Vers la file")
    sheet.insert_button("D1", {"macro": "Enregistrer", "caption": "Enregistrer"})
    sheet.insert_button("D4", {"macro": "Proteger", "caption": "Protéger"})
    sheet.data_validation(
        "B3",
        {
            "validate": "list",
            "source": "=lstStatuts",
            "input_title": "Statut",
            "input_message": "Choisissez dans la liste.",
            "error_title": "Statut inconnu",
            "error_message": "Choisissez un statut de la liste.",
        },
    )
    sheet.data_validation(
        "B2",
        {
            "validate": "date",
            "criteria": "between",
            "minimum": dt.date(2026, 1, 1),
            "maximum": dt.date(2026, 12, 31),
            "error_type": "warning",
        },
    )
    sheet.data_validation("B1", {"validate": "custom", "value": "=LEN(B1)<9"})
    sheet.print_area("A1:D9")


def _queue(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("File")
    sheet.set_vba_name("Feuil2")
    red = book.add_format({"bg_color": "#FF0000", "num_format": "dd/mm/yyyy"})
    titles = [{"header": title} for title in ("Code", "Statut", "Fait le", "Prime")]
    double = {"header": "Double", "formula": "=tFile[@[Prime]]*2"}
    sheet.add_table(0, 0, 3, 4, {"name": "tFile", "columns": [*titles, double]})
    for number, (code, status, day, premium) in enumerate(ROWS, start=1):
        sheet.write_row(number, 0, [code, status])
        sheet.write_datetime(number, 2, day, red)
        sheet.write(number, 3, premium)
    sheet.data_validation("B2:B4", {"validate": "list", "source": ["Rappel", "Fait"]})
