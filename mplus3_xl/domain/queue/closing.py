"""Closing a dossier without success: which reasons a person may give, and when (D10)."""

from collections.abc import Iterator
from datetime import date

from mplus3_xl.domain.call_form import FormProblem, is_blank
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.tags import status
from mplus3_xl.domain.texts.free_texts import text_problems
from mplus3_xl.domain.vocabulary import Closing, Status, Tag

# The others follow from something else: an opposition, a call in common, an import, its backlog.
BY_HAND = (Closing.BILAN_REFUSE, Closing.CONTRAT_TERMINE, Closing.INJOIGNABLE, Closing.DOUBLON)


def closed(dossier: Dossier, closing: Closing, reason: str | None, today: date) -> Dossier:
    """Return the dossier closed without success: nothing is planned any more."""
    return dossier._replace(
        closing=closing,
        closing_reason=(reason or "").strip() or None,
        closed_on=today,
        callback_at=None,
        callback_agreed_by=None,
        callback_agreed_at=None,
        next_try_at=None,
        postponed_until=None,
        postponed_reason=None,
        calling_since=None,
        calling_by=None,
    )


def closing_problems(
    dossier: Dossier, closing: Closing, reason: str, today: date
) -> Iterator[FormProblem]:
    """Find what forbids to close `dossier`; `dossier` has the tags of the save."""
    if closing not in BY_HAND:
        message = f"« {closing.label} » n’est pas un motif à choisir : le programme le pose seul."
        yield FormProblem("motif", "motif_du_programme", message)
    elif is_blank(reason):
        message = f"« {closing.label} » : écrivez en quelques mots pourquoi le dossier se ferme."
        yield FormProblem("motif", "motif_sans_raison", message)
    elif closing is Closing.INJOIGNABLE and today <= dossier.latest:
        message = f"« {closing.label} » ne vaut qu’après le {dossier.latest:%d/%m/%Y}."
        yield FormProblem("motif", "injoignable_trop_tot", message)
    elif closing is Closing.BILAN_REFUSE and (dossier.appel, dossier.bilan) != (Tag.OK, Tag.KO):
        message = "« Bilan refusé » demande Appel téléphonique = OK et Bilan effectué = KO (R18)."
        yield FormProblem("motif", "bilan_non_refuse", message)
    yield from finished_problems(dossier, closing)
    yield from text_problems("motif", "Raison", reason)


def finished_problems(
    dossier: Dossier, closing: Closing, place: str = "motif"
) -> Iterator[FormProblem]:
    """Find whether all was done: what has its acte is not closed without success too.

    `place` is the field that closes it.
    """
    if status(dossier) is Status.TERMINE:
        message = (
            f"« {closing.label} » : tous les objectifs sont atteints, le dossier est terminé et ne "
            "se clôt pas. Laissez le motif vide, ou choisissez une autre issue ; une opposition se "
            "note par son bouton."
        )
        yield FormProblem(place, "dossier_termine", message)
