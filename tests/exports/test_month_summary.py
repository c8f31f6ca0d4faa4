from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from mplus3_xl.domain.register.figures import all_figures
from mplus3_xl.exports.month_summary import MEASURES, NO_AGENCY, NO_CHARGE, Line, summary
from tests.acte import acte, report

COUNT = len(MEASURES)


def added(lines: list[Line]) -> Line:
    figures = [line[-COUNT:] for line in lines]
    return tuple(sum(int(each) for each in column) for column in zip(*figures, strict=True))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 31),
            st.sampled_from(["Corniche", "Rouvière", None]),
            st.sampled_from(["Hugo Mazin", "Léa Essai", None]),
            st.booleans(),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_the_four_tables_say_the_same_in_all(
    drawn: list[tuple[int, str | None, str | None, bool]],
) -> None:
    found = report(
        *(
            acte(number, date(2026, 10, day), agency=agency, charge_clientele=charge, in_window=met)
            for number, (day, agency, charge, met) in enumerate(drawn, start=1)
        )
    )
    sums = summary(found)
    rows = tuple(sum(getattr(row, name) for row in found.actes) for name in MEASURES)
    assert sums.total == rows
    assert added(sums.by_agency) == added(sums.by_charge) == added(sums.by_week) == rows


def test_an_acte_of_nobody_is_counted_under_a_name_that_says_so() -> None:
    sums = summary(report(acte(agency=None, charge_clientele=None)))
    assert sums.by_charge[0][:3] == (NO_CHARGE, NO_AGENCY, 1)


def test_one_account_manager_on_two_sites_has_two_lines() -> None:
    sums = summary(report(acte(1), acte(2, agency="Rouvière")))
    assert [line[:3] for line in sums.by_charge] == [
        ("Hugo Mazin", "Corniche", 1),
        ("Hugo Mazin", "Rouvière", 1),
    ]


def test_the_weeks_run_from_monday_to_sunday_and_stop_at_the_ends_of_the_month() -> None:
    days = (1, 4, 5, 31)  # Thursday 1st, Sunday 4th, Monday 5th, Saturday 31st
    sums = summary(report(*(acte(day, date(2026, 10, day)) for day in days)))
    assert [line[:2] for line in sums.by_week] == [
        ("01/10 au 04/10", 2),
        ("05/10 au 11/10", 1),
        ("26/10 au 31/10", 1),
    ]


def test_a_month_without_acte_adds_up_to_nothing() -> None:
    sums = summary(report())
    assert sums.total == (0,) * COUNT
    assert sums.by_agency == sums.by_charge == sums.by_week == []


def test_what_pilotage_counts_too_has_one_name_on_both() -> None:
    labels = {each.of: each.label for each in all_figures() if each.over is None}
    both = labels.keys() & MEASURES.keys()
    assert {"fields_withheld", "pieces_missing", "opportunities"} <= both
    assert all(labels[each] == MEASURES[each] for each in both)
