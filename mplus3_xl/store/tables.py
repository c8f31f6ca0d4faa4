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
    LargeBinary,
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

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dossier_id", ForeignKey(dossiers.c.id), nullable=False, index=True),
    Column("at", DateTime, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("counts", Boolean, nullable=False),
    Column("author", String(120), nullable=False),
    # A wrongly recorded attempt stays visible, and no longer counts.
    Column("struck_at", DateTime),
    Column("struck_by", String(120)),
    Column("struck_reason", Text),
    Column("note", Text),
    Column("phone", Text, index=True),
    Column("basis", String(40)),
    Column("callback_at", DateTime),
    # A call made although the gate was shut: the settings it went against, and why.
    Column("breach", Text),
    Column("breach_reason", Text),
    Column("manager", String(120)),
)

# Objective 1: what the client said of each field of his Lagon file, during the call of a dossier.
field_answers = Table(
    "field_answers",
    metadata,
    Column("dossier_id", ForeignKey(dossiers.c.id), primary_key=True),
    Column("field", String(40), primary_key=True),
    Column("state", String(20)),
    Column("lagon", Text),
    Column("new", Text),
    Column("author", String(120), nullable=False),
    Column("at", DateTime, nullable=False),
)

# Objective 2: where each piece of each contract stands.
piece_answers = Table(
    "piece_answers",
    metadata,
    Column("contract_id", ForeignKey(contracts.c.id), primary_key=True),
    Column("piece", String(40), primary_key=True),
    Column("state", String(20), nullable=False),
    Column("on", Date),
    Column("author", String(120), nullable=False),
    Column("at", DateTime, nullable=False),
)

# What is to be typed into Lagon, which has no interface; the next export confirms it.
lagon_reports = Table(
    "lagon_reports",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("client_id", ForeignKey(clients.c.id), nullable=False, index=True),
    Column("field", String(40), nullable=False),
    Column("old", Text),
    Column("new", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("made_by", String(120), nullable=False),
    Column("reported_on", Date),
    Column("reported_by", String(120)),
    Column("confirmed_on", Date),
    Column("dropped_on", Date),
)

actions = Table(
    "actions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("client_id", ForeignKey(clients.c.id), nullable=False, index=True),
    Column("dossier_id", Integer, index=True),
    Column("contract_id", ForeignKey(contracts.c.id)),
    Column("kind", String(20), nullable=False),
    Column("object", Text, nullable=False),
    Column("owner", Text),
    Column("due_on", Date, nullable=False),
    Column("done_on", Date),
    Column("result", Text),
    Column("created_at", DateTime, nullable=False),
    Column("created_by", String(120), nullable=False),
    Index("ix_actions_owner_due_on", "owner", "due_on"),
)

# The bilan of a client, and its parts: what he said, never what is held with us.
bilans = Table(
    "bilans",
    metadata,
    Column("client_id", ForeignKey(clients.c.id), primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("no_action_reason", Text),
    Column("saved_at", DateTime, nullable=False),
    Column("saved_by", String(120), nullable=False),
)

# `answer` is JSON.
situation_answers = Table(
    "situation_answers",
    metadata,
    Column("client_id", ForeignKey(bilans.c.client_id), primary_key=True),
    Column("question", String(40), primary_key=True),
    Column("answer", Text, nullable=False),
)

bilan_lines = Table(
    "bilan_lines",
    metadata,
    Column("client_id", ForeignKey(bilans.c.client_id), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("family", String(40), nullable=False),
    Column("holding", String(20), nullable=False),
    Column("insurer", Text),
    Column("echeance", Date),
    Column("subscribed_on", Date),
    Column("premium_cents", BigInteger),
    Column("over_a_year", Boolean, nullable=False),
    Column("notice_on", Date),
    Column("no_notice", Boolean, nullable=False),
    Column("event", String(40)),
    Column("event_on", Date),
)

gap_replies = Table(
    "gap_replies",
    metadata,
    Column("client_id", ForeignKey(bilans.c.client_id), primary_key=True),
    Column("gap", String(40), primary_key=True),
    Column("answer", String(20)),
    Column("reason", Text),
)

# What somebody typed in a bilan and did not save yet, and the version that it was typed on.
bilan_drafts = Table(
    "bilan_drafts",
    metadata,
    Column("client_id", ForeignKey(clients.c.id), primary_key=True, autoincrement=False),
    Column("author", String(120), primary_key=True),
    Column("content", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", DateTime, nullable=False),
)

# What an M+3 was: only added to, like the journal. `content` is JSON.
actes = Table(
    "actes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("dossier_id", Integer, nullable=False, index=True),
    Column("client_id", ForeignKey(clients.c.id), nullable=False, index=True),
    Column("done_at", DateTime, nullable=False),
    Column("done_on", Date, nullable=False, index=True),
    Column("reached_on", Date),
    Column("in_window", Boolean, nullable=False),
    Column("agency", Text),
    Column("charge_clientele", Text),
    Column("author", String(120), nullable=False),
    Column("corrects", ForeignKey("actes.id"), index=True),
    Column("rules_version", String(80), nullable=False),
    Column("save_id", Integer),
    Column("content", Text, nullable=False),
)

# A month that was frozen: who, when, and the two files as they were given out. An erasure takes the
# files away, which hold names; their digests stay.
months = Table(
    "months",
    metadata,
    Column("month", String(7), primary_key=True),
    Column("closed_at", DateTime, nullable=False),
    Column("closed_by", String(120), nullable=False),
    Column("actes", Integer, nullable=False),
    Column("csv_sha256", String(64), nullable=False),
    Column("xlsx_sha256", String(64), nullable=False),
    Column("anonymised_on", Date),
    Column("csv", LargeBinary),
    Column("xlsx", LargeBinary),
)

# Its rows: an acte is in one frozen month at most, and no change of it goes unseen.
month_actes = Table(
    "month_actes",
    metadata,
    Column("acte_id", ForeignKey(actes.c.id), primary_key=True, autoincrement=False),
    Column("month", ForeignKey(months.c.month), nullable=False, index=True),
    Column("digest", String(64), nullable=False),
)

# Whoever asked not to be called. No foreign key: it outlives the client it came from.
oppositions = Table(
    "oppositions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("client_id", Integer, nullable=False, index=True),
    Column("client_number", Text, index=True),
    Column("phone", Text, index=True),
    Column("at", DateTime, nullable=False),
    Column("author", String(120), nullable=False),
    Column("dossier_id", Integer),
)

consents = Table(
    "consents",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("client_id", ForeignKey(clients.c.id), nullable=False, index=True),
    Column("given_on", Date, nullable=False),
    Column("channel", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("author", String(120), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("withdrawn_at", DateTime),
    Column("withdrawn_by", String(120)),
)

# Who was erased, when, by whom, for which cause (demande, conservation).
erasures = Table(
    "erasures",
    metadata,
    Column("client_id", ForeignKey(clients.c.id), primary_key=True, autoincrement=False),
    Column("at", DateTime, nullable=False),
    Column("author", String(120), nullable=False),
    Column("cause", String(20), nullable=False),
    Column("reason", Text),
)

# Who was erased here and not yet from the files beside the store: what a copy knows him by, until
# only free pages are left to clean.
file_erasures = Table(
    "file_erasures",
    metadata,
    Column("client_id", ForeignKey(clients.c.id), primary_key=True, autoincrement=False),
    Column("number", Text),
    Column("folded_name", Text),
)

# Holds a row within the transaction of an erasure only: the triggers that keep the journal and the
# actes as they are look there.
erasing = Table(
    "erasing",
    metadata,
    Column("client_id", Integer, primary_key=True, autoincrement=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("dossier_id", ForeignKey(dossiers.c.id), primary_key=True),
    Column("content", Text, nullable=False),
    Column("author", String(120), nullable=False),
    Column("at", DateTime, nullable=False),
)

# What somebody typed and did not get saved yet, and the version of the dossier it was typed on.
kept_drafts = Table(
    "kept_drafts",
    metadata,
    Column("dossier_id", ForeignKey(dossiers.c.id), primary_key=True),
    Column("author", String(120), primary_key=True),
    Column("content", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", DateTime, nullable=False),
)

manual_entries = Table(
    "manual_entries",
    metadata,
    Column("client_id", ForeignKey(clients.c.id), primary_key=True),
    Column("field", String(40), primary_key=True),
    Column("value", Text),
    Column("author", String(120), nullable=False),
    Column("at", DateTime, nullable=False),
)

# What exports still call a client who was merged into another: his number, or his name and site.
client_aliases = Table(
    "client_aliases",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("client_id", ForeignKey(clients.c.id), nullable=False, index=True),
    Column("old_client_id", Integer, nullable=False),
    Column("number", Text, unique=True),
    Column("folded_name", Text, nullable=False),
    Column("agency", Text),
    Column("at", DateTime, nullable=False),
    Column("author", String(120), nullable=False),
)

# Two clients whom somebody said not to be one and the same; `low_id` is the lower.
not_doubles = Table(
    "not_doubles",
    metadata,
    Column("low_id", ForeignKey(clients.c.id), primary_key=True, autoincrement=False),
    Column("high_id", ForeignKey(clients.c.id), primary_key=True, autoincrement=False),
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
    Column("import_id", ForeignKey(imports.c.id)),
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
# to the dossier: one that nobody works on any more may be regrouped (R4), its history stays. Those
# of one click on many dossiers have the same `batch`, the first one's id.
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
    Column("batch", Integer),
    Index("ix_saves_author", "author"),
    Index("ix_saves_batch", "batch"),
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
    Column("named_by", String(120)),
)

# What a manager set, version after version: only added to, like the journal. `content` is JSON,
# of what differs from the rule tables.
settings_versions = Table(
    "settings_versions",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("at", DateTime, nullable=False),
    Column("author", String(120), nullable=False),
    Column("content", Text, nullable=False),
)
