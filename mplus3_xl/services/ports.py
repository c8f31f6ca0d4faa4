"""What the services ask of the store; `mplus3_xl.store` answers.

Only a type checker needs these: what a click that shows the queue loads names them for it alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from mplus3_xl.services.bilan_ports import BilanReading, BilanWriting
from mplus3_xl.services.doubles_ports import DoublesReading, DoublesWriting
from mplus3_xl.services.journal_ports import JournalReading
from mplus3_xl.services.month_ports import MonthReading, MonthWriting
from mplus3_xl.services.privacy_ports import PrivacyReading, PrivacyWriting
from mplus3_xl.services.reglages_ports import SettingsReading, SettingsWriting

if TYPE_CHECKING:
    from mplus3_xl.domain.actes import Acte
    from mplus3_xl.domain.approach import Contacts
    from mplus3_xl.domain.attempts import Attempt
    from mplus3_xl.domain.call_form import FieldAnswer, PieceAnswer
    from mplus3_xl.domain.calls import Action
    from mplus3_xl.domain.cases import Case
    from mplus3_xl.domain.client_search import Wanted
    from mplus3_xl.domain.consent import Consent
    from mplus3_xl.domain.lagon_reports import LagonReport
    from mplus3_xl.domain.model import Client, Contract, Dossier
    from mplus3_xl.services.records import (
        Attention,
        Change,
        Conflict,
        Draft,
        ImportedFile,
        JournalLine,
        Kept,
        QueueFilter,
        Record,
        Save,
        User,
    )


class Reading(
    MonthReading,
    BilanReading,
    PrivacyReading,
    SettingsReading,
    DoublesReading,
    JournalReading,
    Protocol,
):
    """What a unit of work can look up."""

    def contracts_by_key(self, keys: Collection[str]) -> dict[str, Contract]:
        """Find contracts by their keys."""
        ...

    def clients_by_number(self, numbers: Collection[str]) -> dict[str, Client]:
        """Find clients by their Lagon numbers."""
        ...

    def clients_by_name(self, folded_names: Collection[str]) -> list[Client]:
        """Find the clients of these folded names, on every site."""
        ...

    def clients_by_id(self, ids: Collection[int]) -> dict[int, Client]:
        """Find clients by id."""
        ...

    def contracts_of(self, client_ids: Collection[int]) -> list[Contract]:
        """Read all the contracts of these clients."""
        ...

    def dossiers_of(self, client_ids: Collection[int]) -> list[tuple[Dossier, bool]]:
        """Read the dossiers of these clients; true: somebody worked on it (R4)."""
        ...

    def dossiers_past(self, day: date) -> list[tuple[Dossier, bool]]:
        """Read the open dossiers whose last day came before; true: somebody worked on it (R4)."""
        ...

    def manual_entries(self, client_ids: Collection[int]) -> dict[int, dict[str, str | None]]:
        """Read what persons entered, by client and field."""
        ...

    def numbers_in_scope(self, scope: str) -> dict[int, tuple[str, bool]]:
        """Read the contracts an export of this scope brought: id to (number, marked absent)."""
        ...

    def next_id(self, table: str) -> int:
        """Return the first free id of a table; a writer keeps it to itself."""
        ...

    def cases(self, wanted: QueueFilter, now: datetime, since: date) -> list[Case]:
        """Read the dossiers of a queue; attempts are counted from the day `since`."""
        ...

    def counts(self) -> Mapping[str, int]:
        """Count what the store holds, by table."""
        ...

    def charges(self) -> Sequence[tuple[str | None, str]]:
        """List the account managers met, with their sites."""
        ...

    def charge_names(self) -> list[str]:
        """List the names of the account managers met, whatever the size of the store."""
        ...

    def attention(self, today: date) -> Attention:
        """Count what a person should look at."""
        ...

    def conflicts_of(self, subject: str) -> list[Conflict]:
        """Read the differences of a kind of subject, the oldest first; a settled one is gone."""
        ...

    def faults(self) -> list[str]:
        """Say in French what is inconsistent in the store; nothing if it is sound."""
        ...

    def dossier(self, dossier_id: int) -> Dossier | None:
        """Find a dossier by id."""
        ...

    def dossiers_by_ids(self, ids: Collection[int]) -> dict[int, Dossier]:
        """Find dossiers by id."""
        ...

    def dossiers_by_client(self, client_ids: Collection[int]) -> dict[int, list[Dossier]]:
        """Read the dossiers of these clients, the latest effect date first."""
        ...

    def contracts_in(self, dossier_id: int) -> list[Contract]:
        """Read the contracts of a dossier, by effect date."""
        ...

    def attempts_of(self, client_id: int) -> list[Attempt]:
        """Read the attempts to reach a client, in all his dossiers, the latest first."""
        ...

    def attempt(self, attempt_id: int) -> Attempt | None:
        """Find an attempt by id."""
        ...

    def draft_of(self, dossier_id: int) -> Draft | None:
        """Read what the last save of a dossier held."""
        ...

    def kept_drafts(self, dossier_id: int) -> list[Draft]:
        """Read what was typed and not saved, one draft an author, the latest first."""
        ...

    def save_of_form(self, form_id: str) -> Save | None:
        """Find the save that a form made."""
        ...

    def last_save_of(self, author: str) -> Save | None:
        """Find the last save of somebody that was not taken back and takes none back."""
        ...

    def lines_of_save(self, save: Save) -> list[JournalLine]:
        """Read the lines that one save wrote, in their order."""
        ...

    def saves_of_batch(self, batch: int) -> list[Save]:
        """Read the saves of a batch that were not taken back."""
        ...

    def lines_of_batch(self, batch: int) -> list[JournalLine]:
        """Read the lines that the saves of a batch wrote, in their order."""
        ...

    def lines_since(self, dossier_id: int, line_id: int) -> list[JournalLine]:
        """Read what changed a dossier after a line, but for what was taken back since."""
        ...

    def row_lines_since(self, rows: Collection[tuple[str, int]], line_id: int) -> list[JournalLine]:
        """Read what changed rows, each a subject and its id, after a line, outside any save."""
        ...

    def last_lines_of(self, dossier_id: int) -> list[JournalLine]:
        """Read the last change of a dossier: the lines of one author and moment."""
        ...

    def journal_lines(self, limit: int, dossier_id: int | None) -> list[JournalLine]:
        """Read the last lines, of all or of one dossier, the latest first."""
        ...

    def clients_wanted(self, wanted: Wanted, limit: int) -> list[Client]:
        """Find clients by name, phone or number, in the order of their names."""
        ...

    def user(self, login: str) -> User | None:
        """Find who bears a login."""
        ...

    def users(self) -> list[User]:
        """Read all the users, by login."""
        ...

    def contacts_of(
        self, client_ids: Collection[int], since: date, now: datetime
    ) -> dict[int, Contacts]:
        """Read the contacts with these clients; attempts are counted from the day `since`."""
        ...

    def opposed(self, client_ids: Collection[int] | None) -> set[int]:
        """Return who asked not to be called, by id, number or phone: of these clients or of all."""
        ...

    def clients_of_phone(self, phone: str) -> list[Client]:
        """Find the clients of a phone (E.164)."""
        ...

    def attempts_to(self, client: Client) -> list[Attempt]:
        """Read the attempts to reach a client, or somebody at his phone, the latest first."""
        ...

    def consents_of(self, client_id: int) -> list[Consent]:
        """Read the consents of a client, the latest first."""
        ...

    def field_answers(self, dossier_id: int) -> list[FieldAnswer]:
        """Read what was answered of the fields of a dossier's client."""
        ...

    def piece_answers(self, contract_ids: Collection[int]) -> list[PieceAnswer]:
        """Read where the pieces of these contracts stand."""
        ...

    def open_reports(self, client_ids: Collection[int] | None) -> list[LagonReport]:
        """Read what no export confirmed yet, of these clients or of all, the oldest first."""
        ...

    def confirmed_reports(self, since: date) -> list[LagonReport]:
        """Read what exports confirmed since a day, the oldest first."""
        ...

    def actions_of(self, client_id: int) -> list[Action]:
        """Read the actions that concern a client, the first due first."""
        ...

    def acte(self, acte_id: int) -> Acte | None:
        """Find an acte by id."""
        ...

    def actes_of(self, client_id: int) -> list[Acte]:
        """Read the actes of a client, the latest first."""
        ...

    def actes_done(self, first: date, last: date) -> list[Acte]:
        """Read the actes of these days, both included, in order."""
        ...


class Writing(
    Reading,
    MonthWriting,
    BilanWriting,
    PrivacyWriting,
    SettingsWriting,
    DoublesWriting,
    Protocol,
):
    """What a unit of work can change; nothing holds before its end."""

    def add_import(
        self, at: datetime, day: date, author: str, files: Iterable[ImportedFile]
    ) -> int:
        """Record an import; return its id."""
        ...

    def add_clients(self, clients: Sequence[Client]) -> None:
        """Add clients."""
        ...

    def add_contracts(self, contracts: Sequence[Contract]) -> None:
        """Add contracts."""
        ...

    def add_dossiers(self, dossiers: Sequence[Dossier]) -> None:
        """Add dossiers."""
        ...

    def change(self, table: str, pairs: Iterable[tuple[Record, Record]]) -> None:
        """Change rows from what they were to what they will be: only the columns that differ."""
        ...

    def update(self, table: str, values: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
        """Change the named columns of rows, by id."""
        ...

    def delete_dossiers(self, ids: Collection[int]) -> None:
        """Remove dossiers that nobody worked on."""
        ...

    def add_conflicts(self, conflicts: Iterable[Conflict], import_id: int | None) -> None:
        """Keep differences to show, of an import or of a merge; a known one is not repeated."""
        ...

    def drop_conflicts(self, subject: str, agreed: Collection[tuple[int, str]]) -> None:
        """Remove the differences of these fields, by the id of the subject: there is none now."""
        ...

    def write_journal(self, changes: Iterable[Change], at: datetime, author: str) -> None:
        """Add lines to the journal."""
        ...

    def record_saves(self, saved: Sequence[tuple[Save, Sequence[Change]]]) -> None:
        """Record saves, each with its lines of the journal."""
        ...

    def write_draft(self, dossier_id: int, draft: Draft) -> None:
        """Set what the last save of a dossier holds; an empty content leaves no draft."""
        ...

    def keep_draft(self, dossier_id: int, draft: Draft) -> None:
        """Keep what its author typed and did not save yet."""
        ...

    def drop_kept_draft(self, dossier_id: int, author: str) -> None:
        """Forget what an author typed, once it is saved."""
        ...

    def add_user(self, user: User) -> None:
        """Add a user."""
        ...

    def add_attempt(self, attempt: Attempt) -> int:
        """Add an attempt; its id is given here."""
        ...

    def add(self, table: str, record: Kept) -> None:
        """Add a row to a table."""
        ...

    def add_acte(self, acte: Acte) -> None:
        """Add an acte, for ever."""
        ...

    def remove(self, table: str, ids: Collection[int]) -> None:
        """Remove rows, by id."""
        ...

    def write_field_answer(
        self, dossier_id: int, code: str, answer: FieldAnswer | None, author: str, at: datetime
    ) -> None:
        """Set what was answered of a field; `None` leaves nothing."""
        ...

    def write_piece_answer(
        self, contract_id: int, piece: str, answer: PieceAnswer | None, author: str, at: datetime
    ) -> None:
        """Set where a piece stands; `None` leaves nothing."""
        ...

    def write_manual_entry(
        self, client_id: int, field: str, value: str | None, author: str, at: datetime
    ) -> None:
        """Set what a person entered of a client (R9); `None` leaves the field to the exports."""
        ...


class Store(Protocol):
    """Opens units of work."""

    def read(self) -> AbstractContextManager[Reading]:
        """Open one that only reads, on one consistent state."""
        ...

    def write(self) -> AbstractContextManager[Writing]:
        """Open one that writes everything or nothing."""
        ...
