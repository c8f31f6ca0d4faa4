"""Calling a client: the gate before, the outcome after, without opening the whole form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.call.decision import CallError
from mplus3_xl.domain.call.facts import CallFacts
from mplus3_xl.domain.call.tags import readable_tags, tags_after
from mplus3_xl.domain.call.tries import CallSetting, Try, dossier_after, try_of
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.contact.calls import Attempted, wrong_target_problems
from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.domain.contact.gate import Permission, Verdict
from mplus3_xl.domain.limits import Limits
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.calls_begun import called_by_another, called_said
from mplus3_xl.domain.queue.cases import is_done
from mplus3_xl.domain.texts.note_rules import note_findings
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.people import name_of
from mplus3_xl.services.agency.reglages_kept import reglages_in
from mplus3_xl.services.call.attempting import follow_opposition, write_attempt
from mplus3_xl.services.call.facts import facts_of
from mplus3_xl.services.changes.saving import Saved, refuse_erased, write_change
from mplus3_xl.services.ports.store import Reading, Store
from mplus3_xl.services.records import Save


@dataclass(frozen=True, slots=True)
class Recorded:
    """An attempt recorded, and the dossier after it."""

    attempt: Attempt
    saved: Saved


def start_call(
    store: Store,
    dossier_id: int,
    attempted: Attempted,
    agencies: Mapping[str, Agency],
    author: str,
    now: datetime,
    accepted: datetime | None = None,
) -> Verdict:
    """Note that somebody is about to call: the outcome is awaited from now on.

    `attempted` says why, and which manager allows it, when it is too early or too late. Raises
    UserError if the gate refuses, whatever reason is given: what happens anyway is recorded as a
    breach. So for a dossier finished or closed, whose form can no longer be saved, and for a client
    whom a colleague calls now, but since the moment that was `accepted`.
    """
    with store.write() as unit:
        known = reglages_in(unit)
        facts = facts_of(unit, dossier_id, now, known)
        verdict = _verdict(facts, agencies, now, known.limits, attempted)
        if is_done(facts.dossier):
            raise UserError(
                "appel_sans_objet",
                verdict.message,
                "N’appelez plus ce client."
                if facts.contacts.opposed
                else "N’appelez pas pour ce dossier : un nouveau contrat en ouvrira un autre.",
            )
        if verdict.permission is Permission.REFUSE:
            raise UserError(
                "appel_refuse",
                " ".join(reason.message for reason in verdict.refusals),
                "N’appelez pas. Si l’appel a eu lieu malgré tout, notez l’issue et le motif : "
                "il comptera comme manquement.",
            )
        _refuse_called(unit, facts.dossier, author, now, accepted)
        unit.update("dossiers", [(dossier_id, {"calling_since": now, "calling_by": author})])
        return verdict


def _refuse_called(
    unit: Reading, dossier: Dossier, author: str, now: datetime, accepted: datetime | None
) -> None:
    """Raise UserError for a call of a colleague that the caller was not asked about."""
    if called_by_another(dossier, author, now) and dossier.calling_since != accepted:
        raise UserError(
            "appel_en_cours",
            called_said(dossier, name_of(unit, dossier.calling_by)),
            "Attendez l’issue de son appel, ou appuyez de nouveau sur « Appeler » pour appeler "
            "quand même.",
        )


def record_attempt(
    store: Store,
    dossier_id: int,
    attempted: Attempted,
    agencies: Mapping[str, Agency],
    author: str,
    now: datetime,
) -> Recorded:
    """Record what came of an attempt: its tags and next try follow.

    A call that the gate refused is recorded only with its reason, as a breach. On a dossier
    closed or finished, the attempt is kept and changes nothing else. Raises UserError (dossier
    gone, client erased), and CallError with all the problems.
    """
    with store.write() as unit:
        known = reglages_in(unit)
        setting = CallSetting(author, now, agencies, known.limits)
        facts = facts_of(unit, dossier_id, now, known)
        refuse_erased(unit, facts.client)
        tried, new = _decided(facts, attempted, setting)
        attempt, line = write_attempt(unit, facts, tried, setting)
        old, draft = facts.dossier, unit.draft_of(dossier_id)
        ids = (unit.next_id("saves"), None, old.id, old.version + 1)
        save = Save(*ids, author, now)
        saved = write_change(unit, old, new, draft.content if draft else {}, save, [line])
        follow_opposition(unit, facts, tried, setting)
        return Recorded(attempt, saved)


def _decided(facts: CallFacts, attempted: Attempted, setting: CallSetting) -> tuple[Try, Dossier]:
    problems: list[FormProblem] = []
    tried = try_of(facts, attempted, setting, problems)
    problems += note_findings(attempted.note, setting.limits["note_max"]).problems
    if tried is None:
        raise CallError(problems)
    if facts.dossier.closing is not None or facts.is_finished:
        new = facts.dossier._replace(calling_since=None, calling_by=None)
    else:
        problems += wrong_target_problems(tried.outcome, attempted, None)
        typed, _ = tags_after(facts.dossier.tags, _as_typed(facts.dossier), tried.effect)
        tags, unreadable = readable_tags(facts.dossier.tags, typed)
        problems += unreadable
        new = dossier_after(facts.dossier, tags, tried, setting)
    if problems:
        raise CallError(problems)
    return tried, new


def _as_typed(dossier: Dossier) -> TypedTags:
    return TypedTags(dossier.appel, dossier.lagon, dossier.bilan, dossier.sms_mail)


def _verdict(
    facts: CallFacts,
    agencies: Mapping[str, Agency],
    now: datetime,
    limits: Limits,
    attempted: Attempted,
) -> Verdict:
    agency = facts.site(agencies)
    return facts.verdict(agency, now, limits, attempted.breach_reason, attempted.manager)
