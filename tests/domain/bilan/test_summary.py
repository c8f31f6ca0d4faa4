"""The page that the client takes away."""

from datetime import date, datetime

import pytest

from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.bilan.summary import summary_of
from mplus3_xl.domain.contact.calls import Action
from mplus3_xl.domain.vocabulary import ActionKind, GapAnswer, Holding
from mplus3_xl.rules import table
from tests.domain.bilan.told import STORIES, bilan_in, said_in, story

FAMILY = story(next(path for path in STORIES if path.stem.startswith("01_")))
MADE = datetime(2026, 11, 23, 10)
HOME = "Comparer : Habitation (résidence principale) (Mutuelle des Calanques)"
LATER = Action(
    2, 1, 1, None, ActionKind.RELANCE, HOME, None, date(2026, 12, 1), None, None, MADE, "H"
)
SOON = LATER._replace(id=1, kind=ActionKind.DEVIS, object="Scolaire", due_on=date(2026, 11, 25))
DONE = LATER._replace(id=3, done_on=date(2026, 11, 23))


def test_a_client_reads_what_he_has_what_we_advise_and_what_comes_next() -> None:
    page = summary_of(bilan_in(FAMILY), said_in(FAMILY).replies, [LATER, SOON, DONE])
    assert page.with_us == ("Auto",)
    assert page.elsewhere == (
        "Habitation (résidence principale) (Mutuelle des Calanques)",
        "Santé (Contrat de l’employeur)",
    )
    assert [advice.split(" : ")[0] for advice in page.advice] == [
        "Scolaire",
        "Prévoyance (arrêt de travail, invalidité)",
        "Protection juridique",
    ]
    assert page.next_steps == (
        "25/11/2026 : nous vous envoyons un devis – Scolaire",
        "01/12/2026 : nous vous recontactons – Habitation (résidence principale)",
    )


def test_advice_gives_its_reason_in_the_words_meant_for_the_client() -> None:
    page = summary_of(bilan_in(FAMILY), said_in(FAMILY).replies, [])
    assert page.advice[0] == (
        "Scolaire : Une assurance scolaire protège vos enfants à l’école, sur le trajet et "
        "pendant les sorties."
    )


def test_nothing_internal_is_on_the_page() -> None:
    told = story(next(path for path in STORIES if path.stem.startswith("12_")))
    page = summary_of(bilan_in(told), said_in(told).replies, [])
    everything = " ".join(" ".join(part) for part in page)
    numbers = [row["number"] for row in told["contract"]]
    internal = [*numbers, "TNS", "Obligatoire", "obligatoire", "G2"]
    assert [word for word in internal if word in everything] == []


def test_what_the_client_declined_is_not_on_the_page() -> None:
    page = summary_of(bilan_in(FAMILY), said_in(FAMILY).replies, [])
    assert not any("Accidents de la vie" in advice or "club" in advice for advice in page.advice)


def test_several_contracts_of_a_family_are_counted() -> None:
    told = FAMILY | {"contract": [{"number": f"C{at}", "family": "auto"} for at in (1, 2)]}
    assert summary_of(bilan_in(told), [], []).with_us == ("Auto × 2",)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Devis auto au tiers pour son fils", "nous vous envoyons un devis – Auto"),
        ("Santé TNS", "nous vous envoyons un devis – Santé TNS"),
        ("Client méfiant, rappeler sa femme", "nous vous envoyons un devis"),
    ],
)
def test_a_step_says_the_families_and_never_the_words_of_staff(typed: str, told: str) -> None:
    page = summary_of(bilan_in(FAMILY), [], [SOON._replace(object=typed)])
    assert page.next_steps == (f"25/11/2026 : {told}",)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (ActionKind.RENDEZ_VOUS, "nous convenons d’un rendez-vous"),
        (ActionKind.ELEMENTS, "nous échangeons les éléments utiles"),
    ],
)
def test_a_step_says_what_the_client_sees_of_it(kind: ActionKind, told: str) -> None:
    page = summary_of(bilan_in(FAMILY), [], [SOON._replace(kind=kind)])
    assert page.next_steps == (f"25/11/2026 : {told} – Scolaire",)


def test_steps_are_read_in_the_order_of_their_days() -> None:
    early = LATER._replace(id=9, due_on=date(2026, 11, 24))
    page = summary_of(bilan_in(FAMILY), [], [LATER, SOON, early])
    assert [step[:10] for step in page.next_steps] == ["24/11/2026", "25/11/2026", "01/12/2026"]


def test_what_is_done_is_no_step_any_more() -> None:
    assert summary_of(bilan_in(FAMILY), [], [DONE]).next_steps == ()


def test_a_doubt_about_our_own_file_is_no_advice() -> None:
    bilan = bilan_in(FAMILY)
    ours = bilan.gaps[0]._replace(code="dossier", family=None)
    replies = [GapReply("dossier", GapAnswer.A_VERIFIER)]
    assert summary_of(bilan._replace(gaps=(ours,)), replies, []).advice == ()


def test_what_puts_our_own_file_right_is_no_step_of_the_client() -> None:
    (ours,) = (gap["label"] for gap in table("gaps")["gap"] if "family" not in gap)
    assert summary_of(bilan_in(FAMILY), [], [SOON._replace(object=ours)]).next_steps == ()


def test_two_actions_that_a_client_sees_alike_are_one_step() -> None:
    alike = [SOON, SOON._replace(id=9, object="Scolaire, deuxième enfant")]
    assert len(summary_of(bilan_in(FAMILY), [], alike).next_steps) == 1


@pytest.mark.parametrize(
    ("insurer", "named"), [("Inconnu", "Auto"), (None, "Auto"), ("Matmut", "Auto (Matmut)")]
)
def test_an_insurer_that_the_client_could_not_name_is_not_read_to_him(
    insurer: str | None, named: str
) -> None:
    assert Line("auto", Holding.AILLEURS, insurer).named == named
