from mplus3_xl.layout.bilan import synthese
from mplus3_xl.layout.style import Kind
from tests.painter.invented import opened


def test_what_is_said_to_staff_is_not_wrapped_within_a_row_of_one_line() -> None:
    (said,) = [cell for cell in synthese.sheet(opened(1)).cells if cell.name == synthese.MESSAGE]
    assert said.kind is not Kind.WRAPPED
