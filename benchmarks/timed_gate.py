"""How much of a click the spreadsheet takes, its driver (here `calc`, in Excel pywin32) included.

To be imported before the rest of `calc`, whose members it times as they are defined.
"""

import atexit
import sys
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from mplus3_xl.calc import part
from mplus3_xl.live.gate import Gate


class Spent:
    """The seconds that the spreadsheet took, by `clock`, since `seconds` was last set to 0."""

    def __init__(self) -> None:
        self.seconds, self.clock = 0.0, time.perf_counter
        self._depth, self._start = 0, 0.0

    def __enter__(self) -> None:
        if self._depth == 0:
            self._start = self.clock()
        self._depth += 1

    def __exit__(self, *_error: object) -> None:
        self._depth -= 1
        if self._depth == 0:
            self.seconds += self.clock() - self._start

    def timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time counted once however its calls nest."""

        @wraps(function)
        def inside(*arguments: Any, **options: Any) -> Any:
            with self:
                return function(*arguments, **options)

        return inside

    def tell_at_exit(self) -> None:
        """Write the process's seconds and these on the error output when the process ends."""
        atexit.register(lambda: sys.stderr.write(f"{self.clock()} {self.seconds}\n"))


SPENT = Spent()
_translating = part.translating
part.translating = lambda function: SPENT.timed(_translating(function))
Gate._pass = SPENT.timed(Gate._pass)  # type: ignore[method-assign]  # measured from outside
