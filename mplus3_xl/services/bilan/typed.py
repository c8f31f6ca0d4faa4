"""What is typed in the sheet of a bilan: what to keep of it, and the version that it knows."""

from collections.abc import Mapping
from datetime import datetime

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.bilan.gaps import replies_set_aside
from mplus3_xl.domain.bilan.inventory import lines_set_aside
from mplus3_xl.domain.bilan.kept import BilanForm, KeptBilan
from mplus3_xl.domain.bilan.situation import answers_set_aside, questions_for, situation_of
from mplus3_xl.domain.vocabulary import Holding
from mplus3_xl.services.bilan.facts import BilanFacts, bilan_facts_of
from mplus3_xl.services.changes.bilan_changes import bilan_before, changes_of
from mplus3_xl.services.changes.journaling import BILAN
from mplus3_xl.services.ports.store import Store


def kept_of(
    form: BilanForm, old: KeptBilan | None, facts: BilanFacts, author: str, now: datetime
) -> KeptBilan:
    """Return what to keep: answers to what is asked, lines that are not ours, replies given.

    What was said before, of what the agency no longer goes through, stays.
    """
    situation = situation_of(facts.client_type, form.answers, facts.offer)
    asked = questions_for(situation)
    given = {each["code"]: form.answers[each["code"]] for each in asked
             if each["code"] in form.answers}  # fmt: skip
    lines = [line for line in form.lines if line.holding not in (None, Holding.CHEZ_NOUS)]
    replies = [reply for reply in form.replies if reply.answer or reply.reason]
    if old is not None:
        given |= answers_set_aside(situation, old.answers)
        lines += lines_set_aside(situation, old.lines, form.lines)
        replies += replies_set_aside(situation, old.replies, replies)
    return KeptBilan(
        facts.client.id,
        form.version + 1,
        given,
        tuple(lines),
        tuple(replies),
        form.no_action_reason,
        now,
        author,
    )


def version_known(
    store: Store, form: BilanForm, agencies: Mapping[str, Agency], author: str, now: datetime
) -> int:
    """Return the version of the bilan that a sheet knows: the one it shows, or made itself.

    It made the next one, by a click that was cut short, if it shows it whole; or if all that this
    one changed, for its own dossier, is in it, as it was saved or typed over since. Raises
    UserError if the dossier is gone.
    """
    with store.read() as unit:
        facts = bilan_facts_of(unit, form.dossier_id, agencies, now)
        old = unit.kept_bilan(facts.client.id)
        if old is None or (old.version, old.saved_by) != (form.version + 1, author):
            return form.version
        lines = unit.last_saved_lines(BILAN, facts.client.id, form.dossier_id)
        before, kept = bilan_before(old, lines), kept_of(form, old, facts, author, now)
        made = not _changed(old, kept) or set() < _changed(before, old) <= _changed(before, kept)
        return old.version if made else form.version


def _changed(old: KeptBilan, new: KeptBilan) -> set[tuple[str, str]]:
    return {(each.subject, each.field) for each in changes_of(old, new)}
