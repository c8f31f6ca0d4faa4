"""Files given to a person: each is written whole, or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from mplus3_xl.errors import UserError, said_by

WITH_AN_OPTION = ", ou écrivez ailleurs avec --sortie"
"""How a refused person writes to another place with a command."""


def write_whole(path: Path, content: bytes, elsewhere: str = "") -> None:
    """Put `content` at `path`, in the place of what is there; its folder is made.

    `elsewhere` tells a refused person how to write to another place, if there is a way. Raises
    UserError: nothing is left, and what was there stays.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.partiel")  # of this program alone
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise UserError(
            "fichier_bloque",
            f"Le fichier « {path} » ne peut pas être écrit ({said_by(error)}).",
            f"Fermez-le s’il est ouvert ailleurs (dans Excel), puis recommencez{elsewhere}.",
        ) from error
