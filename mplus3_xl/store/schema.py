"""The schema's version and its change; `migrating` makes a store, and copies it before."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from mplus3_xl.errors import UserError
from mplus3_xl.store.engine import file_of, is_sqlite, place_of, reader, wait_for_writers
from mplus3_xl.store.migrations import HEAD, REVISIONS
from mplus3_xl.store.translating import translated


def revision_of(connection: Connection) -> str | None:
    """Return the schema's version, `None` for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def stored_revision(engine: Engine) -> str | None:
    """Return the schema's version, `None` for a store that was not made; never makes it.

    Raises UserError for what another program keeps there.
    """
    if is_sqlite(engine) and not file_of(engine).exists():
        return None
    with translated(engine), reader(engine).connect() as connection:
        revision = revision_of(connection)
        if revision is None:
            refuse_foreign(connection)
        return revision


def refuse_foreign(connection: Connection) -> None:
    """Refuse what another program keeps there (UserError)."""
    if revision_of(connection) is None and inspect(connection).get_table_names():
        raise UserError(
            "base_etrangere",
            f"La base « {place_of(connection.engine)} » tient les tables d’un autre programme.",
            "Donnez une base vide, ou celle de M+3 (--espace, --base, MPLUS3_BASE ou "
            "mplus3.toml) ; celle-ci n’a pas été touchée.",
        )


def known_revision(engine: Engine) -> str | None:
    """Return the schema's version, `None` for a store that was not made.

    Raises UserError for a newer one, or for what another program keeps there.
    """
    revision = stored_revision(engine)
    if revision is not None and revision not in REVISIONS:
        raise UserError(
            "base_plus_recente",
            f"La base est au format {revision}, plus récent que ce programme ({HEAD}).",
            "Installez la dernière version du programme ; la base n’a pas été touchée.",
        )
    return revision


def upgrade(engine: Engine, target: str) -> None:
    """Bring the schema to `target` in one transaction: all or nothing.

    Two seats that make one store at the same time wait for each other: the second has nothing to
    do.
    """
    with translated(engine), engine.begin() as connection:
        wait_for_writers(connection)
        upgrade_in(connection, target)


def upgrade_in(connection: Connection, target: str) -> None:
    """Bring the schema to `target` within a transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, target)
