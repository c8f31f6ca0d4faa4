"""Erasing from the saved copies of a store too, and leaving no trace in the files.

A copy is brought to the schema of the program first. A client is found there by his number; one who
had none by his id, if the copy is one of this store, or if he bears the name.
"""

import sqlite3
from collections.abc import Collection, Iterator, Set
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from mplus3_xl.errors import UserError
from mplus3_xl.file_address import url_of
from mplus3_xl.services.client.privacy import erase_in
from mplus3_xl.services.ports.store import Reading
from mplus3_xl.services.records import Erasure, FileErasure
from mplus3_xl.store.engine import file_of, is_sqlite, open_engine
from mplus3_xl.store.files.backup import revision_in
from mplus3_xl.store.files.copying import PART, remove
from mplus3_xl.store.files.rewriting import rewrite_tables
from mplus3_xl.store.migrations import HEAD, REVISIONS
from mplus3_xl.store.schema import upgrade
from mplus3_xl.store.store_file import StoreFile
from mplus3_xl.store.trouble import BUSY_SECONDS
from mplus3_xl.store.units import Units

Imports = Set[tuple[Any, ...]]


class Copies(NamedTuple):
    """The copies that were gone through, and the files that could not be read."""

    cleaned: list[Path]
    unreadable: list[Path]


def erase_in_copies(
    folder: Path, erased: Collection[tuple[FileErasure, Erasure]], made: Imports
) -> Copies:
    """Erase these clients, as they were before, from every copy of a folder. Raises UserError.

    `made` are the imports of the store: a copy that has no other is one of it. What is left of a
    copy that failed goes. Nobody to erase leaves the copies as they are.
    """
    copies = Copies([], [])
    if not erased:
        return copies
    for part in folder.glob(f"*{PART}"):
        _remove_dead(part)
    for path in sorted(folder.glob("*.sqlite")):
        with _waiting(f"« {path} »"):
            revision = revision_in(path)
            if revision in REVISIONS:
                _erase_in(path, revision, erased, made)
        (copies.cleaned if revision in REVISIONS else copies.unreadable).append(path)
    return copies


def leave_no_trace(engine: Engine) -> None:
    """Rewrite the store without what was erased, which its free pages and indexes still hold.

    On a server, its write-ahead log and its own backups are left to whoever runs it.

    Raises UserError when somebody works there: the erasure waits then.
    """
    if is_sqlite(engine):
        compact(file_of(engine))
    else:
        with _waiting("la base"):
            rewrite_tables(engine)


def _remove_dead(part: Path) -> None:
    """Remove a copy that nobody writes any more."""
    try:
        with closing(sqlite3.connect(part, timeout=0)) as file:
            file.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        return  # somebody saves the store at this moment
    except sqlite3.DatabaseError:
        pass  # no store: cut short on the way
    with _waiting(f"« {part} »"):
        remove(part)


def _erase_in(
    path: Path, revision: str, erased: Collection[tuple[FileErasure, Erasure]], made: Imports
) -> None:
    if revision != HEAD:
        upgrade(open_engine(url_of(path)), HEAD)
    with Units(StoreFile(path)).write() as unit:
        own = unit.imports_made() <= made
        for client, erasure in erased:
            for client_id in _same(unit, client, own=own):
                erase_in(unit, erasure._replace(client_id=client_id), erasure.at.date())
        # A copy made while they waited holds that they do.
        unit.end_file_erasures([client.client_id for client, _ in erased])
    _rewrite(path, "DELETE")


def _same(unit: Reading, client: FileErasure, *, own: bool) -> set[int]:
    """Find him in a copy; `own`: one of this store, where his id is his."""
    numbered = unit.clients_by_number([client.number] if client.number else [])
    found = {each.id for each in numbered.values()}
    done = {each.client_id for each in unit.erasures()}
    done |= {each.old_client_id for each in unit.aliases()}
    for each in unit.clients_by_id({client.client_id} - done).values():
        bears = client.number is None and each.folded_name == client.folded_name
        if each.number is None and (own or bears):
            found.add(each.id)
    return found


def compact(path: Path) -> None:
    """Rewrite a SQLite store without its free pages, which still hold what was taken away.

    Raises UserError when somebody works there.
    """
    with _waiting(f"« {path} »"):
        _rewrite(path, "WAL")


def _rewrite(path: Path, journal_mode: str) -> None:
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as file:
        file.isolation_level = None
        file.execute("VACUUM")
        (busy, *_) = file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise sqlite3.OperationalError("database is locked")
        file.execute(f"PRAGMA journal_mode = {journal_mode}")


@contextmanager
def _waiting(where: str) -> Iterator[None]:
    """Say of any trouble in a file that an erasure waits for it."""
    try:
        yield
    except (UserError, sqlite3.Error, SQLAlchemyError, OSError) as error:
        said = error.what.removesuffix(".") if isinstance(error, UserError) else error
        raise UserError(
            "effacement_en_attente",
            f"L’effacement est fait dans la base, mais des traces restent dans {where}, qui est "
            f"occupée ou ne peut pas être réécrite ({said}).",
            "Fermez ce qui s’en sert, puis lancez une autre commande, par exemple mplus3 rgpd "
            "purger : elle finit l’effacement.",
        ) from error
