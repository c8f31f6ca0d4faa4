from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text, update

from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.bilan.inventory import fill_rest
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.register.actes import Acte
from mplus3_xl.domain.register.closed_month import MonthFiles, sha256
from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.register.report import MonthReport
from mplus3_xl.domain.vocabulary import GapAnswer, Holding
from mplus3_xl.errors import UserError
from mplus3_xl.file_address import url_of
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.bilan.bilan import save_bilan
from mplus3_xl.services.register.actes import correct_acte
from mplus3_xl.services.register.month import close_month, left_open, month_given, month_report
from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.files.backup import save
from mplus3_xl.store.files.restoring import restore
from mplus3_xl.store.migrating import migrate
from mplus3_xl.store.tables.history import journal
from mplus3_xl.store.tables.register import actes, months
from mplus3_xl.store.unit_of_work import SqlStore
from mplus3_xl.store.units import Units
from tests.acte import NOVEMBER, OCTOBER, acte, draw, month_files
from tests.domain.invented import client, dossier
from tests.services.calls import AGENCIES, CALL, filled_form, prepared, ready, saved
from tests.services.desk import fill

CLOSING = datetime(2026, 11, 2, 9, 5)
DECEMBER = Month(2026, 12)
FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)


@pytest.fixture
def store(store: Units) -> Units:
    """Two actes of October, at its very ends, one of September and one of November."""
    fill(store, [client()], [dossier()])
    with store.write() as unit:
        for number, day in enumerate((FIRST, LAST, date(2026, 9, 30), date(2026, 11, 1)), 1):
            unit.add_acte(acte(number, day))
    return store


def corrected(store: Units, acte_id: int, at: datetime, note: str = "Vrai.") -> Acte:
    return correct_acte(store, acte_id, {"note": note}, "Faute", "lea", at)


def numbers(store: Units, month: Month) -> list[int]:
    return [row.id for row in month_report(store, month).actes]


def test_the_months_before_it_that_nobody_froze_are_known(store: Units) -> None:
    september = Month(2026, 9)
    assert left_open(store, NOVEMBER) == [september, OCTOBER]
    assert left_open(store, september) == []
    close_month(store, OCTOBER, draw, "lea", CLOSING)
    corrected(store, 1, CLOSING)
    assert left_open(store, NOVEMBER) == [september]
    assert left_open(store, DECEMBER) == [september, NOVEMBER]


def tampered(engine: Engine, acte_id: int) -> None:
    """Change an acte behind the program's back."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER actes_no_UPDATE"))
        else:
            connection.execute(text("DROP TRIGGER actes_append_only ON actes"))
        connection.execute(update(actes).where(actes.c.id == acte_id).values(author="autre"))


@pytest.mark.parametrize("frozen", [True, False])
def test_a_month_and_its_files_are_read_at_one_moment(
    store: Units, monkeypatch: pytest.MonkeyPatch, frozen: bool
) -> None:
    """An erasure between two readings would take the files away, and pass for damage."""
    if frozen:
        close_month(store, OCTOBER, draw, "lea", CLOSING)
    moments = iter([store.read()])
    monkeypatch.setattr(store, "read", lambda: next(moments))
    assert len(month_given(store, OCTOBER, draw).report.actes) == 2


def test_each_frozen_month_gives_its_store_files(store: Units) -> None:
    september = Month(2026, 9)
    for month in (september, OCTOBER):
        close_month(store, month, draw, "lea", CLOSING)
    for month, held in ((september, [3]), (OCTOBER, [1, 2])):
        assert numbers(store, month) == held
        assert month_files(store, month, draw).csv == draw(month_report(store, month)).csv


def test_a_month_holds_the_actes_of_its_days_both_included(store: Units) -> None:
    assert numbers(store, OCTOBER) == [1, 2]


def test_a_month_that_is_not_over_is_not_frozen(store: Units) -> None:
    with pytest.raises(UserError, match="01/11/2026") as refusal:
        close_month(store, OCTOBER, draw, "lea", datetime(2026, 10, 31, 23, 59))
    assert refusal.value.code == "mois_en_cours"
    assert close_month(store, OCTOBER, draw, "lea", datetime(2026, 11, 1)).actes == 2


def test_a_month_is_frozen_once(store: Units) -> None:
    close_month(store, OCTOBER, draw, "lea", CLOSING)
    with pytest.raises(UserError, match="02/11/2026 à 09:05 par lea") as refusal:
        close_month(store, OCTOBER, draw, "hugo", CLOSING)
    assert refusal.value.code == "mois_deja_clos"


def test_a_month_is_frozen_by_a_manager_once_there_is_one(store: Units) -> None:
    name_logins(store, [Naming("lea", None, True)], "lea", CLOSING)
    with pytest.raises(UserError, match="Seul un responsable clôture un mois") as refusal:
        close_month(store, OCTOBER, draw, "hugo", CLOSING)
    assert refusal.value.code == "reserve_au_manager"
    assert close_month(store, OCTOBER, draw, "lea", CLOSING).closed_by == "lea"


def test_a_frozen_month_says_who_when_and_both_digests(store: Units, engine: Engine) -> None:
    closed = close_month(store, OCTOBER, draw, "lea", CLOSING)
    files = month_files(store, OCTOBER, draw)
    assert (closed.csv_sha256, closed.xlsx_sha256) == (sha256(files.csv), sha256(files.xlsx))
    assert (closed.closed_by, closed.closed_at) == ("lea", CLOSING)
    with engine.connect() as connection:
        line = connection.execute(select(journal).where(journal.c.subject == "months")).one()
    assert (line.subject_id, line.author, line.new) == (202610, "lea", closed.csv_sha256)


def test_the_files_of_a_frozen_month_are_those_kept_whatever_the_program_draws_now(
    store: Units,
) -> None:
    close_month(store, OCTOBER, draw, "lea", CLOSING)
    before = month_files(store, OCTOBER, draw)
    corrected(store, 1, datetime(2026, 11, 3, 9))
    assert month_files(store, OCTOBER, lambda _: MonthFiles(b"other", b"other")) == before


def test_a_correction_before_the_freeze_is_in_the_month(store: Units) -> None:
    new = corrected(store, 1, datetime(2026, 11, 1, 9))
    close_month(store, OCTOBER, draw, "lea", CLOSING)
    states = [(row.id, row.counted) for row in month_report(store, OCTOBER).actes]
    assert states == [(1, 0), (2, 1), (new.id, 1)]
    assert month_report(store, NOVEMBER).deviations == ()


def test_a_correction_after_the_freeze_is_a_deviation_of_the_next_month(store: Units) -> None:
    close_month(store, OCTOBER, draw, "lea", CLOSING)
    new = corrected(store, 1, datetime(2026, 11, 3, 9))
    assert numbers(store, OCTOBER) == [1, 2]
    (row,) = month_report(store, NOVEMBER).deviations
    assert (row.acte, row.month, row.before, row.after) == (
        new.id,
        "2026-10",
        "Appel cordial.",
        "Vrai.",
    )
    assert numbers(store, NOVEMBER) == [4]


def test_a_deviation_is_frozen_with_the_month_that_shows_it_and_told_once(store: Units) -> None:
    close_month(store, OCTOBER, draw, "lea", CLOSING)
    first = corrected(store, 1, datetime(2026, 11, 3, 9))
    close_month(store, NOVEMBER, draw, "lea", datetime(2026, 12, 1, 9))
    second = corrected(store, first.id, datetime(2026, 12, 3, 9), "Plus vrai.")
    told = {month: month_report(store, month).deviations for month in (NOVEMBER, DECEMBER)}
    assert [row.acte for row in told[NOVEMBER]] == [first.id]
    assert [(row.acte, row.before) for row in told[DECEMBER]] == [(second.id, "Vrai.")]


def test_every_acte_is_reported_in_one_month_and_one_only(store: Units) -> None:
    last, moments = 1, (datetime(2026, 10, 20), datetime(2026, 11, 5), datetime(2027, 1, 7))
    listed = [Month(2026, 9), OCTOBER, NOVEMBER, DECEMBER, Month(2027, 1)]
    for month, following in pairwise(listed):
        for at in moments:
            if Month.of(at) == month:
                last = corrected(store, last, at, f"Note {at}").id
        close_month(store, month, draw, "lea", datetime(following.year, following.number, 1, 9))
    last = corrected(store, last, moments[-1]).id
    reports = [month_report(store, month) for month in listed]
    told = [row.id for each in reports for row in each.actes]
    told += [row.acte for each in reports for row in each.deviations]
    assert sorted(told) == list(range(1, last + 1))


def test_a_frozen_acte_that_was_touched_is_refused_by_its_number(
    store: Units, engine: Engine
) -> None:
    close_month(store, OCTOBER, draw, "lea", CLOSING)
    tampered(engine, 2)
    with pytest.raises(UserError, match="l’acte n° 2 a changé") as refusal:
        month_files(store, OCTOBER, draw)
    assert refusal.value.code == "mois_different"


def test_a_kept_file_that_was_touched_is_refused(store: Units, engine: Engine) -> None:
    close_month(store, OCTOBER, draw, "lea", CLOSING)
    with engine.begin() as connection:
        connection.execute(update(months).values(csv=b"autre"))
    with pytest.raises(UserError, match="02/11/2026") as refusal:
        month_files(store, OCTOBER, draw)
    assert refusal.value.code == "mois_abime"


def test_a_freeze_that_fails_half_way_leaves_the_month_open(store: Units) -> None:
    def broken(report: MonthReport) -> MonthFiles:
        raise UserError("export_absent", "Pas de pandas.", "Installez-le.")

    with pytest.raises(UserError, match="pandas"):
        close_month(store, OCTOBER, broken, "lea", CLOSING)
    assert month_report(store, OCTOBER).closed is None


def test_a_frozen_month_survives_a_backup_byte_for_byte(
    store: Units, engine: Engine, tmp_path: Path
) -> None:
    close_month(store, OCTOBER, draw, "lea", CLOSING)
    before = month_files(store, OCTOBER, draw)
    save(engine, tmp_path / "copie.sqlite")
    other = open_engine(url_of(tmp_path / "autre.sqlite"))
    migrate(other, tmp_path, CLOSING)
    restore(other, tmp_path / "copie.sqlite", tmp_path / "avant.sqlite", "alice", CLOSING)
    assert month_files(SqlStore(other), OCTOBER, draw) == before
    other.dispose()


def test_the_answers_to_the_gaps_of_the_bilan_are_in_the_acte_and_in_its_month(
    engine: Engine,
) -> None:
    store = ready(SqlStore(engine))
    form = BilanForm(1, 0, {"vehicules": ("auto", "edpm")})
    opened = save_bilan(store, form, AGENCIES, "ines", CALL)
    form = form._replace(version=1, lines=fill_rest(opened.bilan.lines, Holding.AUCUN))
    opened = save_bilan(store, form, AGENCIES, "ines", CALL)
    replies = tuple(GapReply(gap.code, GapAnswer.OPPORTUNITE) for gap in opened.bilan.gaps)
    save_bilan(store, form._replace(version=2, replies=replies), AGENCIES, "ines", CALL)
    done = saved(store, filled_form(prepared(store))).acte
    assert done is not None
    report = month_report(store, NOVEMBER)
    row = next(each for each in report.opportunities if "Trottinette" in each.gap)
    assert (row.acte, row.answer) == (done.id, "Opportunité")
    assert row.gap == "Trottinette électrique sans assurance"
    assert row.family == "Vélo et trottinette (EDPM)"
    assert report.actes[0].opportunities == len(report.opportunities) == len(replies)
