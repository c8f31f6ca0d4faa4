"""How much of a click the spreadsheet takes: the time spent in calls into it."""

import atexit
import sys
import time
from typing import Any

from mplus3_xl.live.gate import Gate


class Spent:
    """The seconds that the spreadsheet took since `seconds` was last set to 0."""

    def __init__(self) -> None:
        self.seconds = 0.0
        really = Gate._pass

        def timed(gate: Gate, *arguments: Any) -> Any:
            start = time.perf_counter()
            try:
                return really(gate, *arguments)
            finally:
                self.seconds += time.perf_counter() - start

        Gate._pass = timed  # type: ignore[method-assign, assignment]  # measured from outside


def tell_at_exit() -> None:
    """Write the seconds on the error output when the process ends."""
    spent = Spent()
    atexit.register(lambda: sys.stderr.write(f"{spent.seconds}\n"))
