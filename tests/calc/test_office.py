import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from mplus3_xl.calc import bridge, office
from mplus3_xl.errors import UserError


def test_an_office_listens_when_it_is_started_and_leaves_no_process(tmp_path: Path) -> None:
    started = office.start(profile=tmp_path / "profil")
    family = psutil.Process(started.pid).children(recursive=True)
    try:
        assert bridge.connect(started.connection).ServiceManager
    finally:
        started.end()
    assert not started.running
    assert not any(process.is_running() for process in family)


def test_two_offices_are_two_processes(tmp_path: Path) -> None:
    first = office.start(profile=tmp_path / "un")
    second = office.start(profile=tmp_path / "deux")
    try:
        first.end()
        assert bridge.connect(second.connection).ServiceManager
    finally:
        second.end()


JOIN = "import sys; from mplus3_xl.calc import bridge; bridge.connect(sys.argv[1]).ServiceManager"


def test_processes_that_join_at_once_are_all_served(tmp_path: Path) -> None:
    started = office.start(profile=tmp_path / "profil")
    try:
        for _ in range(20):
            command = [sys.executable, "-c", JOIN, started.connection]
            joining = [subprocess.Popen(command) for _ in range(3)]
            while any(process.poll() is None for process in joining):
                assert bridge.connect(started.connection).ServiceManager
            assert [process.returncode for process in joining] == [0, 0, 0]
    finally:
        started.end()


def test_nothing_listens_once_an_office_has_ended(tmp_path: Path) -> None:
    started = office.start(profile=tmp_path / "profil")
    started.end()
    started.end()  # twice is once
    with pytest.raises(bridge.error("connection.NoConnectException")):
        bridge.connect(started.connection)


def test_an_office_that_ends_at_once_is_a_refusal_in_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge, "program", lambda: Path("/bin/false"))
    with pytest.raises(UserError, match=r"aussitôt lancé \(code 1\)") as refused:
        office.start(profile=tmp_path / "profil")
    assert refused.value.code == "libreoffice_ended"


def test_an_office_that_does_not_answer_in_time_is_a_refusal_in_french(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="après 0 secondes") as refused:
        office.start(profile=tmp_path / "profil", timeout=0)
    assert refused.value.code == "libreoffice_silent"


def test_a_missing_libreoffice_is_a_refusal_in_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(bridge, "_PROGRAMS", ())
    with pytest.raises(UserError, match="n’est pas installé") as refused:
        bridge.program()
    assert refused.value.code == "libreoffice_absent"


def test_a_python_that_cannot_load_uno_is_a_refusal_in_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge, "_DEBIAN", str(tmp_path))
    monkeypatch.setattr(bridge, "program", lambda: tmp_path / "soffice")
    monkeypatch.delitem(sys.modules, "uno", raising=False)
    with pytest.raises(UserError, match="même version") as refused:
        bridge._uno.__wrapped__()
    assert refused.value.code == "uno_unusable"


def test_loading_uno_leaves_pythons_own_import_and_path_alone() -> None:
    before = list(sys.path)
    bridge.struct("beans.PropertyValue")
    assert sys.path == before
    assert __builtins__["__import__"].__module__ == "builtins"  # type: ignore[index]  # a module's is a dict
