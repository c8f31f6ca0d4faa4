"""The bilan, opened and saved on each engine; its actions, followed to their end."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from mplus3_xl.domain.bilan.complete import Equipment
from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.bilan.inventory import Line, fill_rest
from mplus3_xl.domain.bilan.kept import BilanError, BilanForm
from mplus3_xl.domain.conditions import UNKNOWN
from mplus3_xl.domain.contact.calls import ActionDraft
from mplus3_xl.domain.texts.free_texts import NO_ACTION
from mplus3_xl.domain.vocabulary import ActionKind, ClientType, Closing, GapAnswer, Holding
from mplus3_xl.errors import UserError
from mplus3_xl.services.bilan.bilan import OpenBilan, open_bilan, save_bilan
from mplus3_xl.services.bilan.drafts import drafts_of, keep_bilan_draft
from mplus3_xl.services.bilan.following import actions_to_follow
from mplus3_xl.services.call.opposing import oppose
from mplus3_xl.store.units import Units
from tests.domain.bilan.told import STORIES, contracts_of, said_in, story
from tests.domain.invented import contract, dossier
from tests.services.calls import AGENCIES, CALL, person
from tests.services.desk import ALICE, BRUNO, done_today, fill

ANSWERS = {"logement": "locataire", "vehicules": ("auto", "edpm"), "enfants": UNKNOWN}
HOME = Line(
    "mrh", Holding.AILLEURS, "Mutuelle inventée", date(2027, 4, 1), date(2020, 4, 1), 21_050,
    over_a_year=True, notice_on=date(2026, 11, 2), event="mariage", event_on=date(2026, 10, 3),
)  # fmt: skip
REFUSED = GapReply("vehicule_edpm", GapAnswer.REFUS, "Ne s’en sert plus")
QUOTE = ActionDraft(ActionKind.DEVIS, " Devis habitation ", date(2026, 11, 25))
LATER = CALL + timedelta(minutes=5)


@dataclass
class Desk:
    """A store with one client, and the two things that are done with his bilan."""

    store: Units

    def open(self) -> OpenBilan:
        return open_bilan(self.store, 1, AGENCIES, CALL)

    def save(self, version: int = 0, author: str = ALICE, **typed: Any) -> OpenBilan:
        return save_bilan(self.store, BilanForm(1, version, **typed), AGENCIES, author, LATER)


@pytest.fixture
def desk(store: Units) -> Desk:
    mine = contract(family="auto", dossier_id=1)
    fill(store, [person()], [dossier(charge_clientele="Inès Morvan")], [mine])
    return Desk(store)


def test_a_first_bilan_opens_on_what_lagon_knows(desk: Desk) -> None:
    shown = desk.open()
    assert (shown.version, shown.answers) == (0, {"type_client": ClientType.PARTICULIER})
    assert [line.family for line in shown.bilan.lines if line.holding] == ["auto"]
    assert shown.equipment == Equipment(1, 1)
    assert {problem.code for problem in shown.missing} == {
        "famille_sans_reponse",
        "suite_manquante",
    }


def test_a_contract_that_began_after_the_dossier_counts_after_it_alone(store: Units) -> None:
    mine = dossier()
    later = contract(id=2, number="AN2", effect_date=mine.effect_date + timedelta(days=60))
    fill(store, [person()], [mine], [contract(dossier_id=1), later])
    assert open_bilan(store, 1, AGENCIES, CALL).equipment == Equipment(before=1, after=2)


def test_a_contract_that_no_family_names_is_kept_apart_from_the_inventory(store: Units) -> None:
    unknown = contract(family=None, dossier_id=1)
    fill(store, [person()], [dossier()], [unknown])
    shown = open_bilan(store, 1, AGENCIES, CALL)
    assert [each.number for each in shown.unclassified] == [unknown.number]
    assert [line for line in shown.bilan.lines if line.holding] == []


def test_the_bilan_of_a_client_without_type_is_that_of_his_earliest_contract(
    store: Units,
) -> None:
    mine = dossier()
    later = contract(dossier_id=1, client_type=ClientType.TNS)
    older = mine.effect_date - timedelta(days=60)
    known: dict[str, Any] = {"effect_date": older, "client_type": ClientType.ENTREPRISE}
    fill(store, [person(client_type=None)], [mine], [later, contract(id=2, number="C2", **known)])
    shown = open_bilan(store, 1, AGENCIES, CALL)
    assert shown.answers["type_client"] is ClientType.ENTREPRISE


def test_what_is_saved_is_read_again_whole(desk: Desk) -> None:
    saved = desk.save(
        answers=ANSWERS, lines=(HOME,), replies=(REFUSED,), no_action_reason="Le client réfléchit"
    )
    shown = desk.open()
    assert shown == saved
    assert (shown.version, shown.said.lines, shown.said.replies) == (1, (HOME,), (REFUSED,))
    assert {code: shown.answers[code] for code in ANSWERS} == ANSWERS
    assert shown.said.no_action_reason == "Le client réfléchit"


def test_a_gap_that_nobody_spoke_of_has_no_reply(desk: Desk) -> None:
    silent = GapReply("sans_protection_juridique", None, None)
    desk.save(answers=ANSWERS, replies=(REFUSED, silent))
    assert desk.open().said.replies == (REFUSED,)


def test_what_is_held_with_us_is_never_stored(desk: Desk) -> None:
    lines = fill_rest(desk.open().bilan.lines, Holding.AUCUN)
    desk.save(lines=lines)
    with desk.store.read() as unit:
        kept = unit.kept_bilan(1)
        stored = [each for (each,) in unit._asking.rows("SELECT family FROM bilan_lines")]
    assert kept is not None
    assert "auto" not in stored
    assert len(stored) == len(kept.lines) == len(lines) - 1
    assert [line.contract for line in desk.open().bilan.lines if line.family == "auto"] == ["C1"]


def test_a_second_save_replaces_the_first(desk: Desk) -> None:
    desk.save(answers=ANSWERS, lines=(HOME,), replies=(REFUSED,))
    shown = desk.save(version=1, answers={"logement": "heberge"})
    assert (shown.version, shown.said.lines, shown.said.replies) == (2, (), ())
    assert shown.answers == {"type_client": ClientType.PARTICULIER, "logement": "heberge"}


def test_a_save_that_changes_nothing_makes_no_version_and_nothing_to_undo(desk: Desk) -> None:
    desk.save(answers=ANSWERS, lines=(HOME,), replies=(REFUSED,))
    again = desk.save(version=1, author=BRUNO, answers=ANSWERS, lines=(HOME,), replies=(REFUSED,))
    assert (again.version, desk.open().version) == (1, 1)
    with desk.store.read() as unit:
        kept = unit.kept_bilan(1)
    assert kept is not None
    assert kept.saved_by == ALICE


def test_a_bilan_knows_that_its_client_is_opposed_and_its_dossier_closed(desk: Desk) -> None:
    assert (desk.open().opposed, desk.open().closing) == (False, None)
    oppose(desk.store, 1, ALICE, CALL)
    assert (desk.open().opposed, desk.open().closing) == (True, Closing.OPPOSITION)


def test_an_answer_to_what_is_not_asked_is_not_kept(desk: Desk) -> None:
    shown = desk.save(answers={"enfants": 0, "enfants_scolarises": True, "salaries": 3})
    assert shown.answers == {"type_client": ClientType.PARTICULIER, "enfants": 0}


def test_a_bilan_knows_the_form_that_saved_it_though_that_changed_nothing(desk: Desk) -> None:
    assert desk.open().form_id is None
    assert desk.save(form_id="a", answers={}).form_id == "a"
    assert desk.save(1, form_id="b", answers=ANSWERS).form_id == "b"
    assert desk.open().form_id == "b"


def test_what_another_seat_saved_is_not_typed_over_whoever_sits_there(desk: Desk) -> None:
    desk.save(form_id="a", answers=ANSWERS)
    with pytest.raises(UserError) as refusal:
        desk.save(form_id="b", answers={**ANSWERS, "enfants": 2})
    assert refusal.value.code == "bilan_change"


def test_a_bilan_changed_meanwhile_is_shown_and_never_overwritten(desk: Desk) -> None:
    desk.save(answers=ANSWERS)
    with pytest.raises(UserError, match="changé par alice le 23/11/2026 à 10:35") as refusal:
        desk.save(author=BRUNO, answers={"logement": "proprietaire"})
    assert refusal.value.code == "bilan_change"
    assert desk.open().answers["logement"] == "locataire"


def test_a_refused_bilan_names_every_problem_and_changes_nothing(desk: Desk) -> None:
    with pytest.raises(BilanError) as refusal:
        desk.save(
            answers={"vehicules": ("edpm",)},
            lines=(
                Line("velo_edpm", Holding.AUCUN),
                Line("pj", Holding.CHEZ_NOUS),
                Line("gav", Holding.AUCUN, "X"),
            ),
            replies=(GapReply("vehicule_edpm", GapAnswer.REFUS),),
            actions=(QUOTE._replace(due_on=date(2026, 11, 28)),),
            no_action_reason="CNI 123456789012",
        )
    assert [problem.code for problem in refusal.value.problems] == [
        "chez_nous_saisi",
        "details_sans_objet",
        "refus_sans_raison",
        "echeance_non_ouvree",
        "numero_identite",
    ]
    assert refusal.value.problems[-1].message.startswith(f"{NO_ACTION} : ")
    assert (desk.open().version, desk.open().actions) == (0, ())


def test_each_change_is_in_the_journal_with_its_author(desk: Desk) -> None:
    desk.save(answers={"logement": "locataire"}, replies=(REFUSED,))
    desk.save(version=1, author=BRUNO, answers={"logement": "heberge"}, replies=(REFUSED,))
    with desk.store.read() as unit:
        lines = [line for line in unit.journal_lines(50, None) if line.subject != "imports"]
    told = [(line.author, line.subject, line.field, line.old, line.new) for line in lines]
    assert (BRUNO, "situation", "logement", '"locataire"', '"heberge"') in told
    assert (ALICE, "manques", "vehicule_edpm", None, '["refus", "Ne s’en sert plus"]') in told
    assert len([each for each in told if each[1] in {"situation", "manques"}]) == 3


def test_actions_are_added_for_the_account_manager(desk: Desk) -> None:
    desk.save(actions=(QUOTE, QUOTE._replace(owner="Hugo Mazin")))
    first, second = desk.open().actions
    assert (first.object, first.owner, first.dossier_id) == ("Devis habitation", "Inès Morvan", 1)
    assert (first.created_by, first.created_at) == (ALICE, LATER)
    assert second.owner == "Hugo Mazin"
    assert "suite_manquante" not in {problem.code for problem in desk.open().missing}


def test_an_action_done_is_followed_no_more(desk: Desk) -> None:
    desk.save(actions=(QUOTE,))
    done = done_today(desk.store, " Envoyé ", ALICE, LATER)
    assert (done.done_on, done.result) == (LATER.date(), "Envoyé")
    assert desk.open().actions == (done,)
    assert actions_to_follow(desk.store) == []


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_story_told_through_the_store_comes_to_the_same_bilan(store: Units, path: Any) -> None:
    told = story(path)
    said = said_in(told)
    client = person(
        client_type=ClientType(told["client_type"]),
        naf=told["answers"].get("naf"),
        marital_status=None,
        occupation=None,
    )
    fill(store, [client], [dossier()], contracts_of(told))
    form = BilanForm(1, 0, told["answers"], said.lines, said.replies)
    at = datetime(2026, 11, 23, 11)
    shown = save_bilan(store, form, {}, ALICE, at)
    score = shown.bilan.score
    assert [f"{line.family} · {line.holding or 'blanc'}" for line in shown.bilan.lines] == told[
        "expected"
    ]["lines"]
    assert [gap.code for gap in shown.bilan.gaps] == [
        each.split(" · ")[0] for each in told["expected"]["gaps"]
    ]
    assert [move.regime for _, move in shown.bilan.moves] == [
        each["regime"] for each in told["expected"]["moves"]
    ]
    assert score.complete == told["expected"]["complete"]


def test_a_save_forgets_the_draft_of_its_author_and_of_nobody_else(desk: Desk) -> None:
    for author in (ALICE, BRUNO):
        keep_bilan_draft(desk.store, 1, {"bilan_sans_action": author}, 0, author, CALL)
    desk.save(author=ALICE, answers={"logement": "locataire"})
    (left,) = drafts_of(desk.store, 1)
    assert (left.author, left.version, left.content) == (BRUNO, 0, {"bilan_sans_action": BRUNO})


def test_what_is_typed_again_takes_the_place_of_what_was_typed_before(desk: Desk) -> None:
    for reason in ("Pressé.", "Absent."):
        keep_bilan_draft(desk.store, 1, {"bilan_sans_action": reason}, 0, "ines", CALL)
    (kept,) = drafts_of(desk.store, 1)
    assert kept.content == {"bilan_sans_action": "Absent."}
