import pytest

from mplus3_xl.layout.french import cut_short, of


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


def test_a_text_is_cut_where_it_is_too_long_only() -> None:
    assert [cut_short("abcd", most) for most in (5, 4, 3)] == ["abcd", "abcd", "ab…"]
