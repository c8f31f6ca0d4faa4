"""Putting a saved store back in the place of another, at the program's format.

What a client asked for ever since the copy was made is carried over first (`carrying`), so that
the store that comes back never held anything else.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from mplus3_xl.errors import UserError
from mplus3_xl.store.engine import (
    file_of,
    is_sqlite,
    open_engine,
    reader,
    url_of,
    wait_for_writers,
)
from mplus3_xl.store.files.backup import (
    copy_file,
    copy_rows,
    remove,
    revision_of_file,
    save,
    tables_of,
)
from mplus3_xl.store.files.carrying import Carried, begin_anew, carry_over
from mplus3_xl.store.files.privacy_copies import compact
from mplus3_xl.store.schema import HEAD, known_revision, refuse_foreign, upgrade
from mplus3_xl.store.trouble import translated


class Restored(NamedTuple):
    """Where the replaced store was saved (`None`: there was none), and what was carried over.

    `carried` is `None` when the replaced store could not be read.
    """

    kept: Path | None
    carried: Carried | None


def restore(engine: Engine, source: Path, copy: Path, author: str, now: datetime) -> Restored:
    """Replace the whole store by a saved one; what was there is saved to `copy` first.

    `author` is who does so, `now` when.

    All or nothing, and safe on a live store: others see it before or after. A file that is no
    store any more is put aside as it is. Raises UserError.
    """
    revision_of_file(source)
    with (
        translated(engine),
        _at_head(source, copy.with_name("a-restaurer.sqlite.partiel")) as prepared,
    ):
        if is_sqlite(engine):
            kept, readable = _keep_file(engine, copy)
        else:
            kept, readable = _keep_rows(engine, copy), True
        carried = _carried(kept, prepared, author, now) if readable else None
        if is_sqlite(engine):
            _replace_file(prepared, engine)
        else:
            _replace_rows(prepared, engine)
    return Restored(kept, carried)


@contextmanager
def _at_head(source: Path, part: Path) -> Iterator[Path]:
    """Copy a saved store to `part`, at the program's format, as long as it is used."""
    part.parent.mkdir(parents=True, exist_ok=True)
    remove(part)
    try:
        copy_file(source, part)
        engine = open_engine(url_of(part))
        upgrade(engine, HEAD)
        engine.dispose()
        yield part
    finally:
        remove(part)


def _carried(kept: Path | None, prepared: Path, author: str, now: datetime) -> Carried:
    """Carry over what the replaced store holds, and leave nothing of who was erased."""
    if kept is None:
        begin_anew(prepared)
        return Carried()
    with _at_head(kept, kept.with_name("remplacee.sqlite.partiel")) as replaced:
        carried = carry_over(replaced, prepared, author, now)
    if carried.erasures:
        compact(prepared, "DELETE")
    return carried


def _keep_file(engine: Engine, copy: Path) -> tuple[Path | None, bool]:
    """Save the file that is replaced, or put it aside; say whether it is a store."""
    path = file_of(engine)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        return None, True
    try:
        revision_of_file(path)
    except UserError:
        with suppress(DatabaseError), reader(engine).connect() as connection:
            refuse_foreign(connection)  # what cannot be read is no other program's
        path.rename(copy)
        remove(path)  # what is left of it beside it
        return copy, False
    return save(engine, copy), True


def _keep_rows(engine: Engine, copy: Path) -> Path | None:
    kept = None if known_revision(engine) is None else save(engine, copy)
    upgrade(engine, HEAD)
    return kept


def _replace_file(source: Path, engine: Engine) -> None:
    with engine.begin():
        pass  # whoever writes ends first: SQLite's own copying would wait for him for ever
    copy_file(source, file_of(engine))


def _replace_rows(source: Path, engine: Engine) -> None:
    other = open_engine(url_of(source))
    with other.begin() as old, engine.begin() as new:
        wait_for_writers(new)
        names = ", ".join(table.name for table in tables_of(new).sorted_tables)
        new.exec_driver_sql(f"TRUNCATE {names}")
        copy_rows(old, new)
        for table in tables_of(new).sorted_tables:
            if "id" in table.c and table.c.id.server_default is not None:
                new.exec_driver_sql(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
                    f"(SELECT MAX(id) FROM {table.name}))"
                )
    other.dispose()
