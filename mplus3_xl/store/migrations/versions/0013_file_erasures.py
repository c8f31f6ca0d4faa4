"""Who was erased from the store, and not yet from the files beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "file_erasures",
        sa.Column("client_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("folded_name", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_file_erasures_client_id_clients")
        ),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_file_erasures")),
    )
