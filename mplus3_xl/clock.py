"""The one place that reads the clock; everywhere else `today` and `now` are arguments."""

from datetime import datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def now() -> datetime:
    """Return the present moment in Paris, with its zone."""
    return datetime.now(PARIS)
