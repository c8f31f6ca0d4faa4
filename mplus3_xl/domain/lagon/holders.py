"""Whose contract a row is: by client number, or by exact name and site (R11)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from mplus3_xl.domain.lagon.aliases import NO_ALIASES, Aliases
from mplus3_xl.domain.lagon.drafts import DraftFile, Kind
from mplus3_xl.domain.lagon.verdicts import Verdicts
from mplus3_xl.domain.model import Client, Contract, ContractDraft
from mplus3_xl.domain.text import fold
from mplus3_xl.errors import Problem

Sites: TypeAlias = Mapping[int, Collection[str | None]]
"""The sites of the contracts of each client, by his id."""
_NO_SITES: Sites = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class Holder:
    """A client known by `id`, or one to make; the same object for all the rows of one client.

    `number` is that of a client to make, whichever of his rows comes first.
    """

    id: int | None = None
    number: str | None = None


class Row(NamedTuple):
    """An accepted row: its file's position in the command, its key, what it says, whose it is."""

    file: int
    key: str
    draft: ContractDraft
    holder: Holder


_Drafts: TypeAlias = Sequence[tuple[int, ContractDraft]]
"""The accepted rows, each with its file's position in the command."""


class _Directory:
    """The clients that the rows of one command may speak of.

    One whose own site nothing says is of those of his contracts.
    """

    def __init__(self, clients: Iterable[Client], aliases: Aliases, sites: Sites) -> None:
        self._placed: set[int] = set()  # those whose own site is known
        self._by_id: dict[int, Holder] = {}
        self._by_number: dict[str, Holder] = {}
        self._by_name: dict[tuple[str, str | None], set[Holder]] = {}
        for client in clients:
            holder = self._by_id[client.id] = Holder(client.id)
            if client.number is not None:
                self._by_number[client.number] = holder
            if client.agency is not None:
                self._placed.add(client.id)
            for site in {client.agency or client.seen_agency, *self._seen(client, sites)}:
                self._name(client.folded_name, site, holder)
        for alias in aliases.all:
            if former := self._by_id.get(alias.client_id):
                self._name(alias.folded_name, alias.agency, former)
                if alias.number is not None:
                    self._by_number[alias.number] = former

    def _seen(self, client: Client, sites: Sites) -> Collection[str | None]:
        return () if client.id in self._placed else sites.get(client.id, ())

    def _name(self, folded: str, agency: str | None, holder: Holder) -> None:
        self._by_name.setdefault((folded, agency), set()).add(holder)

    def holding(self, contract: Contract | None, name: str) -> Holder | None:
        """Return the client of a contract that the store has under this very name."""
        if contract is None or fold(contract.client_name or "") != fold(name):
            return None
        return self._by_id.get(contract.client_id)

    def numbered(self, number: str) -> Holder:
        known = self._by_number.get(number)
        if known is None:
            known = self._by_number[number] = Holder(number=number)
        return known

    def learn(self, holder: Holder, name: str, agency: str | None) -> None:
        if holder.id not in self._placed:
            self._name(fold(name), agency, holder)

    def make(self, name: str, agency: str | None) -> Holder:
        made = Holder()
        self.learn(made, name, agency)
        return made

    def named(self, name: str, agency: str | None) -> set[Holder]:
        return self._by_name.get((fold(name), agency), set())


def find_holders(
    files: Sequence[DraftFile],
    clients: Iterable[Client],
    named: Mapping[str, Contract],
    verdicts: Verdicts,
    aliases: Aliases = NO_ALIASES,
    sites: Sites = _NO_SITES,
) -> list[Row]:
    """Give each contract row its holder; refuse a name that several clients of its site bear.

    `clients` are those of the store and of the command's client files that the rows may mean;
    `named` are the store's contracts, by key, of the rows with a name only: such a row stays with
    the client it has; `sites` those of the store's contracts, of the clients whom such a row may
    mean. Numbered rows come first, then those of the contracts that the store has, so that the
    others find the clients they make and the sites they give.
    """
    directory = _Directory(clients, aliases, sites)
    rows = [
        (at, draft)
        for at, file in enumerate(files)
        if file.kind is Kind.CONTRACTS
        for draft in file.contracts
    ]
    lone = any(draft.client_number is None for _, draft in rows)
    holders: list[Holder | None] = [None] * len(rows)
    _find_numbered(directory, rows, holders, learning=lone)
    if lone:
        _find_kept(directory, rows, holders, named)
        _find_named(directory, rows, holders, files, verdicts)
    return [
        Row(at, draft.key, draft, holder)
        for (at, draft), holder in zip(rows, holders, strict=True)
        if holder is not None
    ]


def _find_numbered(
    directory: _Directory, rows: _Drafts, holders: list[Holder | None], *, learning: bool
) -> None:
    for position, (_, draft) in enumerate(rows):
        if draft.client_number is not None:
            holder = holders[position] = directory.numbered(draft.client_number)
            if learning and draft.client_name is not None:
                directory.learn(holder, draft.client_name, draft.agency)


def _find_kept(
    directory: _Directory,
    rows: _Drafts,
    holders: list[Holder | None],
    named: Mapping[str, Contract],
) -> None:
    """Leave with its client each contract that the store has under the name of its row."""
    for position, (_, draft) in enumerate(rows):
        if draft.client_number is None:
            name = draft.client_name or ""
            holder = holders[position] = directory.holding(named.get(draft.key), name)
            if holder is not None:
                directory.learn(holder, name, draft.agency)


def _find_named(
    directory: _Directory,
    rows: _Drafts,
    holders: list[Holder | None],
    files: Sequence[DraftFile],
    verdicts: Verdicts,
) -> None:
    """Find the clients of the other rows by name and site, or make them; refuse namesakes."""
    for position, (at, draft) in enumerate(rows):
        if holders[position] is None:
            name = draft.client_name or ""
            found = directory.named(name, draft.agency)
            if len(found) > 1:
                verdicts.refuse([(at, _ambiguous(files[at], draft, len(found)))])
            else:
                known = next(iter(found), None)
                holders[position] = known or directory.make(name, draft.agency)


def _ambiguous(file: DraftFile, draft: ContractDraft, count: int) -> Problem:
    name = draft.client_name or ""
    message = (
        f"{count} clients de l’agence {draft.agency or 'inconnue'} s’appellent « {name} ». "
        "Ajoutez le numéro de client Lagon sur cette ligne."
    )
    title = file.titles.get("nom", "nom")
    return Problem(file.name, draft.line, title, name, "client_ambigu", message)
