"""The log of the program's errors: one file of the seat, of a bounded size, without client data.

What the engines quote of a row never gets there: `store.engine` takes it off their errors.
"""

from pathlib import Path

_MOST_BYTES = 500_000
"""Some hundred errors with their tracebacks: enough to find a cause, and old ones go."""
_OLD_FILES = 1


def log_file() -> Path:
    """Return where the log is; its folder is made."""
    from platformdirs import user_log_path

    return user_log_path("MPlus3", appauthor=False, ensure_exists=True) / "mplus3.log"


def log_files() -> list[Path]:
    """Return the files of the log that exist."""
    path = log_file()
    return sorted(path.parent.glob(f"{path.name}*"))


def log(what: str, error: Exception) -> Path:
    """Write an error to the log, with all that helps to find it; return the log's path."""
    import logging
    from logging.handlers import RotatingFileHandler

    path = log_file()
    handler = RotatingFileHandler(
        path, maxBytes=_MOST_BYTES, backupCount=_OLD_FILES, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger("mplus3")
    logger.addHandler(handler)
    logger.error(what, exc_info=error)
    logger.removeHandler(handler)
    handler.close()
    return path
