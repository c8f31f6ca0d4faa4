"""What the bilan says at a glance: the gaps to say, the score, the contracts, what is left."""

import re
from pathlib import Path

import pytest

from mplus3_xl.domain.bilan.complete import Equipment
from mplus3_xl.domain.contact.calls import Attempted
from mplus3_xl.layout.bilan import bilan
from mplus3_xl.live.bilan.showing import EQUIPMENT, SCORE, shown
from mplus3_xl.live.bilan.words import NOTHING_MISSING, missing_said, points_of, words_before
from mplus3_xl.live.sheet.blocks import as_lines
from mplus3_xl.services.call.calling import record_attempt
from mplus3_xl.services.call.opposing import oppose
from mplus3_xl.store.units import Units
from tests.domain.bilan.told import STORIES, story
from tests.domain.invented import contract
from tests.excel.test_bilan_paper import opened
from tests.services.calls import AGENCIES, CALL, filled_form, prepared, ready, saved
from tests.services.desk import ALICE

FAMILY = story(STORIES[0])


def test_the_gaps_to_talk_about_are_named_in_their_order() -> None:
    assert points_of(opened(FAMILY | {"reply": []})) == (
        "\nManques à dire : Enfants scolarisés sans assurance scolaire · Famille sans prévoyance · "
        "Sport ou bricolage sans GAV, puis 1 autre (3. Les manques, à droite)."
    )


def test_a_gap_that_is_answered_is_named_no_more() -> None:
    first = [{"gap": "enfants_sans_scolaire", "answer": "opportunite"}]
    assert "scolaire" not in points_of(opened(FAMILY | {"reply": first}))
    assert points_of(opened(FAMILY)) == ""


def test_a_contract_with_us_that_no_family_names_is_told() -> None:
    unknown = contract(number="C9", family=None, product="Contrat d’avant")
    assert points_of(opened(FAMILY)._replace(unclassified=(unknown,))) == (
        "\nChez nous aussi, sans famille connue : Contrat d’avant (C9)."
    )


def test_a_question_without_answer_is_said_even_when_nothing_is_missing() -> None:
    whole = opened(FAMILY)._replace(missing=())
    assert missing_said(whole) == NOTHING_MISSING
    answers = {code: each for code, each in whole.answers.items() if code != "enfants_scolarises"}
    assert missing_said(whole._replace(answers=answers)) == (
        f"{NOTHING_MISSING} 1 question est sans réponse : un manque peut en dépendre."
    )


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_score_of_a_story_is_shown_and_what_is_missing_named(path: Path) -> None:
    told = story(path)
    mine = opened(told)
    sheet = shown(mine, 1)
    left = [str(row[0]) for row in as_lines(sheet[bilan.LEFT])]
    away = [each for each in left if each.startswith("Client complet : ")]
    if told["expected"]["complete"]:
        assert (str(sheet[SCORE])[:15], away) == ("Client complet ", [])
        return
    score = told["expected"]["score"]
    here, families, answered, gaps = map(int, re.findall(r"\d+", score))
    numbers = [int(each) for each in re.findall(r"\d+", str(sheet[SCORE]))]
    assert numbers == [here, families, answered, gaps]
    wanting = len(mine.missing) + families - here + gaps - answered
    assert len(left) == min(wanting, bilan.LEFT_LINES)
    assert left[-1].startswith("… et ") == (wanting > bilan.LEFT_LINES)


def test_the_contracts_before_and_after_the_bilan_are_shown() -> None:
    sheet = shown(opened(FAMILY)._replace(equipment=Equipment(1, 3)), 1)
    assert sheet[EQUIPMENT] == "Contrats chez nous : 1 avant, 3 maintenant"


@pytest.fixture
def called(store: Units) -> Units:
    return ready(store)


def test_a_bilan_opened_says_first_what_comes_before_objective_3(called: Units) -> None:
    left = "objectif 1, 9 champs à valider · objectif 2, 8 pièces à régler"
    before = f"Avant l’objectif 3 (voir la fiche) : {left}"
    assert words_before(prepared(called), agreed=True) == f"{before}.\n"
    asked = f"{before} · accord du client à demander.\n"
    assert words_before(prepared(called), agreed=False) == asked


def test_the_bilan_of_who_must_not_be_called_says_that_first_and_only_that(
    called: Units,
) -> None:
    oppose(called, 1, ALICE, CALL)
    said = words_before(prepared(called), agreed=False)
    assert said.startswith("Appel refusé : Le client s’est opposé au démarchage")
    assert "Avant l’objectif 3" not in said


def test_the_bilan_of_who_refused_it_says_so_once(called: Units) -> None:
    record_attempt(called, 1, Attempted("refus"), AGENCIES, ALICE, CALL)
    said = words_before(prepared(called), agreed=False)
    assert said.count("Le client a refusé le bilan le 23/11/2026") == 1
    assert "accord" not in said


def test_nothing_comes_before_the_bilan_of_a_dossier_that_is_done(called: Units) -> None:
    saved(called, filled_form(prepared(called)))
    assert words_before(prepared(called), agreed=False) == ""
