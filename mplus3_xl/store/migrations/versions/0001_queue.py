"""The tables of the queue"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_UNDER_WAY = (
    "closing IS NULL AND appel = 'OK' AND (COALESCE(lagon, '') <> 'OK' "
    "OR COALESCE(bilan, '') <> 'OK' OR COALESCE(sms_mail, '') NOT IN ('OK', 'S.O.'))"
)


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_subject", "journal", ["subject", "subject_id"], unique=False)
    op.create_table(
        "clients",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("civility", sa.Text(), nullable=True),
        sa.Column("last_name", sa.Text(), nullable=True),
        sa.Column("first_name", sa.Text(), nullable=True),
        sa.Column("company", sa.Text(), nullable=True),
        sa.Column("client_type", sa.String(length=20), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("postal_code", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("marital_status", sa.Text(), nullable=True),
        sa.Column("occupation", sa.Text(), nullable=True),
        sa.Column("siret", sa.Text(), nullable=True),
        sa.Column("naf", sa.Text(), nullable=True),
        sa.Column("activity", sa.Text(), nullable=True),
        sa.Column("revenue_cents", sa.BigInteger(), nullable=True),
        sa.Column("headcount", sa.Integer(), nullable=True),
        sa.Column("insurance_contact", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("charge_clientele", sa.Text(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=True),
        sa.Column("from_file", sa.Boolean(), nullable=False),
        sa.Column("name_only", sa.Boolean(), nullable=False),
        sa.Column("seen_agency", sa.Text(), nullable=True),
        sa.Column("folded_name", sa.Text(), nullable=False),
        sa.Column("folded_phone", sa.Text(), nullable=True),
        sa.Column("folded_email", sa.Text(), nullable=True),
        sa.Column("first_effect", sa.Date(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_clients_import_id_imports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clients")),
        sa.UniqueConstraint("number", name=op.f("uq_clients_number")),
    )
    op.create_table(
        "conflicts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("kept", sa.Text(), nullable=True),
        sa.Column("offered", sa.Text(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_conflicts_import_id_imports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflicts")),
        sa.UniqueConstraint(
            "subject",
            "subject_id",
            "field",
            "offered",
            name=op.f("uq_conflicts_subject_subject_id_field_offered"),
        ),
    )
    op.create_table(
        "import_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("modified", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_import_files_import_id_imports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_files")),
    )
    op.create_index(op.f("ix_import_files_import_id"), "import_files", ["import_id"], unique=False)
    op.create_table(
        "dossiers",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("charge_clientele", sa.Text(), nullable=True),
        sa.Column("effect_date", sa.Date(), nullable=False),
        sa.Column("target", sa.Date(), nullable=False),
        sa.Column("window_start", sa.Date(), nullable=False),
        sa.Column("window_end", sa.Date(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=False),
        sa.Column("latest", sa.Date(), nullable=False),
        sa.Column("appel", sa.String(length=4), nullable=True),
        sa.Column("lagon", sa.String(length=4), nullable=True),
        sa.Column("bilan", sa.String(length=4), nullable=True),
        sa.Column("sms_mail", sa.String(length=4), nullable=True),
        sa.Column("callback_at", sa.DateTime(), nullable=True),
        sa.Column("next_try_at", sa.DateTime(), nullable=True),
        sa.Column("closing", sa.String(length=30), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_by_program", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_dossiers_client_id_clients")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossiers")),
    )
    op.create_index(
        "ix_dossiers_callback_at",
        "dossiers",
        ["callback_at"],
        unique=False,
        sqlite_where=sa.text("callback_at IS NOT NULL"),
        postgresql_where=sa.text("callback_at IS NOT NULL"),
    )
    op.create_index(
        "ix_dossiers_charge_clientele_latest",
        "dossiers",
        ["charge_clientele", "latest", "earliest"],
        unique=False,
    )
    op.create_index(op.f("ix_dossiers_client_id"), "dossiers", ["client_id"], unique=False)
    op.create_index(
        "ix_dossiers_under_way",
        "dossiers",
        ["charge_clientele"],
        unique=False,
        sqlite_where=sa.text(_UNDER_WAY),
        postgresql_where=sa.text(_UNDER_WAY),
    )
    op.create_table(
        "manual_entries",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_manual_entries_client_id_clients")
        ),
        sa.PrimaryKeyConstraint("client_id", "field", name=op.f("pk_manual_entries")),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_attempts_dossier_id_dossiers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    op.create_index(op.f("ix_attempts_dossier_id"), "attempts", ["dossier_id"], unique=False)
    op.create_table(
        "contracts",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("client_name", sa.Text(), nullable=True),
        sa.Column("client_type", sa.String(length=20), nullable=True),
        sa.Column("movement", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("effect_date", sa.Date(), nullable=False),
        sa.Column("subscribed_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("branch", sa.Text(), nullable=True),
        sa.Column("product", sa.Text(), nullable=True),
        sa.Column("family", sa.String(length=40), nullable=True),
        sa.Column("formula", sa.Text(), nullable=True),
        sa.Column("premium_cents", sa.BigInteger(), nullable=True),
        sa.Column("seller", sa.Text(), nullable=True),
        sa.Column("charge_clientele", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=True),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("absent_since", sa.Date(), nullable=True),
        sa.Column("probable_replacement", sa.Boolean(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_contracts_client_id_clients")
        ),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_contracts_dossier_id_dossiers")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_contracts_import_id_imports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracts")),
        sa.UniqueConstraint("key", name=op.f("uq_contracts_key")),
    )
    op.create_index(op.f("ix_contracts_client_id"), "contracts", ["client_id"], unique=False)
    op.create_index(op.f("ix_contracts_dossier_id"), "contracts", ["dossier_id"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_drafts_dossier_id_dossiers")
        ),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_drafts")),
    )
