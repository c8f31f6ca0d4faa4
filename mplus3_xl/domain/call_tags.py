"""The four tags after a call: the outcome sets Appel, a person the three others (issue, D1, D2).

A tag that contradicts the outcome is refused: nobody types a contact that no attempt records.
"""

from collections.abc import Iterator

from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.dossier_form import LABELS, TagsError, TypedTags, accepted_tags
from mplus3_xl.domain.outcomes import OutcomeEffect, appel_after
from mplus3_xl.domain.tags import Tags
from mplus3_xl.domain.vocabulary import Tag


def tags_after(
    before: Tags, typed: TypedTags, effect: OutcomeEffect | None
) -> tuple[TypedTags, tuple[FormProblem, ...]]:
    """Return the tags as typed with what the outcome sets, and what contradicts it."""
    appel = appel_after(before.appel, effect) if effect else before.appel
    bilan = effect.bilan if effect else None
    problems = (*_appel(before, typed, appel, effect), *_bilan(typed, bilan))
    return typed._replace(appel=appel, bilan=bilan or typed.bilan), problems


def readable_tags(before: Tags, typed: TypedTags) -> tuple[Tags, tuple[FormProblem, ...]]:
    """Return the tags that `typed` makes of `before`, or why they do not go together."""
    try:
        return accepted_tags(before, typed), ()
    except TagsError as refusal:
        return before, tuple(FormProblem(*each) for each in _told(refusal))


def _told(refusal: TagsError) -> Iterator[tuple[str, str, str]]:
    for problem in refusal.problems:
        yield problem.field, problem.code, problem.message


def _appel(
    before: Tags, typed: TypedTags, appel: Tag | None, effect: OutcomeEffect | None
) -> Iterator[FormProblem]:
    text = (typed.appel or "").strip()
    if not text or text in (before.appel, appel):
        return
    if effect is None:
        message = f"{LABELS['appel']} suit l’issue de l’appel : choisissez l’issue, pas le tag."
        yield FormProblem("appel", "issue_absente", message)
    else:
        said = f"l’issue choisie donne « {appel or 'vide'} », vous avez écrit « {text} »"
        yield FormProblem("appel", "appel_contradictoire", f"{LABELS['appel']} : {said}.")


def _bilan(typed: TypedTags, bilan: Tag | None) -> Iterator[FormProblem]:
    text = (typed.bilan or "").strip()
    if bilan is not None and text not in ("", bilan):
        message = (
            f"{LABELS['bilan']} : l’issue choisie donne « {bilan} », vous avez écrit « {text} »."
        )
        yield FormProblem("bilan", "bilan_contradictoire", message)
