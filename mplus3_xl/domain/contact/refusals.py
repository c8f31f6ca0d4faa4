"""A client who refused the bilan: from then on, his contracts only (domain notes §4.2, R18).

The refusal is an outcome (`outcomes.toml`, kind `gestion`) noted in the dossier; it stands as long
as the tag "Bilan effectué" is KO, whatever was said since, but for the client's own change of mind.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from mplus3_xl.domain.call_form import FormProblem, is_blank
from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.contact.outcomes import outcomes, refusal_outcomes
from mplus3_xl.domain.limits import OWN_RULE
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.vocabulary import Tag


def refused_at(dossier: Dossier, attempts: Iterable[Attempt]) -> datetime | None:
    """Return when the client refused the bilan, `None` if he did not or if it was done since."""
    if dossier.bilan is not Tag.KO:
        return None
    codes = refusal_outcomes()
    said = (each.at for each in attempts if each.dossier_id == dossier.id and not each.struck_at
            and each.outcome in codes)  # fmt: skip
    return max(said, default=None)


def refusal_said(refused_on: date) -> str:
    """Say what may still be talked about, before the call and before objective 3."""
    return (
        f"Le client a refusé le bilan le {refused_on:%d/%m/%Y} : gestion du contrat et de ses "
        f"pièces seulement, pas d’appel commercial ({OWN_RULE})."
    )


def refusal_problems(
    refused: datetime | None, bilan: Tag | None, attempts: Iterable[Attempt], outcome: str, why: str
) -> Iterator[FormProblem]:
    """Find whether a bilan that was refused is said to be done, without the client's word for it.

    His word is his own call, or why he was called, written with an outcome since: `outcome` and
    `why` are those of the form, `attempts` those before.
    """
    if refused is None or bilan is not Tag.OK:
        return
    since = [(each.outcome, each.breach_reason or "") for each in attempts if each.at > refused]
    if any(_is_his_word(*each) for each in (*since, (outcome, why))):
        return
    message = (
        f"Le client a refusé le bilan le {refused:%d/%m/%Y}. S’il a changé d’avis, notez l’issue "
        "de l’appel où il l’a dit et, si l’appel vient de vous, écrivez-le dans « Appel hors "
        "règle : pourquoi »."
    )
    yield FormProblem("motif_appel", "bilan_deja_refuse", message)


def _is_his_word(outcome: str, why: str) -> bool:
    known = outcomes().get(outcome)
    return known is not None and bool(known.basis or not is_blank(why))
