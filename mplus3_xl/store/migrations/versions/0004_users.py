"""Who said who a login is: one who named himself is to be confirmed by a manager."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

# The journal knows it of those who were named before this.
_NAMED_BY = """
UPDATE users SET named_by = (
    SELECT author FROM journal WHERE subject = 'users' AND subject_id = users.id
    ORDER BY journal.id DESC LIMIT 1
)
"""


def upgrade() -> None:
    op.add_column("users", sa.Column("named_by", sa.String(length=120), nullable=True))
    op.execute(_NAMED_BY)
