"""Writing one attempt: what came of it, on what ground, and what it went against."""

from mplus3_xl.domain.call.facts import CallFacts
from mplus3_xl.domain.call.tries import CallSetting, Try
from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.services.call.opposing import oppose_client
from mplus3_xl.services.ports.store import Writing
from mplus3_xl.services.records import Change


def write_attempt(
    unit: Writing, facts: CallFacts, tried: Try, setting: CallSetting
) -> tuple[Attempt, Change]:
    """Add the attempt, and its line of the journal. A refused gate makes it a breach."""
    attempt = _attempt(facts, tried, setting)
    attempt_id = unit.add_attempt(attempt)
    line = Change("attempts", attempt_id, "outcome", None, tried.outcome.code)
    return attempt._replace(id=attempt_id), line


def follow_opposition(
    unit: Writing, facts: CallFacts, tried: Try | None, setting: CallSetting
) -> None:
    """Note the opposition that an outcome is, once the dossier of the call is written."""
    if tried is not None and tried.outcome.kind == "stop":
        oppose_client(unit, facts.client, facts.dossier.id, setting.author, setting.now)


def _attempt(facts: CallFacts, tried: Try, setting: CallSetting) -> Attempt:
    attempted, verdict = tried.attempted, tried.verdict
    against = [each.setting for each in verdict.refusals] if tried.outcome.counts else []
    return Attempt(
        id=0,
        dossier_id=facts.dossier.id,
        at=setting.now,
        outcome=tried.outcome.code,
        counts=tried.outcome.counts,
        author=setting.author,
        note=attempted.note.strip() or None,
        phone=facts.client.folded_phone,
        basis=tried.outcome.basis or verdict.basis,
        callback_at=tried.effect.callback_at,
        breach=", ".join(against) or None,
        breach_reason=attempted.breach_reason.strip() or None,
        manager=attempted.manager.strip() or None,
    )
