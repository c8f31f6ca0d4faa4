"""What a client export changes: planned here, written by the service (R9).

The client file wins over the contract rows; a person's entry wins over both, and the difference
is kept as a conflict.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mplus3_xl.domain.client.clients import derived, new_client
from mplus3_xl.domain.client.contacts import same_value
from mplus3_xl.domain.lagon.aliases import NO_ALIASES, Alias, Aliases
from mplus3_xl.domain.lagon.copies import Place, merged, refuse_copies, said_together
from mplus3_xl.domain.lagon.drafts import DraftFile, Kind
from mplus3_xl.domain.lagon.entered import Entries, said_otherwise
from mplus3_xl.domain.lagon.site_claims import Ruling, ruled, sites_read
from mplus3_xl.domain.lagon.site_values import Aside, Copy, believed, set_aside
from mplus3_xl.domain.lagon.verdicts import Verdicts
from mplus3_xl.domain.model import Client, ClientDraft, display_name
from mplus3_xl.domain.text import fold


@dataclass(slots=True)
class ClientPlan:
    """What to write: new clients, changed ones (old, new), and the conflicts: client id, field,
    the value kept and the one offered. `agreed`: where the files say what is kept.
    """

    created: list[Client] = field(default_factory=list)
    changed: list[tuple[Client, Client]] = field(default_factory=list)
    conflicts: list[tuple[int, str, Any, Any]] = field(default_factory=list)
    agreed: list[tuple[int, str]] = field(default_factory=list)


def plan_clients(
    files: Sequence[DraftFile],
    known: Mapping[str, Client],
    entries: Entries,
    ids: Iterator[int],
    import_id: int,
    verdicts: Verdicts,
    aliases: Aliases = NO_ALIASES,
) -> ClientPlan:
    """Plan the client files of one command.

    `known` are the store's clients by number, present or former; `ids` the ids to give to new ones.
    A former number changes no value: what its row says otherwise is a conflict of the old file.
    A client whom two sites claim stays whose he was (`lagon.site_claims`), as his site knows him
    (`lagon.site_values`).
    """
    plan, sites = ClientPlan(), sites_read(files)
    former: list[tuple[Alias, Client, dict[str, Any]]] = []
    for number, copies in _by_number(files).items():
        if len({_folded_name(draft) for _, draft in copies}) > 1:
            places = [Place(at, draft.line) for at, draft in copies]
            verdicts.refuse(refuse_copies(files, places, "client", number, "un autre nom"))
            continue
        client, alias = known.get(number), aliases.numbered(number)
        entered = entries.get(client.id, {}) if client is not None else {}
        ruling = ruled(files, copies, client, sites)
        own, theirs = (copies, []) if alias else believed(files, copies, client, ruling)
        offered = _offered(files, own, client)
        aside = set_aside(files, theirs, client, offered, entered)
        if client is None:
            client_id = next(ids)
            plan.created.append(_made(client_id, import_id, offered, ruling))
            _note(plan, client_id, ruling, aside, {})
            verdict = "created"
        elif alias:
            former.append((alias, client, offered))
            verdict = "unchanged"
        else:
            if client.id in aliases.merged:  # an empty cell takes back nothing that a merge gave
                offered = {name: value for name, value in offered.items() if value is not None}
            _note(plan, client.id, ruling, aside, entered)
            owner = {name: each for name, each in _owner(ruling).items() if name not in entered}
            offered |= owner | said_otherwise(files, copies, client, entered)
            verdict = _change(plan, client, offered, entered)
        verdicts.count(copies[0][0], verdict)
        for at, _ in copies[1:]:
            verdicts.count(at, "unchanged")
    changed = {new.id: new for _, new in plan.changed}
    for alias, client, offered in former:  # compared with what this very command makes of him
        _differ(plan, changed.get(client.id, client), offered, alias)
    return plan


def _owner(ruling: Ruling | None) -> dict[str, Any]:
    """Return what is kept of a client whom two sites claim."""
    return ruling.kept._asdict() if ruling is not None and ruling.others else {}


def _offered(
    files: Sequence[DraftFile], copies: Sequence[Copy], client: Client | None
) -> dict[str, Any]:
    """Return what rows of one client say together, by field."""
    if not copies:
        return {}
    draft = merged([draft for _, draft in copies])
    said = said_together(files, [Place(at, copy.line) for at, copy in copies], draft)
    offered = {name: getattr(draft, name) for name in said}
    if client is None or client.agency is None:
        offered["agency"] = draft.agency  # that of the file's site, without a column for it
    return offered


def _made(client_id: int, import_id: int, offered: dict[str, Any], ruling: Ruling | None) -> Client:
    """Return a new client, whose site is first that of his own row."""
    seen = {"from_file": True, "seen_agency": offered["agency"]}
    return new_client(client_id, import_id, **offered | _owner(ruling) | seen)


def _note(
    plan: ClientPlan,
    client_id: int,
    ruling: Ruling | None,
    aside: Aside,
    entered: Mapping[str, str | None],
) -> None:
    """Keep what is set aside; where a person entered whose the client is, `_change` does."""
    if ruling is None:
        return
    if ruling.settled:
        settled = ClientDraft._fields[1:]
        plan.agreed += [(client_id, name) for name in settled if name not in entered]
    plan.agreed += [(client_id, name) for name in sorted(aside.agreed)]
    plan.conflicts += [(client_id, name, *each) for name, each in aside.differing.items()]
    plan.conflicts += [each for each in ruling.conflicts(client_id) if each[1] not in entered]


def _differ(plan: ClientPlan, client: Client, offered: dict[str, Any], alias: Alias) -> None:
    for name, value in offered.items():
        kept = getattr(client, name)
        if name == "number" or value is None:
            continue
        if same_value(name, kept, value):
            plan.agreed.append((alias.old_client_id, name))
        else:
            plan.conflicts.append((alias.old_client_id, name, kept, value))


def _by_number(files: Sequence[DraftFile]) -> dict[str, list[tuple[int, ClientDraft]]]:
    groups: dict[str, list[tuple[int, ClientDraft]]] = {}
    for at, file in enumerate(files):
        if file.kind is Kind.CLIENTS:
            for draft in file.clients:
                groups.setdefault(draft.number, []).append((at, draft))
    return groups


def _folded_name(draft: ClientDraft) -> str:
    name = display_name(draft.client_type, draft.last_name, draft.first_name, draft.company)
    return fold(name)


def _change(
    plan: ClientPlan, client: Client, offered: dict[str, Any], entered: Mapping[str, str | None]
) -> str:
    for name, kept in entered.items():
        if name not in offered:
            continue
        value = offered.pop(name)
        if same_value(name, value, getattr(client, name)):
            plan.agreed.append((client.id, name))
        else:
            plan.conflicts.append((client.id, name, kept, value))
    updated = derived(client._replace(from_file=True, **offered))
    if updated == client:
        return "unchanged"
    plan.changed.append((client, updated))
    return "modified"
