"""The bilan of a client, and its parts: what he said, never what is held with us."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
)

from mplus3_xl.store.tables.base import metadata
from mplus3_xl.store.tables.lagon import clients

bilans = Table(
    "bilans",
    metadata,
    Column("client_id", ForeignKey(clients.c.id), primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("no_action_reason", Text),
    Column("saved_at", DateTime, nullable=False),
    Column("saved_by", String(120), nullable=False),
    Column("form_id", String(36)),
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
