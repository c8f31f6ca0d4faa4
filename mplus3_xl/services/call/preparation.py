"""Before the call: all that one reads about a client, in one look."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.call.facts import CallFacts
from mplus3_xl.domain.call.piece_states import Requirements, blocking_pieces
from mplus3_xl.domain.call.preparation import slots_left, where_it_stands
from mplus3_xl.domain.call.questions import Question, questions_to_ask
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.client.fields import text_of
from mplus3_xl.domain.client.lagon_fields import missing_fields
from mplus3_xl.domain.client.lagon_reports import LagonReport
from mplus3_xl.domain.client.retyping import Retyping, retype_offer
from mplus3_xl.domain.contact.consent import Consent, commercial_warning, valid_consents
from mplus3_xl.domain.contact.gate import Verdict
from mplus3_xl.domain.contact.refusals import refusal_said
from mplus3_xl.domain.model import Contract, Dossier
from mplus3_xl.domain.queue.joining import joinable
from mplus3_xl.services.agency.people import Named, names_in
from mplus3_xl.services.agency.reglages_kept import reglages_in
from mplus3_xl.services.call.facts import facts_of
from mplus3_xl.services.ports.glance import Glance
from mplus3_xl.services.ports.store import Store
from mplus3_xl.services.records import Draft


@dataclass(frozen=True, slots=True)
class Preparation:
    """What the form shows before a call.

    `facts` are the dossier, its client, contracts, attempts with their notes, answers, actions
    and past actes. `consents` are all those of the client, `banner` what to read before
    objective 3, `joinable` the dossiers that may join the call and `joining` their contracts,
    `reports` what Lagon still lacks, `others` the names of the other clients tried at his phone, by
    their dossiers, `named` gives what is shown of a login.
    """

    facts: CallFacts
    verdict: Verdict
    where: str
    slots_left: int
    missing_fields: tuple[FormProblem, ...]
    missing_pieces: tuple[FormProblem, ...]
    required_pieces: Requirements
    questions: tuple[Question, ...]
    joinable: tuple[Dossier, ...]
    joining: tuple[Contract, ...]
    reports: tuple[LagonReport, ...]
    consents: tuple[Consent, ...]
    banner: str | None
    retyping: Retyping | None
    draft: Draft | None
    kept: tuple[Draft, ...]
    others: Mapping[int, str]
    named: Named

    @property
    def claims(self) -> int | None:
        """The claims since subscription, `None` if the exports give none."""
        known = [each.claims for each in self.facts.contracts if each.claims is not None]
        return sum(known) if known else None

    def draft_for(self, author: str) -> Draft | None:
        """Return what to show to `author`: his unsaved text, if nothing was saved since."""
        for draft in self.kept:
            if draft.author == author and draft.version == self.facts.dossier.version:
                return draft
        return self.draft


def prepare(
    store: Store,
    dossier_id: int,
    agencies: Mapping[str, Agency],
    now: datetime,
) -> Preparation:
    """Read all that a call to the client of a dossier needs. Raises UserError if it is gone."""
    with store.glance() as unit:
        known = reglages_in(unit)
        facts = facts_of(unit, dossier_id, now, known)
        client_id = facts.client.id
        dossiers = unit.dossiers_by_client([client_id])[client_id]
        agency = facts.site(agencies)
        verdict = facts.verdict(agency, now, known.limits, "", "")
        values = {answer.code: text_of(facts.client, answer.code) for answer in facts.fields}
        required = facts.required_pieces(facts.client_type)
        consents = tuple(unit.consents_of(client_id))
        others = joinable(facts.dossier, dossiers, now.date())
        return Preparation(
            facts=facts,
            verdict=verdict,
            where=where_it_stands(facts.dossier.window, now.date()),
            slots_left=slots_left(agency, facts.dossier.window, now),
            missing_fields=missing_fields(facts.client_type, facts.fields),
            missing_pieces=blocking_pieces(required, facts.pieces, now.date()),
            required_pieces=required,
            questions=questions_to_ask(facts.client_type, values),
            joinable=others,
            joining=tuple(each for other in others for each in unit.contracts_in(other.id)),
            reports=tuple(unit.open_reports([client_id])),
            consents=consents,
            banner=refusal_said(facts.refused_at)
            if facts.refused_at
            else commercial_warning(
                verdict.basis, valid_consents(consents, now.date()), known.limits
            ),
            retyping=retype_offer(facts.client_type, values),
            draft=unit.draft_of(dossier_id),
            kept=tuple(unit.kept_drafts(dossier_id)),
            others=_others(unit, facts),
            named=names_in(unit),
        )


def _others(unit: Glance, facts: CallFacts) -> dict[int, str]:
    """Name the other clients whom the attempts at the same phone were meant for, by dossier."""
    tried = unit.dossiers_by_ids({attempt.dossier_id for attempt in facts.attempts})
    whose = {each.id: each.client_id for each in tried.values()}
    clients = unit.clients_by_id(set(whose.values()) - {facts.client.id})
    return {number: clients[who].name for number, who in whose.items() if who in clients}
