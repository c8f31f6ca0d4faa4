"""What a call leaves beside its attempts: answers, what is to do, drafts and saves."""

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from mplus3_xl.store.tables.base import metadata
from mplus3_xl.store.tables.lagon import clients, contracts, dossiers

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
