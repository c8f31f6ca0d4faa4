"""What the demo holds beside the queue: six months of an agency's work, all of it invented."""

from collections import Counter
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from mplus3_xl.bootstrap import Workspace, open_workspace, shipped
from mplus3_xl.demo import make_demo
from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.queue.cases import is_done
from mplus3_xl.domain.register.month import Month
from mplus3_xl.errors import UserError
from mplus3_xl.history.exports import PastExports, read_past
from mplus3_xl.history.follow_up import MANAGER
from mplus3_xl.history.months import Past
from mplus3_xl.history.plans import Span
from mplus3_xl.intake import take_in
from mplus3_xl.layout.listed.suivi import HEADER_ROW
from mplus3_xl.services.agency.people import everybody
from mplus3_xl.services.bilan.following import actions_to_follow
from mplus3_xl.services.lagon.reports import reports_to_lagon
from mplus3_xl.services.lists.listed import Row, acte_rows, action_rows, report_rows
from mplus3_xl.services.ports.store import Store
from mplus3_xl.services.register.actes import actes_between
from mplus3_xl.services.register.month import month_report
from mplus3_xl.settings import STORE, freeze_day, own_store
from mplus3_xl.store.tables.history import journal
from mplus3_xl.store.unit_of_work import SqlStore
from mplus3_xl.workbook import NAME
from tests.demos import demo_in
from tests.stores import made_in_memory

DAY = date(2026, 11, 23)
MOST = 10_000
MONTHS = [Month(2026, number) for number in range(5, 11)]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = demo_in(tmp_path_factory.mktemp("demo"))
    return open_workspace(folder, own_store(folder), None)


def past() -> PastExports:
    return read_past(shipped("workbook") / "historique", timedelta(0))


def test_a_demo_whose_exports_cannot_go_keeps_all_of_itself(tmp_path: Path) -> None:
    freeze_day(tmp_path, DAY, time(10, 30))
    (tmp_path / STORE).touch()
    (tmp_path / "exports").touch()  # no folder, so that it stays, as what Windows keeps open does
    with pytest.raises(UserError) as refused:
        make_demo(tmp_path, None, lambda _: None)
    assert refused.value.code == "demo_ouverte"
    assert "exports" in refused.value.remedy
    assert (tmp_path / STORE).exists()


def test_whoever_worked_there_is_shown_by_name_and_anybody_may_try_it_all(demo: Workspace) -> None:
    known = everybody(demo.store())
    assert len(known) > 3
    assert not any(user.manager or user.to_confirm for user in known)
    authors = {str(row["auteur"]) for row in acte_rows(demo.store(), DAY)}
    assert authors <= {user.charge_clientele for user in known} | {MANAGER}


def test_each_of_the_six_months_before_has_its_actes(demo: Workspace) -> None:
    done = actes_between(demo.store(), MONTHS[0].first, DAY)
    counted = Counter(Month.of(acte.done_on) for acte in done)
    assert all(counted[month] > 3 for month in MONTHS)
    assert max(acte.done_on for acte in done) < DAY


def test_whoever_was_called_before_is_finished_or_closed(demo: Workspace) -> None:
    with demo.store().read() as unit:
        clients = unit.clients_by_number(past().numbers)
        dossiers = unit.dossiers_by_client([each.id for each in clients.values()])
    lived = [each for held in dossiers.values() for each in held]
    assert len(lived) > 60
    assert all(is_done(each) for each in lived)
    assert len({each.closing for each in lived}) > 3


def test_the_queue_of_the_samples_is_what_it_was_without_the_past(
    demo: Workspace, tmp_path: Path
) -> None:
    alone = open_workspace(tmp_path, own_store(tmp_path), DAY)
    take_in(alone, sorted((shipped("workbook") / "exports").iterdir()), {}, lambda _: None)
    assert [row.contrats for row in demo.queue()] == [row.contrats for row in alone.queue()]


def test_the_two_oldest_months_are_frozen_and_a_later_one_tells_what_came_after(
    demo: Workspace,
) -> None:
    reports = [month_report(demo.store(), month) for month in MONTHS]
    assert [each.closed is not None for each in reports] == [True, True, False, False, False, False]
    assert any(each.deviations for each in reports[1:])
    assert all(each.opportunities for each in reports)


def test_there_are_actions_to_follow_late_ones_and_lines_for_lagon(demo: Workspace) -> None:
    due = [each.action.due_on for each in actions_to_follow(demo.store())]
    assert min(due) < DAY < max(due)
    assert reports_to_lagon(demo.store())


def test_some_calls_took_two_parts_and_lagon_confirmed_what_was_typed_there(
    demo: Workspace,
) -> None:
    with demo.store().read() as unit:
        lines = unit.journal_lines(MOST, None)
    assert len(lines) < MOST
    pieces = [each.new or "" for each in lines if each.subject == "piece_answers"]
    assert any("demandee" in said for said in pieces)
    reported = [each.field for each in lines if each.subject == "lagon_reports"]
    assert "confirmed_on" in reported


@pytest.mark.parametrize(
    ("title", "listed"),
    [
        ("Actions", lambda store: action_rows(store, DAY)),
        ("Actes", lambda store: acte_rows(store, DAY)),
        ("Reports", lambda store: report_rows(store, DAY)),
    ],
)
def test_the_workbook_has_its_lists_before_any_click(
    demo: Workspace, title: str, listed: Callable[[Store], list[Row]]
) -> None:
    sheet = CalamineWorkbook.from_path(demo.folder / NAME).get_sheet_by_name(title)
    painted = [row[1:4] for row in sheet.to_python(skip_empty_area=False)[HEADER_ROW + 1 :]]
    rows = [list(row.values())[:3] for row in listed(demo.store())]
    assert painted == rows
    assert rows


def test_the_same_past_is_lived_twice() -> None:
    span = Span(MONTHS[0].first, MONTHS[0].last + timedelta(days=9))
    assert lived(span) == lived(span)


def lived(span: Span) -> list[object]:
    """Every line of the journal of such a past, and its actes."""
    engine = made_in_memory()
    store = SqlStore(engine)
    Past(store, Agencies.default(), past(), span).live(lambda _: None)
    with engine.connect() as connection:
        lines = connection.execute(select(journal).order_by(journal.c.id)).all()
    done = actes_between(store, *span)
    engine.dispose()
    assert len(done) > 5
    return [*lines, *done]


def test_a_demo_never_touches_the_real_store(
    demo: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MPLUS3_BASE", "postgresql://mplus3@127.0.0.1:1/vraie")
    with (demo.folder / "mplus3.toml").open("a", encoding="utf-8") as file:
        file.write('\n[base]\nadresse = "postgresql://mplus3@127.0.0.1:1/vraie"\n')
    opened = open_workspace(demo.folder, None, None)
    assert opened.queue() == demo.queue()
    asked = open_workspace(demo.folder, "postgresql://mplus3@127.0.0.1:1/autre", None)
    assert asked.settings.store_address == "postgresql://mplus3@127.0.0.1:1/autre"
