"""The four tags of an M+3 and the status that follows from them (D1, D2, R16).

Nobody types a status: it is always `status(tags)`.
"""

from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Protocol

from mplus3_xl.domain.vocabulary import Status, Tag


class Tagged(Protocol):
    """What bears the four tags: themselves, or a dossier."""

    @property
    def appel(self) -> Tag | None:
        """Appel."""

    @property
    def lagon(self) -> Tag | None:
        """Lagon."""

    @property
    def bilan(self) -> Tag | None:
        """Bilan."""

    @property
    def sms_mail(self) -> Tag | None:
        """SMS/Mail."""


@dataclass(frozen=True, slots=True)
class Tags:
    """Appel, Lagon, Bilan and SMS/Mail; `None` is an empty tag. S.O. exists for SMS/Mail only."""

    appel: Tag | None = None
    lagon: Tag | None = None
    bilan: Tag | None = None
    sms_mail: Tag | None = None

    def __post_init__(self) -> None:
        if Tag.SANS_OBJET in (self.appel, self.lagon, self.bilan):
            raise ValueError("S.O. exists for SMS/Mail only (R16)")


TAG_NAMES = tuple(each.name for each in fields(Tags))
"""The names of the four tags, in their order, which a dossier bears too."""


@cache
def tags_of(appel: Tag | None, lagon: Tag | None, bilan: Tag | None, sms_mail: Tag | None) -> Tags:
    """Return these tags; kept, as a queue has thousands of dossiers and few sets of them."""
    return Tags(appel, lagon, bilan, sms_mail)


def status(tags: Tagged) -> Status:
    """Derive the status (R16) of four tags."""
    if tags.appel is not Tag.OK:
        return Status.A_FAIRE
    done = tags.lagon is Tag.OK and tags.bilan is Tag.OK
    if done and tags.sms_mail in (Tag.OK, Tag.SANS_OBJET):
        return Status.TERMINE
    return Status.EN_COURS


def with_call(tags: Tags, appel: Tag | None) -> Tags:
    """Set the call's tag and let SMS/Mail follow.

    S.O. once the client was reached, unless it was sent already; asked for again otherwise (D1,
    R16).
    """
    sms_mail = tags.sms_mail
    if appel is Tag.OK and sms_mail is not Tag.OK:
        sms_mail = Tag.SANS_OBJET
    elif appel is not Tag.OK and sms_mail is Tag.SANS_OBJET:
        sms_mail = None
    return replace(tags, appel=appel, sms_mail=sms_mail)
