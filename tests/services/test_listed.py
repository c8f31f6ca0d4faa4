import pytest

from mplus3_xl.services.listed import acte_row
from tests.acte import acte, content


@pytest.mark.parametrize(("answer", "counted"), [("opportunite", 1), ("refus", 0)])
def test_the_register_counts_the_opportunities_that_the_client_takes(
    answer: str, counted: int
) -> None:
    (gap,) = content()["opportunites"]
    written = acte(opportunites=[{**gap, "reponse": answer}])
    assert acte_row(written)["opportunites"] == counted
