"""The limits of the law around a call, as settings with defaults (`rules/attempts.toml`)."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from mplus3_xl.domain.text import agreed
from mplus3_xl.rules import table

# The value of each setting by its code: a number, or a yes/no.
Limits = Mapping[str, Any]


OWN_RULE = "Règle de l’agence"


class Limit(NamedTuple):
    """A limit: `message` is what staff read when it is met, `source` the rule it comes from.

    A manager may set the one that is `settable`; the others are the law's alone.
    """

    code: str
    label: str
    message: str
    unit: str
    source: str
    settable: bool

    def said(self, limits: Limits, attempts: int = 0) -> str:
        """Say the limit with its value, its rule and its setting; `attempts` are those made."""
        value = limits[self.code]
        message = self.message.replace("{value}", str(value))
        message = message.replace("{unite}", self.unit_of(value))
        return f"{message.replace('{essais}', tries(attempts))} ({self.where})"

    def quantity(self, limits: Limits) -> str:
        """Return its value with its unit: "1 jour", "30 jours"."""
        return f"{limits[self.code]} {self.unit_of(limits[self.code])}"

    def unit_of(self, value: int) -> str:
        """Return its unit as it goes with a value."""
        return agreed(value, self.unit.removesuffix("s"), self.unit)

    @property
    def where(self) -> str:
        """The rule, and the setting that changes it if there is one."""
        rule = said_source(self.source)
        return f"{rule} ; réglage « {self.label} »" if self.settable else rule


def tries(number: int) -> str:
    """Return "1 essai", "3 essais"."""
    return f"{number} {agreed(number, 'essai', 'essais')}"


def said_source(text: str) -> str:
    """Return a source as staff may read it: the article, without the notes' own numbers."""
    article = text.split(" ; ", maxsplit=1)[0]
    return OWN_RULE if re.match(r"domaine|[RD]\d{1,2}$", article) else article


def limit(code: str) -> Limit:
    """Return the setting `code`."""
    entry = _table()[code]
    settable = "looser" in entry
    return Limit(code, entry["label"], entry["message"], entry["unit"], entry["source"], settable)


@cache
def default_limits() -> Limits:
    """Return the values of the rule table."""
    return {code: entry["value"] for code, entry in _table().items()}


def _table() -> Mapping[str, Any]:
    entries: Mapping[str, Any] = table("attempts")["limit"]
    return entries
