"""The limits of the law around a call, as settings with defaults (`rules/attempts.toml`)."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from mplus3_xl.rules import table

# The value of each setting by its code: a number, or a yes/no.
Limits = Mapping[str, Any]


OWN_RULE = "Règle de l’agence"


class Limit(NamedTuple):
    """One setting: `message` is what staff read when it is met, `source` the rule it comes from."""

    code: str
    label: str
    message: str
    source: str

    def said(self, limits: Limits) -> str:
        """Say the limit with its value, its rule and its setting."""
        message = self.message.replace("{value}", str(limits[self.code]))
        return f"{message} ({said_source(self.source)} ; réglage « {self.label} »)"


def said_source(text: str) -> str:
    """Return a source as staff may read it: the article, without the notes' own numbers."""
    article = text.split(" ; ", maxsplit=1)[0]
    return OWN_RULE if re.match(r"domaine|[RD]\d{1,2}$", article) else article


def limit(code: str) -> Limit:
    """Return the setting `code`."""
    entry = _table()[code]
    return Limit(code, entry["label"], entry["message"], entry["source"])


@cache
def default_limits() -> Limits:
    """Return the values of the rule table."""
    return {code: entry["value"] for code, entry in _table().items()}


def _table() -> Mapping[str, Any]:
    entries: Mapping[str, Any] = table("attempts")["limit"]
    return entries
