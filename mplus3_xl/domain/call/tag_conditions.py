"""What a tag needs before it may be OK: the objectives, in their order (guide, D9, R24).

The readings are those of the form once the outcome of the call is known.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.contact.dossier_form import LABELS, TypedTags
from mplus3_xl.domain.vocabulary import Tag
from mplus3_xl.rules import table


def tag_problems(
    typed: TypedTags,
    lagon_missing: Sequence[FormProblem],
    pieces_missing: Sequence[FormProblem],
    bilan_missing: Sequence[FormProblem],
) -> tuple[FormProblem, ...]:
    """Find the tags that their conditions do not support; each refusal lists what is missing.

    `typed` are the tags after the outcome; the three others what each objective still lacks
    (`missing_fields`, `blocking_pieces`, `CallFacts.bilan_missing`). What the Lagon file lacks is
    said once, of its own tag when that one is typed too.
    """
    listed = [*pieces_missing, *bilan_missing]
    if typed.lagon != Tag.OK:
        listed = [*lagon_missing, *listed]
    above = typed.lagon == Tag.OK and bool(lagon_missing)
    return (
        *_after_the_call(typed),
        *_objectives("lagon", typed.lagon, lagon_missing),
        *_objectives("bilan", typed.bilan, listed, above=above),
    )


def bilan_not_saved() -> tuple[FormProblem, ...]:
    """Say that the client has no bilan: what he holds and what he lacks is not known (guide)."""
    message = (
        "Bilan : aucun n’est enregistré. Ouvrez-le par le bouton « Bilan », faites avec le client "
        "l’inventaire chez nous / ailleurs, enregistrez-le, puis revenez à la fiche."
    )
    return (FormProblem("bilan", "bilan_absent", message),)


def bilan_of_before(saved_on: date) -> tuple[FormProblem, ...]:
    """Say that the bilan is of an earlier M+3: each has its own (guide, "Bilan global réalisé")."""
    message = (
        f"Bilan : celui du {saved_on:%d/%m/%Y} est d’avant cet M+3. Ouvrez-le par le bouton "
        "« Bilan », relisez-le avec le client, enregistrez-le, puis revenez à la fiche."
    )
    return (FormProblem("bilan", "bilan_ancien", message),)


def opening_missing(ticked: Collection[str]) -> tuple[FormProblem, ...]:
    """Find what was not said at the start of the call (R112-4 2°): objective 3 stays shut."""
    return tuple(
        FormProblem(
            check["code"], "ouverture_incomplete", f"À dire et à cocher : {check['label']}."
        )
        for check in table("scripts")["opening_check"]
        if check["code"] not in ticked
    )


def agreement_missing(*, agreed: bool) -> tuple[FormProblem, ...]:
    """Find whether the client's agreement to talk of his other insurances is still to be noted."""
    if agreed:
        return ()
    message = "Accord du client pour parler de ses autres assurances : à demander et à noter."
    return (FormProblem("accord", "accord_manquant", message),)


def _after_the_call(typed: TypedTags) -> Iterator[FormProblem]:
    if typed.appel == Tag.OK:
        return
    for name, value in (("lagon", typed.lagon), ("bilan", typed.bilan)):
        if value == Tag.OK:
            message = f"{LABELS[name]} ne peut pas être OK : il manque {LABELS['appel']} = OK."
            yield FormProblem(name, "appel_manquant", message)
    if typed.sms_mail == Tag.SANS_OBJET:
        message = f"{LABELS['sms_mail']} n’est S.O. que si {LABELS['appel']} est OK."
        yield FormProblem("sms_mail", "sans_objet_sans_appel", message)


def _objectives(
    name: str, value: str | None, missing: Sequence[FormProblem], *, above: bool = False
) -> Iterator[FormProblem]:
    """Refuse a tag with what is missing; `above`: what the Lagon file lacks is said just before."""
    if value != Tag.OK or not (missing or above):
        return
    first = "\n– la fiche Lagon à jour (ci-dessus)." if above else ""
    listed = "".join(f"\n– {each}" for each in _gathered(missing))
    message = f"{LABELS[name]} ne peut pas être OK, il manque :{first}{listed}"
    yield FormProblem(name, "objectif_incomplet", message)


def _gathered(missing: Iterable[FormProblem]) -> list[str]:
    """Say once what is said of several things: « Ville, Téléphone : à confirmer. »."""
    subjects: dict[str, dict[str, None]] = {}
    for problem in missing:
        subject, _, said = problem.message.partition(" : ")
        subjects.setdefault(said, {})[subject] = None
    return [f"{', '.join(each)} : {said}" for said, each in subjects.items()]
