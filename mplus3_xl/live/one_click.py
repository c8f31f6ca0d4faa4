"""One click at a time: a second one, while the first still runs, is turned away."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mplus3_xl.errors import UserError, full_disk, said_by

FILE = ".mplus3-clic"


class BusyError(UserError):
    """Another click on the same folder has not ended."""


@contextmanager
def one_click(folder: Path) -> Iterator[None]:
    """Hold the folder's lock: a file with our process id. Raises BusyError, UserError.

    A lock whose process has ended is a stale one, and is ignored.
    """
    lock = folder / FILE
    _take(folder, lock)
    try:
        yield
    finally:
        # Windows keeps a file that another click reads just then: what is left is a stale lock.
        with suppress(OSError):
            lock.unlink()


def _take(folder: Path, lock: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(lock)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise full_disk() from error
        raise UserError(
            "espace_inaccessible",
            f"Le dossier de travail « {folder} » n’est pas accessible ({said_by(error)}).",
            "Vérifiez que le disque est là et que vous pouvez y écrire, puis recommencez.",
        ) from error


def _write(lock: Path) -> None:
    if lock.exists() and not _is_held(lock):
        lock.unlink(missing_ok=True)
    try:
        file = lock.open("x", encoding="ascii")
    except FileExistsError as error:
        raise BusyError(
            "deja_en_cours",
            "Une action est déjà en cours.",
            "Attendez sa fin, annoncée en haut de la feuille.",
        ) from error
    try:
        with file:
            file.write(str(os.getpid()))
    except OSError:  # a full disk
        lock.unlink(missing_ok=True)
        raise


def _is_held(lock: Path) -> bool:
    """Say whether the process of the lock still runs: it began before the lock was made."""
    import psutil

    try:
        holder = psutil.Process(int(lock.read_text(encoding="ascii") or os.getpid()))
        return bool(holder.create_time() <= lock.stat().st_mtime)
    except (ValueError, psutil.NoSuchProcess, FileNotFoundError):
        return False
