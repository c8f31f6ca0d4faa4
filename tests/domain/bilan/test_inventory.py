"""The inventory: which families, which lines, and what is wrong or missing in them."""

from datetime import date
from typing import Any

import pytest

from mplus3_xl.domain.bilan.inventory import (
    Line,
    families_for,
    fill_rest,
    held_contracts,
    inventory,
    unclassified,
)
from mplus3_xl.domain.bilan.inventory_checks import inventory_missing, line_problems
from mplus3_xl.domain.bilan.situation import situation_of
from mplus3_xl.domain.conditions import UNKNOWN
from mplus3_xl.domain.texts.free_texts import text_problems
from mplus3_xl.domain.vocabulary import ClientType, ContractState, Holding, Movement
from tests.domain import invented
from tests.domain.bilan.situations import TODAY

PERSON = situation_of(ClientType.PARTICULIER, {})
AUTO = invented.contract(number="C1", family="auto", premium_cents=42_000)


def of_family(lines: tuple[Line, ...], family: str) -> list[Line]:
    return [line for line in lines if line.family == family]


@pytest.mark.parametrize(
    ("client_type", "baskets"),
    [
        (ClientType.PARTICULIER, {"perso"}),
        (ClientType.TNS, {"perso", "pro"}),
        (ClientType.ENTREPRISE, {"pro"}),
    ],
)
def test_a_tns_has_two_baskets(client_type: ClientType, baskets: set[str]) -> None:
    families = families_for(situation_of(client_type, {}))
    assert {family["basket"] for family in families} == baskets


@pytest.mark.parametrize(
    ("landlord", "shown"), [(True, True), (False, False), (UNKNOWN, True), (None, True)]
)
def test_a_family_stays_until_the_situation_rules_it_out(landlord: object, shown: bool) -> None:
    said = situation_of(ClientType.PARTICULIER, {"bailleur": landlord})
    assert ("pno" in {family["code"] for family in families_for(said)}) == shown


def test_what_is_held_with_us_comes_from_the_contracts() -> None:
    lines = inventory(PERSON, [AUTO], [])
    assert of_family(lines, "auto") == [
        Line("auto", Holding.CHEZ_NOUS, None, None, invented.EFFECT, 42_000, "C1")
    ]
    assert {line.holding for line in lines if line.family != "auto"} == {None}


def test_a_family_may_have_several_contracts_here_and_elsewhere() -> None:
    second = invented.contract(id=2, number="C2", family="auto")
    away = Line("auto", Holding.AILLEURS, "Mutuelle inventée")
    typed = [away, Line("auto", Holding.AUCUN), Line("moto", Holding.AUCUN)]
    lines = inventory(PERSON, [AUTO, second], typed)
    assert [line.contract for line in of_family(lines, "auto")] == ["C1", "C2", None]
    assert of_family(lines, "moto") == [Line("moto", Holding.AUCUN)]


def test_a_family_ruled_out_is_shown_when_something_of_it_is_held() -> None:
    said = situation_of(ClientType.PARTICULIER, {"vehicules": ["aucun"]})
    assert of_family(inventory(said, [], [Line("auto", Holding.AUCUN)]), "auto") == []
    assert len(of_family(inventory(said, [AUTO], []), "auto")) == 1


@pytest.mark.parametrize(
    ("state", "held"),
    [(state, state not in {ContractState.RESILIE, ContractState.SANS_EFFET})
     for state in ContractState],
)  # fmt: skip
def test_a_contract_that_ended_is_not_held(state: ContractState, held: bool) -> None:
    assert (held_contracts([AUTO._replace(state=state)]) != ()) == held


def test_an_avenant_is_no_second_contract_and_says_how_things_stand() -> None:
    avenant = AUTO._replace(
        id=2, movement=Movement.AVENANT, effect_date=date(2026, 10, 1), premium_cents=45_000
    )
    line = of_family(inventory(PERSON, [avenant, AUTO], []), "auto")
    assert [(each.premium_cents, each.subscribed_on) for each in line] == [
        (45_000, invented.EFFECT)
    ]
    ended = avenant._replace(state=ContractState.RESILIE)
    assert held_contracts([AUTO, ended]) == ()


def test_a_contract_without_family_is_left_for_a_person() -> None:
    unknown = invented.contract(number="C9", family=None)
    assert unclassified([AUTO, unknown]) == (unknown,)


@pytest.mark.parametrize("holding", [Holding.AUCUN, Holding.NE_SAIT_PAS])
def test_the_rest_is_answered_at_once(holding: Holding) -> None:
    lines = fill_rest(inventory(PERSON, [AUTO], [Line("pj", Holding.AILLEURS, "X")]), holding)
    assert [line.holding for line in of_family(lines, "pj")] == [Holding.AILLEURS]
    assert {line.holding for line in lines} == {Holding.CHEZ_NOUS, Holding.AILLEURS, holding}
    assert inventory_missing(lines) == ()


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        (Line("pj", Holding.AILLEURS, "Mutuelle Santé inventée"), []),
        (Line("pj", Holding.AILLEURS, premium_cents=0), []),
        (Line("pj", Holding.AILLEURS, "X", premium_cents=-1), ["prime_negative"]),
        (Line("pj", Holding.AILLEURS, "X" * 80), []),
        (Line("pj", Holding.AILLEURS, "X" * 81), ["assureur_trop_long"]),
        (Line("pj", Holding.AILLEURS, "X", subscribed_on=TODAY), []),
        (Line("pj", Holding.AILLEURS, "X", subscribed_on=date(2026, 11, 24)), ["date_future"]),
        (Line("pj", Holding.AILLEURS, "X", notice_on=date(2026, 11, 24)), ["date_future"]),
        (Line("pj", Holding.AILLEURS, "X", event_on=date(2026, 11, 24)), ["date_future"]),
        (Line("pj", Holding.AILLEURS, "X", echeance=date(2027, 11, 24)), []),
        (Line("pj", Holding.CHEZ_NOUS), ["chez_nous_saisi"]),
        (Line("pj", Holding.AILLEURS, "CNI 123456789012"), ["numero_identite"]),
        (Line("pj", Holding.CHEZ_NOUS, contract="C1", premium_cents=420,
              subscribed_on=date(2026, 12, 1)), []),  # of Lagon, not typed
        (Line("pj", Holding.AUCUN, "X"), ["details_sans_objet"]),
        (Line("pj", Holding.AUCUN, echeance=date(2027, 1, 1)), ["details_sans_objet"]),
        (Line("pj", Holding.AUCUN, premium_cents=420), ["details_sans_objet"]),
        (Line("pj", Holding.AUCUN), []),
        (Line("pj"), []),
    ],
)  # fmt: skip
def test_a_line_is_checked_as_typed(line: Line, codes: list[str]) -> None:
    assert [problem.code for problem in line_problems([line], TODAY)] == codes


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        (Line("pj"), ["famille_sans_reponse"]),
        (Line("pj", Holding.AUCUN), []),
        (Line("pj", Holding.NE_SAIT_PAS), []),
        (Line("pj", Holding.AILLEURS, "inconnu"), []),
        (Line("pj", Holding.AILLEURS, " "), ["assureur_manquant"]),
        (Line("pj", Holding.CHEZ_NOUS, contract="C1"), []),
    ],
)
def test_a_line_without_answer_or_insurer_is_missing(line: Line, codes: list[str]) -> None:
    assert [problem.code for problem in inventory_missing([line])] == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Attend la fin du prêt", []),
        ("Sa santé est couverte par l’employeur", []),
        ("Permis depuis 2019", []),
        ("Contrat 123456789012", []),
        ("CNI 123456789012", ["numero_identite"]),
        ("Passeport n° 12AB34567", ["numero_identite"]),
        ("permis de conduire numéro 123456789012", ["numero_identite"]),
        ("IBAN FR76 3000 6000 0112 3456 7890 189", ["numero_compte"]),
        ("Refuse, traitement en cours", ["donnee_de_sante"]),
        ("x" * 501, ["note_trop_longue"]),
        (None, []),
    ],
)
def test_a_free_text_holds_no_number_of_papers_no_account_no_illness(
    text: str | None, codes: list[str]
) -> None:
    found = text_problems("ici", "Précision", text)
    assert [problem.code for problem in found] == codes
    assert all(problem.message.startswith("Précision : ") for problem in found)


def lines_of(*families: str, **known: Any) -> list[Line]:
    return [Line(family, **known) for family in families]


def test_a_problem_names_its_line() -> None:
    lines = lines_of("pj", "gav", holding=Holding.AUCUN, insurer="X")
    assert [problem.field for problem in line_problems(lines, TODAY)] == [
        "tBilan:1:pj",
        "tBilan:2:gav",
    ]
