"""The fields of the Lagon file to confirm, by type of client (guide, D7, D8).

They are data: `rules/required_fields.toml`, in the order of the form. A client of unknown type is
asked what everybody is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.rules import table


@dataclass(frozen=True, slots=True)
class LagonField:
    """One line of objective 1; `values` are the only ones allowed unless empty.

    `amends` is what changes of the risk with it, if something does.
    """

    code: str
    label: str
    control: str
    required_for: tuple[ClientType, ...]
    may_be_withheld: bool
    values: tuple[str, ...]
    question: str | None
    help: str
    amends: str | None = None

    def asked_of(self, client_type: ClientType | None) -> bool:
        """Say whether a client of this type cannot do without it."""
        wanted = tuple(ClientType) if client_type is None else (client_type,)
        return set(wanted) <= set(self.required_for)


@cache
def fields() -> dict[str, LagonField]:
    """Return the fields by code, in the order of the form."""
    return {each["code"]: _field(each) for each in table("required_fields")["field"]}


def required_fields(client_type: ClientType | None) -> tuple[LagonField, ...]:
    """Return the fields asked of this type of client; agency and chargé always (guide, D7)."""
    return tuple(field for field in fields().values() if field.asked_of(client_type))


def _field(entry: Mapping[str, Any]) -> LagonField:
    return LagonField(
        code=entry["code"],
        label=entry["label"],
        control=entry["control"],
        required_for=tuple(map(ClientType, entry["required_for"])),
        may_be_withheld=entry["may_be_withheld"],
        values=() if entry.get("open") else tuple(entry.get("values", ())),
        question=entry.get("question"),
        help=entry["help"],
        amends=entry.get("amends"),
    )
