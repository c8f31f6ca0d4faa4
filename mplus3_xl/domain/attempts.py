"""The attempts to reach a client, and which of them count toward the limit of the law."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from mplus3_xl.rules import table


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt; struck by its author, it stays visible and no longer counts."""

    id: int
    dossier_id: int
    at: datetime
    outcome: str
    counts: bool
    author: str
    struck_at: datetime | None = None
    struck_by: str | None = None
    struck_reason: str | None = None

    @property
    def counted(self) -> bool:
        """Whether it is one of the attempts that the law limits."""
        return self.counts and self.struck_at is None

    @property
    def label(self) -> str:
        """What came of it, as staff read it."""
        return _labels().get(self.outcome, self.outcome)


@cache
def _labels() -> dict[str, str]:
    return {each["code"]: each["label"] for each in table("outcomes")["outcome"]}
