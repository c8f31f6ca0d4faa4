"""Probable double clients: the pairs said not to be doubles."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "not_doubles",
        sa.Column("low_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("high_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["low_id"], ["clients.id"], name=op.f("fk_not_doubles_low_id_clients")
        ),
        sa.ForeignKeyConstraint(
            ["high_id"], ["clients.id"], name=op.f("fk_not_doubles_high_id_clients")
        ),
        sa.PrimaryKeyConstraint("low_id", "high_id", name=op.f("pk_not_doubles")),
    )
