"""The four tags after a call: the outcome sets Appel, a person the three others (D1, D2).

A tag that contradicts the outcome is refused: nobody types a contact that no attempt records.
"""

from collections.abc import Iterator

from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.contact.dossier_form import LABELS, TypedTags
from mplus3_xl.domain.contact.effects import OutcomeEffect, appel_after
from mplus3_xl.domain.tags import Tags, with_call
from mplus3_xl.domain.vocabulary import Status, Tag


def tags_after(
    before: Tags, typed: TypedTags, effect: OutcomeEffect | None
) -> tuple[TypedTags, tuple[FormProblem, ...]]:
    """Return the tags as typed with what the outcome sets, and what contradicts it."""
    typed = TypedTags(*((text or "").strip() for text in typed))
    appel = appel_after(before.appel, effect) if effect else before.appel
    bilan = effect.bilan if effect else None
    problems = (*_appel(before, typed, appel, effect), *_bilan(typed, bilan))
    return typed._replace(appel=appel, bilan=bilan or typed.bilan), problems


def readable_tags(before: Tags, typed: TypedTags) -> tuple[Tags, tuple[FormProblem, ...]]:
    """Return the tags typed, SMS/Mail following the call; or those of `before`, and why (R16)."""
    problems = tuple(_unreadable(typed))
    if problems:
        return before, problems
    tags = Tags(*(Tag(text) if text else None for text in typed))
    return with_call(tags, tags.appel), ()


def _unreadable(typed: TypedTags) -> Iterator[FormProblem]:
    for name, text in typed._asdict().items():
        label = LABELS[name]
        if text in list(Status):
            message = f"{label} : « {text} » est un statut, le programme le calcule seul."
            yield FormProblem(name, "statut_tape", message)
        elif text and text not in list(Tag):
            yield FormProblem(name, "tag_inconnu", f"{label} : « {text} » n’est ni OK ni KO.")
        elif text == Tag.SANS_OBJET and name != "sms_mail":
            message = f"{label} : « S.O. » ne vaut que pour {LABELS['sms_mail']}."
            yield FormProblem(name, "sans_objet_interdit", message)


def _appel(
    before: Tags, typed: TypedTags, appel: Tag | None, effect: OutcomeEffect | None
) -> Iterator[FormProblem]:
    text = typed.appel
    if not text or text in (before.appel, appel):
        return
    if effect is None:
        message = f"{LABELS['appel']} suit l’issue de l’appel : choisissez l’issue, pas le tag."
        yield FormProblem("appel", "issue_absente", message)
    else:
        said = f"l’issue choisie donne « {appel or 'vide'} », vous avez écrit « {text} »"
        yield FormProblem("appel", "appel_contradictoire", f"{LABELS['appel']} : {said}.")


def _bilan(typed: TypedTags, bilan: Tag | None) -> Iterator[FormProblem]:
    text = typed.bilan
    if bilan is not None and text not in ("", bilan):
        message = (
            f"{LABELS['bilan']} : l’issue choisie donne « {bilan} », vous avez écrit « {text} »."
        )
        yield FormProblem("bilan", "bilan_contradictoire", message)
