"""How the rows of each file fared: the counts that must add up, and the refusals."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from mplus3_xl.errors import Problem


@dataclass(slots=True)
class Verdicts:
    """By file position: how many rows were created, modified, unchanged; and the refused ones."""

    counts: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    refused: dict[int, list[Problem]] = field(default_factory=dict)

    def count(self, file: int, verdict: str, rows: int = 1) -> None:
        """Count rows of a file as `created`, `modified` or `unchanged`."""
        self.counts[file][verdict] += rows

    def refuse(self, problems: Iterable[tuple[int, Problem]]) -> None:
        """Take refusals, each with its file's position."""
        for file, problem in problems:
            self.refused.setdefault(file, []).append(problem)
