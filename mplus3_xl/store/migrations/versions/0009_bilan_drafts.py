"""The drafts of bilans: what somebody typed and did not save yet, one draft an author."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "bilan_drafts",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_bilan_drafts_client_id_clients")
        ),
        sa.PrimaryKeyConstraint("client_id", "author", name=op.f("pk_bilan_drafts")),
    )
