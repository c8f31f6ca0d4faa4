"""The address of a store in a file: what follows `sqlite:///` is the path as it is written.

A folder may be called « 100%20 », or « ? ».
"""

from pathlib import Path

_FILE = "sqlite:///"


def url_of(path: Path) -> str:
    """Return the address of a store in a file."""
    return f"{_FILE}{path.as_posix()}"


def file_at(address: str) -> Path | None:
    """Return the file of a store; `None` of one that is not in a file."""
    return Path(address.removeprefix(_FILE)) if address.startswith(_FILE) else None
