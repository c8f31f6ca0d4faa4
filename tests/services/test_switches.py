"""A family and gaps switched off and on again around a bilan that is saved, on each engine."""

from typing import Any

import pytest

from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.reglages.plan import Proposed
from mplus3_xl.domain.reglages.set_values import Typed
from mplus3_xl.domain.vocabulary import GapAnswer, Holding
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.agency.reglages_kept import reglages_of
from mplus3_xl.services.bilan.bilan import OpenBilan, bilan_as_typed, open_bilan, save_bilan
from mplus3_xl.services.lists.complete_clients import complete_clients
from mplus3_xl.services.reglages.reglages import save_reglages
from mplus3_xl.store.units import Units
from tests.domain.bilan.test_offer import FAMILIES
from tests.domain.invented import contract, dossier
from tests.services.calls import AGENCIES, CALL, person, prepared
from tests.services.desk import ALICE, fill, journal_of

CHEF = "chef"
NONE_OF_IT = Line("objets_valeur", Holding.AUCUN)
HOME = Line("mrh", Holding.AILLEURS, "Mutuelle inventée")
REPLIED = GapReply("loisirs_sans_gav", GapAnswer.REFUS, "Ne s’en soucie pas")
ANSWERS = {"loisirs": ("sport",), "objets_valeur": True}
OFF = ("famille:objets_valeur", "manque:loisirs_sans_gav")


@pytest.fixture
def desk(store: Units) -> Units:
    """A store with a manager, and a client whose bilan was saved with everything on."""
    name_logins(store, [Naming(CHEF, None, True)], CHEF, CALL)
    fill(store, [person()], [dossier()], [contract(family="auto", dossier_id=1)])
    _save(store, lines=(HOME, NONE_OF_IT), answers=ANSWERS, replies=(REPLIED,))
    return store


def _save(store: Units, version: int = 0, **typed: Any) -> OpenBilan:
    return save_bilan(store, BilanForm(1, version, **typed), AGENCIES, ALICE, CALL)


def _switch(store: Units, value: str, *codes: str) -> None:
    typed = [Typed(code, value) for code in codes]
    save_reglages(store, reglages_of(store).version, Proposed(typed), CHEF, CALL)


def _open(store: Units) -> OpenBilan:
    return open_bilan(store, 1, AGENCIES, CALL)


def test_what_is_off_is_neither_shown_nor_missing(desk: Units) -> None:
    _switch(desk, "Non", *OFF, "famille:pj")
    shown = _open(desk)
    assert {"objets_valeur", "pj"}.isdisjoint(line.family for line in shown.bilan.lines)
    assert "loisirs_sans_gav" not in {gap.code for gap in shown.bilan.gaps}
    assert not [each for each in shown.missing if each.field in {"tBilan:pj", "tManques:pj"}]


def test_a_bilan_saved_while_they_are_off_keeps_what_was_said_of_them(desk: Units) -> None:
    before = _open(desk).said
    _switch(desk, "Non", *OFF)
    _save(desk, 1, lines=(HOME,), answers={"loisirs": ("sport",)})
    _switch(desk, "Oui", *OFF)
    after = _open(desk).said
    assert (after.lines, after.replies) == (before.lines, before.replies)
    assert after.situation.answers == before.situation.answers


def test_what_is_set_aside_is_no_change_in_the_journal(desk: Units) -> None:
    _switch(desk, "Non", *OFF)
    _save(desk, 1, lines=(HOME,), answers={"loisirs": ("sport",)})
    told = [line for line in journal_of(desk, 100) if line.subject in {"inventaire", "manques"}]
    assert {line.new for line in told} - {None} == {line.new for line in told}
    assert len(told) == 3


def test_what_is_set_aside_is_there_while_a_bilan_is_typed(desk: Units) -> None:
    _switch(desk, "Non", *OFF)
    typed = bilan_as_typed(desk, BilanForm(1, 1, lines=(HOME,)), AGENCIES, ALICE, CALL)
    assert NONE_OF_IT in typed.said.lines


def test_a_piece_that_is_off_is_neither_asked_for_nor_waited_for(desk: Units) -> None:
    before = prepared(desk)
    asked = [each.piece for each in before.required_pieces[1]]
    _switch(desk, "Non", "piece:photos_gravage", "piece:certificat_cession")
    after = [each.piece for each in prepared(desk).required_pieces[1]]
    assert {*asked} - {*after} == {"photos_gravage", "certificat_cession"}
    typed = Typed("piece:carte_grise", "Non", "Notre assureur ne la demande pas.")
    save_reglages(desk, reglages_of(desk).version, Proposed([typed]), CHEF, CALL)
    missing = {each.field for each in prepared(desk).missing_pieces}
    assert not any("carte_grise" in each for each in missing)
    assert len(missing) == len(before.missing_pieces) - 1


def test_doing_without_a_compulsory_piece_wants_a_reason(desk: Units) -> None:
    with pytest.raises(UserError, match="cette pièce est obligatoire, ne plus la demander"):
        _switch(desk, "Non", "piece:carte_grise")


def _complete(desk: Units) -> set[int]:
    with desk.read() as unit:
        return complete_clients(unit, {each.client_id: each for each in unit.kept_bilans()})


def test_a_client_is_complete_by_what_is_on(desk: Units) -> None:
    assert _complete(desk) == set()
    _save(desk, 1, lines=(), answers={})
    _switch(desk, "Non", *(f"famille:{code}" for code in FAMILIES if code != "auto"))
    assert _complete(desk) == {1}
