"""Once a bilan is saved, "Bilan effectué" and the acte stand on it."""

from datetime import date, timedelta
from typing import Any

import pytest

from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.bilan.inventory import fill_rest
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.call.decision import CallError
from mplus3_xl.domain.contact.calls import ActionDraft, Attempted
from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.domain.vocabulary import (
    ActionKind,
    ContractState,
    GapAnswer,
    Holding,
    Status,
)
from mplus3_xl.live.bilan.words import first_words
from mplus3_xl.services.bilan.bilan import OpenBilan, open_bilan, save_bilan
from mplus3_xl.services.call.call_saving import CallSaved, save_call
from mplus3_xl.services.undoing.last_change import last_change
from mplus3_xl.store.units import Units
from tests.domain.invented import contract, dossier
from tests.services.calls import (
    AGENCIES,
    CALL,
    car,
    filled_form,
    person,
    prepared,
    ready,
    with_bilan,
)
from tests.services.desk import ALICE, done_today, fill

ANSWERS = {"logement": "locataire", "vehicules": ("moto",)}


def opened(store: Units) -> OpenBilan:
    return open_bilan(store, 1, AGENCIES, CALL)


def bilan(store: Units, *, rest: Holding | None, answered: bool) -> None:
    """Save a bilan: its families answered or not, its gaps too."""
    before = opened(store)
    lines = fill_rest(before.bilan.lines, rest) if rest else ()
    form = BilanForm(1, before.version, ANSWERS, lines)
    after = save_bilan(store, form, AGENCIES, ALICE, CALL)
    if answered:
        replies = tuple(GapReply(gap.code, GapAnswer.OPPORTUNITE) for gap in after.bilan.gaps)
        save_bilan(store, form._replace(version=1, replies=replies), AGENCIES, ALICE, CALL)


def call(store: Units, form_id: str = "f1", **changed: Any) -> CallSaved:
    form = filled_form(prepared(store), form_id, **changed)
    return save_call(store, form, AGENCIES, ALICE, CALL)


def _same(opened: OpenBilan, **changed: Any) -> BilanForm:
    """The bilan typed as it stands, but for what `changed` gives."""
    said = opened.said
    kept: dict[str, Any] = {
        "lines": said.lines,
        "replies": said.replies,
        "no_action_reason": said.no_action_reason,
    }
    return BilanForm(1, opened.version, ANSWERS, **(kept | changed))


def test_without_a_saved_bilan_the_tag_is_refused_and_the_form_says_which_button(
    store: Units,
) -> None:
    ready(store)
    with pytest.raises(CallError, match="bouton « Bilan »") as refusal:
        call(store, other_insurers="aucun", no_action_reason="Rien.")
    assert [problem.field for problem in refusal.value.problems] == ["bilan"]
    assert prepared(store).facts.actes == ()


def test_a_saved_bilan_without_answers_keeps_the_tag_from_being_ok(store: Units) -> None:
    ready(store)
    bilan(store, rest=None, answered=False)
    with pytest.raises(CallError, match="dites où le client l’a") as refusal:
        call(store)
    assert [problem.field for problem in refusal.value.problems] == ["bilan"]


def test_each_gap_wants_its_answer(store: Units) -> None:
    ready(store)
    bilan(store, rest=Holding.AUCUN, answered=False)
    with pytest.raises(CallError, match=r"– Deux-roues sans assurance, .*: répondez par"):
        call(store)


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_action_or_a_reason_is_wanted(store: Units, reason: str) -> None:
    ready(store)
    bilan(store, rest=Holding.AUCUN, answered=True)
    with pytest.raises(CallError, match="planifiez une action, ou dites pourquoi"):
        call(store, no_action_reason=reason)


def test_the_acte_keeps_the_answers_to_the_gaps(store: Units) -> None:
    ready(store)
    bilan(store, rest=Holding.AUCUN, answered=True)
    saved = call(store)
    assert saved.saved.status is Status.TERMINE
    assert saved.acte is not None
    kept = [each["manque"] for each in saved.acte.content["opportunites"]]
    assert kept == [reply.gap for reply in opened(store).said.replies]
    assert "vehicule_moto" in kept


def test_the_bilan_of_an_earlier_call_does_not_end_this_one(store: Units) -> None:
    ready(store)
    with_bilan(store, 1, CALL - timedelta(days=365))
    with pytest.raises(CallError, match="celui du 23/11/2025 est d’avant cet M\\+3"):
        call(store)
    again = opened(store)
    assert first_words(again).startswith("Bilan repris de celui du 23/11/2025 : relisez-le")
    save_bilan(store, BilanForm(1, again.version, {}, again.said.lines), AGENCIES, ALICE, CALL)
    assert opened(store).of_before is None
    assert last_change(store, ALICE) is None  # nothing that it changed is there to take back
    assert call(store).saved.status is Status.TERMINE


def test_the_relance_of_a_piece_is_no_next_action(store: Units) -> None:
    shown = prepared(ready(store))
    with_bilan(store, 1)
    some = filled_form(shown, "f0", pieces=(), tags=TypedTags("OK", "OK", None, "S.O."))
    save_call(store, some, AGENCIES, ALICE, CALL)
    assert prepared(store).facts.actions
    with pytest.raises(CallError, match="planifiez une action, ou dites pourquoi"):
        call(store, no_action_reason="")


def test_a_quote_sent_already_is_an_action_planned(store: Units) -> None:
    ready(store)
    bilan(store, rest=Holding.AUCUN, answered=True)
    quote = ActionDraft(ActionKind.DEVIS, "Devis deux-roues", date(2026, 11, 25))
    again = opened(store)
    save_bilan(store, _same(again, actions=(quote,)), AGENCIES, ALICE, CALL)
    done_today(store, "Envoyé", ALICE, CALL)
    assert opened(store).missing == ()
    assert call(store, no_action_reason="").saved.status is Status.TERMINE


def test_the_acte_takes_the_reason_from_the_bilan_and_the_note_from_the_talk(
    store: Units,
) -> None:
    ready(store)
    bilan(store, rest=Holding.AUCUN, answered=True)
    save_bilan(store, _same(opened(store), no_action_reason="Il déménage."), AGENCIES, ALICE, CALL)
    talk = Attempted("joint", note="Très content.")
    call(store, attempted=talk, tags=TypedTags("OK", "OK", None, "S.O."), no_action_reason="")
    acte = call(store, "f2", attempted=Attempted(), no_action_reason="").acte
    assert acte is not None
    assert (acte.content["note"], acte.content["sans_action"]) == ("Très content.", "Il déménage.")


def test_an_opportunity_is_told_by_the_acte_that_saw_it_first(store: Units) -> None:
    ready(store)
    later = dossier(id=2, charge_clientele="Inès Morvan")
    fill(store, [], [later], [car(id=2, key="C2", number="C2", dossier_id=2)])
    bilan(store, rest=Holding.AUCUN, answered=True)
    seen = call(store).acte
    shown = prepared(store, 2)
    joint = filled_form(shown, "f2", attempted=Attempted("entrant", note="Il rappelle."))
    acte = save_call(store, joint, AGENCIES, ALICE, CALL + timedelta(hours=5)).acte
    assert seen is not None
    assert acte is not None
    assert len(seen.content["opportunites"]) > 0
    assert acte.content["opportunites"] == []


def test_a_contract_that_ended_asks_for_nothing_more(store: Units) -> None:
    ended = car(id=2, key="C2", number="C2", state=ContractState.RESILIE)
    fill(store, [person()], [dossier(charge_clientele="Inès Morvan")], [car(), ended])
    assert list(prepared(store).required_pieces) == [1]
    with_bilan(store, 1)
    acte = call(store).acte
    assert acte is not None
    assert [each["numero"] for each in acte.content["contrats"]] == ["C1"]


def test_the_situation_says_which_pieces_are_wanted(store: Units) -> None:
    home = contract(family="mrh", branch="Habitation", dossier_id=1)
    fill(store, [person()], [dossier()], [home])
    before = pieces(store)
    bilan(store, rest=Holding.AUCUN, answered=False)
    assert {"bail", "titre_propriete"} <= before
    assert "bail" in pieces(store)
    assert "titre_propriete" not in pieces(store)


def pieces(store: Units) -> set[str]:
    """The pieces wanted for the one contract."""
    (wanted,) = prepared(store).required_pieces.values()
    return {each.piece for each in wanted}
