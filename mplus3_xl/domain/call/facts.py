"""What is known of a dossier when its client is called: read once, decided upon here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.bilan.bilan import Said, lines_and_gaps
from mplus3_xl.domain.bilan.complete import bilan_missing
from mplus3_xl.domain.bilan.families import classified
from mplus3_xl.domain.bilan.offer import AS_SHIPPED, Offer
from mplus3_xl.domain.call.piece_rules import pieces_of
from mplus3_xl.domain.call.piece_states import Requirements
from mplus3_xl.domain.call.tag_conditions import bilan_not_saved, bilan_of_before
from mplus3_xl.domain.call_form import FieldAnswer, FormProblem, PieceAnswer
from mplus3_xl.domain.contact.approach import Approach, Contacts
from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.contact.calls import Action
from mplus3_xl.domain.contact.client_places import site_for, zone_of
from mplus3_xl.domain.contact.gate import Verdict, gate
from mplus3_xl.domain.contact.refusals import refused_at
from mplus3_xl.domain.limits import Limits
from mplus3_xl.domain.model import Client, Contract, Dossier
from mplus3_xl.domain.queue.cases import Case, ClientCard, case_of, is_done
from mplus3_xl.domain.register.actes import Acte
from mplus3_xl.domain.vocabulary import ClientType


@dataclass(frozen=True, slots=True)
class CallFacts:
    """A dossier with all that the call needs.

    `attempts` are those to reach the client or somebody at his phone, the latest first; `fields`
    one answer for each field; `actions` and `actes` those of the client. `offer` is what the agency
    goes through. `said` is what was said in his bilan, once one is saved, and `held` all the
    contracts that it goes through; `bilan_of_before` is the day of one that is of an earlier M+3.
    """

    dossier: Dossier
    client: Client
    client_type: ClientType | None
    contracts: tuple[Contract, ...]
    contacts: Contacts
    attempts: tuple[Attempt, ...]
    fields: tuple[FieldAnswer, ...]
    pieces: tuple[PieceAnswer, ...]
    actions: tuple[Action, ...]
    actes: tuple[Acte, ...]
    offer: Offer = AS_SHIPPED
    said: Said | None = None
    held: tuple[Contract, ...] = ()
    bilan_of_before: date | None = None

    @property
    def agreed_at(self) -> datetime | None:
        """The precise time of call that the client agreed to, if somebody noted it."""
        return self.dossier.callback_at if self.dossier.callback_agreed_at else None

    @property
    def refused_at(self) -> datetime | None:
        """When the client refused the bilan (R18), if he did and it was not done since."""
        return refused_at(self.dossier, self.attempts)

    @property
    def is_finished(self) -> bool:
        """Whether the acte of this dossier was written."""
        return any(acte.dossier_id == self.dossier.id for acte in self.actes)

    def case(self, day: date) -> Case:
        """Return the dossier as the queue shows it on a day."""
        client = self.client
        card = ClientCard(
            client.number,
            client.name,
            self.client_type,
            client.phone,
            client.email,
            client.first_effect,
            client.name_only,
            zone_of(client.postal_code),
        )
        return case_of(
            self.dossier,
            card,
            tuple(sorted(each.number for each in self.contracts)),
            day,
            families=tuple(sorted({each.family for each in self.contracts if each.family})),
            absent=any(each.absent_since for each in self.contracts),
            replacing=any(each.probable_replacement for each in self.contracts),
            contacts=self.contacts,
            first_held=min((each.effect_date for each in self.contracts), default=None),
            refused_on=self.refused_at.date() if self.refused_at else None,
        )

    def site(self, agencies: Mapping[str, Agency]) -> Agency | None:
        """Return the site of the dossier, as its client may be called from it."""
        return site_for(agencies, self.dossier.agency, zone_of(self.client.postal_code))

    def required_pieces(self, client_type: ClientType | None) -> Requirements:
        """Return the pieces of each contract that runs, for a client of this type.

        Until his situation is asked, with the bilan, every set is proposed.
        """
        answers = self.said.situation.answers if self.said else {}
        return pieces_of(self.contracts_of(client_type), client_type, answers, self.offer)

    def contracts_of(self, client_type: ClientType | None) -> tuple[Contract, ...]:
        """Return the contracts in the families that they have for a client of this type."""
        if client_type is self.client_type:
            return self.contracts
        return tuple(classified(each, client_type) for each in self.contracts)

    def bilan_missing(self, actions: int, no_action_reason: str | None) -> tuple[FormProblem, ...]:
        """Find what keeps "Bilan effectué" from being OK; `actions` is how many were planned."""
        if self.said is None:
            return bilan_not_saved()
        if self.bilan_of_before is not None:
            return bilan_of_before(self.bilan_of_before)
        reason = no_action_reason or self.said.no_action_reason
        lines, gaps = lines_and_gaps(self.said, self.held)
        return bilan_missing(lines, gaps, self.said.replies, actions, reason)

    def verdict(
        self, agency: Agency | None, now: datetime, limits: Limits, reason: str, manager: str
    ) -> Verdict:
        """Ask the gate whether the client may be called at `now`."""
        refused = self.refused_at
        approach = Approach(
            client_type=self.client_type,
            window=self.dossier.window,
            appel=self.dossier.appel,
            contacts=self.contacts,
            agreed_at=self.agreed_at,
            reason=reason,
            manager=manager,
            done=is_done(self.dossier),
            refused_on=refused.date() if refused else None,
        )
        return gate(approach, agency, now, limits)
