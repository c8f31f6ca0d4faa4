import pytest

from mplus3_xl.errors import UserError
from mplus3_xl.services.undoing.last_change import last_change
from mplus3_xl.services.undoing.undoing import undo_last
from mplus3_xl.store.units import Units
from tests.conftest import NOW
from tests.domain.invented import client, contract, dossier
from tests.services.calls import saved
from tests.services.desk import ALICE, BRUNO, LATER, fill, form


def test_the_last_change_is_told_with_its_client_until_it_is_taken_back(store: Units) -> None:
    fill(store, [client()], [dossier()], [contract(dossier_id=1)])
    saved(store, form("f1", "KO"), ALICE, NOW)
    told = last_change(store, ALICE)
    said = "MARTIN Zoé – alice, le 23/11/2026 à 09:30 : Appel téléphonique vide → KO, "
    assert told is not None
    assert (told.said.startswith(said), told[1:]) == (True, (1, False, 1, False))
    assert "essai" not in told.said  # it stays
    assert last_change(store, BRUNO) is None
    undo_last(store, ALICE, LATER)
    assert last_change(store, ALICE) is None


@pytest.mark.parametrize("told_of_one", [True, False])
def test_what_was_saved_since_the_question_is_not_taken_back(
    store: Units, told_of_one: bool
) -> None:
    fill(store, [client()], [dossier()], [contract(dossier_id=1)])
    if told_of_one:
        saved(store, form("f1", "KO"), ALICE, NOW)
    told = last_change(store, ALICE)
    saved(store, form("f2", "OK", version=1 + told_of_one), ALICE, LATER)
    with pytest.raises(UserError) as refused:
        undo_last(store, ALICE, LATER, told.save_id if told else 0)
    assert refused.value.code == "autre_enregistrement"
    again = last_change(store, ALICE)
    assert again is not None
    undo_last(store, ALICE, LATER, again.save_id)


def test_nobody_is_asked_about_what_cannot_be_taken_back(store: Units) -> None:
    fill(store, [client()], [dossier()], [contract(dossier_id=1)])
    saved(store, form("f1", "KO"), ALICE, NOW)
    saved(store, form("f2", "OK", version=2), BRUNO, LATER)
    with pytest.raises(UserError) as refused:
        last_change(store, ALICE)
    assert refused.value.code == "annulation_depassee"
