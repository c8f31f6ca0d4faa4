"""The words that a client consented to, which prove his consent (R223-1, R223-2)."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("consents", sa.Column("wording", sa.Text(), nullable=True))
