from pathlib import Path

import pytest

from mplus3_xl.cli import main
from tests import lagon_exports
from tests.lagon_exports import HOLDER


def test_the_command_lists_the_doubles_and_what_they_share(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--espace", str(tmp_path / "espace")]
    rows = [{}, {HOLDER: "L2", "Nom": "[Autre]", "E-mail": "x@exemple.fr"}]
    export = lagon_exports.clients(tmp_path / "H90001 CLIENTS.csv", rows)
    main(["importer", str(export), *folder])
    capsys.readouterr()
    assert main(["doubles", *folder]) == 0
    said = capsys.readouterr().out
    assert "1 double probable\n" in said
    assert "même téléphone" in said
    assert "L1" in said
    assert "[Autre]" in said
