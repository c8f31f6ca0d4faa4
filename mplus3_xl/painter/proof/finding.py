"""What a check of a workbook found wrong."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

Each = TypeVar("Each", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where it is, its stable code, and what Excel will not accept, in French."""

    where: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.where} : {self.message} [{self.code}]"


def repeated(items: Iterable[Each]) -> list[Each]:
    """What stands there more than once, each told once, in the order of its first place."""
    return [each for each, count in Counter(items).items() if count > 1]
