"""The tables, as SQLAlchemy knows them; `migrations/` makes them.

Amounts are whole cents; moments are Paris local time. Ids of clients, contracts and dossiers are
given by the program (`unit_of_work.py`), under the write lock, so that one import can link what
it makes before anything is written.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

# Called and not finished (`domain.tags.status` is En cours; a test holds the two together). The
# index below serves the queries that repeat these very words.
UNDER_WAY = (
    "closing IS NULL AND appel = 'OK' AND (COALESCE(lagon, '') <> 'OK' "
    "OR COALESCE(bilan, '') <> 'OK' OR COALESCE(sms_mail, '') NOT IN ('OK', 'S.O.'))"
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
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
    Column("import_id", ForeignKey("imports.id"), nullable=False, index=True),
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
    Column("import_id", ForeignKey("imports.id"), nullable=False),
)

dossiers = Table(
    "dossiers",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("client_id", ForeignKey("clients.id"), nullable=False, index=True),
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
    # A seat's queue is read by index, whatever the size of the store.
    Index("ix_dossiers_charge_clientele_latest", "charge_clientele", "latest", "earliest"),
    Index(
        "ix_dossiers_callback_at",
        "callback_at",
        sqlite_where=text("callback_at IS NOT NULL"),
        postgresql_where=text("callback_at IS NOT NULL"),
    ),
    Index(
        "ix_dossiers_under_way",
        "charge_clientele",
        sqlite_where=text(UNDER_WAY),
        postgresql_where=text(UNDER_WAY),
    ),
)

contracts = Table(
    "contracts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, unique=True),
    Column("client_id", ForeignKey("clients.id"), nullable=False, index=True),
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
    Column("dossier_id", ForeignKey("dossiers.id"), index=True),
    Column("import_id", ForeignKey("imports.id"), nullable=False),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dossier_id", ForeignKey("dossiers.id"), nullable=False, index=True),
    Column("at", DateTime, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("counts", Boolean, nullable=False),
    Column("author", String(120), nullable=False),
    # A wrongly recorded attempt stays visible, and no longer counts.
    Column("struck_at", DateTime),
    Column("struck_by", String(120)),
    Column("struck_reason", Text),
)

drafts = Table(
    "drafts",
    metadata,
    Column("dossier_id", ForeignKey("dossiers.id"), primary_key=True),
    Column("content", Text, nullable=False),
    Column("author", String(120), nullable=False),
    Column("at", DateTime, nullable=False),
)

# What somebody typed and did not get saved yet, and the version of the dossier it was typed on.
kept_drafts = Table(
    "kept_drafts",
    metadata,
    Column("dossier_id", ForeignKey("dossiers.id"), primary_key=True),
    Column("author", String(120), primary_key=True),
    Column("content", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", DateTime, nullable=False),
)

manual_entries = Table(
    "manual_entries",
    metadata,
    Column("client_id", ForeignKey("clients.id"), primary_key=True),
    Column("field", String(40), primary_key=True),
    Column("value", Text),
    Column("author", String(120), nullable=False),
    Column("at", DateTime, nullable=False),
)

conflicts = Table(
    "conflicts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject", String(20), nullable=False),
    Column("subject_id", Integer, nullable=False),
    Column("field", String(40), nullable=False),
    Column("kept", Text),
    Column("offered", Text),
    Column("import_id", ForeignKey("imports.id"), nullable=False),
    Column("settled_at", DateTime),
    UniqueConstraint("subject", "subject_id", "field", "offered"),
)

journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("author", String(120), nullable=False),
    Column("subject", String(20), nullable=False),
    Column("subject_id", Integer, nullable=False),
    Column("field", String(40), nullable=False),
    Column("old", Text),
    Column("new", Text),
    Column("save_id", Integer),
    Index("ix_journal_subject", "subject", "subject_id"),
)

# One row for each save of a dossier, whose changes are its lines of the journal. No foreign key
# to the dossier: one that nobody works on any more may be regrouped (R4), its history stays.
saves = Table(
    "saves",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("form_id", String(36), unique=True),
    Column("dossier_id", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("author", String(120), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("undoes", Integer),
    Index("ix_saves_author", "author"),
    Index("ix_saves_undoes", "undoes"),
)

users = Table(
    "users",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("login", String(120), nullable=False, unique=True),
    Column("charge_clientele", Text),
    Column("manager", Boolean, nullable=False),
    Column("seen_on", Date, nullable=False),
)
