"""Who one person is in the store: a client, and those merged into him."""

from typing import Any

from sqlalchemy import BindParameter, Column, ColumnElement, or_, select

from mplus3_xl.store.tables.persons import client_aliases


def same_person(owner: Column[Any], client_id: int | BindParameter[int]) -> ColumnElement[bool]:
    """Return the condition of the rows whose `owner` is a client, or was one merged into him."""
    merged = select(client_aliases.c.old_client_id).where(client_aliases.c.client_id == client_id)
    return or_(owner == client_id, owner.in_(merged))
