"""What is said to SQLite of a store in a file, whatever joins it."""

FOR_ALL = "PRAGMA foreign_keys = ON"
FOR_WRITERS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -65536",  # 64 MB: an import stays in memory
    "BEGIN IMMEDIATE",  # a writer waits for the other one
)
FOR_READERS = ("BEGIN",)
"""A reader, who has no need of the rest, is spared the time."""
