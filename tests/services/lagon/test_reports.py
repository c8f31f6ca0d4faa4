"""What is to be typed into Lagon, marked line by line."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mplus3_xl.domain.call_form import FieldAnswer
from mplus3_xl.domain.client.lagon_reports import LagonReport
from mplus3_xl.domain.vocabulary import FieldState
from mplus3_xl.errors import UserError
from mplus3_xl.services.lagon.reports import CONFIRMED_DAYS, mark_reported, reports_listed
from mplus3_xl.store.units import Units
from tests.services.calls import CALL, filled_form, prepared, ready, saved
from tests.services.desk import ALICE, BRUNO, journal_of

TODAY = CALL.date()
LATER = CALL + timedelta(days=2)


@pytest.fixture
def desk(store: Units) -> Units:
    """A store in which a client gave another phone."""
    shown = prepared(ready(store))
    phone = FieldAnswer("telephone", FieldState.MODIFIE, "06 12 34 56 78", "07 00 00 00 01")
    form = filled_form(shown, fields=(phone,))
    saved(store, replace(form, tags=form.tags._replace(lagon=None, bilan=None)))
    return store


def only(desk: Units) -> LagonReport:
    ((report, _),) = reports_listed(desk, LATER.date())
    return report


def test_a_line_is_listed_with_its_client(desk: Units) -> None:
    ((report, name),) = reports_listed(desk, TODAY)
    assert (report.label, report.new, name) == (
        "Téléphone",
        "07 00 00 00 01",
        prepared(desk).facts.client.name,
    )


@pytest.mark.parametrize("day", [TODAY, LATER.date()])
def test_a_line_is_typed_from_its_own_day_to_today(desk: Units, day: date) -> None:
    (changed,) = mark_reported(desk, {only(desk).id: day}, BRUNO, LATER)
    assert (changed.reported_on, changed.reported_by) == (day, BRUNO)
    assert only(desk) == changed
    (line,) = journal_of(desk, 1)
    assert (line.field, line.new, line.author) == ("reported_on", day.isoformat(), BRUNO)


def test_a_day_is_that_of_its_own_line(desk: Units) -> None:
    other = LagonReport(2, 1, "email", None, "zoe@exemple.fr", CALL, ALICE)
    with desk.write() as unit:
        unit.add("lagon_reports", other)
    (changed,) = mark_reported(desk, {1: TODAY}, BRUNO, LATER)
    assert [report for report, _ in reports_listed(desk, TODAY)] == [changed, other]


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), LATER.date() + timedelta(days=1)])
def test_another_day_is_refused(desk: Units, day: date) -> None:
    with pytest.raises(UserError, match="jour où la ligne a été notée, au 25/11/2026"):
        mark_reported(desk, {only(desk).id: day}, BRUNO, LATER)
    assert only(desk).reported_on is None


def test_a_day_typed_by_mistake_is_taken_off(desk: Units) -> None:
    number = only(desk).id
    mark_reported(desk, {number: TODAY}, ALICE, CALL)
    mark_reported(desk, {number: None}, ALICE, LATER)
    assert (only(desk).reported_on, only(desk).reported_by) == (None, None)


def test_a_sheet_read_before_somebody_said_a_day_does_not_take_it_off(desk: Units) -> None:
    number = only(desk).id
    mark_reported(desk, {number: TODAY}, ALICE, CALL)
    assert mark_reported(desk, {number: None}, BRUNO, LATER) == []
    assert (only(desk).reported_on, only(desk).reported_by) == (TODAY, ALICE)


def test_a_line_as_it_was_changes_nothing(desk: Units) -> None:
    before = journal_of(desk, 1)
    assert mark_reported(desk, {only(desk).id: None}, BRUNO, LATER) == []
    assert journal_of(desk, 1) == before


def test_the_day_that_somebody_said_stays_his_when_another_saves_it_as_it_was(
    desk: Units,
) -> None:
    number = only(desk).id
    mark_reported(desk, {number: TODAY}, ALICE, CALL)
    assert mark_reported(desk, {number: TODAY}, BRUNO, LATER) == []
    assert only(desk).reported_by == ALICE


@pytest.mark.parametrize(("days", "listed"), [(CONFIRMED_DAYS, 1), (CONFIRMED_DAYS + 1, 0)])
def test_a_line_that_an_export_confirmed_stays_for_a_while(
    desk: Units, days: int, listed: int
) -> None:
    with desk.write() as unit:
        unit.update("lagon_reports", [(only(desk).id, {"confirmed_on": TODAY})])
    assert len(reports_listed(desk, TODAY + timedelta(days=days))) == listed
