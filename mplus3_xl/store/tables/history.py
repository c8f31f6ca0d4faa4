"""Who changed what, what persons entered, and what an import did not get."""

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from mplus3_xl.store.tables.base import metadata
from mplus3_xl.store.tables.lagon import clients, imports

manual_entries = Table(
    "manual_entries",
    metadata,
    Column("client_id", ForeignKey(clients.c.id), primary_key=True),
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
    Column("import_id", ForeignKey(imports.c.id)),
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
    Column("save_id", Integer, index=True),
    Index("ix_journal_subject", "subject", "subject_id"),
)
