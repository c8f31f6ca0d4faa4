"""The schema's version and its change, on a connection or an engine; the rules are elsewhere."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from mplus3_xl.store.engine import wait_for_writers
from mplus3_xl.store.migrations import REVISIONS
from mplus3_xl.store.trouble import translated

HEAD = REVISIONS[-1]


def revision_of(connection: Connection) -> str | None:
    """Return the schema's version, `None` for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def upgrade(engine: Engine, target: str) -> None:
    """Bring the schema to `target` in one transaction: all or nothing.

    Two seats that make one store at the same time wait for each other: the second has nothing to
    do.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    with translated(engine), engine.begin() as connection:
        wait_for_writers(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, target)
