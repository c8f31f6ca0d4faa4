"""Writing the tables of a PostgreSQL store anew: a plain VACUUM leaves the bytes there."""

import time

from sqlalchemy import Connection, Engine, text

from mplus3_xl.store.tables.every import metadata
from mplus3_xl.store.trouble import BUSY_SECONDS

_EVERY_SECONDS = 0.1
# Whoever began before may still read what is gone, and the server keeps it for him: `done` is the
# last transaction then, `since` the moment. In another database of the server, he who only reads
# holds nothing back here.
_NOBODY_READS = text(
    "SELECT txid_snapshot_xmin(txid_current_snapshot()) > :done AND NOT EXISTS (SELECT FROM "
    "pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND xact_start < :since)"
)


def rewrite_tables(engine: Engine) -> None:
    """Write every table and index anew, and the planner's samples of them, which name people.

    Raises TimeoutError, or what the engine says, when somebody works there for too long.
    """
    names = ", ".join(table.name for table in metadata.sorted_tables)
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text(f"SET lock_timeout = '{BUSY_SECONDS}s'"))
        _wait_for_readers(connection)
        connection.execute(text(f"VACUUM (FULL, ANALYZE) {names}"))
        _wait_for_readers(connection)
        connection.execute(text("VACUUM (FULL) pg_statistic"))


def _wait_for_readers(connection: Connection) -> None:
    done, since = connection.execute(text("SELECT txid_current(), clock_timestamp()")).one()
    last = time.monotonic() + BUSY_SECONDS
    while not connection.scalar(_NOBODY_READS, {"done": done, "since": since}):
        if time.monotonic() > last:
            raise TimeoutError("une autre opération dure encore sur le serveur")
        time.sleep(_EVERY_SECONDS)
