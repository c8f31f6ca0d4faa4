"""The call: attempts in full, answers, pieces, reports, actions, actes, oppositions, consents."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_SQLITE = """
CREATE TRIGGER actes_no_{verb} BEFORE {verb} ON actes
BEGIN SELECT RAISE(ABORT, 'actes are append-only'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE FUNCTION actes_are_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'actes are append-only'; END $$
"""
_POSTGRESQL = """
CREATE TRIGGER actes_append_only BEFORE UPDATE OR DELETE ON actes
FOR EACH ROW EXECUTE FUNCTION actes_are_append_only()
"""


def upgrade() -> None:
    _attempts_and_dossiers()
    _answers()
    _lagon_reports()
    _actions()
    _actes()
    _oppositions_and_consents()


def _attempts_and_dossiers() -> None:
    op.add_column("attempts", sa.Column("note", sa.Text(), nullable=True))
    op.add_column("attempts", sa.Column("phone", sa.Text(), nullable=True))
    op.add_column("attempts", sa.Column("basis", sa.String(length=40), nullable=True))
    op.add_column("attempts", sa.Column("callback_at", sa.DateTime(), nullable=True))
    op.add_column("attempts", sa.Column("breach", sa.Text(), nullable=True))
    op.add_column("attempts", sa.Column("breach_reason", sa.Text(), nullable=True))
    op.add_column("attempts", sa.Column("manager", sa.String(length=120), nullable=True))
    op.create_index(op.f("ix_attempts_phone"), "attempts", ["phone"], unique=False)
    op.create_index("ix_clients_folded_phone", "clients", ["folded_phone"], unique=False)
    op.add_column("dossiers", sa.Column("appel_ok_on", sa.Date(), nullable=True))
    op.add_column("dossiers", sa.Column("callback_agreed_by", sa.String(length=120), nullable=True))
    op.add_column("dossiers", sa.Column("callback_agreed_at", sa.DateTime(), nullable=True))
    op.add_column("dossiers", sa.Column("closing_reason", sa.Text(), nullable=True))
    op.add_column("dossiers", sa.Column("joined_into", sa.Integer(), nullable=True))
    op.add_column("dossiers", sa.Column("calling_since", sa.DateTime(), nullable=True))
    op.add_column("dossiers", sa.Column("calling_by", sa.String(length=120), nullable=True))


def _answers() -> None:
    op.create_table(
        "field_answers",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=True),
        sa.Column("lagon", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=op.f("fk_field_answers_dossier_id_dossiers")
        ),
        sa.PrimaryKeyConstraint("dossier_id", "field", name=op.f("pk_field_answers")),
    )
    op.create_table(
        "piece_answers",
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("piece", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_piece_answers_contract_id_contracts")
        ),
        sa.PrimaryKeyConstraint("contract_id", "piece", name=op.f("pk_piece_answers")),
    )


def _lagon_reports() -> None:
    op.create_table(
        "lagon_reports",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("made_by", sa.String(length=120), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("reported_by", sa.String(length=120), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_lagon_reports_client_id_clients")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lagon_reports")),
    )
    op.create_index(op.f("ix_lagon_reports_client_id"), "lagon_reports", ["client_id"])


def _actions() -> None:
    op.create_table(
        "actions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=True),
        sa.Column("contract_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_actions_client_id_clients")
        ),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_actions_contract_id_contracts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
    )
    op.create_index(op.f("ix_actions_client_id"), "actions", ["client_id"])
    op.create_index(op.f("ix_actions_dossier_id"), "actions", ["dossier_id"])
    op.create_index("ix_actions_owner_due_on", "actions", ["owner", "due_on"])


def _actes() -> None:
    op.create_table(
        "actes",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("in_window", sa.Boolean(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("charge_clientele", sa.Text(), nullable=True),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("rules_version", sa.String(length=80), nullable=False),
        sa.Column("save_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_actes_client_id_clients")
        ),
        sa.ForeignKeyConstraint(["corrects"], ["actes.id"], name=op.f("fk_actes_corrects_actes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actes")),
    )
    for column in ("dossier_id", "client_id", "done_on", "corrects"):
        op.create_index(op.f(f"ix_actes_{column}"), "actes", [column])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_SQLITE.format(verb="UPDATE"))
        op.execute(_SQLITE.format(verb="DELETE"))
    else:
        op.execute(_POSTGRESQL_FUNCTION)
        op.execute(_POSTGRESQL)


def _oppositions_and_consents() -> None:
    op.create_table(
        "oppositions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("client_number", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_oppositions")),
    )
    for column in ("client_id", "client_number", "phone"):
        op.create_index(op.f(f"ix_oppositions_{column}"), "oppositions", [column])
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("author", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=120), nullable=True),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_consents_client_id_clients")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_client_id"), "consents", ["client_id"])
