"""The attempts to reach a client, which every click that shows the queue counts."""

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, String, Table, Text

from mplus3_xl.store.tables.base import metadata
from mplus3_xl.store.tables.lagon import dossiers

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dossier_id", ForeignKey(dossiers.c.id), nullable=False, index=True),
    Column("at", DateTime, nullable=False, index=True),
    Column("outcome", String(20), nullable=False, index=True),
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
