"""What exports still call a client whose file was merged into another's."""

from collections.abc import Iterable, Mapping, Set
from datetime import datetime
from typing import NamedTuple


class Alias(NamedTuple):
    """The former number, or the former name and site (R11), of a client; `old_client_id` was his.

    `number` is `None` if he had none, or if the file that is kept took it over.
    """

    id: int
    client_id: int
    old_client_id: int
    number: str | None
    folded_name: str
    agency: str | None
    at: datetime
    author: str


class Aliases:
    """The aliases that one command may meet."""

    def __init__(self, aliases: Iterable[Alias] = ()) -> None:
        self.all = tuple(aliases)
        self.merged: Set[int] = {each.client_id for each in self.all}
        self.names: Set[str] = {each.folded_name for each in self.all}
        self._by_number: Mapping[str, Alias] = {
            each.number: each for each in self.all if each.number is not None
        }

    def numbered(self, number: str) -> Alias | None:
        """Return the alias that bears a number."""
        return self._by_number.get(number)

    def wanted(self, numbers: Set[str], folded_names: Set[str]) -> set[int]:
        """Return the ids of the clients whom these numbers and names stood for."""
        return {
            each.client_id
            for each in self.all
            if each.number in numbers or each.folded_name in folded_names
        }


NO_ALIASES = Aliases()
