"""What the terminal says of an import that a person has to look at."""

from typing import Any

import pytest

from mplus3_xl.cli.show_import import import_report
from mplus3_xl.intake import Intake
from mplus3_xl.services.importing.importing import FileReport, ImportReport
from mplus3_xl.services.importing.other_site import OtherSite
from tests.domain.invented import contract_file


def said(capsys: pytest.CaptureFixture[str], hidden: int = 0, **known: Any) -> str:
    file = FileReport(contract_file(name="contrats [a].csv", hidden=hidden), 0, 0, 0, [])
    import_report(Intake(ImportReport([file], **known), {}), simulated=False)
    return capsys.readouterr().out


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
        ({"hidden": 2}, "contrats [a].csv : 2 lignes masquées, lues comme les autres"),
    ],
)
def test_what_is_to_be_looked_at_is_told_with_the_names_as_they_are_written(
    capsys: pytest.CaptureFixture[str], known: dict[str, Any], told: str
) -> None:
    assert told in said(capsys, **known)
    assert told not in said(capsys)
