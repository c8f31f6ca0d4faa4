"""The months that were frozen: their files, and the digests of the actes they hold."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "months",
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=False),
        sa.Column("closed_by", sa.String(length=120), nullable=False),
        sa.Column("actes", sa.Integer(), nullable=False),
        sa.Column("csv_sha256", sa.String(length=64), nullable=False),
        sa.Column("xlsx_sha256", sa.String(length=64), nullable=False),
        sa.Column("anonymised_on", sa.Date(), nullable=True),
        sa.Column("csv", sa.LargeBinary(), nullable=True),
        sa.Column("xlsx", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_months")),
    )
    op.create_table(
        "month_actes",
        sa.Column("acte_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["acte_id"], ["actes.id"], name=op.f("fk_month_actes_acte_id_actes")
        ),
        sa.ForeignKeyConstraint(
            ["month"], ["months.month"], name=op.f("fk_month_actes_month_months")
        ),
        sa.PrimaryKeyConstraint("acte_id", name=op.f("pk_month_actes")),
    )
    op.create_index(op.f("ix_month_actes_month"), "month_actes", ["month"])
