"""Opening and saving the bilan of a dossier's client."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.bilan.bilan import Bilan, Said, bilan_of, missing_from
from mplus3_xl.domain.bilan.complete import Equipment, equipment
from mplus3_xl.domain.bilan.gaps import reply_problems
from mplus3_xl.domain.bilan.inventory import unclassified
from mplus3_xl.domain.bilan.inventory_checks import line_problems
from mplus3_xl.domain.bilan.kept import BilanError, BilanForm, KeptBilan, said_of, saved_before
from mplus3_xl.domain.bilan.moves import Day
from mplus3_xl.domain.bilan.next_actions import action_problems, decided_actions
from mplus3_xl.domain.bilan.situation import prefilled
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.contact.calls import Action
from mplus3_xl.domain.model import Client, Contract, Dossier
from mplus3_xl.domain.queue.holder import charge_on
from mplus3_xl.domain.texts.free_texts import NO_ACTION, text_problems
from mplus3_xl.domain.vocabulary import Closing
from mplus3_xl.errors import UserError
from mplus3_xl.services.bilan.facts import BilanFacts, bilan_facts_of
from mplus3_xl.services.bilan.typed import kept_of
from mplus3_xl.services.bilan.undoing import record_bilan, saved_said
from mplus3_xl.services.changes.bilan_changes import changes_of
from mplus3_xl.services.changes.saving import refuse_erased
from mplus3_xl.services.ports.store import Reading, Store, Writing
from mplus3_xl.services.records import Change

CHANGED = "bilan_change"
"""The code of the refusal to save over what somebody else saved."""


class OpenBilan(NamedTuple):
    """The bilan of a client with what surrounds it; `answers` are what the sheet shows.

    `version` is 0 before the first save; `form_id` is that of the form that saved it. `missing`
    keeps "Bilan effectué" from being OK. `unclassified` are the contracts with us that the
    inventory has no family for. `of_before` is the day it was last saved, if that was for an
    earlier M+3. `closing` is why the dossier is closed; `opposed`: the client wants no call any
    more. `numbers` are those of his contracts.
    """

    client: Client
    version: int
    answers: Mapping[str, object]
    said: Said
    bilan: Bilan
    actions: tuple[Action, ...]
    equipment: Equipment
    missing: tuple[FormProblem, ...]
    unclassified: tuple[Contract, ...] = ()
    of_before: date | None = None
    closing: Closing | None = None
    opposed: bool = False
    numbers: Mapping[int, str] = {}
    form_id: str | None = None


def open_bilan(
    store: Store, dossier_id: int, agencies: Mapping[str, Agency], now: datetime
) -> OpenBilan:
    """Open the bilan of a dossier's client: the last one saved, on today's contracts.

    Raises UserError if the dossier is gone.
    """
    with store.glance() as unit:
        facts = bilan_facts_of(unit, dossier_id, agencies, now)
        return _opened(facts, unit.kept_bilan(facts.client.id))


def save_bilan(
    store: Store, form: BilanForm, agencies: Mapping[str, Agency], author: str, now: datetime
) -> OpenBilan:
    """Save a bilan and its actions, and return it as it stands after.

    Nothing has to be complete; what changes nothing makes no version, unless it takes a bilan of
    before over for this M+3. Raises UserError (dossier gone, client erased, bilan changed
    meanwhile) and BilanError with all the problems.
    """
    with store.write() as unit:
        facts = bilan_facts_of(unit, form.dossier_id, agencies, now)
        refuse_erased(unit, facts.client)
        dossier, old = facts.dossier, unit.kept_bilan(facts.client.id)
        kept = kept_of(form, old, facts, author, now)
        _refuse_stale(unit, form, old)
        problems = list(_problems(form, _opened(facts, kept), facts.day))
        if problems:
            raise BilanError(problems)
        unit.drop_bilan_draft(facts.client.id, author)
        if old and _is_as_saved(form, old, kept, facts):
            return _opened(facts, old)
        unit.write_bilan(kept)
        added = list(_add_actions(unit, form, dossier, author, now))
        record_bilan(unit, dossier, [*changes_of(old, kept), *added], author, now)
        return _opened(facts._replace(actions=tuple(unit.actions_of(facts.client.id))), kept)


def bilan_as_typed(
    store: Store, form: BilanForm, agencies: Mapping[str, Agency], author: str, now: datetime
) -> OpenBilan:
    """Compute a bilan as the form holds it, without saving it; its problems are not looked for.

    Raises UserError if the dossier is gone.
    """
    with store.glance() as unit:
        facts = bilan_facts_of(unit, form.dossier_id, agencies, now)
        kept = kept_of(form, unit.kept_bilan(facts.client.id), facts, author, now)
        return _opened(facts, kept)._replace(version=form.version)


def _opened(facts: BilanFacts, kept: KeptBilan | None) -> OpenBilan:
    """Compute a bilan from what is kept, or is about to be."""
    client, contracts, dossier = facts.client, facts.contracts, facts.dossier
    answers = prefilled(client, facts.client_type, kept.answers if kept else {})
    said = said_of(kept, facts.client_type, answers, facts.offer)
    bilan = bilan_of(said, contracts, facts.day)
    planned = len(decided_actions(facts.actions, dossier.id))
    return OpenBilan(
        client=client,
        version=kept.version if kept else 0,
        answers=answers,
        said=said,
        bilan=bilan,
        actions=facts.actions,
        equipment=equipment(contracts, dossier.effect_date, facts.day.today),
        missing=missing_from(bilan, said, planned),
        unclassified=unclassified(contracts),
        of_before=saved_before(kept, dossier, facts.attempts),
        closing=Closing(dossier.closing) if dossier.closing else None,
        opposed=facts.opposed,
        numbers={each.id: each.number for each in contracts},
        form_id=kept.form_id if kept else None,
    )


def _is_as_saved(form: BilanForm, old: KeptBilan, kept: KeptBilan, facts: BilanFacts) -> bool:
    same = not form.actions and not any(changes_of(old, kept))
    return same and saved_before(old, facts.dossier, facts.attempts) is None


def _refuse_stale(unit: Reading, form: BilanForm, old: KeptBilan | None) -> None:
    if form.version == (old.version if old else 0):
        return
    who = saved_said(unit, old) if old else "depuis"
    raise UserError(
        CHANGED,
        f"Ce bilan a été changé {who} : rien n’est enregistré.",
        "Rouvrez-le pour voir ce qui a changé, puis refaites votre saisie.",
    )


def _problems(form: BilanForm, after: OpenBilan, day: Day) -> Iterator[FormProblem]:
    yield from line_problems(form.lines, day.today)
    yield from reply_problems(after.bilan.gaps, form.replies)
    yield from action_problems(form.actions, day.today, day.agency)
    yield from text_problems("sans_action", NO_ACTION, form.no_action_reason)


def _add_actions(
    unit: Writing, form: BilanForm, dossier: Dossier, author: str, now: datetime
) -> Iterator[Change]:
    """Add the actions, and tell them; one without owner is the account manager's."""
    for draft in form.actions:
        action = Action(
            id=unit.next_id("actions"),
            client_id=dossier.client_id,
            dossier_id=dossier.id,
            contract_id=draft.contract_id,
            kind=draft.kind,
            object=draft.object.strip(),
            owner=draft.owner or charge_on(dossier, now.date()),
            due_on=draft.due_on,
            done_on=None,
            result=None,
            created_at=now,
            created_by=author,
        )
        unit.add("actions", action)
        yield Change("actions", action.id, "object", None, action.object)
