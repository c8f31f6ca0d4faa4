"""Stores that are made already: the migrations run once a process, then their result is copied."""

import os
import shutil
import sqlite3
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import make_url

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.file_address import url_of
from mplus3_xl.services.ports.store import Store
from mplus3_xl.settings import STORE
from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.migrations import HEAD
from mplus3_xl.store.schema import upgrade

STRICT = os.environ.get("MPLUS3_STRICT") == "1"
# Names of folders that an address or a URI could misread.
FOLDERS = [
    "Été d’ici",
    "n#1",
    "100%",
    "a%20b",
    "a&b=c",
    "a@b",
    *(["a?b"] * (sys.platform != "win32")),
]
"""Names of folders that an address or a URI could misread."""


def made_in_memory() -> Engine:
    """Return the engine of a new store that lives in memory."""
    engine = open_engine("sqlite://")
    _connection(engine).deserialize(_content())
    return engine


def made_in_file(path: Path) -> str:
    """Make a store in a file; return its address."""
    shutil.copyfile(Path(_file().name, "modele.sqlite"), path)
    return url_of(path)


def made_in(workspace: Workspace) -> Store:
    """Make the store of a folder that has none, and open it."""
    made_in_file(workspace.folder / STORE)
    return workspace.store()


@contextmanager
def database(model: str | None = None) -> Iterator[str]:
    """Give the address of a new PostgreSQL database, empty or a copy of the database `model`."""
    server = os.environ.get("MPLUS3_TEST_POSTGRESQL")
    if not server:
        if STRICT:
            pytest.fail("PostgreSQL is needed here (MPLUS3_TEST_POSTGRESQL)")
        pytest.skip("no PostgreSQL: run tests/run, or set MPLUS3_TEST_POSTGRESQL")
    name, admin = f"mplus3_{uuid.uuid4().hex[:12]}", _admin(server)
    with admin.connect() as connection:
        how = _strategy(connection)
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {model or 'template1'}{how}"))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def _strategy(connection: Connection) -> str:
    """Copy the files, which takes half the time: the only way before PostgreSQL 15, unnamed."""
    version = connection.dialect.server_version_info
    return " STRATEGY FILE_COPY" if version and version >= (15,) else ""


@cache
def _admin(server: str) -> Engine:
    url = make_url(server).set(drivername="postgresql+psycopg")
    return create_engine(url, isolation_level="AUTOCOMMIT")


def _connection(engine: Engine) -> sqlite3.Connection:
    connection = engine.raw_connection().driver_connection
    assert isinstance(connection, sqlite3.Connection)
    return connection


@cache
def _content() -> bytes:
    engine = open_engine("sqlite://")
    upgrade(engine, HEAD)
    content = _connection(engine).serialize()
    engine.dispose()
    return content


@cache
def _file() -> TemporaryDirectory[str]:
    folder = TemporaryDirectory(prefix="base-mplus3-")
    make(url_of(Path(folder.name, "modele.sqlite")))
    return folder


def make(address: str) -> None:
    """Run the migrations on an empty store."""
    engine = open_engine(address)
    upgrade(engine, HEAD)
    engine.dispose()
