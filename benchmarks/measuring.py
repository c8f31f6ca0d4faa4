"""Timing pieces of work side by side: the ratio is what is quoted, machines differ."""

import gc
import resource
import subprocess
import sys
import time
from collections.abc import Callable


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """Return the shortest of `runs` runs, in seconds."""
    return min(_once(work) for _ in range(runs))


def _once(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak_megabytes(arguments: list[str]) -> float:
    """Run a Python in its own process; return the most memory it held, in megabytes."""
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
