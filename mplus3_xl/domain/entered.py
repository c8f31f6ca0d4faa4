"""What persons entered of a client, and what an export says otherwise (R9)."""

from collections.abc import Mapping, Sequence
from typing import Any

from mplus3_xl.domain.contacts import same_value
from mplus3_xl.domain.drafts import DraftFile
from mplus3_xl.domain.model import Client, ClientDraft

Entries = Mapping[int, Mapping[str, str | None]]
"""What persons entered: client id, then field."""


def said_otherwise(
    files: Sequence[DraftFile],
    copies: Sequence[tuple[int, ClientDraft]],
    client: Client,
    entered: Mapping[str, str | None],
) -> dict[str, Any]:
    """Return what a copy says otherwise than a person: the order of the files decides nothing."""
    return {
        name: value
        for at, draft in copies
        for name in entered.keys() & files[at].fields
        if (value := getattr(draft, name)) is not None
        and not same_value(name, value, getattr(client, name))
    }
