"""Faults of what is drawn: charts, buttons, ribbon."""

from tests.excel.damage import Damage, change, copy_value, repeat
from tests.excel.seeded.places import CHART, DRAWING, RIBBON, VML, attribute

SHOWN: dict[str, Damage] = {
    "a chart of an unknown sheet": change(CHART, rb"(<c:f>)[^<]*", rb"\1Absente!$A$1:$A$2"),
    "a chart axis that crosses none": attribute(CHART, b"crossAx", b"val", b"1"),
    "a chart without its place": change(DRAWING, rb"<xdr:to>.*?</xdr:to>", b""),
    "two drawings of one number": repeat(DRAWING, rb"<xdr:twoCellAnchor.*?</xdr:twoCellAnchor>"),
    "a button of an unknown macro": change(VML, rb"(<x:FmlaMacro>\[0\]!)[^<]*", rb"\1Absente"),
    "a button of a ribbon macro": change(VML, rb"(<x:FmlaMacro>\[0\]!)[^<]*", rb"\1RubanAllerFile"),
    "a button without its place": change(VML, rb"(<x:Anchor>)[^<]*", rb"\1 1, 2"),
    "two buttons of one number": repeat(VML, rb"<v:shape .*?</v:shape>"),
}


RIBBONS: dict[str, Damage] = {
    "the ribbon is not well-formed": change(RIBBON, rb"</ribbon>", b""),
    "the ribbon has a misspelt attribute": change(RIBBON, rb"onAction=", b"onAktion="),
    "the ribbon has an id twice": copy_value(RIBBON, rb'<button id="([^"]*)"'),
    "the ribbon has a key twice": copy_value(RIBBON, rb'<button [^>]*keytip="([^"]*)"'),
    "the ribbon has a key over three characters": attribute(RIBBON, b"button", b"keytip", b"ABCD"),
    "the ribbon has a text over 1,024 characters": attribute(
        RIBBON, b"button", b"supertip", b"x" * 1025
    ),
    "a ribbon button calls an unknown macro": attribute(RIBBON, b"button", b"onAction", b"Absente"),
    "a ribbon button calls a macro without the control": attribute(
        RIBBON, b"button", b"onAction", b"AllerFile"
    ),
    "a ribbon button does nothing": change(RIBBON, rb' onAction="[^"]*"', b""),
    "a ribbon button has two ids": change(RIBBON, rb"<button ", b'<button idMso="Copy" '),
    "the ribbon is of the namespace of 2006": change(
        RIBBON, rb"2009/07/customui", b"2006/01/customui"
    ),
    "the ribbon has an element out of place": change(RIBBON, rb"<tabs>", b"<groups/><tabs>"),
}
