"""What the message says of an import, sentence by sentence."""

from pathlib import Path
from typing import Any

import pytest

from mplus3_xl.errors import Problem
from mplus3_xl.intake import Intake
from mplus3_xl.live.queue.import_words import import_lines
from mplus3_xl.services.importing.importing import FileReport, ImportReport
from mplus3_xl.services.importing.other_site import OtherSite
from tests.domain.invented import contract_file

LEFT = (
    "3 nouveaux dossiers au nom de qui n’est plus en service (Hugo : 1, Inès : 2) : "
    "« Affecter », dans File, dès qu’ils y sont (Accueil les compte)."
)
EMPTIED = (
    "Valeurs effacées, car leurs cases sont vides : Téléphone (3), E-mail (1). "
    "À vérifier dans Lagon."
)
MOVED = "1 client change d’agence (Léa, Corniche → Prado) : à vérifier dans Lagon."


def remark(line: int, column: str = "Date d’effet", file: str = "a.csv") -> Problem:
    return Problem(file, line, column, "x", "code", f"Remarque {line}.")


def file_of(*counted: int, problems: int = 0, **known: Any) -> FileReport:
    read = sum(counted) + problems
    draft = contract_file(name="a.csv", **known)
    draft.read = read
    created, modified, unchanged = counted
    return FileReport(draft, created, modified, unchanged, [remark(1)] * problems)


def said(file: FileReport | None = None, **known: Any) -> str:
    """What is said after the counts of a file with nothing in it."""
    lines = import_lines(Intake(ImportReport([file or file_of(0, 0, 0)], **known), {}))
    counts = "a.csv : 0 ligne lue, 0 nouvelle, 0 modifiée, 0 inchangée, 0 refusée."
    assert lines.startswith(counts)
    return lines.removeprefix(counts).strip()


@pytest.mark.parametrize("again", [False, True])
def test_each_file_is_counted_and_its_refused_rows_are_shown_where_they_are(*, again: bool) -> None:
    files = [file_of(1, 2, 3, problems=4), file_of(2, 1, 0)]
    kept = frozenset({0}) if again else frozenset[int]()
    lines = import_lines(Intake(ImportReport(files), {0: Path("rejets.xlsx")}, kept))
    first = "a.csv : 10 lignes lues, 1 nouvelle, 2 modifiées, 3 inchangées, 4 refusées."
    known = " Mêmes lignes refusées que la fois d’avant." if again else ""
    second = "a.csv : 3 lignes lues, 2 nouvelles, 1 modifiée, 0 inchangée, 0 refusée."
    assert lines == f"{first}{known} Corrigez puis importez rejets.xlsx. {second}"


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({"new_dossiers": 1}, "1 nouveau dossier."),
        ({"new_dossiers": 3}, "3 nouveaux dossiers."),
        ({"absent": 1}, "1 contrat absent du dernier export : à vérifier dans Lagon."),
        ({"absent": 2}, "2 contrats absents du dernier export : à vérifier dans Lagon."),
        ({"conflicts": 1}, "1 différence avec la base (rien n’est écrasé) : feuille Reports."),
        ({"emptied": {"Téléphone": 3, "E-mail": 1}}, EMPTIED),
        ({"doubles": [[], []]}, "2 doubles probables : feuille Doubles."),
        ({"out_of_service": {"Hugo": 1, "Inès": 2}}, LEFT),
        ({"other_site": OtherSite(moved=("Léa, Corniche → Prado",))}, MOVED),
    ],
)
def test_what_is_to_be_looked_at_is_a_sentence(known: dict[str, Any], told: str) -> None:
    assert said(**known) == told


@pytest.mark.parametrize(
    ("hidden", "told"), [(1, "1 ligne masquée, lue comme"), (2, "2 lignes masquées, lues comme")]
)
def test_the_rows_that_a_filter_hides_are_told_to_be_read(hidden: int, told: str) -> None:
    others = "les autres (un filtre ne fait que cacher)"
    remedy = "Pour ne pas les prendre, supprimez-les du fichier."
    assert said(file_of(0, 0, 0, hidden=hidden)) == f"a.csv : {told} {others}. {remedy}"


def test_two_remarks_are_told_and_the_others_are_counted_with_how_to_read_them() -> None:
    first = "À vérifier : ligne 2 : Remarque 2. À vérifier : ligne 3, Date d’effet : Remarque 3."
    remarks = [remark(2, ""), remark(3), remark(4), remark(5, file="b c.csv")]
    assert said(file_of(0, 0, 0, warnings=remarks[:2])) == first
    how = 'pour tout lire : mplus3 importer --simuler "a.csv"'
    assert said(file_of(0, 0, 0, warnings=remarks[:3])) == f"{first} Et 1 autre remarque ; {how}."
    several = said(file_of(0, 0, 0, warnings=remarks))
    assert several == f'{first} Et 2 autres remarques ; {how} "b c.csv".'


def test_the_first_columns_set_aside_are_named() -> None:
    told = said(file_of(0, 0, 0, set_aside=("Ratio S/P", "Zone", "Vue", "Note")))
    assert told == "Colonnes mises de côté : « Ratio S/P », « Zone » et 2 autres."
