"""What is said to SQLite of a store's file, and which file it is, whatever joins it."""

from pathlib import Path

FOR_ALL = "PRAGMA foreign_keys = ON"
FOR_WRITERS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -65536",  # 64 MB: an import stays in memory
    "BEGIN IMMEDIATE",  # a writer waits for the other one
)
FOR_READERS = ("BEGIN",)
"""A reader, who has no need of the rest, is spared the time."""


def which_file(path: Path) -> tuple[int, int] | None:
    """Return which file is there, `None` for none that is reached.

    Another may be put in its place while a connection is kept.
    """
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
