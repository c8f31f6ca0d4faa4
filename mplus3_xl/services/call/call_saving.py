"""Saving a call: everything that its form holds in one transaction, or all that is wrong with it.

When the last tag falls, the acte is written in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from mplus3_xl.domain.agency.agencies import Agencies, Agency
from mplus3_xl.domain.call.decision import Decision, decide
from mplus3_xl.domain.call.facts import CallFacts
from mplus3_xl.domain.call.tries import CallSetting
from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.contact.calls import CallForm
from mplus3_xl.domain.contact.effects import todo_after
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.cases import owes_details
from mplus3_xl.domain.register.actes import Acte
from mplus3_xl.domain.tags import status
from mplus3_xl.domain.vocabulary import Status
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.people import names_in_service
from mplus3_xl.services.agency.reglages_kept import reglages_in
from mplus3_xl.services.call.attempting import follow_opposition, write_attempt
from mplus3_xl.services.call.call_writes import (
    write_actions,
    write_client,
    write_fields,
    write_pieces,
    write_reports,
)
from mplus3_xl.services.call.facts import facts_of
from mplus3_xl.services.changes.saving import (
    Saved,
    dossier_of,
    filled,
    refuse_changed,
    refuse_closed,
    refuse_erased,
    saved_of,
    write_change,
)
from mplus3_xl.services.ports.store import Store, Writing
from mplus3_xl.services.queue.dossiers import keep_draft
from mplus3_xl.services.records import Change, Save
from mplus3_xl.services.register.actes import write_acte


@dataclass(frozen=True, slots=True)
class CallSaved:
    """A dossier after the save of a call: the attempt and the acte that it wrote, if any.

    `todo` is what staff must do besides; `warnings` what to look at again.
    `next_try_at` is when to try again after the attempt.
    """

    saved: Saved
    attempt: Attempt | None = None
    acte: Acte | None = None
    todo: str | None = None
    warnings: tuple[str, ...] = ()
    next_try_at: datetime | None = None


def save_call(
    store: Store,
    form: CallForm,
    agencies: Mapping[str, Agency],
    author: str,
    now: datetime,
) -> CallSaved:
    """Save a call form: what is typed is kept first, then all is written, or nothing.

    Raises UserError (dossier gone, closed, finished, or changed by somebody), and CallError with
    every problem of the form at once. A form saved before changes nothing (`repeated`).
    """
    typed = {**form.content, **form.passing}
    keep_draft(store, form.dossier_id, typed, author, now, form.version)
    site = Agencies(agencies.values()).named(form.moved_to or "")
    moved_to = site.name if site else None
    with store.write() as unit:
        dossier = dossier_of(unit, form.dossier_id)
        if unit.save_of_form(form.form_id) is not None:
            unit.drop_kept_draft(dossier.id, author)
            return CallSaved(saved_of(dossier, repeated=True))
        known = reglages_in(unit)
        setting = CallSetting(author, now, agencies, known.limits, moved_to=moved_to)
        facts = facts_of(unit, form.dossier_id, now, known)
        refuse_erased(unit, facts.client)
        refuse_closed(dossier)
        refuse_finished(facts)
        refuse_changed(unit, dossier, form.version)
        decision = decide(facts, form, replace(setting, charges=names_in_service(unit)))
        unit.drop_kept_draft(dossier.id, author)
        return _write(unit, facts, decision, form, setting)


def refuse_finished(facts: CallFacts) -> None:
    """Raise UserError for a dossier whose acte is written."""
    for acte in facts.actes:
        if acte.dossier_id == facts.dossier.id:
            raise UserError(
                "dossier_termine",
                f"Ce dossier est terminé : son acte n° {acte.id} est du {acte.done_on:%d/%m/%Y}.",
                "Un acte ne change plus ; pour le rectifier, faites un acte correctif.",
            )


def _write(
    unit: Writing, facts: CallFacts, decision: Decision, form: CallForm, setting: CallSetting
) -> CallSaved:
    old, tried = facts.dossier, decision.tried
    others: list[Change] = []
    attempt = None
    if tried is not None:
        attempt, line = write_attempt(unit, facts, tried, setting)
        others.append(line)
    others += write_fields(unit, facts, decision, setting)
    others += write_client(unit, facts, decision, setting)
    others += write_pieces(unit, facts, decision, setting)
    others += write_reports(unit, facts, decision, setting)
    others += write_actions(unit, facts, decision, form, setting)
    ids = (unit.next_id("saves"), form.form_id, old.id, old.version + 1)
    save = Save(*ids, setting.author, setting.now)
    new = _owned(unit, decision.dossier)
    saved = write_change(unit, old, new, filled(form.content), save, others)
    follow_opposition(unit, facts, tried, setting)
    acte = None
    if saved.status is Status.TERMINE and status(old.tags) is not Status.TERMINE:
        acte = write_acte(unit, new, form, save)
    if tried is None:
        return CallSaved(saved, attempt, acte, None, decision.warnings)
    todo = todo_after(tried.effect.todo, owed=owes_details(new))
    return CallSaved(saved, attempt, acte, todo, decision.warnings, tried.effect.next_try_at)


def _owned(unit: Writing, dossier: Dossier) -> Dossier:
    """Give the dossier the site and account manager that its client is now said to have."""
    client = unit.clients_by_id([dossier.client_id])[dossier.client_id]
    return dossier._replace(
        agency=client.agency or dossier.agency,
        charge_clientele=client.charge_clientele or dossier.charge_clientele,
    )
