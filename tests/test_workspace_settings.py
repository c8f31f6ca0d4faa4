"""What a manager set is what the folder works with, whichever way one comes in."""

import json

from typer.testing import CliRunner

from mplus3_xl.bootstrap import Workspace, open_workspace
from mplus3_xl.cli import app
from mplus3_xl.domain.limits import default_limits
from mplus3_xl.domain.reglages_plan import Proposed
from mplus3_xl.domain.set_values import Typed
from mplus3_xl.services.reglages import save_reglages
from mplus3_xl.settings import own_store
from tests.conftest import AU, NOW


def test_a_folder_without_a_store_has_the_rule_tables(workspace: Workspace) -> None:
    assert workspace.limits == default_limits()
    assert not workspace.has_store()


def test_the_limits_and_windows_of_a_folder_are_those_that_were_set(
    workspace: Workspace,
) -> None:
    typed = [Typed("max_tentatives", 3), Typed("tolerance_days", 3)]
    save_reglages(workspace.store(make=True), 0, Proposed(typed), "chef", NOW)
    again = open_workspace(workspace.folder, own_store(workspace.folder), AU)
    assert again.limits["max_tentatives"] == 3
    arguments = ["fenetre", "2025-01-15", "--json", "--espace", str(workspace.folder)]
    window = json.loads(CliRunner().invoke(app, arguments).stdout)
    assert "2025-04-12" in json.dumps(window)
