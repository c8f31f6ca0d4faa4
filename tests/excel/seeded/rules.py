"""Faults of data validations and of conditional formats."""

from tests.excel.damage import Damage, change, copy_value, repeat
from tests.excel.seeded.places import SHEET, attribute

X256, X33 = b"x" * 256, b"x" * 33
LONG_LIST = b'"' + b",".join(b"valeur%03d" % n for n in range(40)) + b'"'
VALIDATION = rb"<dataValidation [^>]*[^/>]>.*?</dataValidation>"  # one: an empty one ends on "/>"


VALIDATIONS: dict[str, Damage] = {
    "a list over 255 characters": change(
        SHEET, rb"(type=\"list\"[^>]*><formula1>)[^<]*", lambda found: found[1] + LONG_LIST
    ),
    "an error title over 32 characters": attribute(SHEET, b"dataValidation", b"errorTitle", X33),
    "an error text over 255 characters": attribute(SHEET, b"dataValidation", b"error", X256),
    "an input title over 32 characters": attribute(SHEET, b"dataValidation", b"promptTitle", X33),
    "two validations on one cell": copy_value(SHEET, rb'<dataValidation [^>]*sqref="([^"]*)"'),
    "a validation on no cell": attribute(SHEET, b"dataValidation", b"sqref", b"A0"),
    "a list under an unknown name": change(
        SHEET, rb"(type=\"list\"[^>]*><formula1>)[^<]*", rb"\1liste_absente"
    ),
    "a list that names a table's column": change(
        SHEET, rb"(type=\"list\"[^>]*><formula1>)[^<]*", rb"\1tFile[Statut]"
    ),
    "a list without its values": change(
        SHEET, rb"(<dataValidation [^>]*type=\"list\"[^>]*>)<formula1>[^<]*</formula1>", rb"\1"
    ),
    "a count of validations that is wrong": attribute(SHEET, b"dataValidations", b"count", b"99"),
    "more validations than a sheet takes": repeat(SHEET, VALIDATION, 65_535),
}


CONDITIONAL: dict[str, Damage] = {
    "a conditional style that is not there": attribute(SHEET, b"cfRule", b"dxfId", b"99"),
    "a conditional format on no cell": attribute(
        SHEET, b"conditionalFormatting", b"sqref", b"A0:B1"
    ),
    "a rule of no priority": attribute(SHEET, b"cfRule", b"priority", b"0"),
    "a rule without its formula": change(
        SHEET, rb"(<cfRule [^>]*type=\"(?:expression|cellIs)\"[^>]*)>.*?</cfRule>", rb"\1/>"
    ),
    "a data bar without its bar": change(SHEET, rb"<dataBar>.*?</dataBar>", b""),
    "a rule that names a table's column": change(
        SHEET, rb"(<cfRule [^>]*type=\"expression\"[^>]*><formula>)[^<]*", rb"\1SUM(tFile[Jours])>4"
    ),
    "a rule in French": change(
        SHEET, rb"(<cfRule [^>]*type=\"expression\"[^>]*><formula>)[^<]*", rb"\1ET(1,2)"
    ),
}
