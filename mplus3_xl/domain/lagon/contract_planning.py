"""What a contract export changes: planned here, written by the service (R1, R2, R9, R11)."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from mplus3_xl.domain.bilan.families import classified, family_of
from mplus3_xl.domain.lagon.contract_clients import (
    client_of,
    client_to_make,
    compare,
    is_renamed,
    rename,
)
from mplus3_xl.domain.lagon.contract_plan import ContractPlan, Known
from mplus3_xl.domain.lagon.copies import Place, merged, refuse_copies, said_together
from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.domain.lagon.holders import Row
from mplus3_xl.domain.lagon.verdicts import Verdicts
from mplus3_xl.domain.model import Client, Contract, ContractDraft

# The fields that a contract has from its row, as they are.
_FROM_ROW = tuple(name for name in ContractDraft._fields if name in Contract._fields)
# In both, the fields stand in one order; a contract's family comes before its formula.
_NAME = ContractDraft._fields.index("client_name")
_FORMULA = ContractDraft._fields.index("formula")


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
        client = client_of(plan, holder, known)
        made = client is None
        if client is None:
            client = plan.new_clients[holder] = client_to_make(
                draft, holder, next(client_ids), import_id
            )
        elif entered := known.entries.get(client.id):
            compare(plan, client, draft, entered)
        old = known.contracts.get(first.key)
        if old is None:
            head = (next(contract_ids), first.key, client.id, draft.number)
            family = family_of(draft.branch, draft.product, client.client_type or draft.client_type)
            plan.created.append(_new_contract(head, draft, family, file.scope, import_id))
            verdict = "created"
        else:
            said = _said(files, copies, draft)
            verdict = _change(plan, old, _updated(old, draft, said, client), file)
        if not made and verdict != "unchanged" and is_renamed(client, draft, known):
            rename(plan, holder, client, draft, known)
        marks.append((first.file, verdict))
    for (at, verdict), rows_marked in Counter(marks).items():
        verdicts.count(at, verdict, rows_marked)
    return plan


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
