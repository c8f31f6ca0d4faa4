"""A call that somebody began: its outcome is awaited, and for a while nobody else calls the client.

How long is in `rules/attempts.toml`.
"""

from datetime import datetime, timedelta

from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.cases import is_done
from mplus3_xl.rules import table

_LASTS = timedelta(minutes=table("attempts")["practice"]["call_lasts_minutes"])


def is_called(dossier: Dossier, now: datetime) -> bool:
    """Say whether somebody calls now: a call begun long ago, or done, waits for no outcome."""
    since = dossier.calling_since
    return since is not None and abs(now - since) <= _LASTS and not is_done(dossier)


def begun_by_another(dossier: Dossier, me: str) -> bool:
    """Say whether somebody else began a call, and noted no outcome yet."""
    return dossier.calling_since is not None and dossier.calling_by != me


def called_by_another(dossier: Dossier, me: str, now: datetime) -> bool:
    """Say whether somebody else calls now."""
    return is_called(dossier, now) and begun_by_another(dossier, me)


def called_said(dossier: Dossier, who: str, whom: str = "ce client") -> str:
    """Say who calls whom, and since when."""
    return f"{who} appelle {whom} depuis {dossier.calling_since:%H:%M}."


def begun_said(dossier: Dossier, who: str) -> str:
    """Say who called earlier in the day and noted nothing."""
    return f"{who} a appelé ce client à {dossier.calling_since:%H:%M}, sans issue notée."
