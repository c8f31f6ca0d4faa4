"""What a person wants of us: oppositions, consents, erasures; and who is one and the same."""

from sqlalchemy import Column, Date, DateTime, ForeignKey, Integer, String, Table, Text

from mplus3_xl.store.tables.base import metadata
from mplus3_xl.store.tables.lagon import clients

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

# The number and the phone are empty until the client is erased: they keep the proof his (R223-2).
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
    Column("client_number", Text),
    Column("phone", Text),
    Column("wording", Text),
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
