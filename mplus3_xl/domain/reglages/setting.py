"""One value that a manager may set: a number, or a yes or no."""

from typing import Any, NamedTuple

from mplus3_xl.domain.yes_no import yes_no


class Setting(NamedTuple):
    """One value that a manager may set; `looser` as in the rule table, "" for neither way.

    `caution` says why the looser value needs a reason, where it is not the law's own limit.
    """

    code: str
    label: str
    unit: str
    default: Any
    source: str
    looser: str = ""
    least: int = 0
    most: int = 0
    caution: str = ""

    @property
    def yes_no(self) -> bool:
        """Whether it is a yes or a no, instead of a number."""
        return isinstance(self.default, bool)

    def is_looser(self, value: Any) -> bool:
        """Say whether a value gives more room than the default."""
        ways = {
            "plus": value > self.default,
            "moins": value < self.default,
            "oui": value and not self.default,
            "non": self.default and not value,
        }
        return bool(ways.get(self.looser, False))

    def said(self, value: Any) -> str:
        """Write a value as staff read it."""
        return yes_no(value) if self.yes_no else str(value)
