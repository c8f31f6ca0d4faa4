"""A free text is refused by its own name: it is no note."""

from mplus3_xl.domain.texts.free_texts import text_problems


def test_a_text_that_is_too_long_is_named() -> None:
    (problem,) = text_problems("autres_assureurs", "Autres assureurs", "x" * 501)
    assert problem.message == (
        "Autres assureurs : 501 caractères, 500 au plus ; écrivez plus court."
    )
