"""What a manager does to many dossiers at once: who is given them, until when they wait."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_ASSIGNED = "assigned_to IS NOT NULL"


def upgrade() -> None:
    op.add_column("dossiers", sa.Column("assigned_to", sa.Text(), nullable=True))
    op.add_column("dossiers", sa.Column("assigned_until", sa.Date(), nullable=True))
    op.add_column("dossiers", sa.Column("postponed_until", sa.Date(), nullable=True))
    op.add_column("dossiers", sa.Column("postponed_reason", sa.Text(), nullable=True))
    op.create_index(
        "ix_dossiers_assigned_to_latest",
        "dossiers",
        ["assigned_to", "latest", "earliest"],
        unique=False,
        sqlite_where=sa.text(_ASSIGNED),
        postgresql_where=sa.text(_ASSIGNED),
    )
    op.add_column("saves", sa.Column("batch", sa.Integer(), nullable=True))
    op.create_index("ix_saves_batch", "saves", ["batch"], unique=False)
