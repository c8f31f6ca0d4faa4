"""Before the call: where the dossier stands in its window, and what time is left to call."""

from datetime import date, datetime, time, timedelta

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.contact.calling_hours import MIDDAY, ranges_on
from mplus3_xl.domain.vocabulary import Phase
from mplus3_xl.domain.windows import Window

_ONE_DAY = timedelta(days=1)


def slots_left(agency: Agency | None, window: Window, now: datetime) -> int:
    """Count the half-days of the window in which one may still call, that of `now` included."""
    day, left = max(window.start, now.date()), 0
    while day <= window.end:
        over = now.time() if day == now.date() else time.min
        left += len({start < MIDDAY for start, end in ranges_on(agency, day) if over < end})
        day += _ONE_DAY
    return left


def where_it_stands(window: Window, today: date) -> str:
    """Say in words where `today` stands against the window."""
    match window.phase(today):
        case Phase.TROP_TOT:
            return f"Trop tôt : pas d’appel avant le {_day(window.earliest, today)}."
        case Phase.BIENTOT:
            return f"Bientôt : la fenêtre s’ouvre le {_day(window.start, today)}."
        case Phase.FENETRE:
            return f"Dans la fenêtre, jusqu’au {_day(window.end, today)}."
        case Phase.EN_RETARD:
            return (
                f"En retard : la fenêtre s’est fermée le {window.end:%d/%m/%Y}, "
                f"appel possible jusqu’au {_day(window.latest, today)}."
            )
        case Phase.HORS_DELAI:
            return f"Hors délai : l’appel était possible jusqu’au {window.latest:%d/%m/%Y}."


def _day(day: date, today: date) -> str:
    days = (day - today).days
    count = {0: "aujourd’hui", 1: "demain"}.get(days, f"dans {days} jours")
    return f"{day:%d/%m/%Y} ({count})"
