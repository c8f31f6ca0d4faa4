"""What a line of the bilan is about: its hidden key says it, else the name that one reads there.

A paste may write over the key; what is typed beside it is not lost for that.
"""

from collections.abc import Mapping
from functools import cache

from mplus3_xl.domain.vocabulary import Holding
from mplus3_xl.layout.model import Value
from mplus3_xl.live.bilan.tables import OURS
from mplus3_xl.live.sheet.cell_texts import text_of
from mplus3_xl.rules import table


def family_of(row: Mapping[str, Value]) -> str:
    """Return the family of a line of the inventory; empty if neither says one."""
    return _code(text_of(row["cle"]), text_of(row["famille"]), _codes("families", "family"))


def gap_of(row: Mapping[str, Value]) -> str:
    """Return the gap of a line; empty if neither says one."""
    return _code(text_of(row["cle"]), text_of(row["manque"]), _codes("gaps", "gap"))


def is_ours(row: Mapping[str, Value]) -> bool:
    """Say whether a line is a contract with us, which is read in Lagon and not here."""
    key = text_of(row["cle"])
    lost = bool(key) and key not in _codes("families", "family").values()
    return OURS in key or (lost and text_of(row["detention"]) == Holding.CHEZ_NOUS.label)


def _code(key: str, name: str, codes: Mapping[str, str]) -> str:
    return key if key in codes.values() else codes.get(name, "")


@cache
def _codes(name: str, entry: str) -> dict[str, str]:
    """Return the codes of a rule table by their labels."""
    return {each["label"]: each["code"] for each in table(name)[entry]}
