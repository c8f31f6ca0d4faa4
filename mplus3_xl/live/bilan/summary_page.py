"""The lines of the page that the client takes away, pure: what it says, laid on one A4 page."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from mplus3_xl.domain.bilan.summary import Summary
from mplus3_xl.layout.bilan.synthese import LINED, PARTS, ROOM, TITLED
from mplus3_xl.layout.french import count
from mplus3_xl.layout.model import Value

WIDTH = 98  # characters that a line has room for
_BULLET, _UNDER = "• ", "   "
_NOTHING = (
    "Aucun contrat pour le moment.",
    "Rien ne nous a été signalé.",
    "Rien à ajouter pour le moment.",
    "Rien de prévu pour le moment ; appelez-nous quand vous voulez.",
)
_Part = tuple[Sequence[str], int]  # its sentences, and how many of them are told


def page_lines(summary: Summary) -> list[list[Value]]:
    """Return the lines of the page, each with what it is; what has no room is counted."""
    parts: list[_Part] = [(said, len(said)) for said in summary]
    while len(lines := list(_lines(parts))) > ROOM:
        longest = max(range(len(parts)), key=lambda at: sum(map(len, _told(*parts[at]))))
        said, told = parts[longest]
        parts[longest] = said, told - 1
    return lines


def _lines(parts: Sequence[_Part]) -> Iterator[list[Value]]:
    for title, nothing, (said, told) in zip(PARTS, _NOTHING, parts, strict=True):
        if title != PARTS[0]:
            yield [None, None]
        yield [title, TITLED]
        for sentence in _told(said, told) or [nothing]:
            for line in wrap(sentence, WIDTH, initial_indent=_BULLET, subsequent_indent=_UNDER):
                yield [line, LINED]


def _told(said: Sequence[str], told: int) -> list[str]:
    """Return the first sentences of a part; the last one counts those that are left out."""
    left = len(said) - told
    more = [f"… et {count(left, 'autre', 'autres')}, à voir avec nous."] if left else []
    return [*said[:told], *more]
