import pytest

from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.services.lists.listed import acte_row, action_rows
from mplus3_xl.store.units import Units
from tests.acte import acte, content
from tests.domain.invented import dossier
from tests.services.calls import CALL, car, filled_form, person, prepared, saved
from tests.services.desk import fill


@pytest.mark.parametrize(("answer", "counted"), [("opportunite", 1), ("refus", 0)])
def test_the_register_counts_the_opportunities_that_the_client_takes(
    answer: str, counted: int
) -> None:
    (gap,) = content()["opportunites"]
    written = acte(opportunites=[{**gap, "reponse": answer}])
    assert acte_row(written, str)["opportunites"] == counted


def test_a_piece_to_ask_for_again_names_its_contract(store: Units) -> None:
    fill(store, [person()], [dossier()], [car(), car(id=2, number="C2", key="C2")])
    saved(store, filled_form(prepared(store), tags=TypedTags("OK"), pieces=()))
    objects = [str(row["objet"]) for row in action_rows(store, CALL.date())]
    assert "Relancer le client : Carte grise (C1)" in objects
    assert len(set(objects)) == len(objects)
