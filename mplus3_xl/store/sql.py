"""Conditions that statements written as SQL repeat word for word, on both engines."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

# Called and not finished (`domain.tags.status` is En cours; a test holds the two together). The
# index of dossiers serves the queries that repeat these very words.
UNDER_WAY = (
    "closing IS NULL AND appel = 'OK' AND (COALESCE(lagon, '') <> 'OK' "
    "OR COALESCE(bilan, '') <> 'OK' OR COALESCE(sms_mail, '') NOT IN ('OK', 'S.O.'))"
)
OPEN = f"closing IS NULL AND (COALESCE(appel, '') <> 'OK' OR ({UNDER_WAY}))"
"""A dossier that is neither finished nor closed."""
UNCONFIRMED = "confirmed_on IS NULL AND dropped_on IS NULL"
"""The lines for Lagon that no export confirmed, and that nobody took back."""


def among_sql(column: str, values: str, engine: str) -> str:
    """Return the condition that a column is one of the values of a parameter."""
    if engine == "sqlite":
        return f"{column} IN (SELECT value FROM json_each({values}))"
    return f"{column} = ANY ({values})"


def column_told(column: str, engine: str) -> str:
    """Return the aggregate that tells a column by one text: the values of all rows, JSON.

    To read thousands of rows value by value takes longer.
    """
    if engine == "sqlite":
        return f"json_group_array({column})"
    return f"COALESCE(CAST(json_agg({column}) AS TEXT), '[]')"


def lines_told(columns: Iterable[str], engine: str) -> str:
    """Return the aggregate that tells columns by one text: a line for each row, JSON.

    Of thousands of rows, those that are alike have the same line.
    """
    values = ", ".join(columns)
    if engine == "sqlite":
        return f"group_concat(json_array({values}), char(10))"
    return f"string_agg(CAST(json_build_array({values}) AS TEXT), chr(10))"


def where_among(
    column: str, values: Collection[Any], engine: str
) -> tuple[str, Mapping[str, Collection[Any]]]:
    """Return what follows the name of a table to find rows by the values of a column."""
    return f"WHERE {among_sql(column, ':values', engine)}", {"values": values}


def same_person_sql(owner: str) -> str:
    """Return the condition of the rows whose `owner` is `:client`, or was one merged into him."""
    merged = "SELECT old_client_id FROM client_aliases WHERE client_id = :client"
    return f"({owner} = :client OR {owner} IN ({merged}))"
