"""The clients whom the rows of contracts name: made, renamed, compared with what was entered."""

from collections.abc import Mapping

from mplus3_xl.domain.client.clients import derived
from mplus3_xl.domain.client.contacts import same_value
from mplus3_xl.domain.lagon.aliases import Aliases
from mplus3_xl.domain.lagon.contract_plan import ContractPlan, Known
from mplus3_xl.domain.lagon.holders import Holder
from mplus3_xl.domain.model import Client, ContractDraft
from mplus3_xl.domain.text import fold

# What a contract's row says nothing of: the fields of a client from his address on.
_FIRST_UNKNOWN, _FIRST_OWN = map(Client._fields.index, ("address", "from_file"))
_UNKNOWN = (None,) * (_FIRST_OWN - _FIRST_UNKNOWN)
# What a contract's row says of its client and a person may enter.
_SAID_OF_CLIENT = ("client_type", "charge_clientele")


def client_of(plan: ContractPlan, holder: Holder, known: Known) -> Client | None:
    """Return the client of a row as the plan has him now; `None` for one to make."""
    if holder.id is None:
        return plan.new_clients.get(holder)
    return plan.renamed.get(holder.id) or known.clients[holder.id]


def compare(
    plan: ContractPlan, client: Client, draft: ContractDraft, entered: Mapping[str, str | None]
) -> None:
    """Note where a row differs from what a person entered of its client (R9)."""
    if client.from_file:
        return
    for name in _SAID_OF_CLIENT:
        said = getattr(draft, name)
        if name not in entered or said is None:
            continue
        if same_value(name, said, getattr(client, name)):
            plan.agreed.add((client.id, name))
        else:
            plan.differences.setdefault((client.id, name), (entered[name], said))


def client_to_make(draft: ContractDraft, holder: Holder, client_id: int, import_id: int) -> Client:
    """Make the client whom a row names; written out, for there may be fifty thousand."""
    name, kind = draft.client_name, draft.client_type
    lone, folded = holder.number is None, fold(name or "")
    head = (client_id, holder.number, None, name, None, None, kind)
    tail = (False, lone, draft.agency, folded, None, None, None, import_id)
    return Client._make((*head, *_UNKNOWN, *tail))


def is_renamed(client: Client, draft: ContractDraft, known: Known) -> bool:
    """Say whether a client that no client file named is named otherwise by his contract."""
    if client.from_file or draft.client_name is None or _by_alias(client, draft, known.aliases):
        return False
    kind = known.type_said(client, draft)
    return client.last_name != _name_said(client, draft) or client.client_type != kind


def _name_said(client: Client, draft: ContractDraft) -> str | None:
    """Return the name that a row gives its client; one that found him by it spells it only of
    whom nothing else names (R11).
    """
    found_by_name = draft.client_number is None and not client.name_only
    return client.last_name if found_by_name else draft.client_name


def _by_alias(client: Client, draft: ContractDraft, aliases: Aliases) -> bool:
    """Say whether the row names its client as he was before a merge."""
    if draft.client_number is not None:
        return aliases.numbered(draft.client_number) is not None
    named = fold(draft.client_name or "")
    return named in aliases.names and named != client.folded_name


def rename(
    plan: ContractPlan, holder: Holder, client: Client, draft: ContractDraft, known: Known
) -> None:
    """Give a client the name and the type that his row says."""
    kind = known.type_said(client, draft)
    renamed = derived(client._replace(last_name=_name_said(client, draft), client_type=kind))
    if holder.id is None:
        plan.new_clients[holder] = renamed
    else:
        plan.renamed[holder.id] = renamed
