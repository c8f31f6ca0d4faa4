"""Which file stands at a path: another may be put in its place while a connection is kept."""

from pathlib import Path


def which_file(path: Path) -> tuple[int, int] | None:
    """Return which file is there, `None` for none that is reached."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
