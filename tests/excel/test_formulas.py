"""Formulas that Excel takes are let through, whatever their shape."""

import pytest

from mplus3_xl.painter.proof.book import Vocabulary
from mplus3_xl.painter.proof.formulas import faults

KNOWN = Vocabulary(
    tables={"tfile": {"dossier", "nom", "jours", "date d'effet", "montant [€]"}},
    names={"liste_statuts", "seuil"},
    sheets={"fiche", "à propos", "l'année"},
)


@pytest.mark.parametrize(
    "formula",
    [
        "1+1",
        "-A1%",
        "SUM(A:C)+SUM(1:3)",
        "$A$1&B$2&$C3",
        "TRUE",
        "NA()",
        "IF(ISNA(A1),#N/A,#DIV/0!)",
        "1E+5*2.5e-3",
        '"texte; avec ""guillemets"" et [crochets]"',
        "SUM({1,2;3,4})",
        'COUNTIFS(tFile[Nom],"<="&TODAY())',
        "tFile[[#This Row],[Jours]]*seuil",
        "SUM(tFile[[#This Row],[Nom]:[Jours]])",
        "ROWS(tFile[#All])+ROWS(tFile)",
        "tFile[[#Headers],[Nom]]",
        "tFile[Date d''effet]",
        "tFile[Montant '[€']]",
        "SUM(Fiche!$B$1:$B$3)",
        "'À propos'!A1+'l''année'!B2",
        "_xlfn.XLOOKUP(A1,tFile[Dossier],tFile[Nom])",
        "_xlfn._xlws.FILTER(tFile[Nom],tFile[Jours]>seuil)",
        "_xlfn.LET(_xlpm.x,1,_xlpm.x+1)",
        "INDEX(liste_statuts,1)",
        "LOG10(A1)",
    ],
)
def test_a_formula_of_excel_is_let_through(formula: str) -> None:
    assert list(faults(formula, KNOWN)) == []
