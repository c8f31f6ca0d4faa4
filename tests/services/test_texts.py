"""The words of the script, set by a manager: kept by version, told by the journal, taken back."""

import pytest

from mplus3_xl.domain.reglages.plan import Proposed, ReglagesError
from mplus3_xl.domain.texts.script import templates
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.agency.reglages_kept import reglages_of
from mplus3_xl.services.journal.told import journal_told
from mplus3_xl.services.reglages.reglages import Saved, save_reglages, undo_reglages
from mplus3_xl.store.units import Units
from tests.conftest import NOW
from tests.services.desk import ALICE

CHEF = "chef"
OWN, OTHER = "C’est noté, à bientôt {prenom}.", "Je le note. Au revoir {prenom}."


@pytest.fixture
def desk(store: Units) -> Units:
    """A store with a manager."""
    name_logins(store, [Naming(CHEF, None, True), Naming(ALICE, None, False)], CHEF, NOW)
    return store


def _save(desk: Units, text: str, version: int = 0, author: str = CHEF) -> Saved:
    return save_reglages(desk, version, Proposed(texts={"refus_bilan": text}), author, NOW)


def _told(desk: Units) -> list[tuple[object, ...]]:
    lines = [line for line in journal_told(desk, 50) if "Réglages" in line.what]
    return [(line.author, line.what, line.before, line.after) for line in lines]


def test_a_text_is_kept_and_the_journal_tells_both(desk: Units) -> None:
    assert _save(desk, OWN).changed == 1
    _save(desk, OTHER, version=1)
    assert reglages_of(desk).texts == {"refus_bilan": OTHER}
    label = "Le client refuse le bilan"
    assert _told(desk) == [
        (CHEF, f"Réglages n° 2 : {label}", OWN, OTHER),
        (CHEF, f"Réglages n° 1 : {label}", templates()["refus_bilan"].text, OWN),
    ]


def test_a_text_is_taken_back(desk: Units) -> None:
    _save(desk, OWN)
    _save(desk, OTHER, version=1)
    assert undo_reglages(desk, CHEF, NOW).reglages.texts == {"refus_bilan": OWN}
    assert reglages_of(desk).version == 3


def test_nobody_but_a_manager_changes_a_text(desk: Units) -> None:
    with pytest.raises(UserError, match="Seul un responsable") as refusal:
        _save(desk, OWN, author=ALICE)
    assert refusal.value.code == "reserve_au_manager"
    assert reglages_of(desk).texts == {}


def test_a_text_typed_before_somebody_s_save_is_refused(desk: Units) -> None:
    _save(desk, OWN)
    with pytest.raises(ReglagesError, match="chef l’a changé le 23/11/2026") as refusal:
        _save(desk, OTHER, version=0)
    assert [each.field for each in refusal.value.problems] == ["texte:refus_bilan"]
    assert reglages_of(desk).texts == {"refus_bilan": OWN}


def test_one_text_that_is_refused_keeps_them_all_as_they_were(desk: Units) -> None:
    typed = {"refus_bilan": OWN, "objet_appel": "Bonjour."}
    with pytest.raises(ReglagesError) as refusal:
        save_reglages(desk, 0, Proposed(texts=typed), CHEF, NOW)
    assert {each.field for each in refusal.value.problems} == {"texte:objet_appel"}
    assert reglages_of(desk).version == 0


def test_an_emptied_text_is_ours_again_as_a_new_version(desk: Units) -> None:
    _save(desk, OWN)
    again = _save(desk, "", version=1)
    assert (again.reglages.version, again.reglages.texts, again.changed) == (2, {}, 1)
