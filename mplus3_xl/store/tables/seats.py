"""Which store this is, who works here, and what a manager set."""

from sqlalchemy import Boolean, Column, Date, DateTime, Integer, String, Table, Text

from mplus3_xl.store.tables.base import metadata

# One row, made with the store: the workbooks made for it bear it (`files/carrying.py` keeps it).
store_identity = Table(
    "store_identity", metadata, Column("id", String(36), primary_key=True, autoincrement=False)
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
