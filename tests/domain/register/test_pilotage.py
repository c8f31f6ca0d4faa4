from datetime import date, timedelta

import pytest

from mplus3_xl.domain.register.figures import all_figures, figure_of, shares_of, weekly_figure
from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.register.pilotage import EVERYTHING, Choice, pilotage_of
from mplus3_xl.domain.vocabulary import Closing
from tests.domain.register.test_figures import WINDOW, fact

DAY = timedelta(days=1)
FIGURES = {figure.code: figure for figure in (*all_figures(), weekly_figure())}
FACTS = [
    fact(1),
    fact(2, agency=None, charge=None, reached_on=WINDOW.end + 30 * DAY, attempts=2),
    fact(3, charge="Inès Morvan", reached_on=WINDOW.start, quotes=3, attempts=1, pieces_missing=2),
    fact(4, client_id=3, charge="Inès Morvan", contracts=2, done=True, attempts=1),
]


@pytest.mark.parametrize(
    ("choice", "taken"),
    [
        (EVERYTHING, [1, 2, 3, 4]),
        (Choice(agency="Corniche"), [1, 3, 4]),
        (Choice(agency=""), [2]),
        (Choice(charge="Inès Morvan"), [3, 4]),
        (Choice(charge=""), [2]),
        (Choice(due=Month(2026, 11)), [1, 2, 3, 4]),
        (Choice(due=Month(2026, 12)), []),
        (Choice(done=Month(2026, 12)), [2]),
        (Choice(agency="Corniche", done=Month(2026, 11)), [3]),
    ],
)
def test_a_choice_takes_what_fits_all_that_it_says(choice: Choice, taken: list[int]) -> None:
    assert [each.dossier_id for each in choice.of(FACTS)] == taken


def test_the_month_due_and_the_month_done_are_two_groupings() -> None:
    found = pilotage_of(FACTS, WINDOW.target)
    assert list(found.by_month_due) == [Month(2026, 11)]
    assert list(found.by_month_done) == [Month(2026, 11), Month(2026, 12)]
    assert found.by_month_due[Month(2026, 11)]["joints_dans_la_fenetre"] == 50
    assert found.by_month_done[Month(2026, 12)]["joints_dans_la_fenetre"] == 0


def test_a_week_counts_the_open_dossiers_whose_window_ends_from_its_monday_to_its_sunday() -> None:
    found = pilotage_of(FACTS, WINDOW.target)
    assert found.by_week == {date(2026, 11, 16): {"fermees": 3}}  # the 22nd is its Sunday


def test_each_reason_of_a_closing_is_counted_apart_of_what_is_chosen() -> None:
    refused, opposed = Closing.BILAN_REFUSE, Closing.OPPOSITION
    facts = [
        *FACTS,
        *(fact(each, done=True, closing=refused) for each in (5, 6)),
        fact(7, done=True, closing=opposed, agency="Rouvière"),
    ]
    found = pilotage_of(facts, WINDOW.target)
    assert found.by_closing == {refused: {"clos": 2}, opposed: {"clos": 1}}
    assert found.total["clos"] == 3
    chosen = pilotage_of(facts, WINDOW.target, Choice(agency="Rouvière"))
    assert chosen.by_closing == {opposed: {"clos": 1}}


@pytest.mark.parametrize("code", FIGURES)
def test_a_figure_is_the_sum_of_its_shares(code: str) -> None:
    figure = FIGURES[code]
    shares = shares_of(figure, FACTS, WINDOW.target)
    of, over = sum(share.of for share in shares), sum(share.over for share in shares)
    value = figure.scale * of / over if figure.over else of
    assert value == figure_of(figure, FACTS, WINDOW.target)


def test_a_dossier_that_adds_nothing_has_no_share() -> None:
    shares = shares_of(FIGURES["pieces_manquantes"], FACTS, WINDOW.target)
    assert [(share.fact.dossier_id, share.of) for share in shares] == [(3, 2)]


def test_what_is_the_clients_is_shared_by_one_of_his_dossiers() -> None:
    shares = shares_of(FIGURES["contrats_par_client"], FACTS, WINDOW.target)
    assert [(each.fact.client_id, each.of, each.over) for each in shares] == [
        (1, 1, 1),
        (2, 1, 1),
        (3, 2, 1),
    ]
