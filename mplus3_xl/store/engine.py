"""Opening a store: SQLite in a local file, or PostgreSQL; refusing what would lose data.

SQLite's own transactions are taken over (`isolation_level=None`, `BEGIN IMMEDIATE`), so that a
writer waits for the other one, and so that a migration is all or nothing. Units of work join a
file by its driver (`store_file`); SQLAlchemy makes it, brings it up to date and copies it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.engine.url import URL
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool, Pool, QueuePool, StaticPool

from mplus3_xl.errors import UserError
from mplus3_xl.file_address import file_at
from mplus3_xl.store.network import refuse_network_path
from mplus3_xl.store.store_file import FOR_ALL, FOR_READERS, FOR_WRITERS
from mplus3_xl.store.trouble import BUSY_SECONDS

KEPT_SECONDS = 60
"""A click may wait for a person's answer: what joined a server before that may have been cut."""
_WRITING = "mplus3_writing"
_WRITERS_LOCK = 3_090_001  # any fixed number
_PUT_BACK = "alembic_version"
"""The table that readers of a server lock first, and a restore before the others."""


def open_engine(address: str, *, kept: bool = False) -> Engine:
    """Open the store at `address` (an SQLAlchemy URL). Nothing is created yet.

    `kept`: a connection to a server serves one unit of work after another for `KEPT_SECONDS`, until
    the engine is disposed of. Joining it takes longer than most of what is asked of it.

    Raises UserError: an address that cannot be read, an engine that is not supported or not
    installed, SQLite on a network path.
    """
    url = _parse(address)
    if url.get_backend_name() == "sqlite":
        return _open_sqlite(url)
    return _open_postgresql(url, QueuePool if kept else NullPool)


def is_sqlite(engine: Engine) -> bool:
    """Say whether the store is a file."""
    return engine.dialect.name == "sqlite"


def file_of(engine: Engine) -> Path:
    """Return the file of a SQLite store."""
    return Path(engine.url.database or "")


_SHORT_NAME = re.compile(r"^postgres://")  # as hosts of PostgreSQL write it
# Of an address that is shown: to the last @, since a password may hold one; or a parameter.
_PASSWORD = re.compile(r"(?:(?<=//)|^(?!.*//))([^:@/]*:).*(?=@)|(\bpassword=)[^&]*")


def place_of(engine: Engine) -> str:
    """Return where a store is, as a person reads it: its file, or its address without password."""
    if is_sqlite(engine):
        return str(file_of(engine))
    as_given = engine.url.set(drivername=engine.url.get_backend_name())
    return _shown(as_given.render_as_string())


def _shown(address: str) -> str:
    return _PASSWORD.sub(lambda found: f"{found[1] or found[2]}***", address)


def _parse(address: str) -> URL:
    path = file_at(address)
    if path is not None:
        return URL.create("sqlite", database=str(path))
    try:
        url = make_url(_SHORT_NAME.sub("postgresql://", address))
        backend = url.get_backend_name()
    except (ArgumentError, ValueError) as error:  # ValueError: of the port
        raise UserError(
            "base_adresse",
            f"L’adresse de base « {_shown(address)} » n’est pas lisible.",
            "Écrivez par exemple sqlite:///C:/MPlus3/mplus3.sqlite ou "
            "postgresql://utilisateur@serveur/mplus3.",
        ) from error
    if backend not in ("sqlite", "postgresql"):
        raise UserError(
            "base_moteur",
            f"Le moteur « {backend} » n’est pas pris en charge.",
            "Utilisez SQLite (un poste) ou PostgreSQL (plusieurs postes).",
        )
    return url


def _open_sqlite(url: URL) -> Engine:
    path = url.database or ""
    refuse_network_path(path)
    # A write that finds the store locked waits this long before it is refused.
    waiting = {"timeout": BUSY_SECONDS}
    pool = NullPool if path else StaticPool
    own_driver = url.set(drivername="sqlite")
    engine = create_engine(own_driver, connect_args=waiting, poolclass=pool, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        connection.execute(FOR_ALL)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get(_WRITING, True)
        for statement in FOR_WRITERS if writing else FOR_READERS:
            connection.exec_driver_sql(statement)

    return engine


def reader(engine: Engine) -> Engine:
    """Return the engine for what only reads: it waits for no writer, and none for it."""
    return engine.execution_options(**{_WRITING: False})


@contextmanager
def frozen(engine: Engine) -> Iterator[Connection]:
    """Begin to read one consistent state.

    A server's that is being put back is waited for: whoever began before it was emptied would see
    nothing in it. No statement that freezes what he sees may come before that lock.
    """
    if is_sqlite(engine):
        with reader(engine).begin() as connection:
            yield connection
    else:
        with engine.execution_options(isolation_level="REPEATABLE READ").begin() as connection:
            connection.exec_driver_sql(f"LOCK TABLE {_PUT_BACK} IN ACCESS SHARE MODE")
            yield connection


def wait_for_readers(connection: Connection) -> None:
    """Let nobody begin to read a PostgreSQL store until the transaction ends (`frozen`)."""
    connection.exec_driver_sql(f"LOCK TABLE {_PUT_BACK} IN ACCESS EXCLUSIVE MODE")


def wait_for_writers(connection: Connection) -> None:
    """Let the writers of one PostgreSQL store wait for each other, as SQLite's do."""
    if connection.dialect.name != "sqlite":
        connection.execute(text(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'"))
        lock = text("SELECT pg_advisory_xact_lock(:lock)")
        connection.execute(lock, {"lock": _WRITERS_LOCK})


def _open_postgresql(url: URL, pool: type[Pool]) -> Engine:
    try:
        import psycopg  # noqa: F401 - only to say clearly that it is missing
    except ImportError as error:
        raise UserError(
            "base_pilote",
            "PostgreSQL demande le pilote psycopg, qui n’est pas installé.",
            'Installez-le avec le pip de M+3 : pip install "psycopg[binary]".',
        ) from error
    address = url.set(drivername="postgresql+psycopg")
    engine = create_engine(address, poolclass=pool, pool_recycle=KEPT_SECONDS, hide_parameters=True)
    event.listen(engine, "handle_error", _quote_no_row)
    return engine


def _quote_no_row(context: ExceptionContext) -> None:
    """Take off an error of the server the row that it quotes: the log names no client."""
    said, shown = context.original_exception, context.sqlalchemy_exception
    brief = getattr(getattr(said, "diag", None), "message_primary", None)
    if brief and shown is not None:
        shown.args = tuple(str(each).replace(str(said), brief) for each in shown.args)
        said.args = (brief,)
