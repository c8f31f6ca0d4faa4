"""What staff read for the codes of a rule table."""

from collections.abc import Mapping
from functools import cache

from mplus3_xl.rules import table


@cache
def labels(name: str, entry: str) -> Mapping[str, str]:
    """Return the labels of the entries `entry` of the rule table `name`, by code, in its order."""
    return {each["code"]: each["label"] for each in table(name)[entry]}


def label_of(name: str, entry: str, code: str | None) -> str:
    """Return the label of a code of a rule table; a code that is gone is shown as it is."""
    return labels(name, entry).get(code, code) if code else ""
