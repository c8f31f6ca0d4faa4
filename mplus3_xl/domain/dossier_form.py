"""What a person typed in the call form: accepted as four tags, or refused with all the reasons.

Source: D1, D2, R16; the conditions on the objectives themselves come on top of these.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mplus3_xl.domain.tags import Tags, with_call
from mplus3_xl.domain.vocabulary import Status, Tag
from mplus3_xl.errors import UserError

LABELS = {
    "appel": "Appel téléphonique",
    "lagon": "Mise à jour fiche Lagon",
    "bilan": "Bilan effectué",
    "sms_mail": "SMS/Mail coordonnées",
}
_AFTER_CALL = ("lagon", "bilan")


class TypedTags(NamedTuple):
    """The four tags as they stand in the form: `OK`, `KO`, `S.O.`, or nothing."""

    appel: str | None = None
    lagon: str | None = None
    bilan: str | None = None
    sms_mail: str | None = None


@dataclass(frozen=True, slots=True)
class TagProblem:
    """Why a tag is refused; `field` is its name in `TypedTags`."""

    field: str
    code: str
    message: str


class TagsError(UserError):
    """Tags that do not go together: all the problems at once, to mark their fields."""

    def __init__(self, problems: list[TagProblem]) -> None:
        said = " ".join(problem.message for problem in problems)
        super().__init__(
            "tags_refuses",
            f"Les tags ne sont pas enregistrés. {said}",
            "Corrigez les tags marqués ; ce que vous avez tapé est gardé en brouillon.",
        )
        self.problems = tuple(problems)


def accepted_tags(before: Tags, typed: TypedTags) -> Tags:
    """Return what `typed` makes of `before`; SMS/Mail follows the call. Raises TagsError."""
    values = {name: (text or "").strip() for name, text in typed._asdict().items()}
    problems = [*_unreadable(values)]
    if problems:
        raise TagsError(problems)
    tags = {name: Tag(text) if text else None for name, text in values.items()}
    problems = [*_unsupported(before, tags)]
    if problems:
        raise TagsError(problems)
    return with_call(
        Tags(tags["appel"], tags["lagon"], tags["bilan"], tags["sms_mail"]), tags["appel"]
    )


def _unreadable(values: Mapping[str, str]) -> Iterator[TagProblem]:
    for name, text in values.items():
        label = LABELS[name]
        if text in list(Status):
            message = f"{label} : « {text} » est un statut, le programme le calcule seul."
            yield TagProblem(name, "statut_tape", message)
        elif text and text not in list(Tag):
            yield TagProblem(name, "tag_inconnu", f"{label} : « {text} » n’est ni OK ni KO.")
        elif text == Tag.SANS_OBJET and name != "sms_mail":
            message = f"{label} : « S.O. » ne vaut que pour {LABELS['sms_mail']}."
            yield TagProblem(name, "sans_objet_interdit", message)


def _unsupported(before: Tags, tags: Mapping[str, Tag | None]) -> Iterator[TagProblem]:
    if tags["appel"] is Tag.OK:
        return
    for name in _AFTER_CALL:
        if tags[name] is Tag.OK:
            message = f"{LABELS[name]} ne peut pas être OK : il manque {LABELS['appel']} = OK."
            yield TagProblem(name, "appel_manquant", message)
    if tags["sms_mail"] is Tag.SANS_OBJET and before.sms_mail is not Tag.SANS_OBJET:
        message = f"{LABELS['sms_mail']} n’est S.O. que si {LABELS['appel']} est OK."
        yield TagProblem("sms_mail", "sans_objet_sans_appel", message)
