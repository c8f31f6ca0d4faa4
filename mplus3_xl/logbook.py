"""The log of the program's errors: one file of the seat, of a bounded size, without client data.

What the engines quote of a row never gets there: `store.engine` takes it off their errors.
"""

from contextlib import suppress
from pathlib import Path

from mplus3_xl import clock

_MOST_BYTES = 500_000
"""Some hundred errors with their tracebacks: enough to find a cause, and old ones go."""
NOT_WRITTEN = (
    "Le journal des erreurs n’a pas pu être écrit : vérifiez la place du disque et vos droits."
)


def log_file() -> Path:
    """Return where the log is; its folder is made."""
    from platformdirs import user_log_path

    return user_log_path("MPlus3", appauthor=False, ensure_exists=True) / "mplus3.log"


def log_files() -> list[Path]:
    """Return the files of the log that exist."""
    path = log_file()
    return sorted(path.parent.glob(f"{path.name}*"))


def log(what: str, error: Exception) -> Path | None:
    """Write an error to the log, with all that helps to find it; return the log's path.

    `None` if it cannot be written: the error itself is still to be told.
    """
    from traceback import format_exception

    text = f"{clock.now():%Y-%m-%d %H:%M:%S} {what}\n{''.join(format_exception(error))}"
    written = text.encode(errors="backslashreplace")  # a file's name may hold what is no text
    try:
        path = log_file()
        if path.is_file() and path.stat().st_size + len(written) > _MOST_BYTES:
            _turn_over(path)
        with path.open("ab") as file:
            file.write(written)
    except OSError:
        return None
    return path


def _turn_over(path: Path) -> None:
    """Begin a new file, the last one being kept; Windows lets none go that a program has open.

    It grows on then, and is turned over at a later error.
    """
    with suppress(OSError):
        path.replace(f"{path}.1")
