"""What is to be typed into Lagon, which has no interface: old value, new value, and how far it is.

A line stays until an export shows the new value; an export that still shows the old one brings
back a line said to be reported.
"""

from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from mplus3_xl.domain.rule_labels import labels
from mplus3_xl.rules import table


class LagonReport(NamedTuple):
    """One line "à reporter dans Lagon" of a client; `field` is its code in `columns.toml`."""

    id: int
    client_id: int
    field: str
    old: str | None
    new: str
    made_at: datetime
    made_by: str
    reported_on: date | None = None
    reported_by: str | None = None
    confirmed_on: date | None = None
    dropped_on: date | None = None

    @property
    def label(self) -> str:
        """The name of the field, as staff read it."""
        return label_of_field(self.field)


def label_of_field(code: str) -> str:
    """Return the name of a field of the Lagon file, as staff read it."""
    return labels("required_fields", "field").get(code, "Type de client")


@cache
def columns() -> dict[str, str]:
    """Return the column of the client that each field is, by its code."""
    return {code: each["field"] for code, each in table("columns")["clients"].items()}


def column_of(code: str) -> str:
    """Return the column of the client that a field is."""
    return columns()[code]
