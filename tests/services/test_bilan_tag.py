"""Once a bilan is saved, "Bilan effectué" and the acte stand on it."""

import pytest

from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.bilan.inventory import fill_rest
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.call_decision import CallError
from mplus3_xl.domain.vocabulary import GapAnswer, Holding, Status
from mplus3_xl.services.bilan import OpenBilan, open_bilan, save_bilan
from mplus3_xl.services.call_saving import CallSaved, save_call
from mplus3_xl.store.unit_of_work import SqlStore
from tests.domain.invented import contract, dossier
from tests.services.calls import AGENCIES, CALL, filled_form, person, prepared, ready
from tests.services.desk import ALICE, fill

ANSWERS = {"logement": "locataire", "vehicules": ("moto",)}


def opened(store: SqlStore) -> OpenBilan:
    return open_bilan(store, 1, AGENCIES, CALL)


def bilan(store: SqlStore, *, rest: Holding | None, answered: bool) -> None:
    """Save a bilan: its families answered or not, its gaps too."""
    before = opened(store)
    lines = fill_rest(before.bilan.lines, rest) if rest else ()
    form = BilanForm(1, before.version, ANSWERS, lines)
    after = save_bilan(store, form, AGENCIES, ALICE, CALL)
    if answered:
        replies = tuple(GapReply(gap.code, GapAnswer.OPPORTUNITE) for gap in after.bilan.gaps)
        save_bilan(store, form._replace(version=1, replies=replies), AGENCIES, ALICE, CALL)


def call(store: SqlStore, **changed: str) -> CallSaved:
    return save_call(store, filled_form(prepared(store), **changed), AGENCIES, ALICE, CALL)


def test_without_a_saved_bilan_the_tag_is_refused_and_the_form_says_which_button(
    store: SqlStore,
) -> None:
    ready(store)
    with pytest.raises(CallError, match="bouton « Bilan »") as refusal:
        call(store, other_insurers="aucun", no_action_reason="Rien.")
    assert [problem.field for problem in refusal.value.problems] == ["bilan"]
    assert prepared(store).facts.actes == ()


def test_a_saved_bilan_without_answers_keeps_the_tag_from_being_ok(store: SqlStore) -> None:
    ready(store)
    bilan(store, rest=None, answered=False)
    with pytest.raises(CallError, match="dites où le client l’a") as refusal:
        call(store)
    assert [problem.field for problem in refusal.value.problems] == ["bilan"]


def test_each_gap_wants_its_answer(store: SqlStore) -> None:
    ready(store)
    bilan(store, rest=Holding.AUCUN, answered=False)
    with pytest.raises(CallError, match=r"– Deux-roues sans assurance, .*: répondez par"):
        call(store)


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_action_or_a_reason_is_wanted(store: SqlStore, reason: str) -> None:
    ready(store)
    bilan(store, rest=Holding.AUCUN, answered=True)
    with pytest.raises(CallError, match="planifiez une action, ou dites pourquoi"):
        call(store, no_action_reason=reason)


def test_the_acte_keeps_the_answers_to_the_gaps(store: SqlStore) -> None:
    ready(store)
    bilan(store, rest=Holding.AUCUN, answered=True)
    saved = call(store)
    assert saved.saved.status is Status.TERMINE
    assert saved.acte is not None
    kept = [each["manque"] for each in saved.acte.content["opportunites"]]
    assert kept == [reply.gap for reply in opened(store).said.replies]
    assert "vehicule_moto" in kept


def test_the_situation_says_which_pieces_are_wanted(store: SqlStore) -> None:
    home = contract(family="mrh", branch="Habitation", dossier_id=1)
    fill(store, [person()], [dossier()], [home])
    before = pieces(store)
    bilan(store, rest=Holding.AUCUN, answered=False)
    assert {"bail", "titre_propriete"} <= before
    assert "bail" in pieces(store)
    assert "titre_propriete" not in pieces(store)


def pieces(store: SqlStore) -> set[str]:
    """The pieces wanted for the one contract."""
    (wanted,) = prepared(store).required_pieces.values()
    return {each.piece for each in wanted}
