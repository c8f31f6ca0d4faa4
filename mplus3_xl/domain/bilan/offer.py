"""What the agency goes through: families, gaps and pieces, each switched on or off.

By default every family and every piece is on, and every gap that the notes verify
(`rules/gaps.toml`).
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from mplus3_xl.rules import is_verified


class Offer(NamedTuple):
    """What differs from the rule tables, by code."""

    families_off: frozenset[str] = frozenset()
    gaps_off: frozenset[str] = frozenset()
    gaps_on: frozenset[str] = frozenset()
    pieces_off: frozenset[str] = frozenset()

    def asks(self, family: str) -> bool:
        """Say whether a family is asked of a client who holds nothing of it."""
        return family not in self.families_off

    def tells(self, gap: Mapping[str, Any]) -> bool:
        """Say whether a gap is told: it is on, and so is the contract that it proposes."""
        code = gap["code"]
        on = code in self.gaps_on or (is_verified(gap) and code not in self.gaps_off)
        return bool(on) and self.asks(gap.get("family", ""))


AS_SHIPPED = Offer()
"""What the rule tables say."""
