from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from mplus3_xl import monthly
from mplus3_xl.bootstrap import author
from mplus3_xl.cli import main
from mplus3_xl.domain.register.closed_month import MonthFiles
from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.register.report import MonthReport
from mplus3_xl.monthly import draw
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.register.month import is_closed
from mplus3_xl.settings import own_store
from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.unit_of_work import SqlStore
from tests.acte import acte
from tests.conftest import NOW
from tests.domain.invented import client
from tests.services.desk import fill
from tests.stores import made_in_file

FILES = ["Actes_M+3_2020-10.csv", "Actes_M+3_2020-10.xlsx"]


@pytest.fixture
def space(tmp_path: Path) -> Path:
    """A folder whose store holds one acte of October 2020."""
    folder = tmp_path / "espace"
    folder.mkdir()
    engine = open_engine(made_in_file(folder / "mplus3.sqlite"))
    fill(SqlStore(engine), [client()])
    with SqlStore(engine).write() as unit:
        unit.add_acte(acte(1, date(2020, 10, 15)))
    engine.dispose()
    return folder


def run(space: Path, command: str, *arguments: str, month: str = "2020-10") -> int:
    return main([command, "--mois", month, *arguments, "--espace", str(space)])


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("Actes_*")}


def test_the_two_files_are_written_where_asked(space: Path, tmp_path: Path) -> None:
    assert run(space, "exporter", "--sortie", str(tmp_path / "ailleurs")) == 0
    assert sorted(written(tmp_path / "ailleurs")) == FILES
    assert written(space) == {}


def test_without_a_place_they_go_into_the_folder(space: Path) -> None:
    assert run(space, "exporter") == 0
    assert sorted(written(space)) == FILES


def test_a_month_to_come_is_refused_and_nothing_is_written(
    space: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(space, "exporter", month="2199-01") == 1
    assert "Le mois 2199-01 n’a pas commencé" in capsys.readouterr().err
    assert written(space) == {}


@pytest.mark.parametrize(
    ("month", "counts"), [("2020-10", "Octobre 2020 : 1 acte."), ("2020-11", ": 0 acte.")]
)
def test_what_is_written_is_told_with_its_count_and_its_state(
    space: Path, capsys: pytest.CaptureFixture[str], month: str, counts: str
) -> None:
    assert run(space, "exporter", month=month) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert counts in said
    assert "Mois non clôturé : état provisoire" in said


def test_a_month_frozen_and_given_again_is_the_same(
    space: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(space, "cloturer", "--oui") == 0
    assert "SHA-256" in capsys.readouterr().out
    for place in ("un", "deux"):
        assert run(space, "exporter", "--sortie", str(tmp_path / place)) == 0
    assert written(tmp_path / "un") == written(tmp_path / "deux") != {}


def test_a_month_frozen_while_it_is_written_is_left_as_it_was_frozen(
    space: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closing(report: MonthReport) -> MonthFiles:
        files = draw(report)
        monkeypatch.setattr(monthly, "draw", draw)
        assert run(space, "cloturer", "--oui") == 0  # another seat, while this one draws
        return files

    monkeypatch.setattr(monthly, "draw", closing)
    assert run(space, "exporter", "--sortie", str(tmp_path / "un")) == 0
    assert run(space, "exporter", "--sortie", str(tmp_path / "deux")) == 0
    assert written(tmp_path / "un") == written(tmp_path / "deux") != {}


@pytest.mark.parametrize(
    ("month", "counts"),
    [
        ("2020-10", "Octobre 2020 : 1 acte."),
        ("2020-11", ": 0 acte. Avant lui, ne sont pas clôturés : octobre 2020."),
    ],
)
@pytest.mark.parametrize(("typed", "frozen"), [("oui\n", True), ("non\n", False), ("\n", False)])
def test_freezing_says_the_counts_and_asks_first(
    space: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    month: str,
    counts: str,
    *,
    typed: str,
    frozen: bool,
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(typed))
    assert run(space, "cloturer", month=month) == 0
    said = capsys.readouterr()
    assert f"{counts} Clôturer ce mois est définitif" in " ".join(said.err.split())
    assert (f"Le mois {month} n’a pas été clôturé." in said.out) != frozen
    assert is_closed(SqlStore(open_engine(own_store(space))), Month.read(month)) == frozen


@pytest.mark.parametrize("absent", [None, ""])
def test_a_task_that_nobody_answers_freezes_nothing_and_says_how_to(
    space: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    absent: str | None,
) -> None:
    monkeypatch.setattr("sys.stdin", None if absent is None else StringIO(absent))
    assert run(space, "cloturer") == 1
    asked, refused, remedy = capsys.readouterr().err.splitlines()[-3:]
    assert asked.rstrip().endswith("Tapez oui :")
    assert refused.startswith("Refusé : ")
    assert "--oui" in remedy
    assert run(space, "cloturer", "--oui") == 0


def test_a_month_that_cannot_be_frozen_is_refused_before_anything_is_asked(
    space: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(""))
    run(space, "cloturer", "--oui")
    for month, said in (("2020-10", "a été clôturé le"), ("2199-01", "n’est pas fini")):
        assert run(space, "cloturer", month=month) == 1
        assert said in capsys.readouterr().err


def test_a_month_is_not_frozen_twice(space: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(space, "cloturer", "--oui")
    assert run(space, "cloturer", "--oui") == 1
    assert "a été clôturé le" in capsys.readouterr().err


def test_only_a_manager_freezes_a_month_once_there_is_one(
    space: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = SqlStore(open_engine(own_store(space)))
    name_logins(store, [Naming("chef", None, True)], author(), NOW)
    assert run(space, "cloturer", "--oui") == 1
    said = capsys.readouterr().err
    assert "Seul un responsable clôture un mois." in said
    assert "Demandez à : chef." in said
    name_logins(store, [Naming(author(), None, True)], "chef", NOW)
    assert run(space, "cloturer", "--oui") == 0


@pytest.mark.parametrize("command", ["exporter", "cloturer"])
def test_what_is_no_month_is_misuse(
    space: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(space, command, month="octobre") == 2
    assert "AAAA-MM" in capsys.readouterr().err


def test_a_folder_that_is_a_file_is_refused(
    space: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "pris"
    taken.write_text("x")
    assert run(space, "exporter", "--sortie", str(taken)) == 1
    assert "--sortie" in capsys.readouterr().err
