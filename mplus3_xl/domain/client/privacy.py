"""What becomes of each thing that is known about a client once he is erased (RGPD art. 17).

The policy of every column is in `rules/privacy.toml`. Counts and sums stay, whatever names the
client or is said in free words goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from mplus3_xl.domain.text import fold
from mplus3_xl.rules import table

if TYPE_CHECKING:
    from mplus3_xl.domain.model import Client
    from mplus3_xl.domain.register.actes import Acte

WORD = "anonymisé"


class TablePolicy(NamedTuple):
    """What becomes of the columns of one table; `removed` says that its rows go altogether."""

    title: str
    keep: frozenset[str]
    erase: frozenset[str]
    pseudonym: frozenset[str]
    not_personal: frozenset[str]
    removed: bool

    @property
    def changed(self) -> frozenset[str]:
        """The columns that an erasure empties or replaces."""
        return self.erase | self.pseudonym


@cache
def policies() -> Mapping[str, TablePolicy]:
    """Return the policy of each table."""
    entries: Mapping[str, Mapping[str, Any]] = table("privacy")["table"]
    return {name: _policy(entry) for name, entry in entries.items()}


def _policy(entry: Mapping[str, Any]) -> TablePolicy:
    keep, erase, pseudonym, not_personal = (
        frozenset(entry.get(name, ())) for name in TablePolicy._fields[1:-1]
    )
    removed = entry.get("removed", False)
    return TablePolicy(entry["title"], keep, erase, pseudonym, not_personal, removed)


def client_subjects() -> tuple[str, ...]:
    """Return the subjects of the journal that are no table: their number is the client's."""
    return tuple(table("privacy")["journal"]["client_subjects"])


def pseudonym_of(client_id: int) -> str:
    """Return the name under which an erased client is still counted."""
    return f"anonyme {client_id}"


def without_names(actes: Iterable[Acte]) -> list[Acte]:
    """Return the actes of one client with no name, number or free text in them.

    A text that two of them share is still the same in both, so that a correction stays one.
    """
    listed = list(actes)
    words = {acte.content["client"]["nom"]: pseudonym_of(acte.client_id) for acte in listed}
    return [acte._replace(content=_anonymous(acte.content, "", words)) for acte in listed]


def words_naming(client: Client, text: str) -> list[str]:
    """Return the words of a text that name a client, folded, in order.

    A single letter names nobody ("n° 12" is no N’Guyen), nor does a particle ("de la Tour"), nor a
    word of a company's name, which may be of the trade.
    """
    folded, name = fold(text), client.folded_name
    own = {name} if client.company else set(name.split()) - _particles()
    own.add(fold(client.number or ""))
    return sorted(each for each in own if len(each) > 1 and f" {each} " in f" {folded} ")


def _particles() -> frozenset[str]:
    return frozenset(table("privacy")["names"]["particles"])


def _anonymous(value: Any, key: str, words: dict[str, str]) -> Any:
    if isinstance(value, Mapping):
        return {name: _anonymous(each, _path(key, name), words) for name, each in value.items()}
    if isinstance(value, list):
        return [_anonymous(each, key, words) for each in value]
    if not value or not isinstance(value, str) or _stays(key):
        return value
    return words.setdefault(value, f"{WORD} {len(words) + 1}")


def _path(key: str, name: str) -> str:
    return f"{name}.{key}" if key else name


def _stays(key: str) -> bool:
    kept = table("privacy")["content"]["keep"]
    return key in kept or key.split(".", maxsplit=1)[0] in kept
