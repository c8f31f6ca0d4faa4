"""Where a client lives overseas, the hours of the law are those of his clock (D223-9)."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from mplus3_xl.domain.agency.agencies import Agency, Hours
from mplus3_xl.rules import table

HERE = "Europe/Paris"
_ZONES: Mapping[str, str] = table("calling_hours")["zones"]
OVERSEAS = tuple(_ZONES)
"""How the postal codes begin that have a time zone of their own."""
PREFIX = 3
"""How much of a postal code tells it."""
# A site that is not known is open whenever the law allows.
_ANY = Agency("", hours=dict.fromkeys(range(1, 8), ((time.min, time.max),)))


def zone_of(postal_code: str | None) -> str | None:
    """Return the time zone (IANA) of a postal code overseas; `None` where it is that of Paris."""
    return _ZONES.get(postal_code[:PREFIX]) if postal_code else None


def site_for(agencies: Mapping[str, Agency], name: str | None, zone: str | None) -> Agency | None:
    """Return the site of this name, as a client of this zone may be called from it."""
    site = agencies.get(name or "")
    return (site or _ANY)._replace(zone=zone) if zone else site


def ahead(zone: str, day: date) -> timedelta:
    """Return how far the clocks of a zone are ahead of those of Paris on a day."""
    from zoneinfo import ZoneInfo

    noon = datetime.combine(day, time(12))
    there, here = (ZoneInfo(each).utcoffset(noon) for each in (zone, HERE))
    return (there or timedelta()) - (here or timedelta())


def as_here(ranges: Hours, zone: str, day: date) -> Hours:
    """Return hours of a zone as the clocks of Paris show them, within the day."""
    first = datetime.combine(day, time.min)
    last, shift = datetime.combine(day, time.max), ahead(zone, day)
    shown = (
        (
            max(datetime.combine(day, start) - shift, first),
            min(datetime.combine(day, end) - shift, last),
        )
        for start, end in ranges
    )
    return tuple((start.time(), end.time()) for start, end in shown if start < end)
