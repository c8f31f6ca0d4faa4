"""The text that a project stores for a module."""

import pytest

from mplus3_xl.painter.vba import Kind, Module, ModuleError
from mplus3_xl.painter.vba.module import split_header

EXPORTED_CLASS = """VERSION 1.0 CLASS
BEGIN
  MultiUse = -1  'True
END
Attribute VB_Name = "Compteur"
Attribute VB_PredeclaredId = True
Attribute VB_Exposed = False
Public Valeur As Long
Attribute Valeur.VB_VarDescription = "kept"
"""


def lines(module: Module) -> list[str]:
    return module.source().decode("cp1252").split("\r\n")


def test_the_header_of_an_exported_class_is_taken_off() -> None:
    assert "BEGIN" not in lines(Module("Compteur", EXPORTED_CLASS, Kind.CLASS))


def test_the_attributes_of_an_exported_class_are_kept() -> None:
    assert "Attribute VB_PredeclaredId = True" in lines(
        Module("Compteur", EXPORTED_CLASS, Kind.CLASS)
    )


def test_an_attribute_is_written_once() -> None:
    source = Module("Compteur", EXPORTED_CLASS, Kind.CLASS).source()
    assert source.count(b"Attribute VB_PredeclaredId") == 1


def test_an_attribute_of_a_member_stays_in_the_code() -> None:
    _, code = split_header(EXPORTED_CLASS)
    assert code[-1] == 'Attribute Valeur.VB_VarDescription = "kept"'


def test_an_exported_module_takes_the_name_that_its_file_gives() -> None:
    assert Module.exported(EXPORTED_CLASS, Kind.CLASS).name == "Compteur"


def test_a_text_of_another_module_is_refused() -> None:
    with pytest.raises(ModuleError, match="autre module"):
        Module("Autre", EXPORTED_CLASS, Kind.CLASS).source()


@pytest.mark.parametrize(
    ("kind", "base"),
    [
        (Kind.WORKBOOK, "0{00020819-0000-0000-C000-000000000046}"),
        (Kind.SHEET, "0{00020820-0000-0000-C000-000000000046}"),
        (Kind.CLASS, "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"),
    ],
)
def test_a_class_or_document_says_what_it_is_based_on(kind: Kind, base: str) -> None:
    assert f'Attribute VB_Base = "{base}"' in lines(Module("M", "", kind))


def test_a_plain_module_has_no_attribute_but_its_name() -> None:
    assert lines(Module("M", "Sub A()\nEnd Sub")) == [
        'Attribute VB_Name = "M"',
        "Sub A()",
        "End Sub",
        "",
    ]


def test_every_line_ends_the_windows_way() -> None:
    source = Module("M", "A\nB\r\nC\rD\n").source()
    assert source.count(b"\r\n") == source.count(b"\n") == source.count(b"\r") == 5


def test_accents_and_typographic_signs_are_kept() -> None:
    assert (
        "' Échéance – 12 € l’an".encode("cp1252") in Module("M", "' Échéance – 12 € l’an").source()
    )


def test_an_unencodable_character_is_named_with_its_module_and_line() -> None:
    with pytest.raises(ModuleError, match=r"Textes, ligne 2 : « → » \(U\+2192\)"):
        Module("Textes", "Option Explicit\n' a → b").source()


@pytest.mark.parametrize("name", ["", "1er", "a b", "_x", "a-b", "x" * 32, "Łódź"])
def test_a_name_that_vba_would_refuse_is_refused(name: str) -> None:
    with pytest.raises(ModuleError):
        Module(name)
