"""The doubles are counted by index, since each refresh of the queue counts them."""

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    for name in ("folded_name", "folded_email"):
        op.create_index(op.f(f"ix_clients_{name}"), "clients", [name])
