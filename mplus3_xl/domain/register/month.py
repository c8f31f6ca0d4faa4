"""A month of the register: its days, both included, and its name (R22)."""

import re
from datetime import date, timedelta
from typing import NamedTuple, Self

from mplus3_xl.errors import UserError

_WRITTEN = (
    re.compile(r"(?P<year>\d{4})-(?P<number>0[1-9]|1[0-2])"),
    re.compile(r"(?P<number>0?[1-9]|1[0-2])/(?P<year>\d{4})"),
)
_FIRST_YEAR, _LAST_YEAR = 1950, 2199  # no contract is older (R6), and calendars end somewhere


class Month(NamedTuple):
    """A calendar month; an acte belongs to that of its Europe/Paris day."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month of a day (or of a moment, Paris local time)."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read `AAAA-MM`, or `MM/AAAA` as the sheets show it. Raises UserError."""
        found = next(filter(None, (each.fullmatch(text.strip()) for each in _WRITTEN)), None)
        if found is None or not _FIRST_YEAR <= int(found["year"]) <= _LAST_YEAR:
            raise UserError(
                "mois_illisible",
                f"« {text} » n’est pas un mois entre {_FIRST_YEAR} et {_LAST_YEAR}.",
                "Écrivez-le AAAA-MM ou MM/AAAA, par exemple 2026-10 ou 10/2026.",
            )
        return cls(int(found["year"]), int(found["number"]))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return self.following.first - timedelta(days=1)

    @property
    def following(self) -> "Month":
        """The month after."""
        return Month.of(self.first + timedelta(days=31))

    @property
    def previous(self) -> "Month":
        """The month before."""
        return Month.of(self.first - timedelta(days=1))

    def is_over(self, today: date) -> bool:
        """Say whether nothing can be done in this month any more."""
        return today > self.last
