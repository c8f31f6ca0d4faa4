"""Putting a saved store back in the place of another, at the program's format.

What a client asked for ever since the copy was made is carried over first (`carrying`), so that
the store that comes back never held anything else.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from mplus3_xl.file_address import url_of
from mplus3_xl.store.engine import (
    file_of,
    is_sqlite,
    open_engine,
    reader,
    wait_for_readers,
    wait_for_writers,
)
from mplus3_xl.store.files.backup import (
    copy_rows,
    revision_in,
    revision_of_file,
    save,
    tables_of,
)
from mplus3_xl.store.files.carrying import Carried, begin_anew, carry_over
from mplus3_xl.store.files.copying import PART, copy_file, remove
from mplus3_xl.store.files.privacy_copies import compact
from mplus3_xl.store.migrations import HEAD, REVISIONS
from mplus3_xl.store.schema import known_revision, refuse_foreign, upgrade, upgrade_in
from mplus3_xl.store.translating import translated


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
    with translated(engine), _at_head(source, copy.parent) as prepared:
        if is_sqlite(engine) and _put_aside(engine, copy):
            copy_file(prepared, file_of(engine))
            return Restored(copy, None)
        restored: list[Restored] = []

        def keep() -> None:
            """Save what is replaced, as nobody writes there any more."""
            kept = None if known_revision(engine) is None else save(engine, copy)
            restored.append(Restored(kept, _carried(kept, prepared, author, now)))

        replace = _replace_file if is_sqlite(engine) else _replace_rows
        replace(prepared, engine, keep)
    return restored[0]


@contextmanager
def _at_head(source: Path, folder: Path) -> Iterator[Path]:
    """Copy a saved store into `folder`, at the program's format, as long as it is used.

    Each time under a name of its own: somebody else may restore at the same time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{uuid.uuid4()}.sqlite{PART}"
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
    with _at_head(kept, kept.parent) as replaced:
        carried = carry_over(replaced, prepared, author, now)
    if carried.erasures:
        compact(prepared)
    return carried


def _put_aside(engine: Engine, copy: Path) -> bool:
    """Put the file that is replaced aside, if it is no store any more.

    Raises UserError for one that cannot be read at the moment.
    """
    path = file_of(engine)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or revision_in(path) in REVISIONS:
        return False
    with suppress(DatabaseError), reader(engine).connect() as connection:
        refuse_foreign(connection)  # what cannot be read is no other program's
    path.rename(copy)
    remove(path)  # what is left of it beside it
    return True


def _replace_file(source: Path, engine: Engine, keep: Callable[[], None]) -> None:
    """Copy the file `source` over that of the store; `keep` is called once nobody writes there."""
    with engine.begin():
        pass  # lets others read the file while it is written, if it did not
    copy_file(source, file_of(engine), keep)


def _replace_rows(source: Path, engine: Engine, keep: Callable[[], None]) -> None:
    """Copy the rows of `source` over those of a server, in the transaction that `keep` needs."""
    other = open_engine(url_of(source))
    with engine.begin() as new:
        wait_for_writers(new)
        keep()
        upgrade_in(new, HEAD)
        wait_for_readers(new)
        names = ", ".join(table.name for table in tables_of(new).sorted_tables)
        new.exec_driver_sql(f"TRUNCATE {names}")
        with other.begin() as old:
            copy_rows(old, new)
        _go_on_numbering(new)
    other.dispose()


def _go_on_numbering(server: Connection) -> None:
    """Let the sequences give the number after the last one."""
    for table in tables_of(server).sorted_tables:
        if "id" in table.c and table.c.id.server_default is not None:
            server.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "
                f"(SELECT MAX(id) FROM {table.name}))"
            )
