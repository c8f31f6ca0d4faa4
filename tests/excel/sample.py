"""A workbook with one of everything that the product uses, small enough to damage many times."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import xlsxwriter

from mplus3_xl.painter.macro_workbook import shim_modules, xlwings_modules
from mplus3_xl.painter.package import with_ribbon
from mplus3_xl.painter.ribbon import ribbon_xml
from mplus3_xl.painter.vba import Kind, Module, build

SHIMS = Path(__file__).parents[2] / "vba_shims"
SHEETS = (
    *("Accueil", "File", "Fiche", "Bilan", "Actions", "Actes", "Pilotage", "Paramètres"),
    *("À propos", "_listes"),
)
ROWS = [
    ("D-0001", "Client A", "À faire", 3),
    ("D-0002", "Client B", "En cours", 5),
    ("D-0003", "Client C", "Terminé", 8),
]
URGENT = '=IF(tFile[[#This Row],[Jours]]>4,"Oui","Non")'
STATUSES = ("À faire", "En cours", "Terminé")


def write_sample(path: Path, modules: list[Module] | None = None) -> Path:
    """Write the workbook at `path`; `modules` stand for the shims and xlwings."""
    code = shim_modules(SHIMS) + xlwings_modules() if modules is None else modules
    documents = [Module(f"Feuil{n}", "", Kind.SHEET) for n in range(1, len(SHEETS) + 1)]
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2026, 1, 5)})  # XlsxWriter's own
        book.add_vba_project(BytesIO(build([*code, *documents])), is_stream=True)
        book.set_vba_name("ThisWorkbook")
        sheets = {name: book.add_worksheet(name) for name in SHEETS}
        for document, sheet in zip(documents, sheets.values(), strict=True):
            sheet.set_vba_name(document.name)
        _lists(book, sheets["_listes"])
        _queue(book, sheets["File"])
        _form(book, sheets["Fiche"])
        _figures(book, sheets["Pilotage"])
        _home(book, sheets["Accueil"])
        sheets["Bilan"].write("B1", "D-0003")
        book.define_name("bilan_code", "=Bilan!$B$1")
    path.write_bytes(with_ribbon(written.getvalue(), ribbon_xml()))
    return path


def _lists(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    sheet.write_column("A1", STATUSES)
    sheet.hide()
    book.define_name("liste_statuts", f"=_listes!$A$1:$A${len(STATUSES)}")


def _queue(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    titles = ("Dossier", "Nom du client", "Statut", "Jours", "Urgent")
    columns = [{"header": title} for title in titles]
    columns[-1]["formula"] = '=IF(tFile[@[Jours]]>4,"Oui","Non")'
    sheet.add_table(
        *(2, 0, 2 + len(ROWS), len(titles) - 1),
        {"name": "tFile", "columns": columns, "data": ROWS, "style": "Table Style Light 9"},
    )
    for number, row in enumerate(ROWS, start=3):
        answer = "Oui" if row[3] > 4 else "Non"
        sheet.write_formula(number, 4, URGENT, None, answer)
    red = book.add_format({"bg_color": "#FDE9E0", "font_color": "#8A2B00"})
    sheet.conditional_format(
        "C4:C6", {"type": "cell", "criteria": "==", "value": '"À faire"', "format": red}
    )
    sheet.conditional_format("D4:D6", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("A4:B6", {"type": "formula", "criteria": "=$D4>4", "format": red})
    sheet.write_url("A1", "internal:'Accueil'!A1", string="Retour à l’accueil")
    sheet.insert_button("F1", {"macro": "AllerFiche", "caption": "Fiche"})
    sheet.insert_button("H1", {"macro": "RevenirALaLigne", "caption": "Retour"})
    sheet.freeze_panes(3, 1)
    sheet.set_column(0, 1, 18)
    sheet.set_column(2, 4, 12)
    book.define_name("file_dossiers", f"=File!$A$4:$A${3 + len(ROWS)}")


def _form(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    free = book.add_format({"locked": False, "border": 1})
    day = book.add_format({"locked": False, "num_format": "dd/mm/yyyy", "border": 1})
    sheet.write_column("A1", ("Dossier", "Modifié", "Statut", "Échéance"))
    sheet.write("B1", "D-0002", free)
    sheet.write_blank("B2", None, free)
    sheet.write("B3", "En cours", free)
    sheet.write_datetime("B4", datetime(2026, 4, 5), day)  # Excel has no zones
    for name, row in (("fiche_code", 1), ("fiche_modifie", 2), ("fiche_statut", 3)):
        book.define_name(name, f"=Fiche!$B${row}")
    sheet.data_validation(
        "B3",
        {
            "validate": "list",
            "source": "=liste_statuts",
            "input_title": "Statut",
            "input_message": "Choisir le statut du dossier.",
            "error_title": "Statut inconnu",
            "error_message": "Choisissez un statut de la liste.",
        },
    )
    sheet.data_validation(
        "B4",
        {
            "validate": "date",
            "criteria": "between",
            "minimum": datetime(2020, 1, 1),
            "maximum": datetime(2040, 1, 1),
        },
    )
    sheet.data_validation("B6", {"validate": "list", "source": ["Oui", "Non"]})
    sheet.protect("", {"select_locked_cells": False})


def _figures(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    percent = book.add_format({"num_format": '0.0" %"'})
    sheet.add_table(
        "A1:B4",
        {
            "name": "tPilotage",
            "columns": [{"header": "Libellé"}, {"header": "Dossiers\ncomptés"}],
            "data": [(status, None) for status in STATUSES],
        },
    )
    for row, status in enumerate(STATUSES, start=2):
        count = sum(line[2] == status for line in ROWS)
        sheet.write_formula(f"B{row}", f"=COUNTIF(tFile[Statut],A{row})", None, count)
    sheet.write_formula("B6", '=IFERROR(SUM(tFile[Jours])/COUNTA(tFile[Dossier]),"")', percent, 5.3)
    sheet.write_formula("B7", '=_xlfn.TEXTJOIN(", ",TRUE,liste_statuts)', None, "")
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {"categories": "=Pilotage!$A$2:$A$4", "values": "=Pilotage!$B$2:$B$4", "name": "Dossiers"}
    )
    sheet.insert_chart("D2", chart, {"description": "Dossiers par statut"})


def _home(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    sheet.write("A1", "Activez les macros pour travailler dans ce classeur.")
    sheet.write("A3", "Bonjour")
    sheet.insert_button("C3", {"macro": "AllerFile", "caption": "Aller à la file"})
    book.define_name("accueil_macros", "=Accueil!$A$1")
    sheet.print_area("A1:E20")
    sheet.protect()
    sheet.activate()
