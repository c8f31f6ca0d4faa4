"""The conditions that many queries have, and the statements that find rows by a column.

A condition on many values is one parameter: a list of thousands takes 20 ms to spell out. Only for
numbers and texts, which JSON has as they are. A statement is built once: building one takes as long
as asking it.
"""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    BindParameter,
    Boolean,
    Column,
    ColumnElement,
    Dialect,
    Select,
    Text,
    bindparam,
    or_,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from mplus3_xl.store.sql import among_sql
from mplus3_xl.store.tables.persons import client_aliases


class _Listed(TypeDecorator[Any]):
    """Values as the engine takes them in one parameter; `item` is the type of one."""

    impl = Text
    cache_ok = True

    def __init__(self, item: type[TypeEngine[Any]]) -> None:
        super().__init__()
        self.item = item

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else ARRAY(self.item))

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        listed = list(value or ())
        return json.dumps(listed) if dialect.name == "sqlite" else listed


class _Among(FunctionElement[bool]):
    """The condition itself: a column, and the parameter of the values."""

    type = Boolean()
    inherit_cache = True

    def self_group(self, against: object = None) -> "_Among":  # noqa: ARG002 - SQLAlchemy's name
        """Stand in a condition as it is: « = 1 » after it would keep SQLite from its indexes."""
        return self


@compiles(_Among)
def _compiled(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, values = (compiler.process(each, **options) for each in element.clauses)
    return among_sql(column, values, compiler.dialect.name)


def among(column: ColumnElement[Any], values: Iterable[int | str]) -> ColumnElement[bool]:
    """Return the condition that `column` is one of the values."""
    return _Among(column, bindparam(None, values, type_=_Listed(type(column.type))))


def among_named(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Return the condition that `column` is one of the values of the parameter `name`."""
    return _Among(column, bindparam(name, type_=_Listed(type(column.type))))


def same_person(owner: Column[Any], client_id: int | BindParameter[int]) -> ColumnElement[bool]:
    """Return the condition of the rows whose `owner` is a client, or was one merged into him."""
    merged = select(client_aliases.c.old_client_id).where(client_aliases.c.client_id == client_id)
    return or_(owner == client_id, owner.in_(merged))


@cache
def rows_among(column: Column[Any], *order: ColumnElement[Any]) -> Select[Any]:
    """Select the rows whose column is one of the parameter `values`, in an order."""
    return select(column.table).where(among_named(column, "values")).order_by(*order)
