"""Double clients: the pairs said to be none, and what exports still call a merged one."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "client_aliases",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("old_client_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("folded_name", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_client_aliases_client_id_clients")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_aliases")),
        sa.UniqueConstraint("number", name=op.f("uq_client_aliases_number")),
    )
    op.create_index(op.f("ix_client_aliases_client_id"), "client_aliases", ["client_id"])
    # A merge keeps differences too, and is no import.
    with op.batch_alter_table("conflicts") as batch:
        batch.alter_column("import_id", existing_type=sa.Integer(), nullable=True)
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
