"""The statements that find rows by a column, each built once: building takes as long as asking."""

from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, bindparam, select

from mplus3_xl.store.among import among_named


@cache
def rows_by(column: Column[Any], *order: ColumnElement[Any]) -> Select[Any]:
    """Select the rows of the column's table whose column is the parameter `value`, in an order.

    An `order` that is not a plain column is made once too, where its module is loaded.
    """
    return select(column.table).where(column == bindparam("value")).order_by(*order)


@cache
def rows_among(column: Column[Any], *order: ColumnElement[Any]) -> Select[Any]:
    """Select the rows whose column is one of the parameter `values`, in an order."""
    return select(column.table).where(among_named(column, "values")).order_by(*order)
