"""Whose the proof of a consent is, once its client was erased."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("consents", sa.Column("client_number", sa.Text(), nullable=True))
    op.add_column("consents", sa.Column("phone", sa.Text(), nullable=True))
