"""Erasing a client: who was erased, and the one way to change the journal and the actes."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_APPEND_ONLY = ("journal", "actes")
_SQLITE = """
CREATE TRIGGER {table}_no_UPDATE BEFORE UPDATE ON {table}
WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, '{table} {are} append-only'); END
"""
_POSTGRESQL = """
CREATE OR REPLACE FUNCTION {table}_{are}_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    IF TG_OP = 'UPDATE' AND EXISTS (SELECT 1 FROM erasing) THEN RETURN NEW; END IF;
    RAISE EXCEPTION '{table} {are} append-only';
END $$
"""


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("client_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_erasures_client_id_clients")
        ),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_erasures")),
    )
    op.create_table(
        "erasing",
        sa.Column("client_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_erasing")),
    )
    for table, are in zip(_APPEND_ONLY, ("is", "are"), strict=True):
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"DROP TRIGGER {table}_no_UPDATE")
            op.execute(_SQLITE.format(table=table, are=are))
        else:
            op.execute(_POSTGRESQL.format(table=table, are=are))
