"""What a contract export changes: planned here, written by the service (R1, R2, R9, R11)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from mplus3_xl.domain.aliases import Aliases
from mplus3_xl.domain.clients import derived
from mplus3_xl.domain.contacts import same_value
from mplus3_xl.domain.copies import Place, merged, refuse_copies, said_together
from mplus3_xl.domain.drafts import DraftFile
from mplus3_xl.domain.entered import Entries
from mplus3_xl.domain.families import classified, family_of
from mplus3_xl.domain.holders import Holder, Row
from mplus3_xl.domain.model import Client, Contract, ContractDraft
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.verdicts import Verdicts
from mplus3_xl.domain.vocabulary import ClientType

# The fields that a contract has from its row, as they are.
_FROM_ROW = tuple(name for name in ContractDraft._fields if name in Contract._fields)
# In both, the fields stand in one order; a contract's family comes before its formula.
_NAME = ContractDraft._fields.index("client_name")
_FORMULA = ContractDraft._fields.index("formula")
# What a contract's row says nothing of: the fields of a client from his address on.
_FIRST_UNKNOWN, _FIRST_OWN = map(Client._fields.index, ("address", "from_file"))
_UNKNOWN = (None,) * (_FIRST_OWN - _FIRST_UNKNOWN)
# What a contract's row says of its client and a person may enter.
_SAID_OF_CLIENT = ("client_type", "charge_clientele")


_NO_ALIASES = Aliases()


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
    aliases: Aliases = _NO_ALIASES
    entries: Entries = field(default_factory=dict)

    def type_said(self, client: Client, draft: ContractDraft) -> ClientType | None:
        """Return the type that a row gives its client; what a person entered wins (R9)."""
        entered = "client_type" in self.entries.get(client.id, {})
        return client.client_type if entered else draft.client_type or client.client_type


def plan_contracts(
    files: Sequence[DraftFile],
    rows: Sequence[Row],
    known: Known,
    ids: tuple[Iterator[int], Iterator[int]],
    import_id: int,
    verdicts: Verdicts,
) -> ContractPlan:
    """Plan the contract rows of one command; `ids` are those of new contracts and clients."""
    plan = ContractPlan()
    contract_ids, client_ids = ids
    marks = []
    for copies, draft in _without_copies(files, rows, verdicts):
        first = copies[0]
        holder, file = first.holder, files[first.file]
        client = _client_of(plan, holder, known)
        if client is None:
            client = plan.new_clients[holder] = _client_to_make(
                draft, holder, next(client_ids), import_id
            )
        elif entered := known.entries.get(client.id):
            _compare(plan, client, draft, entered)
        old = known.contracts.get(first.key)
        if old is None:
            head = (next(contract_ids), first.key, client.id, draft.number)
            family = family_of(draft.branch, draft.product, client.client_type or draft.client_type)
            plan.created.append(_new_contract(head, draft, family, file.scope, import_id))
            verdict = "created"
        else:
            said = _said(files, copies, draft)
            verdict = _change(plan, old, _updated(old, draft, said, client), file)
        if verdict != "unchanged" and _is_renamed(client, draft, known):
            _rename(plan, holder, client, draft, known)
        marks.append((first.file, verdict))
    for (at, verdict), rows_marked in Counter(marks).items():
        verdicts.count(at, verdict, rows_marked)
    return plan


def _client_of(plan: ContractPlan, holder: Holder, known: Known) -> Client | None:
    if holder.id is None:
        return plan.new_clients.get(holder)
    return plan.renamed.get(holder.id) or known.clients[holder.id]


def _compare(
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


def _without_copies(
    files: Sequence[DraftFile], rows: Sequence[Row], verdicts: Verdicts
) -> Iterator[tuple[Sequence[Row], ContractDraft]]:
    """Yield the rows of each key, the first one first, and what they say together (R2)."""
    repeated = {key for key, times in Counter(row.key for row in rows).items() if times > 1}
    copies: dict[str, list[Row]] = {key: [] for key in repeated}
    for row in rows:
        if row.key in repeated:
            copies[row.key].append(row)
    for row in rows:
        if row.key not in repeated:
            yield (row,), row.draft
    for same in copies.values():
        if len({_meaning(row) for row in same}) > 1:
            _refuse(files, same, verdicts)
            continue
        yield same, merged([row.draft for row in same])
        for row in same[1:]:
            verdicts.count(row.file, "unchanged")


def _meaning(row: Row) -> tuple[object, ...]:
    return row.holder, row.draft.effect_date, row.draft.state


def _refuse(files: Sequence[DraftFile], copies: Sequence[Row], verdicts: Verdicts) -> None:
    places = [Place(row.file, row.draft.line) for row in copies]
    differ = "un autre client, une autre date d’effet ou un autre état"
    number = copies[0].draft.number
    verdicts.refuse(refuse_copies(files, places, "numero", number, differ))


def _new_contract(
    head: tuple[int, str, int, str],
    draft: ContractDraft,
    family: str | None,
    scope: str,
    import_id: int,
) -> Contract:
    """Make a contract; `head` is its id, its key, its client's id and its number."""
    tail = (scope, None, False, None, import_id)
    return Contract._make((*head, *draft[_NAME:_FORMULA], family, *draft[_FORMULA:], *tail))


def _said(files: Sequence[DraftFile], copies: Sequence[Row], draft: ContractDraft) -> Set[str]:
    if len(copies) == 1:
        return files[copies[0].file].said(draft.line)
    return said_together(files, [Place(row.file, row.draft.line) for row in copies], draft)


def _updated(old: Contract, draft: ContractDraft, said: Set[str], client: Client) -> Contract:
    """Return the contract as its rows say it; what no file has a column for stays."""
    values = {name: getattr(draft, name) for name in _FROM_ROW if name in said}
    if old.agency is None:
        values["agency"] = draft.agency  # that of the file's site, without a column for it
    new = old._replace(client_id=client.id, absent_since=None, **values)
    return classified(new, client.client_type)


def _change(plan: ContractPlan, old: Contract, new: Contract, file: DraftFile) -> str:
    if old.scope != file.scope and not file.partial:
        plan.rescoped.append((old.id, file.scope))
    if new == old:
        return "unchanged"
    plan.changed.append((old, new))
    return "modified" if new != old._replace(absent_since=None) else "unchanged"


def _client_to_make(draft: ContractDraft, holder: Holder, client_id: int, import_id: int) -> Client:
    """Make the client whom a row names; written out, for there may be fifty thousand."""
    name, kind = draft.client_name, draft.client_type
    lone, folded = holder.number is None, fold(name or "")
    head = (client_id, holder.number, None, name, None, None, kind)
    tail = (False, lone, draft.agency, folded, None, None, None, import_id)
    return Client._make((*head, *_UNKNOWN, *tail))


def _is_renamed(client: Client, draft: ContractDraft, known: Known) -> bool:
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


def _rename(
    plan: ContractPlan, holder: Holder, client: Client, draft: ContractDraft, known: Known
) -> None:
    kind = known.type_said(client, draft)
    renamed = derived(client._replace(last_name=_name_said(client, draft), client_type=kind))
    if holder.id is None:
        plan.new_clients[holder] = renamed
    else:
        plan.renamed[holder.id] = renamed
