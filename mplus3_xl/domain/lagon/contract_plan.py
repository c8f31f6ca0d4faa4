"""What the import of contracts knows, and what it is to write."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mplus3_xl.domain.lagon.aliases import NO_ALIASES, Aliases
from mplus3_xl.domain.lagon.entered import Entries
from mplus3_xl.domain.lagon.holders import Holder
from mplus3_xl.domain.model import Client, Contract, ContractDraft
from mplus3_xl.domain.vocabulary import ClientType


@dataclass(slots=True)
class ContractPlan:
    """What to write: new and changed contracts (old, new), those that another site's export
    brought (id, scope), and the clients that rows made or renamed.

    `differences`: by client id and field, what was entered and the first row that says otherwise,
    of the clients that no client file named; `agreed`: where a row says what was entered.
    """

    created: list[Contract] = field(default_factory=list)
    changed: list[tuple[Contract, Contract]] = field(default_factory=list)
    rescoped: list[tuple[int, str]] = field(default_factory=list)
    new_clients: dict[Holder, Client] = field(default_factory=dict)
    renamed: dict[int, Client] = field(default_factory=dict)
    differences: dict[tuple[int, str], tuple[Any, Any]] = field(default_factory=dict)
    agreed: set[tuple[int, str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Known:
    """What the store and the client files know: contracts by key, clients by id, former names,
    and what persons entered of the clients.
    """

    contracts: Mapping[str, Contract]
    clients: Mapping[int, Client]
    aliases: Aliases = NO_ALIASES
    entries: Entries = field(default_factory=dict)

    def type_said(self, client: Client, draft: ContractDraft) -> ClientType | None:
        """Return the type that a row gives its client; what a person entered wins (R9)."""
        entered = "client_type" in self.entries.get(client.id, {})
        return client.client_type if entered else draft.client_type or client.client_type
