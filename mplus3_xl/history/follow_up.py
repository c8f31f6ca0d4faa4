"""What is done between the calls: typing into Lagon, ending actions."""

import random
from collections.abc import Mapping
from datetime import datetime

from mplus3_xl.services.bilan.action_changes import ActionChange, change_actions, state_of
from mplus3_xl.services.bilan.following import actions_to_follow
from mplus3_xl.services.lagon.reports import mark_reported, reports_to_lagon
from mplus3_xl.services.ports.store import Store

MANAGER = "direction"
_DONE, _TYPED = 0.9, 0.7  # the share that somebody got to


def type_into_lagon(store: Store, chance: random.Random, now: datetime) -> Mapping[str, str]:
    """Type into Lagon most of what the calls gave; return the new e-mails, by client number.

    The export of that day will show them.
    """
    reports = [each for each in reports_to_lagon(store) if chance.random() < _TYPED]
    mark_reported(store, {each.id: now.date() for each in reports}, MANAGER, now)
    emails = {each.client_id: each.new for each in reports if each.field == "email"}
    with store.read() as unit:
        clients = unit.clients_by_id(emails)
    return {clients[each].number or "": email for each, email in emails.items()}


def follow_actions(store: Store, chance: random.Random, now: datetime) -> None:
    """Say that most of what was due is done; the rest is late."""
    changes = [
        ActionChange(each.id, each.owner, each.due_on, now.date(), "Fait.", state_of(each))
        for each in (listed.action for listed in actions_to_follow(store))
        if each.due_on < now.date() and chance.random() < _DONE
    ]
    change_actions(store, changes, MANAGER, now)
