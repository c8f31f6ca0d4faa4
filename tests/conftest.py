"""What many tests need: a store on each engine, a workspace, invented rows."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from mplus3_xl.bootstrap import Workspace, open_workspace
from mplus3_xl.file_address import url_of
from mplus3_xl.layout.actions import ACTIONS
from mplus3_xl.settings import own_store
from mplus3_xl.store.engine import file_of, is_sqlite, open_engine
from mplus3_xl.store.store_file import StoreFile
from mplus3_xl.store.unit_of_work import SqlStore
from mplus3_xl.store.units import Units
from tests import run_figures, stores

AU = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 30)


@pytest.fixture(autouse=True)
def no_settings_of_ones_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("MPLUS3_ESPACE", "MPLUS3_BASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def postgresql_address() -> Iterator[str]:
    """A new, empty PostgreSQL database."""
    with stores.database() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def store_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store, on each engine in turn."""
    if request.param == "sqlite":
        return url_of(tmp_path / "essai.sqlite")
    address: str = request.getfixturevalue("postgresql_address")
    return address


@pytest.fixture(scope="session")
def made_database() -> Iterator[str]:
    """The name of a PostgreSQL database with a store made in it, to be copied."""
    with stores.database() as address:
        stores.make(address)
        yield str(make_url(address).database)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A store made, on each engine in turn."""
    with ExitStack() as ending:
        if request.param == "sqlite":
            address = stores.made_in_file(tmp_path / "essai.sqlite")
        else:
            model: str = request.getfixturevalue("made_database")
            address = ending.enter_context(stores.database(model))
        engine = open_engine(address)
        ending.callback(engine.dispose)
        yield engine


@pytest.fixture
def store(engine: Engine) -> Iterator[Units]:
    """The store as units of work join it: a file by its driver alone."""
    if not is_sqlite(engine):
        yield SqlStore(engine)
        return
    file = StoreFile(file_of(engine), kept=True)
    yield Units(file)
    file.dispose()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty folder, on the day the sample exports were invented for."""
    folder = tmp_path / "espace"
    return open_workspace(folder, own_store(folder), AU)


def pytest_sessionfinish(session: pytest.Session) -> None:
    run_figures.hand_over(session.config)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: object) -> None:
    run_figures.take_over(node)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    run_figures.say(terminalreporter, len(ACTIONS))
