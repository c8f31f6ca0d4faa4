"""What Lagon's exports bring, and the dossiers made of it."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)

from mplus3_xl.store.tables.base import metadata

# Called and not finished (`domain.tags.status` is En cours; a test holds the two together). The
# index below serves the queries that repeat these very words.
UNDER_WAY = (
    "closing IS NULL AND appel = 'OK' AND (COALESCE(lagon, '') <> 'OK' "
    "OR COALESCE(bilan, '') <> 'OK' OR COALESCE(sms_mail, '') NOT IN ('OK', 'S.O.'))"
)

imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", DateTime, nullable=False),
    Column("day", Date, nullable=False),
    Column("author", String(120), nullable=False),
)

import_files = Table(
    "import_files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("import_id", ForeignKey(imports.c.id), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("scope", Text, nullable=False),
    Column("read", Integer, nullable=False),
    Column("created", Integer, nullable=False),
    Column("modified", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
)

clients = Table(
    "clients",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Text, unique=True),
    Column("civility", Text),
    Column("last_name", Text),
    Column("first_name", Text),
    Column("company", Text),
    Column("client_type", String(20)),
    Column("address", Text),
    Column("postal_code", Text),
    Column("city", Text),
    Column("phone", Text),
    Column("email", Text),
    Column("marital_status", Text),
    Column("occupation", Text),
    Column("siret", Text),
    Column("naf", Text),
    Column("activity", Text),
    Column("revenue_cents", BigInteger),
    Column("headcount", Integer),
    Column("insurance_contact", Text),
    Column("agency", Text),
    Column("charge_clientele", Text),
    Column("created_on", Date),
    Column("from_file", Boolean, nullable=False),
    Column("name_only", Boolean, nullable=False),
    Column("seen_agency", Text),
    Column("folded_name", Text, nullable=False),
    Column("folded_phone", Text),
    Column("folded_email", Text),
    Column("first_effect", Date),
    Column("import_id", ForeignKey(imports.c.id), nullable=False),
    Index("ix_clients_folded_phone", "folded_phone"),  # attempts are counted by phone too
    Index("ix_clients_folded_name", "folded_name"),  # doubles are counted at each refresh
    Index("ix_clients_folded_email", "folded_email"),
)

dossiers = Table(
    "dossiers",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("client_id", ForeignKey(clients.c.id), nullable=False, index=True),
    Column("agency", Text),
    Column("charge_clientele", Text),
    Column("effect_date", Date, nullable=False),
    Column("target", Date, nullable=False),
    Column("window_start", Date, nullable=False),
    Column("window_end", Date, nullable=False),
    Column("earliest", Date, nullable=False),
    Column("latest", Date, nullable=False),
    Column("appel", String(4)),
    Column("lagon", String(4)),
    Column("bilan", String(4)),
    Column("sms_mail", String(4)),
    Column("callback_at", DateTime),
    Column("next_try_at", DateTime),
    Column("closing", String(30)),
    Column("closed_on", Date),
    Column("closed_by_program", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("appel_ok_on", Date),
    Column("callback_agreed_by", String(120)),
    Column("callback_agreed_at", DateTime),
    Column("closing_reason", Text),
    Column("joined_into", Integer),
    Column("calling_since", DateTime),
    Column("calling_by", String(120)),
    Column("assigned_to", Text),
    Column("assigned_until", Date),
    Column("postponed_until", Date),
    Column("postponed_reason", Text),
    # A seat's queue is read by index, whatever the size of the store. The migration makes the same
    # partial indexes on PostgreSQL; saying so here would load its dialect at each click.
    Index("ix_dossiers_charge_clientele_latest", "charge_clientele", "latest", "earliest"),
    Index(
        "ix_dossiers_assigned_to_latest",
        "assigned_to",
        "latest",
        "earliest",
        sqlite_where=text("assigned_to IS NOT NULL"),
    ),
    Index(
        "ix_dossiers_callback_at",
        "callback_at",
        sqlite_where=text("callback_at IS NOT NULL"),
    ),
    Index(
        "ix_dossiers_under_way",
        "charge_clientele",
        sqlite_where=text(UNDER_WAY),
    ),
)

contracts = Table(
    "contracts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, unique=True),
    Column("client_id", ForeignKey(clients.c.id), nullable=False, index=True),
    Column("number", Text, nullable=False),
    Column("client_name", Text),
    Column("client_type", String(20)),
    Column("movement", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("effect_date", Date, nullable=False),
    Column("subscribed_on", Date),
    Column("ended_on", Date),
    Column("branch", Text),
    Column("product", Text),
    Column("family", String(40)),
    Column("formula", Text),
    Column("premium_cents", BigInteger),
    Column("seller", Text),
    Column("charge_clientele", Text),
    Column("agency", Text),
    Column("claims", Integer),
    Column("scope", Text, nullable=False),
    Column("absent_since", Date),
    Column("probable_replacement", Boolean, nullable=False),
    Column("dossier_id", ForeignKey(dossiers.c.id), index=True),
    Column("import_id", ForeignKey(imports.c.id), nullable=False),
)
