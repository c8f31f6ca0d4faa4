"""Saving a live store to one file.

The file is a SQLite database whatever the engine, so that a PostgreSQL store needs no tool of
its own to be saved, and that a seat's store can move to a server.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, delete, insert, select

from mplus3_xl.errors import UserError, said_by
from mplus3_xl.file_address import url_of
from mplus3_xl.store.engine import file_of, frozen, is_sqlite, open_engine
from mplus3_xl.store.files.copying import PART, copy_file, is_damage, remove
from mplus3_xl.store.migrations import HEAD, REVISIONS
from mplus3_xl.store.schema import revision_of, upgrade
from mplus3_xl.store.translating import translated
from mplus3_xl.store.trouble import BUSY_SECONDS, refusal_of_file

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


def revision_of_file(source: Path) -> str:
    """Return the schema's version of a saved store. Raises UserError for anything else."""
    if not source.exists():
        raise UserError(
            "sauvegarde_introuvable",
            f"« {source} » n’existe pas.",
            "Vérifiez le nom et le dossier de la sauvegarde ; rien n’a été changé.",
        )
    revision = revision_in(source)
    if revision is None:
        raise UserError(
            "sauvegarde_illisible",
            f"« {source} » n’est pas une sauvegarde M+3, ou elle est abîmée.",
            "Choisissez un fichier fait par : mplus3 base sauvegarder.",
        )
    if revision not in REVISIONS:
        raise UserError(
            "sauvegarde_plus_recente",
            f"La sauvegarde est au format {revision}, plus récent que ce programme.",
            "Installez la dernière version du programme ; rien n’a été changé.",
        )
    return revision


def revision_in(file: Path) -> str | None:
    """Read the schema's version of a store that is whole, `None` of any other file.

    Raises UserError for one that cannot be read at the moment: it may be such a store.
    """
    if not file.is_file():
        return None
    try:
        with closing(sqlite3.connect(file, timeout=BUSY_SECONDS)) as connection:
            sound = connection.execute("PRAGMA quick_check").fetchone()
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        refusal = None if is_damage(error) else refusal_of_file(error, str(file))
        if refusal is None:
            return None
        raise refusal from error
    return str(found[0]) if sound == ("ok",) and found else None


def _copy_rows_out(engine: Engine, target: Path) -> None:
    other = open_engine(url_of(target))
    with engine.connect() as connection:
        revision = revision_of(connection)
    upgrade(other, revision or HEAD)
    with frozen(engine) as old, other.begin() as new:
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
