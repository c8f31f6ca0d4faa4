import pytest

from mplus3_xl.layout.french import of


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Hugo Mazin", "de Hugo Mazin"),
        ("Inès Carbonel", "d’Inès Carbonel"),
        ("Électricité Pietri SAS", "d’Électricité Pietri SAS"),
        ("ŒUVRARD Noël", "d’ŒUVRARD Noël"),
        ("+ de Fraîcheur SARL", "de + de Fraîcheur SARL"),
        ("", "de "),
    ],
)
def test_of_loses_its_vowel_before_another(name: str, said: str) -> None:
    assert of(name) == said
