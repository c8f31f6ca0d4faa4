"""What is said of each sheet before it is laid is what it is once laid."""

import pytest

from mplus3_xl.layout.workbook import PLANS, Plan
from tests.painter.invented import content


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.title)
def test_a_plan_says_the_title_and_the_tables_of_its_sheet(plan: Plan) -> None:
    sheet = plan.lay(content(3)._replace(macros=True))
    assert sheet.title == plan.title
    assert tuple(table.name for table in sheet.tables) == plan.tables


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.title)
def test_the_names_of_a_sheet_begin_as_its_plan_says(plan: Plan) -> None:
    sheet = plan.lay(content(3)._replace(macros=True))
    names = [*sheet.names, *(cell.name for cell in sheet.cells if cell.name)]
    assert [name for name in names if not plan.prefix or not name.startswith(plan.prefix)] == []
