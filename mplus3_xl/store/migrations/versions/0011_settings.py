"""What a manager sets, version after version; none of them changes."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_SQLITE = """
CREATE TRIGGER settings_versions_no_{verb} BEFORE {verb} ON settings_versions
BEGIN SELECT RAISE(ABORT, 'settings_versions is append-only'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE FUNCTION settings_versions_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'settings_versions is append-only'; END $$
"""
_POSTGRESQL = """
CREATE TRIGGER settings_versions_append_only BEFORE UPDATE OR DELETE ON settings_versions
FOR EACH ROW EXECUTE FUNCTION settings_versions_is_append_only()
"""


def upgrade() -> None:
    op.create_table(
        "settings_versions",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_settings_versions")),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_SQLITE.format(verb="UPDATE"))
        op.execute(_SQLITE.format(verb="DELETE"))
    else:
        op.execute(_POSTGRESQL_FUNCTION)
        op.execute(_POSTGRESQL)
