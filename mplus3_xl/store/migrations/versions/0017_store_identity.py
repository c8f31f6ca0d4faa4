"""Which store this is, so that a workbook works with its own only; a column nobody read goes."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    table = op.create_table(
        "store_identity",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_identity")),
    )
    op.bulk_insert(table, [{"id": str(uuid.uuid4())}])
    with op.batch_alter_table("conflicts") as batch:
        batch.drop_column("settled_at")
