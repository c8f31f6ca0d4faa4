"""What an M+3 was, and the months that were frozen."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from mplus3_xl.store.tables.base import metadata
from mplus3_xl.store.tables.lagon import clients

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
