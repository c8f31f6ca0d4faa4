"""All the tables, for what goes through them by name or by turn."""

from mplus3_xl.store.tables import attempts, bilans, calls, history, lagon, persons, register, seats
from mplus3_xl.store.tables.base import metadata

__all__ = [
    "attempts",
    "bilans",
    "calls",
    "history",
    "lagon",
    "metadata",
    "persons",
    "register",
    "seats",
]
