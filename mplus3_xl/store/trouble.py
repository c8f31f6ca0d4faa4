"""What the database engines say, as refusals that staff can act on."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, OperationalError

from mplus3_xl.errors import UserError

_KNOWN = (
    (
        ("database is locked", "lock timeout", "deadlock detected"),
        "base_occupee",
        "La base est occupée par une autre opération depuis plus de 10 secondes.",
        "Rien n’a été changé. Attendez la fin de l’autre opération, puis recommencez.",
    ),
    (
        ("readonly database", "read-only", "permission denied"),
        "base_lecture_seule",
        "La base ne peut pas être modifiée : le fichier ou le compte est en lecture seule.",
        "Vérifiez vos droits sur le dossier de l’espace, ou demandez-les.",
    ),
    (
        ("disk is full", "no space left"),
        "disque_plein",
        "Le disque est plein : rien n’a été changé.",
        "Libérez de la place, puis recommencez.",
    ),
    (
        ("file is not a database", "malformed"),
        "base_abimee",
        "Le fichier de la base est abîmé ou n’est pas une base M+3.",
        "Remettez la dernière sauvegarde : mplus3 base restaurer FICHIER.",
    ),
    (
        ("unable to open database file",),
        "base_introuvable",
        "Le fichier de la base ne s’ouvre pas : son dossier manque ou n’est pas accessible.",
        "Vérifiez l’option --espace (ou MPLUS3_ESPACE) et vos droits sur ce dossier.",
    ),
    (
        ("connection refused", "could not translate host", "name or service", "timeout expired"),
        "base_injoignable",
        "Le serveur de la base ne répond pas.",
        "Vérifiez le réseau et l’adresse donnée par --base (ou MPLUS3_BASE).",
    ),
    (
        ("password authentication failed", "no password supplied", 'role "', 'database "'),
        "base_acces_refuse",
        "Le serveur de la base refuse l’accès : utilisateur, mot de passe ou base inconnus.",
        "Vérifiez l’adresse donnée par --base (ou MPLUS3_BASE).",
    ),
)


def refusal_of(error: DatabaseError) -> UserError | None:
    """Translate what an engine says; `None` if it is not one of the known troubles."""
    text = str(error.orig).lower()
    for signs, code, what, remedy in _KNOWN:
        if any(sign in text for sign in signs):
            return UserError(code, what, remedy)
    return None


@contextmanager
def translated() -> Iterator[None]:
    """Turn an engine's known troubles into refusals; let the others through, they are bugs."""
    try:
        yield
    except (OperationalError, DatabaseError) as error:
        refusal = refusal_of(error)
        if refusal is None:
            raise
        raise refusal from error
