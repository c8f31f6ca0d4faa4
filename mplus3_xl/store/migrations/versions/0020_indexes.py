"""What clicks ask of all the attempts and of the whole journal is read by index.

The attempts of late, which a queue of thousands counts at each refresh; the lines of a save, which
is taken back.
"""

from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    for table, column in (("attempts", "at"), ("attempts", "outcome"), ("journal", "save_id")):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
