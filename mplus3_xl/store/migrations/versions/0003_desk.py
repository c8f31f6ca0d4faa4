"""Who works here, what each one saved and can take back, what is typed and not yet saved."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("login", sa.String(length=120), nullable=False),
        sa.Column("charge_clientele", sa.Text(), nullable=True),
        sa.Column("manager", sa.Boolean(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("login", name=op.f("uq_users_login")),
    )
    op.create_table(
        "saves",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("form_id", sa.String(length=36), nullable=True),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saves")),
        sa.UniqueConstraint("form_id", name=op.f("uq_saves_form_id")),
    )
    op.create_index("ix_saves_author", "saves", ["author"], unique=False)
    op.create_index("ix_saves_undoes", "saves", ["undoes"], unique=False)
    op.create_table(
        "kept_drafts",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_kept_drafts_dossier_id_dossiers")
        ),
        sa.PrimaryKeyConstraint("dossier_id", "author", name=op.f("pk_kept_drafts")),
    )
    op.add_column("journal", sa.Column("save_id", sa.Integer(), nullable=True))
    op.add_column("attempts", sa.Column("struck_at", sa.DateTime(), nullable=True))
    op.add_column("attempts", sa.Column("struck_by", sa.String(length=120), nullable=True))
    op.add_column("attempts", sa.Column("struck_reason", sa.Text(), nullable=True))
