"""What the terminal says of an import that a person has to look at."""

from typing import Any

import pytest

from mplus3_xl.cli.show_import import import_report
from mplus3_xl.domain.queue.cases import ClientCard
from mplus3_xl.errors import Problem
from mplus3_xl.intake import Intake
from mplus3_xl.services.importing.importing import FileReport, ImportReport
from mplus3_xl.services.importing.other_site import OtherSite
from tests.domain.invented import contract_file


def said(capsys: pytest.CaptureFixture[str], hidden: int = 0, **known: Any) -> str:
    file = FileReport(contract_file(name="contrats [a].csv", hidden=hidden), 0, 0, 0, [])
    import_report(Intake(ImportReport([file], **known), {}), simulated=False)
    return capsys.readouterr().out


def card(number: str | None) -> ClientCard:
    return ClientCard(number, "Léa [B]", None, None, None, None)


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (
            {"out_of_service": {"Hugo [parti]": 1}},
            "1 nouveau dossier au nom de qui n’est plus en service (Hugo [parti] : 1)",
        ),
        (
            {"other_site": OtherSite(moved=("Léa [B], Corniche → Prado",))},
            "1 client change d’agence (Léa [B], Corniche → Prado) : à vérifier dans Lagon.",
        ),
        (
            {"other_site": OtherSite(changed=("Léa [B], Corniche",))},
            "1 client modifié par l’export d’une autre agence que la sienne (Léa [B], Corniche)",
        ),
        ({"absent": 2}, "Absents du dernier export : 2 (gardés, à vérifier dans Lagon)"),
        ({"conflicts": 3}, "Différences avec la base : 3 (rien n’est écrasé) : feuille Reports"),
        (
            {"emptied": {"Téléphone": 4}},
            "Valeurs effacées, car leurs cases sont vides : Téléphone (4). À vérifier dans Lagon.",
        ),
        (
            {"doubles": [[card("L1"), card(None)]]},
            "Double probable, à vérifier : Léa [B] (L1) et Léa [B] (sans numéro)",
        ),
        ({"hidden": 2}, "contrats [a].csv : 2 lignes masquées, lues comme les autres"),
    ],
)
def test_what_is_to_be_looked_at_is_told_with_the_names_as_they_are_written(
    capsys: pytest.CaptureFixture[str], known: dict[str, Any], told: str
) -> None:
    assert told in said(capsys, **known)
    assert told not in said(capsys)


@pytest.mark.parametrize(("simulated", "title"), [(False, "Import"), (True, "Simulation")])
def test_the_counts_of_each_file_stand_under_their_titles_and_nothing_else_is_told(
    capsys: pytest.CaptureFixture[str], simulated: bool, title: str
) -> None:
    file = contract_file(name="contrats [a].csv")
    file.read = 15
    report = ImportReport([FileReport(file, 1, 2, 3, [])], new_dossiers=7)
    import_report(Intake(report, {}), simulated=simulated)
    first, *lines = capsys.readouterr().out.splitlines()
    assert first.strip().startswith(title)
    cells = [line.replace("┃", "│").strip("│ ").split("│") for line in lines if line[:1] in "┃│"]
    assert [[cell.strip() for cell in each] for each in cells] == [
        ["Fichier", "Nature", "Lus", "Créés", "Modifiés", "Inchangés", "Rejetés"],
        ["contrats [a].csv", "contrats", "15", "1", "2", "3", "0"],
    ]
    assert lines[5:] == ["Nouveaux dossiers : 7"]


@pytest.mark.parametrize(
    ("number", "end"), [(20, []), (22, ["… et 2 autres remarques (--json les donne toutes)."])]
)
def test_the_first_remarks_are_told_and_the_others_counted(
    capsys: pytest.CaptureFixture[str], number: int, end: list[str]
) -> None:
    remarks = [Problem("a.csv", at, "Nom", "x", "code", "Remarque.") for at in range(number)]
    report = ImportReport([FileReport(contract_file(warnings=remarks), 0, 0, 0, [])])
    import_report(Intake(report, {}), simulated=False)
    told = capsys.readouterr().err.splitlines()
    assert told[:1] == ["À vérifier : a.csv, ligne 0, Nom : Remarque."]
    assert told[20:] == end
