import re
from datetime import date, timedelta
from typing import Any

import pytest

from mplus3_xl.domain.register.figures import (
    Fact,
    all_figures,
    figures_of,
    measured,
    month_done,
    month_due,
)
from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.windows import window_of
from mplus3_xl.rules import table

WINDOW = window_of(date(2026, 8, 15))  # 8 to 22 November, target the 15th
DAY = timedelta(days=1)


def fact(number: int = 1, **known: Any) -> Fact:
    """A dossier that nobody called yet, of a client with one contract."""
    counts = dict.fromkeys(
        ("attempts", "pieces_missing", "fields_withheld", "quotes", "gaps", "opportunities"), 0
    )
    facts = {"client_id": number, "agency": "Corniche", "charge": "Hugo Mazin", "window": WINDOW}
    facts |= {"done": False, "reached_on": None, "contracts": 1}
    return Fact(**{"dossier_id": number, **counts, **facts, **known})


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("a_appeler", WINDOW.earliest, WINDOW.latest),
        ("dans_la_fenetre", WINDOW.start, WINDOW.end),
        ("ferme_bientot", WINDOW.end - 3 * DAY, WINDOW.end),
        ("en_retard", WINDOW.end + DAY, WINDOW.latest),
        ("hors_delai", WINDOW.latest + DAY, date(2030, 1, 1)),
    ],
)
def test_a_dossier_is_counted_from_the_first_day_to_the_last(
    code: str, first: date, last: date
) -> None:
    middle = first + (last - first) / 2
    counted = [
        figures_of(measured([fact()], day))[code] for day in (first - DAY, first, middle, last)
    ]
    assert counted == [0, 1, 1, 1]
    if code != "hors_delai":
        assert figures_of(measured([fact()], last + DAY))[code] == 0


def test_what_is_done_is_nowhere_to_be_called() -> None:
    found = figures_of(measured([fact(done=True)], WINDOW.target))
    assert found["a_appeler"] == found["dans_la_fenetre"] == found["ferme_bientot"] == 0


def test_who_was_reached_is_no_longer_to_be_called_and_his_window_still_counts() -> None:
    found = figures_of(measured([fact(reached_on=WINDOW.start)], WINDOW.target))
    assert (found["a_appeler"], found["dans_la_fenetre"]) == (0, 1)


def test_the_contact_rate_is_of_those_who_were_tried() -> None:
    facts = [
        fact(1, attempts=2, reached_on=WINDOW.start),
        fact(2, attempts=4),
        fact(3),
        fact(4, reached_on=WINDOW.end + DAY),  # the client called: no attempt is counted
    ]
    found = figures_of(measured(facts, WINDOW.target))
    assert found["taux_de_contact"] == pytest.approx(100 * 2 / 3)
    assert found["essais_par_contact"] == 3
    assert found["joints_dans_la_fenetre"] == 50


def test_a_ratio_of_nothing_is_empty() -> None:
    found = figures_of(measured([], WINDOW.target))
    assert found["taux_de_contact"] is None
    assert found["contrats_par_client"] is None
    assert found["a_appeler"] == 0


def test_what_is_of_a_client_counts_once_for_all_his_dossiers() -> None:
    facts = [fact(number, client_id=7, contracts=3, gaps=2, opportunities=1) for number in (1, 2)]
    found = figures_of(measured([*facts, fact(3, contracts=1)], WINDOW.target))
    assert (found["contrats_par_client"], found["manques"], found["opportunites"]) == (2, 2, 1)


def test_a_complete_client_counts_once_whatever_his_dossiers() -> None:
    facts = [fact(1, client_id=7, complete=True), fact(2, client_id=7, complete=True), fact(3)]
    assert figures_of(measured(facts, WINDOW.target))["clients_complets"] == 1


def test_the_month_due_and_the_month_done_are_not_the_same() -> None:
    late = fact(reached_on=date(2026, 12, 2))
    assert (month_due(late), month_done(late)) == (Month(2026, 11), Month(2026, 12))
    assert month_done(fact()) is None


def test_every_figure_has_a_definition_that_fits_over_a_cell() -> None:
    for figure in all_figures():
        assert 0 < len(figure.definition) <= 255, figure.code
        assert len(figure.label) <= 32, figure.code


def test_no_figure_ranks_anybody_by_product() -> None:
    told = " ".join(str(each) for each in table("figures")["figure"]).lower()
    assert re.findall(r"produit|classement|rang\b|meilleur", told) == []
