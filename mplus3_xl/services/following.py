"""Following the actions: what is to be done."""

from datetime import date

from mplus3_xl.domain.bilan.next_actions import Reminders, reminders
from mplus3_xl.services.ports import Store


def actions_to_do(store: Store, today: date, owner: str | None = None) -> Reminders:
    """Return the actions not done, of one account manager or of all, by urgency."""
    with store.read() as unit:
        return reminders(unit.open_actions(owner), today)
