"""The attempts of late are read by index: a queue of thousands counts them at each refresh."""

from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    for name in ("at", "outcome"):
        op.create_index(op.f(f"ix_attempts_{name}"), "attempts", [name])
