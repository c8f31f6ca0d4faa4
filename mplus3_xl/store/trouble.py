"""What the database engines say, as refusals that staff can act on."""

import sqlite3
from typing import NamedTuple

from mplus3_xl.errors import UserError, full_disk

BUSY_SECONDS = 10
"""How long one waits for another who has the store locked."""


class Known(NamedTuple):
    """A trouble that staff can act on.

    `states` are PostgreSQL's codes, whose words follow the server's language; `signs` are words of
    SQLite, and of a server that lets nobody in, in English and in French. The refusal names the
    store as `{base}`.
    """

    states: tuple[str, ...]
    signs: tuple[str, ...]
    refusal: UserError


_UNREACHED = Known(
    ("57P01", "57P02", "57P03", "53300"),
    (),
    UserError(
        "base_injoignable",
        "Le serveur de la base « {base} » ne répond pas.",
        "Recommencez dans une minute ; sinon, vérifiez le réseau et l’adresse (--base, MPLUS3_BASE "
        "ou mplus3.toml).",
    ),
)
_KNOWN = (
    Known(
        ("55P03", "40P01"),
        ("database is locked",),
        UserError(
            "base_occupee",
            f"La base est occupée par une autre opération depuis plus de {BUSY_SECONDS} secondes.",
            "Rien n’a été changé. Attendez la fin de l’autre opération, puis recommencez.",
        ),
    ),
    Known(
        ("25006", "42501"),
        ("readonly database",),
        UserError(
            "base_lecture_seule",
            "La base « {base} » ne peut pas être modifiée : le fichier ou le compte est en lecture "
            "seule.",
            "Vérifiez vos droits sur le dossier de l’espace, ou demandez-les.",
        ),
    ),
    Known(("53100",), ("disk is full", "no space left"), full_disk()),
    Known(
        ("58030",),
        ("disk i/o error",),
        UserError(
            "disque_en_panne",
            "Le disque de la base « {base} » n’a pas pu être lu ou écrit : il est plein, débranché "
            "ou abîmé.",
            "Rien n’a été changé à moitié. Libérez de la place, vérifiez qu’il est là, puis "
            "recommencez.",
        ),
    ),
    Known(
        (),
        ("file is not a database", "malformed"),
        UserError(
            "base_abimee",
            "Le fichier de la base « {base} » est abîmé ou n’est pas une base M+3.",
            "Remettez la dernière sauvegarde : mplus3 base restaurer FICHIER.",
        ),
    ),
    Known(
        (),
        ("unable to open database file",),
        UserError(
            "base_introuvable",
            "Le fichier de la base « {base} » ne s’ouvre pas : son dossier manque, n’est pas "
            "accessible ou est en lecture seule.",
            "Vérifiez l’option --espace (ou MPLUS3_ESPACE) et vos droits sur ce dossier.",
        ),
    ),
    _UNREACHED,
    Known(
        ("28P01", "28000", "3D000"),
        (
            *("authentication failed", "authentification", "no password", "mot de passe"),
            *('role "', 'database "', "rôle «", "base de données «"),
        ),
        UserError(
            "base_acces_refuse",
            "Le serveur de la base « {base} » refuse l’accès : utilisateur, mot de passe ou base "
            "inconnus.",
            "Vérifiez l’adresse donnée par --base, MPLUS3_BASE ou mplus3.toml.",
        ),
    ),
)


def refusal_of_file(error: sqlite3.DatabaseError, base: str) -> UserError | None:
    """Translate what SQLite itself says of the file `base`; `None` of a trouble not known."""
    return refusal_for(None, str(error), base)


def refusal_for(state: str | None, said: str, base: str) -> UserError | None:
    """Translate the code of an engine, or what it says; `None` of a trouble not known."""
    text = said.lower()
    for known in _KNOWN:
        if state in known.states if state else any(sign in text for sign in known.signs):
            return _refused(known, base)
    return None


def unreached(base: str) -> UserError:
    """Return the refusal of a server that does not answer."""
    return _refused(_UNREACHED, base)


def _refused(known: Known, base: str) -> UserError:
    refusal = known.refusal
    return UserError(refusal.code, refusal.what.replace("{base}", base), refusal.remedy)
