"""The tables, as SQLAlchemy knows them; `migrations/` makes them.

Amounts are whole cents; moments are Paris local time. Ids of clients, contracts and dossiers are
given by the program (`Lookups.next_id`), under the write lock, so that one import can link what it
makes before anything is written.
"""

from mplus3_xl.store.tables import bilans, calls, history, lagon, persons, register, seats
from mplus3_xl.store.tables.base import metadata

__all__ = ["bilans", "calls", "history", "lagon", "metadata", "persons", "register", "seats"]
