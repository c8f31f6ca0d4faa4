"""What the client tells that his contracts must follow: an "avenant à faire" (domain notes §1.2).

L113-2 3° C. ass.: a change that makes the risk worse is declared within some days.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.bilan.working_days import last_working_day
from mplus3_xl.domain.call_form import FieldAnswer, is_blank
from mplus3_xl.domain.client.required import fields
from mplus3_xl.domain.contact.calls import ActionDraft
from mplus3_xl.domain.limits import Limits
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import ActionKind, FieldState

DELAY = "declaration_changement"
"""The setting that says within how many days."""


def amendments(
    before: Iterable[FieldAnswer],
    after: Iterable[FieldAnswer],
    today: date,
    agency: Agency | None,
    limits: Limits,
) -> tuple[ActionDraft, ...]:
    """Return an action for each change of the risk that is new since `before`, once each."""
    last = today + timedelta(days=limits[DELAY])
    due_on = last_working_day(today, last, agency) or last
    return tuple(
        ActionDraft(ActionKind.ELEMENTS, f"Avenant à faire : {what}", due_on)
        for what in dict.fromkeys(_changes(set(before), after))
    )


def _changes(known: set[FieldAnswer], after: Iterable[FieldAnswer]) -> Iterator[str]:
    """Say what changed; what Lagon did not hold, or wrote otherwise, is no change of the risk."""
    for answer in after:
        what = fields()[answer.code].amends
        if what is None or answer in known or answer.state is not FieldState.MODIFIE:
            continue
        if not is_blank(answer.lagon) and fold(answer.lagon or "") != fold(answer.new or ""):
            yield what
