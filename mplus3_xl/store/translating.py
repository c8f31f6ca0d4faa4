"""The errors of SQLAlchemy as refusals that staff can act on."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError, OperationalError

from mplus3_xl.errors import UserError
from mplus3_xl.store.engine import place_of
from mplus3_xl.store.trouble import refusal_for, unreached


def refusal_of(error: DatabaseError, base: str) -> UserError | None:
    """Translate what the engine of the store at `base` says; `None` of a trouble not known.

    Without a code of its own, what PostgreSQL's driver says is of a connection that failed or was
    cut (the server starts, stops, is full, is out of reach), in words of the driver or the system.
    """
    state = getattr(error.orig, "sqlstate", None)
    refusal = refusal_for(state, str(error.orig), base)
    is_cut = isinstance(error, OperationalError) and getattr(error.orig, "sqlstate", "") is None
    return refusal or (unreached(base) if is_cut else None)


@contextmanager
def translated(engine: Engine) -> Iterator[None]:
    """Turn the known troubles of `engine` into refusals; let the others through, they are bugs."""
    try:
        yield
    except DatabaseError as error:
        refusal = refusal_of(error, place_of(engine))
        if refusal is None:
            raise
        raise refusal from error
