"""Before the call: where the dossier stands, how many half-days are left (§1.3, R14)."""

from datetime import date, datetime

import pytest

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.call.preparation import slots_left, where_it_stands
from mplus3_xl.domain.contact.calling_hours import start_of_day
from mplus3_xl.domain.windows import window_of

SITES = Agencies.default().by_name()
# The guide's example, [08/04–22/04]; Easter Monday is 21/04.
WINDOW = window_of(date(2025, 1, 15))
LATE = "En retard : la fenêtre s’est fermée le 22/04/2025, appel possible jusqu’au"


@pytest.mark.parametrize(
    ("site", "now", "left"),
    [
        # Tue 08/04 … Tue 22/04: ten working days without the 21st, two halves each.
        ("Corniche", datetime(2025, 4, 1, 9, 0), 20),
        ("Corniche", datetime(2025, 4, 8, 10, 0), 20),
        ("Corniche", datetime(2025, 4, 8, 12, 29), 20),
        ("Corniche", datetime(2025, 4, 8, 12, 30), 19),  # the morning is over
        ("Corniche", datetime(2025, 4, 8, 17, 29), 19),
        ("Corniche", datetime(2025, 4, 8, 17, 30), 18),
        ("Corniche", datetime(2025, 4, 19, 10, 0), 2),  # Saturday: Tuesday is left
        ("Corniche", datetime(2025, 4, 22, 17, 29), 1),
        ("Corniche", datetime(2025, 4, 22, 17, 30), 0),
        ("Corniche", datetime(2025, 4, 23, 10, 0), 0),
        # Closed on Mondays, and Saturday mornings are not legal hours.
        ("Rouvière", datetime(2025, 4, 1, 9, 0), 18),
        # The legal hours alone.
        (None, datetime(2025, 4, 22, 18, 0), 1),
    ],
)
def test_the_half_days_left_in_the_window(site: str | None, now: datetime, left: int) -> None:
    assert slots_left(SITES[site] if site else None, WINDOW, now) == left


@pytest.mark.parametrize(
    "day", [date(2025, 2, 3), date(2025, 2, 4), date(2025, 9, 27), date(2025, 9, 28)]
)
@pytest.mark.parametrize(("site", "days"), [("Corniche", 8), ("Rouvière", 6)])
def test_the_worst_windows_of_the_notes_are_short(day: date, site: str, days: int) -> None:
    window = window_of(day)
    assert slots_left(SITES[site], window, start_of_day(window.start)) == 2 * days


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2025, 3, 29), "Trop tôt : pas d’appel avant le 30/03/2025 (demain)."),
        (date(2025, 3, 30), "Bientôt : la fenêtre s’ouvre le 08/04/2025 (dans 9 jours)."),
        (date(2025, 4, 7), "Bientôt : la fenêtre s’ouvre le 08/04/2025 (demain)."),
        (date(2025, 4, 8), "Dans la fenêtre, jusqu’au 22/04/2025 (dans 14 jours)."),
        (date(2025, 4, 22), "Dans la fenêtre, jusqu’au 22/04/2025 (aujourd’hui)."),
        (date(2025, 4, 23), f"{LATE} 15/05/2025 (dans 22 jours)."),
        (date(2025, 5, 15), f"{LATE} 15/05/2025 (aujourd’hui)."),
        (date(2025, 5, 16), "Hors délai : l’appel était possible jusqu’au 15/05/2025."),
    ],
)
def test_where_the_dossier_stands_is_said_with_its_day(today: date, said: str) -> None:
    assert where_it_stands(WINDOW, today) == said
