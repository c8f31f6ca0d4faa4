"""The bilan of a client: his situation, what he holds elsewhere, his answers to the gaps."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "bilans",
        sa.Column("client_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("no_action_reason", sa.Text(), nullable=True),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("saved_by", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_bilans_client_id_clients")
        ),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_bilans")),
    )
    op.create_table(
        "situation_answers",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["bilans.client_id"], name=op.f("fk_situation_answers_client_id_bilans")
        ),
        sa.PrimaryKeyConstraint("client_id", "question", name=op.f("pk_situation_answers")),
    )
    _lines()
    op.create_table(
        "gap_replies",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("gap", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["bilans.client_id"], name=op.f("fk_gap_replies_client_id_bilans")
        ),
        sa.PrimaryKeyConstraint("client_id", "gap", name=op.f("pk_gap_replies")),
    )


def _lines() -> None:
    op.create_table(
        "bilan_lines",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("family", sa.String(length=40), nullable=False),
        sa.Column("holding", sa.String(length=20), nullable=False),
        sa.Column("insurer", sa.Text(), nullable=True),
        sa.Column("echeance", sa.Date(), nullable=True),
        sa.Column("subscribed_on", sa.Date(), nullable=True),
        sa.Column("premium_cents", sa.BigInteger(), nullable=True),
        sa.Column("over_a_year", sa.Boolean(), nullable=False),
        sa.Column("notice_on", sa.Date(), nullable=True),
        sa.Column("no_notice", sa.Boolean(), nullable=False),
        sa.Column("event", sa.String(length=40), nullable=True),
        sa.Column("event_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["bilans.client_id"], name=op.f("fk_bilan_lines_client_id_bilans")
        ),
        sa.PrimaryKeyConstraint("client_id", "position", name=op.f("pk_bilan_lines")),
    )
