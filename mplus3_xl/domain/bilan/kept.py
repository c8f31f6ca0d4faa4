"""The bilan of a client as it is kept, and what a person fills in to change it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from mplus3_xl.domain.bilan.bilan import Said
from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.bilan.offer import Offer
from mplus3_xl.domain.bilan.situation import situation_of
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.conditions import Answers
from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.contact.calls import ActionDraft
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.errors import UserError


class KeptBilan(NamedTuple):
    """What was said, as it stands in the store: never what is held with us, which is read anew.

    `form_id` is that of the form that saved it, `None` if another change made it what it is.
    """

    client_id: int
    version: int
    answers: Mapping[str, object]
    lines: tuple[Line, ...]
    replies: tuple[GapReply, ...]
    no_action_reason: str | None
    saved_at: datetime
    saved_by: str
    form_id: str | None = None


class BilanForm(NamedTuple):
    """What the sheet holds when it is saved: `version` is the one it was opened on, 0 if new.

    `form_id` is its own: another seat's is another.
    """

    dossier_id: int
    version: int
    answers: Mapping[str, object] = {}
    lines: tuple[Line, ...] = ()
    replies: tuple[GapReply, ...] = ()
    actions: tuple[ActionDraft, ...] = ()
    no_action_reason: str | None = None
    form_id: str | None = None


def saved_before(
    kept: KeptBilan | None, dossier: Dossier, attempts: Iterable[Attempt]
) -> date | None:
    """Return the day a bilan was saved, if that was before this M+3 began.

    It begins with the first day on which one may call, or with its first attempt if earlier.
    """
    own = (each.at.date() for each in attempts if each.dossier_id == dossier.id)
    began = min([dossier.earliest, *own])
    saved_on = kept.saved_at.date() if kept else began
    return saved_on if saved_on < began else None


def said_of(
    kept: KeptBilan | None, client_type: ClientType, answers: Answers, offer: Offer
) -> Said:
    """Return what was said in a bilan; `answers` are those known now (`prefilled`)."""
    said = Said(situation_of(client_type, answers, offer))
    if kept is None:
        return said
    return said._replace(
        lines=kept.lines, replies=kept.replies, no_action_reason=kept.no_action_reason
    )


def version_beyond(*versions: int) -> int:
    """Return a version that no sheet left open on these knows.

    Not the next one: a sheet may have made it by a click that was cut short.
    """
    return max(versions) + 2


class BilanError(UserError):
    """A bilan that is refused: all its problems at once, to mark their places."""

    def __init__(self, problems: Iterable[FormProblem]) -> None:
        self.problems = tuple(problems)
        said = " ".join(problem.message for problem in self.problems)
        super().__init__(
            "bilan_refuse",
            f"Rien n’est enregistré. {said}",
            "Corrigez ce qui est marqué, puis enregistrez à nouveau.",
        )
