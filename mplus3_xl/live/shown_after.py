"""What is done is done: a sheet that cannot show it is told apart from what was refused."""

from collections.abc import Iterator
from contextlib import contextmanager

from mplus3_xl.errors import UserError
from mplus3_xl.live.port import Desk, Tone


@contextmanager
def sheet_follows(desk: Desk, done: str) -> Iterator[None]:
    """Show on the sheets what the store has now; if they refuse, `done` is said all the same."""
    try:
        yield
    except UserError as trouble:
        desk.tell(f"{done}\nLa feuille n’a pas pu suivre : {trouble}", Tone.WARNING)
