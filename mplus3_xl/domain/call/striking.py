"""Striking an attempt recorded by mistake: by its author, on its day, with a reason.

The tag Appel and the next try become what the other attempts of the dossier say.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.contact.effects import OutcomeEffect, after, appel_after
from mplus3_xl.domain.contact.outcomes import outcomes
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.register.actes import Acte
from mplus3_xl.domain.tags import with_call
from mplus3_xl.domain.texts.free_texts import refuse_text
from mplus3_xl.domain.vocabulary import Tag
from mplus3_xl.errors import UserError


def refuse_striking(
    attempt: Attempt, author: str, reason: str, now: datetime, named: Callable[[str | None], str]
) -> None:
    """Raise UserError unless `author` may strike `attempt` at `now` for `reason`.

    `named` gives the name that is shown of a login.
    """
    if attempt.struck_at is not None:
        raise UserError(
            "tentative_deja_rayee",
            f"Cet essai est déjà barré ({named(attempt.struck_by)} : {attempt.struck_reason}).",
            "Il n’y a rien à faire.",
        )
    if outcomes()[attempt.outcome].kind == "stop":
        raise UserError(
            "opposition_definitive",
            "Cet essai note une opposition : elle vaut pour toujours.",
            "N’appelez plus ce client.",
        )
    if attempt.author != author:
        raise UserError(
            "tentative_d_un_autre",
            f"Cet essai a été noté par {named(attempt.author)}.",
            "Demandez-lui de le barrer.",
        )
    if attempt.at.date() != now.date():
        raise UserError(
            "tentative_d_un_autre_jour",
            f"Cet essai est du {attempt.at:%d/%m/%Y} : il ne se barre que le jour même.",
            "Notez l’erreur dans la fiche ; l’essai reste compté.",
        )
    if not reason.strip():
        raise UserError(
            "motif_absent",
            "Un essai ne se barre pas sans motif.",
            "Écrivez en quelques mots pourquoi il est faux.",
        )
    refuse_text("Motif", reason)


def refuse_in_acte(actes: Iterable[Acte], dossier_id: int) -> None:
    """Raise UserError if one of the actes holds the attempts of the dossier: it never changes."""
    for acte in actes:
        if acte.dossier_id == dossier_id:
            raise UserError(
                "tentative_d_un_acte",
                f"Cet essai figure dans l’acte n° {acte.id}, qui ne change plus.",
                "Pour le rectifier, faites un acte correctif depuis la feuille Actes.",
            )


def dossier_without(
    dossier: Dossier,
    struck: Attempt,
    others: Sequence[Attempt],
    agency: Agency | None,
    agreed: Collection[datetime],
    allowed: Callable[[OutcomeEffect, Dossier], OutcomeEffect],
) -> Dossier:
    """Return the dossier as its `others`, in their order, leave it once `struck` is gone.

    Nothing moves if `struck` set no tag and is not the last. Without a contact, the objectives
    that it opened are no longer OK. `agreed` are the moments at which somebody noted that the
    client agreed to a precise time: it stands again with its attempt (L223-1 al. 6). `allowed` puts
    the next try of such an effect off until the attempts that stand allow it (R15).
    """
    appel: Tag | None = None
    last: OutcomeEffect | None = None
    for each in others:
        outcome, reached = outcomes()[each.outcome], appel is Tag.OK
        last = after(outcome, each.at, agency, dossier.window, each.callback_at, reached=reached)
        appel = appel_after(appel, last)
    if outcomes()[struck.outcome].appel is None:
        appel = dossier.appel
    tags = with_call(dossier.tags, appel)
    if appel is not Tag.OK:
        tags = replace(tags, lagon=_not_ok(tags.lagon), bilan=_not_ok(tags.bilan))
    if outcomes()[struck.outcome].bilan is not None:
        tags = replace(tags, bilan=None)
    new = dossier.tagged(tags, struck.at.date())
    if dossier.closing is not None or (others and others[-1].at > struck.at):
        return new
    noted = others[-1] if last and last.callback_at and others[-1].at in agreed else None
    last = last and allowed(last, new)
    return new._replace(
        callback_at=last.callback_at if last else None,
        callback_agreed_by=noted.author if noted else None,
        callback_agreed_at=noted.at if noted else None,
        next_try_at=last.next_try_at if last else None,
    )


def _not_ok(tag: Tag | None) -> Tag | None:
    return None if tag is Tag.OK else tag
