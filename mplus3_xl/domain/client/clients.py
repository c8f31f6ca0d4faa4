"""Making a client of what is known of him, and the folded texts that follow from it."""

from typing import Any

from mplus3_xl.domain.client.contacts import email_key, phone_key
from mplus3_xl.domain.model import Client, display_name
from mplus3_xl.domain.text import fold

_NOBODY: dict[str, Any] = dict.fromkeys(Client._fields) | {"from_file": False, "name_only": False}


def new_client(client_id: int, import_id: int, **known: Any) -> Client:
    """Make a client of whom only `known` is known."""
    facts = _NOBODY | known
    named = (facts[name] for name in ("client_type", "last_name", "first_name", "company"))
    facts |= {
        "id": client_id,
        "import_id": import_id,
        "folded_name": fold(display_name(*named)),
        "folded_phone": phone_key(facts["phone"]),
        "folded_email": email_key(facts["email"]),
    }
    return Client(**facts)


def derived(client: Client) -> Client:
    """Recompute the folded texts of a client."""
    return client._replace(
        folded_name=fold(client.name),
        folded_phone=phone_key(client.phone),
        folded_email=email_key(client.email),
    )
