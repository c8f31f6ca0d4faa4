"""A phone overseas has the key of its own plan (+262…): it had that of mainland France too."""

import sqlalchemy as sa
from alembic import op

from mplus3_xl.domain.client.contacts import phone_key

revision = "0015"
down_revision = "0014"

_KEYS = (
    ("clients", "folded_phone"),
    ("attempts", "phone"),
    ("oppositions", "phone"),
    ("consents", "phone"),
)


def upgrade() -> None:
    connection = op.get_bind()
    for name, column in _KEYS:
        table = sa.table(name, sa.column(column, sa.Text()))
        key = table.c[column]
        known = connection.scalars(sa.select(key).where(key.like("+33%")).distinct()).all()
        for old in known:
            if (new := phone_key(old)) != old:
                connection.execute(sa.update(table).where(key == old).values({column: new}))
