"""The lines of a list that is typed in: read, and refused where they are not the store's."""

from datetime import date

import pytest

from mplus3_xl.errors import UserError
from mplus3_xl.layout.model import Value
from mplus3_xl.live.sheet.list_lines import day_in, number_of, refuse_copies, text_in


def line(number: Value, client: str = "MARTIN Zoé", **known: Value) -> dict[str, Value]:
    return {"numero": number, "client": client, **known}


def test_a_line_is_known_by_its_number() -> None:
    assert number_of(line(12)) == 12
    refuse_copies([line(1), line(2), line(3, "DURAND Léa")])


@pytest.mark.parametrize("number", [None, "12", "n° 12"])
def test_a_line_that_a_person_has_added_is_refused(number: Value) -> None:
    with pytest.raises(UserError, match="La ligne de « MARTIN Zoé » n’a pas de numéro") as refusal:
        refuse_copies([line(1), line(number)])
    assert (refusal.value.code, "Actualisez" in refusal.value.remedy) == ("ligne_inconnue", True)


def test_a_line_that_is_there_twice_is_refused() -> None:
    with pytest.raises(UserError, match="« DURAND Léa » est là deux fois") as refusal:
        refuse_copies([line(1), line(2), line(1, "DURAND Léa")])
    assert refusal.value.code == "ligne_en_double"


def test_a_text_is_read_whatever_was_typed_and_none_of_an_empty_cell() -> None:
    assert [text_in(line(1, note=each), "note") for each in ("Vu", 12, None)] == ["Vu", "12", None]


@pytest.mark.parametrize("value", [date(2026, 11, 24), "24/11/2026"])
def test_a_day_is_read_even_pasted_as_a_text(value: Value) -> None:
    assert day_in(line(1, due=value), "due", "Échéance") == date(2026, 11, 24)
    assert day_in(line(1, due=None), "due", "Échéance") is None


def test_what_is_no_day_is_refused_with_its_client_and_its_column() -> None:
    with pytest.raises(UserError, match=r"MARTIN Zoé, « Échéance » : « bientôt » n’est pas une"):
        day_in(line(1, due="bientôt"), "due", "Échéance")
