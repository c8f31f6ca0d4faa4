"""Which sheet saved a bilan last: it goes on from there, though its click was cut short."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("bilans", sa.Column("form_id", sa.String(36), nullable=True))
