"""What persons entered of a client, and what an export says otherwise (R9)."""

from collections.abc import Mapping, Sequence
from typing import Any

from mplus3_xl.domain.client.contacts import same_value
from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.domain.model import Client, ClientDraft

Entries = Mapping[int, Mapping[str, str | None]]
"""What persons entered: client id, then field."""


def said_otherwise(
    files: Sequence[DraftFile],
    copies: Sequence[tuple[int, ClientDraft]],
    client: Client,
    entered: Mapping[str, str | None],
) -> dict[str, Any]:
    """Return what a copy says otherwise than a person.

    Of several, the one of the client's own site, then the last in the order of letters: the order
    of the files decides nothing.
    """
    found: dict[str, list[tuple[bool, str, Any]]] = {}
    for at, draft in copies:
        for name in entered.keys() & files[at].fields:
            value = getattr(draft, name)
            if value is not None and not same_value(name, value, getattr(client, name)):
                own_site = files[at].scope == client.agency
                found.setdefault(name, []).append((own_site, str(value), value))
    return {name: max(said, key=lambda each: each[:2])[-1] for name, said in found.items()}
