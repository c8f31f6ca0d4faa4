"""What came of one attempt, read: its outcome, what the gate said, and the dossier after it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.call.facts import CallFacts
from mplus3_xl.domain.call_form import FormProblem, is_blank
from mplus3_xl.domain.contact.approach import comes_too_late, shut_until
from mplus3_xl.domain.contact.calling_hours import soonest_slot, start_of_day
from mplus3_xl.domain.contact.calls import Attempted, callback_problems, closing_of
from mplus3_xl.domain.contact.client_places import site_for, zone_of
from mplus3_xl.domain.contact.effects import OutcomeEffect, after
from mplus3_xl.domain.contact.gate import Verdict
from mplus3_xl.domain.contact.outcomes import Outcome, outcome_named
from mplus3_xl.domain.limits import Limits
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.closing import closed
from mplus3_xl.domain.tags import Tags
from mplus3_xl.domain.texts.free_texts import text_problems
from mplus3_xl.domain.vocabulary import Tag


@dataclass(frozen=True, slots=True)
class CallSetting:
    """Who calls, when, from which site (`agencies` by name), under which limits.

    `charges` are the account managers in service, where the form may name one; `moved_to` is the
    site that the form gives the client: what follows is done from there.
    """

    author: str
    now: datetime
    agencies: Mapping[str, Agency]
    limits: Limits
    charges: Sequence[str] = ()
    moved_to: str | None = None

    def following_site(self, facts: CallFacts) -> Agency | None:
        """Return the site whose days the work that follows keeps to."""
        return self.agencies.get(self._following(facts) or "")

    def calling_site(self, facts: CallFacts) -> Agency | None:
        """Return the site from which the client will be called, as he may be called from it."""
        zone = zone_of(facts.client.postal_code)
        return site_for(self.agencies, self._following(facts), zone)

    def _following(self, facts: CallFacts) -> str | None:
        return self.moved_to or facts.dossier.agency


@dataclass(frozen=True, slots=True)
class Try:
    """An attempt that was accepted: its outcome, what it does, and what the gate said of it."""

    outcome: Outcome
    effect: OutcomeEffect
    verdict: Verdict
    attempted: Attempted


def try_of(
    facts: CallFacts, attempted: Attempted, setting: CallSetting, problems: list[FormProblem]
) -> Try | None:
    """Read what came of an attempt; add to `problems` what is wrong with it."""
    outcome = outcome_named(attempted.outcome)
    if outcome is None:
        message = f"« {attempted.outcome} » n’est pas une issue : choisissez dans la liste."
        problems.append(FormProblem("issue", "issue_inconnue", message))
        return None
    agency, following = facts.site(setting.agencies), setting.calling_site(facts)
    problems += callback_problems(outcome, attempted, following, setting.now, setting.limits)
    reason, manager = attempted.breach_reason, attempted.manager
    verdict = facts.verdict(agency, setting.now, setting.limits, reason, manager)
    if outcome.counts:
        problems += _gate_problems(verdict, attempted)
    problems += _text_problems(outcome, attempted)
    window, reached = facts.dossier.window, facts.dossier.appel is Tag.OK
    at = attempted.callback_at
    effect = after(outcome, setting.now, following, window, at, reached=reached)
    return Try(outcome, allowed(effect, facts, following, setting), verdict, attempted)


def allowed(
    effect: OutcomeEffect, facts: CallFacts, agency: Agency | None, setting: CallSetting
) -> OutcomeEffect:
    """Put the next try off until the attempts, this one with them if it counts, allow it (R15)."""
    if effect.next_try_at is None:
        return effect
    again = shut_after(facts, effect, effect.next_try_at.date(), setting)
    if again is None:
        return effect
    too_late = comes_too_late(facts.dossier.appel, facts.dossier.latest, again)
    at = None if too_late else soonest_slot(agency, start_of_day(again))
    return effect._replace(next_try_at=at)


def shut_after(
    facts: CallFacts, effect: OutcomeEffect, day: date, setting: CallSetting
) -> date | None:
    """Return when the attempts, this one with them, allow one more, if not on `day` (R15)."""
    tried = (setting.now.date(),) if effect.counts else ()
    contacts = facts.contacts._replace(tried_on=(*facts.contacts.tried_on, *tried))
    return shut_until(facts.client_type, contacts, day, setting.limits)


def is_talked(dossier: Dossier, tried: Try | None) -> bool:
    """Say whether the client was talked to, by this attempt or before: not to be called again."""
    if tried is None:
        waits = dossier.callback_at or dossier.next_try_at
        return dossier.appel is Tag.OK and waits is None
    return tried.outcome.appel is Tag.OK and tried.effect.callback_at is None


def dossier_after(dossier: Dossier, tags: Tags, tried: Try | None, setting: CallSetting) -> Dossier:
    """Return the dossier with `tags`, and what the attempt changes of it."""
    new = dossier.tagged(tags, setting.now.date())
    if tried is None:
        return new
    effect, attempted = tried.effect, tried.attempted
    agreed = effect.callback_at is not None and attempted.callback_agreed
    new = new._replace(
        callback_at=effect.callback_at,
        callback_agreed_by=setting.author if agreed else None,
        callback_agreed_at=setting.now if agreed else None,
        next_try_at=effect.next_try_at,
        postponed_until=None,
        postponed_reason=None,
        calling_since=None,
        calling_by=None,
    )
    closing = closing_of(tried.outcome, attempted)
    if not effect.closes or closing is None:
        return new
    reason = attempted.closing_reason or attempted.reason or tried.outcome.label
    return closed(new, closing, reason, setting.now.date())


def _text_problems(outcome: Outcome, attempted: Attempted) -> Iterator[FormProblem]:
    """Find what the words of an attempt may not hold, those that are kept (§1.4)."""
    yield from text_problems("motif_appel", "Motif de l’appel", attempted.breach_reason)
    yield from text_problems("responsable", "Responsable", attempted.manager)
    if closing_of(outcome, attempted) is not None:
        yield from text_problems("motif", "Précision du motif", attempted.closing_reason)


def _gate_problems(verdict: Verdict, attempted: Attempted) -> Iterator[FormProblem]:
    """Refuse a call that the gate refused, unless it is recorded as a breach with its reason."""
    if verdict.refusals and is_blank(attempted.breach_reason):
        said = " ".join(reason.message for reason in verdict.refusals)
        happened = "Si l’appel a eu lieu, dites-le à « Appel hors règle : pourquoi »"
        message = f"{said} {happened} : il sera noté comme manquement."
        yield FormProblem("motif_appel", "appel_refuse", message)
