"""What many tests need: a store on each engine, a workspace, invented rows."""

import os
import uuid
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from mplus3_xl.bootstrap import Workspace, open_workspace
from mplus3_xl.layout.actions import ACTIONS
from mplus3_xl.settings import own_store
from mplus3_xl.store.engine import open_engine, url_of
from mplus3_xl.store.schema import HEAD, upgrade
from mplus3_xl.store.unit_of_work import SqlStore
from tests import run_figures

AU = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 30)
STRICT = os.environ.get("MPLUS3_STRICT") == "1"


@pytest.fixture(autouse=True)
def no_settings_of_ones_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("MPLUS3_ESPACE", "MPLUS3_BASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def postgresql_address() -> Iterator[str]:
    """A new, empty PostgreSQL database."""
    server = os.environ.get("MPLUS3_TEST_POSTGRESQL")
    if not server:
        if STRICT:
            pytest.fail("PostgreSQL is needed here (MPLUS3_TEST_POSTGRESQL)")
        pytest.skip("no PostgreSQL: run tests/run, or set MPLUS3_TEST_POSTGRESQL")
    url = make_url(server).set(drivername="postgresql+psycopg")
    name = f"mplus3_{uuid.uuid4().hex[:12]}"
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store, on each engine in turn."""
    if request.param == "sqlite":
        return url_of(tmp_path / "essai.sqlite")
    address: str = request.getfixturevalue("postgresql_address")
    return address


@pytest.fixture
def engine(store_address: str) -> Iterator[Engine]:
    """A store made, on each engine in turn."""
    engine = open_engine(store_address)
    upgrade(engine, HEAD)
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: Engine) -> SqlStore:
    return SqlStore(engine)


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
