"""Saving a live store to one file.

The file is a SQLite database whatever the engine, so that a PostgreSQL store needs no tool of
its own to be saved, and that a seat's store can move to a server.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, delete, insert, select

from mplus3_xl.errors import UserError, said_by
from mplus3_xl.store.engine import BUSY_SECONDS, file_of, is_sqlite, open_engine, place_of, url_of
from mplus3_xl.store.migrations import REVISIONS
from mplus3_xl.store.schema import HEAD, revision_of, upgrade
from mplus3_xl.store.trouble import refusal_of_file, translated

SIDES = ("-wal", "-shm", "-journal")
"""What SQLite writes beside a store while it works there."""
PART = ".partiel"
"""How the name of a store ends as long as it is not whole, or only serves meanwhile."""
_BATCH = 5_000


def save(engine: Engine, target: Path) -> Path:
    """Copy the whole store into `target`, which must not exist, while others go on working.

    Written beside and renamed, so that a file of that name is always whole. Raises UserError.
    """
    part = target.with_name(target.name + PART)
    _make_way(target, part)
    try:
        with translated(engine):
            if is_sqlite(engine):
                copy_file(file_of(engine), part)
            else:
                _copy_rows_out(engine, part)
            _make_one_file(part)
        part.rename(target)
    finally:
        remove(part)
    return target


def _make_way(target: Path, part: Path) -> None:
    """Make the folder of a copy, and remove what is left of one that was cut short."""
    if target.exists():
        raise UserError(
            "sauvegarde_existe",
            f"Le fichier « {target} » existe déjà.",
            "Donnez un autre nom : une sauvegarde n’en remplace jamais une autre.",
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        remove(part)
    except OSError as error:
        raise UserError(
            "sauvegarde_dossier",
            f"Le dossier de « {target} » ne peut pas être écrit ({said_by(error)}).",
            "Choisissez un autre dossier pour la sauvegarde.",
        ) from error


def remove(path: Path) -> None:
    """Remove the file of a store that nobody uses, if there is one."""
    for each in (path, *(path.with_name(path.name + side) for side in SIDES)):
        each.unlink(missing_ok=True)


def write_out(engine: Engine, target: Path) -> None:
    """Write a store that lives in memory into a file that does not exist. Raises UserError."""
    with engine.connect() as connection:
        held: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment] # what the engine of memory gives
        _copy(held, target, place_of(engine))


def copy_file(source: Path, target: Path, before: Callable[[], None] | None = None) -> None:
    """Copy a SQLite store over another, even while somebody works there. Raises UserError.

    `before` is called once nobody else may write in `target` any more, which others go on reading
    as it was. It may change `source`: SQLite begins its copying again then.
    """
    with closing(sqlite3.connect(source, timeout=BUSY_SECONDS)) as old:
        _copy(old, target, str(source), before)


def _copy(
    old: sqlite3.Connection, target: Path, source: str, before: Callable[[], None] | None = None
) -> None:
    ahead = [before] if before else []

    def step(status: int, *_: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):  # else it would wait for ever
            raise sqlite3.OperationalError("database is locked")
        while ahead:
            ahead.pop()()

    try:
        with closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as new:
            old.backup(new, pages=1 if before else -1, progress=step)
    except sqlite3.DatabaseError as error:
        said = getattr(error, "sqlite_errorcode", None)
        damaged = said in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
        refusal = refusal_of_file(error, source if damaged else str(target))
        if refusal is None:
            raise
        raise refusal from error


def revision_of_file(source: Path) -> str:
    """Return the schema's version of a saved store. Raises UserError for anything else."""
    refusal = UserError(
        "sauvegarde_illisible",
        f"« {source} » n’est pas une sauvegarde M+3, ou elle est abîmée.",
        "Choisissez un fichier fait par : mplus3 base sauvegarder.",
    )
    if not source.exists():
        raise UserError(
            "sauvegarde_introuvable",
            f"« {source} » n’existe pas.",
            "Vérifiez le nom et le dossier de la sauvegarde ; rien n’a été changé.",
        )
    if not source.is_file():
        raise refusal
    try:
        with closing(sqlite3.connect(source)) as connection:
            sound = connection.execute("PRAGMA quick_check").fetchone()
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise refusal from error
    if sound != ("ok",) or found is None:
        raise refusal
    if found[0] not in REVISIONS:
        raise UserError(
            "sauvegarde_plus_recente",
            f"La sauvegarde est au format {found[0]}, plus récent que ce programme.",
            "Installez la dernière version du programme ; rien n’a été changé.",
        )
    return str(found[0])


def _copy_rows_out(engine: Engine, target: Path) -> None:
    other = open_engine(url_of(target))
    with engine.connect() as connection:
        revision = revision_of(connection)
    upgrade(other, revision or HEAD)
    snapshot = engine.execution_options(isolation_level="REPEATABLE READ")
    with snapshot.begin() as old, other.begin() as new:
        copy_rows(old, new)
    other.dispose()


def _make_one_file(path: Path) -> None:
    """Make a copy one plain file: whoever opens it, to read only too, needs none beside it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def tables_of(connection: Connection) -> MetaData:
    """Read the tables that hold rows of the store."""
    schema = MetaData()
    schema.reflect(connection)
    schema.remove(schema.tables["alembic_version"])
    return schema


def copy_rows(old: Connection, new: Connection) -> None:
    """Copy every row of one store into another of the same format, where nobody wrote yet.

    In the order of their keys: a row may name one written before it, in its own table too. What
    making a store puts there goes.
    """
    target = tables_of(new)
    source = tables_of(old)
    for table in target.sorted_tables:
        held = source.tables[table.name]
        new.execute(delete(table))
        rows = old.execute(select(held).order_by(*held.primary_key)).mappings()
        while batch := rows.fetchmany(_BATCH):
            new.execute(insert(table), [dict(row) for row in batch])
