"""The actions to follow as calendars, one per person, for Outlook and the like (.ics).

An event keeps its identifier for ever: importing a calendar twice moves events, it adds none.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from mplus3_xl.domain.contact.calls import Action
from mplus3_xl.domain.text import fold

if TYPE_CHECKING:
    from icalendar import Event

_PARIS = ZoneInfo("Europe/Paris")
_UTC = ZoneInfo("UTC")
_NOBODY = "sans responsable"


def calendars(
    actions: Iterable[Action], clients: Mapping[int, str], now: datetime
) -> dict[str, bytes]:
    """Return one calendar per owner of actions not done, by file name, in order.

    An owner may be known by his login too: what is folded alike is one person's. `clients` are the
    names by client; `now` is Paris local time.
    """
    by_file: dict[str, list[Action]] = {}
    for action in actions:
        if action.done_on is None:
            by_file.setdefault(_file_name(action.owner or _NOBODY), []).append(action)
    return {name: _calendar(by_file[name], clients, now) for name in sorted(by_file)}


def uid_of(action: Action) -> str:
    """Return the identifier of an action's event: what made it, which never changes."""
    return f"{action.created_at:%Y%m%dT%H%M%S}-{action.id}@mplus3-xl"


def _file_name(owner: str) -> str:
    return f"mplus3_{fold(owner).replace(' ', '_')}.ics"


def _calendar(actions: Iterable[Action], clients: Mapping[int, str], now: datetime) -> bytes:
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//mplus3-xl//Actions//FR")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for action in sorted(actions, key=lambda each: (each.due_on, each.id)):
        made.add_component(_event(action, clients.get(action.client_id, ""), now))
    text: bytes = made.to_ical()
    return text


def _event(action: Action, client: str, now: datetime) -> "Event":
    """Return an event of the whole day, which leaves the day free."""
    from icalendar import Event

    event = Event()
    event.add("uid", uid_of(action))
    event.add("dtstamp", now.replace(tzinfo=_PARIS).astimezone(_UTC))
    event.add("dtstart", action.due_on)
    event.add("dtend", action.due_on + timedelta(days=1))
    event.add("summary", " – ".join(filter(None, (action.kind.label, client))))
    event.add("description", action.object)
    event.add("transp", "TRANSPARENT")
    return event
