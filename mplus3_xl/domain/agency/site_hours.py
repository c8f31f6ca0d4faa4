"""The hours of the agencies, read line by line, and shown: "09:00 – 12:30", "lundi, mardi"."""

from collections.abc import Collection, Iterator, Sequence
from datetime import time
from typing import NamedTuple, TypeAlias

from mplus3_xl.domain.agency.agencies import (
    WEEKDAYS,
    Agency,
    Hours,
    Range,
    range_fault,
    spoken,
)
from mplus3_xl.domain.agency.typed_week import range_words, read_days, read_range
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.text import fold

HOURS = "horaires"
"""What the place of a problem begins with: then the line and the column, both from 0."""
Week: TypeAlias = dict[int, Hours]
"""The ranges of a weekday (1 = Monday)."""
_NOON = time(12)


class HourLine(NamedTuple):
    """The days of an agency that have the same hours, as texts; several stand between commas."""

    agency: str = ""
    morning: str = ""
    afternoon: str = ""
    days: str = ""


def hour_lines(agency: Agency) -> Iterator[HourLine]:
    """Write the hours of an agency: a line for each set of ranges, split at noon."""
    days: dict[Hours, list[str]] = {}
    for day, ranges in sorted(agency.hours.items()):
        days.setdefault(tuple(ranges), []).append(WEEKDAYS[day - 1])
    for ranges, names in days.items():
        morning = spoken(tuple(each for each in ranges if each[0] < _NOON))
        afternoon = spoken(tuple(each for each in ranges if each[0] >= _NOON))
        yield HourLine(agency.name, morning, afternoon, ", ".join(names))


def read_hours(
    lines: Sequence[HourLine], names: Collection[str]
) -> tuple[dict[str, Week], list[FormProblem]]:
    """Return the week of each agency, by its folded name, and what is wrong with the lines.

    `names` are the folded names of the agencies.
    """
    weeks: dict[str, Week] = {}
    problems: list[FormProblem] = []
    for at, line in enumerate(lines):
        if not any(line):
            continue
        if fold(line.agency) not in names:
            said = f"« {line.agency} » n’est le nom d’aucune agence de la liste."
            said = said if line.agency else "Il manque l’agence de ces horaires."
            problems.append(_wrong(at, 0, "agence_inconnue", said))
        ranges, found = _ranges(at, line)
        week = weeks.setdefault(fold(line.agency), {})
        problems += [*found, *_into_week(at, line, week, ranges)]
    return weeks, problems


def _ranges(at: int, line: HourLine) -> tuple[Hours, list[FormProblem]]:
    """Read the ranges of a line, in their order."""
    ranges: Hours = ()
    problems: list[FormProblem] = []
    for column, text in enumerate((line.morning, line.afternoon), 1):
        for part in range_words(text):
            found = read_range(part)
            code, said = _against(part, found, ranges)
            if code or found is None:
                problems.append(_wrong(at, column, code, f"{said}."))
            else:
                ranges += (found,)
    if not ranges and not problems:
        said = "Il manque une plage, comme 09:00 – 12:30."
        problems.append(_wrong(at, 1, "plage_absente", said))
    return ranges, problems


def _against(part: str, found: Range | None, before: Hours) -> tuple[str, str]:
    """Return a code and words for what is wrong with a range after others, if it may not stand."""
    if found is None:
        return "plage_illisible", f"« {part} » n’est pas une plage, comme 09:00 – 12:30"
    return range_fault(found, before)


def _into_week(at: int, line: HourLine, week: Week, ranges: Hours) -> Iterator[FormProblem]:
    """Give the days of a line its ranges; find those that cannot have them."""
    words = list(read_days(line.days))
    if not words:
        said = "Il manque les jours, comme lundi, mardi ou lundi à vendredi."
        yield _wrong(at, 3, "jours_absents", said)
    for word, days in words:
        if not days:
            said = f"« {word} » n’est pas un jour, comme lundi, ni des jours, comme lundi à jeudi."
            yield _wrong(at, 3, "jour_inconnu", said)
        if twice := ", ".join(WEEKDAYS[day - 1] for day in days if day in week):
            said = f"{line.agency} a deux lignes d’horaires pour {twice}."
            yield _wrong(at, 3, "jour_en_double", said)
        week |= dict.fromkeys(days, ranges)


def _wrong(at: int, column: int, code: str, message: str) -> FormProblem:
    return FormProblem(f"{HOURS}.{at}.{column}", code, message)
