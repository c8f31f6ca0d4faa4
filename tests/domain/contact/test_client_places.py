"""A client overseas is called within the hours of the law on his own clock (D223-9)."""

from datetime import date, datetime

import pytest

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.contact.approach import Approach, Contacts
from mplus3_xl.domain.contact.calling_hours import is_lawful, may_call_at, next_slot, ranges_on
from mplus3_xl.domain.contact.client_places import ahead, site_for, zone_of
from mplus3_xl.domain.contact.gate import Permission, gate
from mplus3_xl.domain.limits import default_limits
from mplus3_xl.domain.windows import window_of
from mplus3_xl.rules import table
from tests.domain.invented import EFFECT

SITES = Agencies.default().by_name()
WINTER, SUMMER = date(2026, 11, 23), date(2026, 7, 6)  # two Mondays
REUNION, GUADELOUPE, TAHITI = "97400", "97110", "98714"


def _at(day: date, text: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{text}")


@pytest.mark.parametrize("code", [None, "", "13006", "20200", "98000", "97"])
def test_a_client_of_france_or_monaco_has_the_clock_of_paris(code: str | None) -> None:
    assert zone_of(code) is None
    assert site_for(SITES, "Corniche", zone_of(code)) is SITES["Corniche"]


@pytest.mark.parametrize("zone", sorted(set(table("calling_hours")["zones"].values())))
def test_each_zone_of_the_table_is_one_that_python_knows(zone: str) -> None:
    assert abs(ahead(zone, WINTER).total_seconds()) <= 13 * 3600


@pytest.mark.parametrize(
    ("code", "day", "hours"), [(REUNION, WINTER, 3), (REUNION, SUMMER, 2), (GUADELOUPE, WINTER, -5)]
)
def test_the_hours_ahead_follow_the_summer_time_of_paris(code: str, day: date, hours: int) -> None:
    assert ahead(str(zone_of(code)), day).total_seconds() == hours * 3600


@pytest.mark.parametrize(
    ("code", "lawful", "unlawful"),
    [
        (REUNION, ["07:00", "09:59", "11:00", "16:59"], ["06:59", "10:00", "17:00"]),
        (GUADELOUPE, ["15:00", "17:59", "19:00", "23:59"], ["14:59", "18:00"]),
        (TAHITI, ["21:00", "23:59"], ["20:59", "10:30"]),
    ],
)
def test_the_law_counts_on_his_clock(code: str, lawful: list[str], unlawful: list[str]) -> None:
    site = site_for(SITES, "Corniche", zone_of(code))
    assert all(is_lawful(site, _at(WINTER, each)) for each in lawful)
    assert not any(is_lawful(site, _at(WINTER, each)) for each in unlawful)
    unknown = site_for(SITES, None, zone_of(code))
    assert all(may_call_at(unknown, _at(WINTER, each)) for each in lawful)


def test_a_slot_is_open_here_and_lawful_there() -> None:
    site = site_for(SITES, "Corniche", zone_of(GUADELOUPE))
    here, both = ranges_on(SITES["Corniche"], WINTER), ranges_on(site, WINTER)
    assert both
    assert all(any(a <= start and end <= b for a, b in here) for start, end in both)
    slot = next_slot(site, window_of(EFFECT), _at(WINTER, "10:30"))
    assert slot == _at(WINTER, "15:00")


def test_the_gate_says_what_time_it_is_there() -> None:
    site = site_for(SITES, "Corniche", zone_of(GUADELOUPE))
    approach = Approach(None, window_of(EFFECT), None, Contacts())
    (reason,) = gate(approach, site, _at(WINTER, "10:30"), default_limits()).reasons
    assert reason.permission is Permission.AVERTI
    assert reason.message.startswith("Il est 10:30 le 23/11/2026, 05:30 chez le client : hors des")
