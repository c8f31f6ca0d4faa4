"""What is typed in the sheet of a bilan: what to keep of it."""

from datetime import datetime

from mplus3_xl.domain.bilan.gaps import replies_set_aside
from mplus3_xl.domain.bilan.inventory import lines_set_aside
from mplus3_xl.domain.bilan.kept import BilanForm, KeptBilan
from mplus3_xl.domain.bilan.situation import answers_set_aside, questions_for, situation_of
from mplus3_xl.domain.vocabulary import Holding
from mplus3_xl.services.bilan.facts import BilanFacts


def kept_of(
    form: BilanForm, old: KeptBilan | None, facts: BilanFacts, author: str, now: datetime
) -> KeptBilan:
    """Return what to keep: answers to what is asked, lines that are not ours, replies given.

    What was said before, of what the agency no longer goes through, stays.
    """
    situation = situation_of(facts.client_type, form.answers, facts.offer)
    asked = [each["code"] for each in questions_for(situation)]
    given = {code: form.answers[code] for code in asked if code in form.answers}
    lines = [line for line in form.lines if line.holding not in (None, Holding.CHEZ_NOUS)]
    replies = [reply for reply in form.replies if reply.answer or reply.reason]
    if old is not None:
        given |= answers_set_aside(situation, old.answers)
        lines += lines_set_aside(situation, old.lines, form.lines)
        replies += replies_set_aside(situation, old.replies, replies)
    return KeptBilan(
        client_id=facts.client.id,
        version=form.version + 1,
        answers=given,
        lines=tuple(lines),
        replies=tuple(replies),
        no_action_reason=form.no_action_reason,
        saved_at=now,
        saved_by=author,
        form_id=form.form_id,
    )
