"""May an attempt recorded by mistake be struck: by its author, on its day, with a reason."""

from datetime import datetime

from mplus3_xl.domain.attempts import Attempt
from mplus3_xl.errors import UserError


def refuse_striking(attempt: Attempt, author: str, reason: str, now: datetime) -> None:
    """Raise UserError unless `author` may strike `attempt` at `now` for `reason`."""
    if attempt.struck_at is not None:
        raise UserError(
            "tentative_deja_rayee",
            f"Cet essai est déjà rayé ({attempt.struck_by} : {attempt.struck_reason}).",
            "Il n’y a rien à faire.",
        )
    if attempt.author != author:
        raise UserError(
            "tentative_d_un_autre",
            f"Cet essai a été noté par {attempt.author}.",
            "Demandez-lui de la rayer.",
        )
    if attempt.at.date() != now.date():
        raise UserError(
            "tentative_d_un_autre_jour",
            f"Cet essai est du {attempt.at:%d/%m/%Y} : il ne se raie que le jour même.",
            "Notez l’erreur dans la fiche ; l’essai reste compté.",
        )
    if not reason.strip():
        raise UserError(
            "motif_absent",
            "Un essai ne se raie pas sans motif.",
            "Écrivez en quelques mots pourquoi elle est fausse.",
        )
