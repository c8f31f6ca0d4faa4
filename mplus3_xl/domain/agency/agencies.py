"""The agency's sites: their names and aliases, site codes and opening hours."""

from collections.abc import Iterable, Mapping
from datetime import time
from types import MappingProxyType
from typing import Any, NamedTuple

from mplus3_xl.domain.text import fold
from mplus3_xl.errors import ShapeError
from mplus3_xl.rules import table

Range = tuple[time, time]
Hours = tuple[Range, ...]
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


class Agency(NamedTuple):
    """One site. `hours` maps a weekday (1 = Monday) to its ranges, first minute included.

    `phone`, `email` and `insurer` are what the script says of it; `None` is to be completed.
    `zone` is the time zone of the client it calls, where it is not that of Paris.
    """

    name: str
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    hours: Mapping[int, Hours] = MappingProxyType({})
    phone: str | None = None
    email: str | None = None
    insurer: str | None = None
    zone: str | None = None

    def __hash__(self) -> int:
        return hash(self.name)


def spoken(ranges: Hours) -> str:
    """Write ranges as they are read: "09:00 – 12:30"."""
    return ", ".join(f"{start:%H:%M} – {end:%H:%M}" for start, end in ranges)


def range_fault(found: Range, before: Hours) -> tuple[str, str]:
    """Return a code and words for what is wrong with a range after others; empty if nothing is."""
    start, end = found
    if end <= start:
        return "plage_a_l_envers", f"« {spoken((found,))} » finit avant de commencer"
    if before and start < before[-1][1]:
        said = f"« {spoken((found,))} » commence avant la fin de « {spoken(before[-1:])} »"
        return "plages_melees", said
    return "", ""


def parse_ranges(texts: Iterable[str]) -> Hours:
    """Read ranges written "10:00-13:00". Raises ValueError for one that is wrong."""
    ranges: Hours = ()
    for text in texts:
        start, end = map(time.fromisoformat, text.split("-"))
        _, wrong = range_fault((start, end), ranges)
        if wrong:
            raise ShapeError(wrong)
        ranges += ((start, end),)
    return ranges


def _hours(days: Mapping[str, Iterable[str]]) -> dict[int, Hours]:
    hours = {int(day): parse_ranges(ranges) for day, ranges in days.items()}
    if not all(1 <= day <= 7 for day in hours):
        raise ValueError(hours)
    return hours


def agencies_of(entries: Iterable[Mapping[str, Any]]) -> tuple[Agency, ...]:
    """Read `[[agence]]` entries, of the rule table or of a folder's settings.

    Raises what their reading raises, for an entry of the wrong shape.
    """
    return tuple(
        Agency(
            name=entry["nom"],
            aliases=tuple(entry.get("alias", ())),
            codes=tuple(entry.get("codes", ())),
            hours=_hours(entry.get("horaires", {})),
            phone=entry.get("telephone"),
            email=entry.get("email"),
            insurer=entry.get("assureur"),
        )
        for entry in entries
    )


class Agencies:
    """The sites of one folder, found by name, alias or site code."""

    def __init__(self, sites: Iterable[Agency]) -> None:
        self.sites = tuple(sites)
        self._by_word = {
            fold(word): site for site in self.sites for word in (site.name, *site.aliases)
        }
        self._by_code = {code.upper(): site for site in self.sites for code in site.codes}

    @classmethod
    def default(cls) -> "Agencies":
        """Return the sites of the rule table."""
        return cls(agencies_of(table("agencies")["agence"]))

    def named(self, text: str) -> Agency | None:
        """Find a site by its name or one of its aliases, whatever the case and accents."""
        return self._by_word.get(fold(text))

    def coded(self, code: str) -> Agency | None:
        """Find a site by the code in an export's file name, such as H90001."""
        return self._by_code.get(code.upper())

    def by_name(self) -> dict[str, Agency]:
        """Return the sites by their own name."""
        return {site.name: site for site in self.sites}
