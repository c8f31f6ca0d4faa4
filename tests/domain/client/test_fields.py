from typing import Any

import pytest

from mplus3_xl.domain.call_form import FieldAnswer
from mplus3_xl.domain.client.contacts import same_value
from mplus3_xl.domain.client.fields import (
    client_after,
    codes,
    prefilled,
    text_of,
    value_of,
)
from mplus3_xl.domain.client.lagon_reports import column_of
from mplus3_xl.domain.model import Client
from mplus3_xl.domain.vocabulary import ClientType, FieldState
from tests.domain.invented import client


@pytest.mark.parametrize(
    ("code", "stored", "shown"),
    [
        ("adresse", "1 rue des Essais", "1 rue des Essais"),
        ("ca_annuel", 8500000, "85000"),
        ("ca_annuel", 8500050, "85000,50"),
        ("effectif", 0, "0"),
        ("effectif", None, None),
    ],
)
def test_a_field_is_shown_as_text_and_read_back(code: str, stored: Any, shown: str | None) -> None:
    holder = client(**{column: stored for column, each in codes().items() if each == code})
    assert text_of(holder, code) == shown
    if shown is not None:
        assert value_of(code, shown) == stored


def test_every_field_asked_is_a_column_of_the_client() -> None:
    assert set(codes()) <= set(Client._fields)


def test_a_value_confirmed_that_an_export_changed_is_to_be_asked_again() -> None:
    known = [
        FieldAnswer("ville", FieldState.CONFIRME, "Marseille"),
        FieldAnswer("email", FieldState.MODIFIE, "a@exemple.fr", "b@exemple.fr"),
    ]
    shown = {each.code: each for each in prefilled(client(city="Aubagne", email="x"), known)}
    assert shown["ville"] == FieldAnswer("ville", None, "Aubagne")
    assert shown["email"] == known[1]


def test_a_change_said_by_mistake_gives_lagon_s_value_back() -> None:
    before = [FieldAnswer("telephone", FieldState.MODIFIE, "06 12 34 56 78", "07 00 00 00 01")]
    now = [FieldAnswer("telephone", FieldState.CONFIRME, "06 12 34 56 78")]
    held = client(phone="07 00 00 00 01", folded_phone="+33700000001")
    restored = client_after(held, before, now, ClientType.PARTICULIER)
    assert (restored.phone, restored.folded_phone) == ("06 12 34 56 78", "+33612345678")
    assert restored.client_type is ClientType.PARTICULIER


@pytest.mark.parametrize(
    ("field", "offered", "new", "expected"),
    [
        ("telephone", "+33 6 12 34 56 78", "06 12 34 56 78", True),
        ("telephone", "06 12 34 56 79", "06 12 34 56 78", False),
        ("email", "Zoe@Exemple.fr", "zoe@exemple.fr", True),
        ("ville", "MARSEILLE", "Marseille", True),
        ("ville", "Aubagne", "Marseille", False),
        ("ville", None, "Marseille", False),
        ("naf", "4321a", "43.21A", True),
        ("naf", "43.21B", "43.21A", False),
        ("siret", "732 829 320 00074", "73282932000074", True),
        ("code_postal", "13 007", "13007", True),
    ],
)
def test_an_export_shows_the_new_value_however_it_is_written(
    field: str, offered: str | None, new: str, expected: bool
) -> None:
    assert same_value(column_of(field), offered, new) is expected
