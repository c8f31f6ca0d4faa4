"""The contracts that a refresh counts for a person to look at are read by index.

They are few: those of no known family, and those that the last export of their site did not list.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

_INDEXES = (
    ("ix_contracts_unknown_family", "state", "family IS NULL"),
    ("ix_contracts_absent_since", "absent_since", "absent_since IS NOT NULL"),
)


def upgrade() -> None:
    for name, column, condition in _INDEXES:
        where = sa.text(condition)
        op.create_index(
            op.f(name), "contracts", [column], sqlite_where=where, postgresql_where=where
        )
