"""Files that the program writes whole, or not at all: a full disk leaves what was there."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from mplus3_xl.errors import UserError, said_by

WITH_AN_OPTION = ", ou écrivez ailleurs avec --sortie"
"""How a refused person writes to another place with a command."""


def write_whole(path: Path, content: bytes, elsewhere: str = "") -> None:
    """Put `content` at `path` for a person; its folder is made.

    `elsewhere` tells a refused person how to write to another place, if there is a way. Raises
    UserError.
    """
    try:
        put_whole(path, content)
    except OSError as error:
        raise UserError(
            "fichier_bloque",
            f"Le fichier « {path} » ne peut pas être écrit ({said_by(error)}).",
            "Libérez de la place si le disque est plein, fermez le fichier s’il est ouvert "
            f"ailleurs (dans Excel), puis recommencez{elsewhere}.",
        ) from error


def put_whole(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Put `content` at `path`, in the place of what is there and as open; its folder is made.

    What takes another's place is on the disk first, so that a power cut leaves one or the other;
    not so what need not be `lasting`: the wait is of some milliseconds. Raises OSError: then
    nothing is added, and what was there stays.
    """
    if path.is_symlink():
        path = path.resolve()  # what it leads to is written, and it stays
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.partiel")  # of this program alone
    held = path.is_file()
    try:
        part.touch(0o600 if held else 0o666)  # never more open than what it replaces
        _write(part, content, on_disk=held and lasting)
        if held:
            shutil.copymode(path, part)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.chmod(0o600)  # Windows lets no file go that is only to be read
            part.unlink()
        raise


def _write(path: Path, content: bytes, *, on_disk: bool) -> None:
    with path.open("wb") as file:
        file.write(content)
        if on_disk:
            file.flush()
            os.fsync(file.fileno())
