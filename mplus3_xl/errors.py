"""The two kinds of trouble that are no bug: problems in the data, and refusals.

A problem is a value: it is collected and shown with its place. A refusal is an exception that
carries what happened and what to do. Anything else that is raised is a bug.
"""

import errno
from typing import NamedTuple


class UserError(Exception):
    """A refusal, in French: what happened, and what to do about it.

    `code` is stable and names the refusal in tests and support; the texts name the value and the
    limit they speak of.
    """

    def __init__(self, code: str, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.code = code
        self.what = what
        self.remedy = remedy


class ShapeError(ValueError):
    """A value that cannot be what it stands for; its text says why, in French."""


# What a system says in its own language, as staff read it.
_SAID = {
    errno.ENOSPC: "le disque est plein",
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENOENT: "introuvable",
    errno.EEXIST: "un fichier porte le nom du dossier",
    errno.ENOTDIR: "ce n’est pas un dossier",
    errno.EISDIR: "c’est un dossier",
    errno.EBUSY: "il est occupé",
    errno.EIO: "le disque ne répond pas",
    errno.ENAMETOOLONG: "le nom est trop long",
}
_NOT_PERMITTED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO)


def said_by(error: OSError) -> str:
    """Return in French what the system says against a file; its own words where they are rare."""
    return _SAID.get(error.errno or 0) or error.strerror or str(error)


def full_disk() -> UserError:
    """Return the refusal of a full disk, whoever found it so."""
    return UserError(
        "disque_plein",
        "Le disque est plein : rien n’a été changé à moitié.",
        "Libérez de la place, puis recommencez.",
    )


def refusal_of_system(error: OSError) -> UserError | None:
    """Return the refusal of a full disk, a missing right or a name; `None` of what may be a bug."""
    if error.errno == errno.ENOSPC:
        return full_disk()
    if error.errno == errno.ENAMETOOLONG:
        return UserError(
            "nom_trop_long",
            f"Le système refuse un nom trop long : « {error.filename} ».",
            "Choisissez un nom plus court, ou un dossier moins profond.",
        )
    if error.errno in _NOT_PERMITTED:
        return UserError(
            "acces_refuse",
            f"Le système refuse « {error.filename or 'un fichier'} » ({said_by(error)}).",
            "Vérifiez que le disque est là, que le fichier n’est pas ouvert ailleurs et que vous "
            "avez le droit d’y écrire, puis recommencez.",
        )
    return None


class Problem(NamedTuple):
    """One fault of one row of an import, with its place as a person counts it.

    `line` counts from 1 (the header), blank lines included; `column` is the header as written in
    the file; `value` is what was found, as text.
    """

    file: str
    line: int
    column: str
    value: str
    code: str
    message: str
