"""The questions asked, what is known before asking, and how answers are read."""

from typing import Any

import pytest

from mplus3_xl import rules
from mplus3_xl.domain.bilan.situation import (
    Situation,
    prefilled,
    questions_for,
    situation_of,
)
from mplus3_xl.domain.bilan.typed_answers import read_answer, read_answers, shown_answer
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.conditions import UNKNOWN
from mplus3_xl.domain.vocabulary import ClientType
from tests.domain import invented

QUESTIONS = {each["code"]: each for each in rules.table("situation")["question"]}
LEISURE = "Sport, Bricolage, jardinage"


def asked(said: Situation) -> list[str]:
    return [question["code"] for question in questions_for(said)]


def test_a_company_is_asked_about_its_trade_only() -> None:
    said = situation_of(ClientType.ENTREPRISE, {})
    assert "salaries" in asked(said)
    assert {"couple", "enfants", "logement"}.isdisjoint(asked(said))


def test_a_tns_is_asked_about_both_lives() -> None:
    assert {"logement", "local_pro"} <= set(asked(situation_of(ClientType.TNS, {})))


def test_what_is_read_from_the_file_is_not_asked() -> None:
    assert {"type_client", "naf"}.isdisjoint(asked(situation_of(ClientType.TNS, {})))


@pytest.mark.parametrize(
    ("children", "shown"), [(1, True), (0, False), (UNKNOWN, True), (None, True)]
)
def test_a_question_hangs_on_another_one(children: object, shown: bool) -> None:
    said = situation_of(ClientType.PARTICULIER, {"enfants": children})
    assert ("enfants_scolarises" in asked(said)) == shown


def test_a_question_that_only_rules_switched_off_need_is_not_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = situation_of(ClientType.TNS, {})
    assert "age" not in asked(said)
    on = [gap | {"confidence": "H"} for gap in rules.table("gaps")["gap"]]
    monkeypatch.setitem(rules.table("gaps"), "gap", on)
    assert "age" in asked(said)


def test_an_answer_that_another_one_makes_pointless_counts_no_more() -> None:
    answers = {"enfants": 0, "enfants_scolarises": True, "salaries": 3}
    said = situation_of(ClientType.PARTICULIER, answers)
    at_school = {"all": [{"question": "enfants_scolarises", "op": "is", "value": True}]}
    assert said.says(at_school) is False
    assert situation_of(ClientType.PARTICULIER, {}).says(at_school) is None
    assert "salaries" not in said.answers  # asked of those who employ


def test_a_number_that_is_pointless_is_none() -> None:
    said = situation_of(ClientType.ENTREPRISE, {"salaries": 0, "cadres": 2})
    assert said.answers["cadres"] == 0


CLIENT = invented.client(
    client_type=ClientType.TNS, marital_status="marié(e)", headcount=3, naf="43.21A"
)


def test_lagon_proposes_answers() -> None:
    assert prefilled(CLIENT, ClientType.TNS, {}) == {
        "type_client": ClientType.TNS,
        "naf": "43.21A",
        "couple": True,
        "salaries": 3,
    }


def test_the_clients_own_words_win_over_lagon_but_for_what_is_never_asked() -> None:
    earlier = {"couple": False, "salaries": 4, "naf": "62.01Z", "bailleur": True}
    known = prefilled(CLIENT, ClientType.TNS, earlier)
    assert known == {
        "type_client": ClientType.TNS,
        "naf": "43.21A",
        "couple": False,
        "salaries": 4,
        "bailleur": True,
    }


def test_lagon_never_says_no_for_the_client() -> None:
    alone = invented.client(marital_status="Célibataire")
    assert "couple" not in prefilled(alone, ClientType.PARTICULIER, {})


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("couple", "Oui", True),
        ("couple", "non", False),
        ("couple", "ne sait pas", UNKNOWN),
        ("enfants", "2", 2),
        ("enfants", "2.0", 2),
        ("enfants", "Ne sait pas", UNKNOWN),
        ("logement", "proprietaire", "proprietaire"),
        ("loisirs", "Sport", ("sport",)),
        ("loisirs", LEISURE, ("sport", "bricolage")),
        ("loisirs", "bricolage, jardinage ; sport", ("bricolage", "sport")),
        ("animaux", "Chien, Chien", ("chien",)),
        ("loisirs", "Aucun", ("aucun",)),
        ("animaux", "Non", ("aucun",)),
        ("enfants", "non", 0),
        ("enfants", "AUCUN", 0),
        ("enfants", "aucune", 0),
        ("enfants", "99 999", 99_999),
    ],
)
def test_an_answer_is_read_as_a_person_writes_it(question: str, text: str, answer: Any) -> None:
    assert read_answer(QUESTIONS[question], text) == answer


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("couple", "peut-être", "Oui ou Non"),
        ("enfants", "deux", "un nombre entier, 99999 au plus"),
        ("enfants", "-1", "un nombre entier"),
        ("enfants", "100000", "99999 au plus"),
        ("logement", "Château", "Locataire · Propriétaire"),
        ("loisirs", "Sport, Pêche", "Sport · Bricolage, jardinage"),
        ("loisirs", "Aucun, Sport", "« Aucun » seul"),
    ],
)
def test_what_cannot_be_read_says_what_is_expected(question: str, text: str, expected: str) -> None:
    problem = read_answer(QUESTIONS[question], text)
    assert isinstance(problem, FormProblem)
    assert (problem.field, problem.code) == (f"bilan_{question}", "reponse_illisible")
    assert f"« {text} »" in problem.message
    assert expected in problem.message


def test_a_form_is_read_whole_its_blanks_left_out() -> None:
    texts = {"couple": "Oui", "enfants": " ", "logement": "Château", "salaries": "3"}
    answers, problems = read_answers(texts, ClientType.PARTICULIER)
    assert answers == {"couple": True}
    assert [problem.field for problem in problems] == ["bilan_logement"]


@pytest.mark.parametrize(
    ("question", "answer", "text"),
    [
        ("couple", True, "Oui"),
        ("couple", False, "Non"),
        ("couple", UNKNOWN, "Ne sait pas"),
        ("couple", None, ""),
        ("enfants", 0, "0"),
        ("logement", "heberge", "Hébergé(e)"),
        ("loisirs", ("sport", "bricolage"), LEISURE),
    ],
)
def test_an_answer_is_shown_as_it_is_read(question: str, answer: Any, text: str) -> None:
    assert shown_answer(QUESTIONS[question], answer) == text
    if text:
        assert read_answer(QUESTIONS[question], text) == answer
