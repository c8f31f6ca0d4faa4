"""A text of the script that the rules accept is shown whole on the form of the call."""

import pytest

from mplus3_xl.domain.texts.script import labels, merged, templates
from mplus3_xl.layout.call import fiche, script

ROOM = {
    "accroche_collegue": fiche.SCRIPT_LINES,
    "accroche_moi": fiche.SCRIPT_LINES,
    "objet_appel": fiche.SCRIPT_LINES,
    "pas_disponible": fiche.APPOINTMENT_LINES,
    "transition_bilan": fiche.SCRIPT_LINES,
    "declencheur": 1,
}
"""How many lines the form has for each text that it shows so."""
LONGEST_WORD = 25  # letters: "anticonstitutionnellement"


@pytest.mark.parametrize("code", ROOM)
@pytest.mark.parametrize("word", [1, 7, LONGEST_WORD - 1, LONGEST_WORD])
def test_a_text_as_long_as_it_may_be_is_not_cut(code: str, word: int) -> None:
    longest = templates()[code].longest
    text = ("x" * word + " ") * longest
    assert len(script.spoken(text[:longest])) <= ROOM[code]


@pytest.mark.parametrize("word", [1, 7, LONGEST_WORD])
def test_the_other_phrases_as_long_as_they_may_be_are_all_shown(word: int) -> None:
    texts = {
        code: (("x" * word + " ") * template.longest)[: template.longest]
        for code, template in templates().items()
    }
    shown = script.phrases(texts)
    assert len(shown) <= fiche.PHRASE_LINES
    assert len([line for line in shown if "»" in line]) == len(script.PHRASES)


def test_every_text_that_is_said_has_its_place_on_the_form() -> None:
    spoken = {each.code for each in templates().values() if each.channel == "telephone"}
    assert spoken == {*ROOM, *script.PHRASES}


@pytest.mark.parametrize("code", ROOM)
def test_a_text_of_nothing_but_fields_that_are_missing_is_not_cut(code: str) -> None:
    field = max(labels(), key=lambda each: len(labels()[each]))
    said = merged(f"{{{field}}} " * 100, {}).text[: templates()[code].longest]
    assert len(script.spoken(said)) <= ROOM[code]


def test_a_text_that_is_a_little_longer_would_be_cut() -> None:
    longest = templates()["declencheur"].longest
    assert len(script.spoken("x " * (longest // 2 + 3))) > ROOM["declencheur"]
