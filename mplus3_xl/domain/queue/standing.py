"""What the hour says of a dossier: its phase, its place, when and whether to call (R12–R15)."""

from datetime import datetime
from typing import NamedTuple

from mplus3_xl.domain.contact.approach import shut_until
from mplus3_xl.domain.contact.calling_hours import first_slot, next_slot, soonest_slot, start_of_day
from mplus3_xl.domain.contact.gate import Permission, gate, is_agreed_time
from mplus3_xl.domain.limits import Limits
from mplus3_xl.domain.queue.asked import Asked
from mplus3_xl.domain.queue.calling_order import Place, place_of
from mplus3_xl.domain.vocabulary import Phase


class Standing(NamedTuple):
    """Where a dossier stands at one moment; `reason` is what the gate says, for staff."""

    phase: Phase
    slot: datetime | None
    permission: Permission
    reason: str
    place: Place


def standing(asked: Asked, now: datetime, limits: Limits) -> Standing:
    """Return where the dossiers asked about stand at `now`.

    One that is done has no slot, nor has a client whose number is wrong, until it changes, nor one
    who refused the bilan, unless a callback waits (§4.2).

    Of a day that was asked for, which begins at 00:00, the gate is asked at its first callable
    moment.
    """
    approach, at = asked.approach, now
    if now == start_of_day(now.date()):
        at = first_slot(asked.site, now, now.date()) or now
    managed = approach.refused_on is not None and asked.callback_at is None
    shut = approach.done or managed or approach.contacts.wrong_number_on is not None
    verdict = gate(approach, asked.site, at, limits)
    return Standing(
        phase=approach.window.phase(now.date()),
        slot=None if shut else _next_slot(asked, now, limits),
        permission=verdict.permission,
        reason=verdict.message,
        place=place_of(asked, now, limits),
    )


def _next_slot(asked: Asked, now: datetime, limits: Limits) -> datetime | None:
    """Return when to call next (R14): not before the attempts allow one more.

    What the client asked for or agreed to is called back at that very moment, whatever the window
    (D12); the gate decides then. Once that moment is past, as long as an agreed one is kept, then
    at the first callable one.
    """
    approach, callback_at = asked.approach, asked.callback_at
    if callback_at is not None and callback_at > now:
        return callback_at
    days = (
        shut_until(approach.client_type, approach.contacts, now.date(), limits),
        None if callback_at else asked.postponed_until,
    )
    planned = (asked.next_try_at, *(start_of_day(day) for day in days if day))
    after = max([now, *filter(None, planned)])
    if callback_at is not None:
        kept = after == now and is_agreed_time(approach, now, limits)
        return now if kept else soonest_slot(asked.site, after)
    return next_slot(asked.site, approach.window, after)
