"""Faults of formulas and of names."""

from tests.excel.damage import Damage, change, repeat
from tests.excel.seeded.places import BOOK, SHEET, attribute, formula

FIRST_NAME = rb"<definedName name=\"[^\"_][^\"]*\">[^<]*</definedName>"


FORMULAS: dict[str, Damage] = {
    "a formula with semicolons": formula(b"SUM(1;2)"),
    "a formula with = ahead": change(SHEET, rb"<f>", b"<f>="),
    "a formula with an open parenthesis": change(SHEET, rb"(<f>[^<]*)\)</f>", rb"\1</f>"),
    "a formula with an open bracket": formula(b"SUM(tFile[Jours)"),
    "a formula with an open quote": formula(b'IF(1,"a,2)'),
    "a formula in French": formula(b"SOMME(1,2)"),
    "a formula with a recent function, unprefixed": formula(b"XLOOKUP(1,A1:A2,A1:A2)"),
    "a formula of an unknown table": formula(b"SUM(tAbsente[Jours])"),
    "a formula of an unknown column": change(SHEET, rb"(<f>[^<]*\[)[^\[\]<]+\]", rb"\1Absente]"),
    "a structured reference without its table": formula(b"SUM([Jours])"),
    "this row written with an at sign": change(
        SHEET, rb"(<f>[^<]*)\[\[#This Row\],\[([^\]<]*)\]\]", rb"\1[@\2]"
    ),
    "a formula of an unknown sheet": formula(b"Absente!A1"),
    "a formula of an unknown name": formula(b"nom_absent*2"),
    "a formula of another workbook": formula(b"[1]Feuil!A1"),
    "a formula that lost its reference": formula(b"SUM(#REF!)"),
    "a formula over 8,192 characters": formula(b"1" + b"+1" * 4200),
}


NAMES: dict[str, Damage] = {
    "a name with a space": attribute(BOOK, b"definedName", b"name", b"mon nom"),
    "a name that is a cell": attribute(BOOK, b"definedName", b"name", b"AB12"),
    "a name twice": repeat(BOOK, FIRST_NAME),
    "a name of an unknown sheet": change(BOOK, rb"(<definedName [^>]*>)[^<]*", rb"\1Absente!$A$1"),
    "a name that lost its range": change(BOOK, rb"(<definedName [^>]*>)[^<]*", rb"\1#REF!"),
    "a name of nothing": change(BOOK, rb"(<definedName [^>]*>)[^<]*", rb"\1"),
    "a name that belongs to no sheet": change(
        BOOK, rb"<definedName ", b'<definedName localSheetId="99" '
    ),
    "a print area of no sheet": change(
        BOOK, rb'(name="_xlnm\.Print_Area") localSheetId="\d+"', rb"\1"
    ),
}
