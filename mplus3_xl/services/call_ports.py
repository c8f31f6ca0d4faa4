"""What calling a client asks of the store: attempts, consents, answers, actions and actes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mplus3_xl.domain.actes import Acte
    from mplus3_xl.domain.approach import Contacts
    from mplus3_xl.domain.attempts import Attempt
    from mplus3_xl.domain.call_form import FieldAnswer, PieceAnswer
    from mplus3_xl.domain.calls import Action
    from mplus3_xl.domain.consent import Consent
    from mplus3_xl.domain.lagon_reports import LagonReport
    from mplus3_xl.domain.model import Client


class CallReading(Protocol):
    """What a unit of work can look up of calls."""

    def attempt(self, attempt_id: int) -> Attempt | None:
        """Find an attempt by id."""
        ...

    def attempts_of(self, client_id: int) -> list[Attempt]:
        """Read the attempts to reach a client, in all his dossiers, the latest first."""
        ...

    def attempts_to(self, client: Client) -> list[Attempt]:
        """Read the attempts to reach a client, or somebody at his phone, the latest first."""
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


class CallWriting(Protocol):
    """What a unit of work can change of them."""

    def add_attempt(self, attempt: Attempt) -> int:
        """Add an attempt; its id is given here."""
        ...

    def add_acte(self, acte: Acte) -> None:
        """Add an acte, for ever."""
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
