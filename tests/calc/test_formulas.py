import pytest

from mplus3_xl.calc.formulas import to_calc, to_excel

PAIRS = [
    ("=SUM(A1,B2)", "=SUM(A1;B2)"),
    ("=Fiche!$A$1+1", "=$Fiche.$A$1+1"),
    ("='À propos'!A1:B2", "=$'À propos'.A1:B2"),
    ('=IF(A1="a,b;c",1,2)', '=IF(A1="a,b;c";1;2)'),
    ("=tFile[[#This Row],[Nom, prénom]]", "=tFile[[#This Row];[Nom, prénom]]"),
    ("=1.5*A1", "=1.5*A1"),
]


@pytest.mark.parametrize(("excel", "calc"), PAIRS)
def test_a_formula_of_excel_is_respelt_for_libreoffice(excel: str, calc: str) -> None:
    assert to_calc(excel) == calc


@pytest.mark.parametrize(("excel", "calc"), PAIRS)
def test_a_formula_of_libreoffice_is_respelt_for_excel(excel: str, calc: str) -> None:
    assert to_excel(calc) == excel


def test_a_text_is_left_alone() -> None:
    assert to_calc("a, b ; Fiche!A1") == "a, b ; Fiche!A1"


def test_a_text_read_loses_the_apostrophe_that_protects_it() -> None:
    assert to_excel("'0692") == "0692"


def test_an_array_constant_is_not_done() -> None:
    with pytest.raises(NotImplementedError, match="array constant"):
        to_calc("=SUM({1,2})")
