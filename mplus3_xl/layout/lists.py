"""The closed drop-down lists: each a column of the hidden sheet `_listes` and a defined name.

Those that follow the agency and the day stand in `choices`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from mplus3_xl.domain import yes_no
from mplus3_xl.domain.vocabulary import (
    ActionKind,
    ClientType,
    Closing,
    FieldState,
    GapAnswer,
    Holding,
    PieceState,
    Tag,
    Term,
)
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.model import Area, Cell, Sheet
from mplus3_xl.layout.style import Style
from mplus3_xl.rules import table

TITLE = "_listes"

CLIENT_TYPES = "lstTypesClient"
TAGS = "lstTags"
CLOSINGS = "lstMotifs"
TARGETS = "lstHorsCible"
FIELD_STATES = "lstEtatsChamp"
KEPT_STATES = "lstEtatsChampDu"
OUTCOMES = "lstIssues"
PIECE_STATES = "lstEtatsPiece"
HOLDINGS = "lstDetention"
GAP_ANSWERS = "lstReponsesManque"
ACTION_KINDS = "lstNaturesAction"
EVENTS = "lstEvenements"
YES = "lstOui"
YES_UNKNOWN = "lstOuiNeSaitPas"
YES_NO = "lstOuiNon"
YES_NO_UNKNOWN = "lstOuiNonNeSaitPas"
UNKNOWN_ONLY = "lstNeSaitPas"
UNKNOWN = Holding.NE_SAIT_PAS.label


def labels(terms: Iterable[Term]) -> tuple[str, ...]:
    """Return what staff read of a closed list."""
    return tuple(term.label for term in terms)


def vocabulary() -> dict[str, tuple[str, ...]]:
    """Return the lists of the trade's own words, by name."""
    from mplus3_xl.domain.bilan.regimes import event_labels

    return {
        CLIENT_TYPES: labels(ClientType),
        TAGS: labels(Tag),
        CLOSINGS: labels(Closing),
        FIELD_STATES: labels(FieldState),
        KEPT_STATES: labels(
            state for state in FieldState if state is not FieldState.NON_COMMUNIQUE
        ),
        OUTCOMES: tuple(outcome["label"] for outcome in table("outcomes")["outcome"]),
        TARGETS: tuple(
            reason["label"]
            for outcome in table("outcomes")["outcome"]
            for reason in outcome.get("reasons", ())
        ),
        PIECE_STATES: labels(PieceState),
        HOLDINGS: labels(Holding),
        GAP_ANSWERS: labels(GapAnswer),
        ACTION_KINDS: labels(ActionKind),
        EVENTS: tuple(event_labels().values()),
        YES: (yes_no.YES,),
        YES_UNKNOWN: (yes_no.YES, UNKNOWN),
        YES_NO: (yes_no.YES, yes_no.NO),
        YES_NO_UNKNOWN: (yes_no.YES, yes_no.NO, UNKNOWN),
        UNKNOWN_ONLY: (UNKNOWN,),
    }


def field_list(code: str) -> str:
    """Return the name of the list of values of a field of the Lagon file."""
    return f"lst_{code}"


def questions() -> list[dict[str, Any]]:
    """Return the questions that are put to a client, in the order of the rule table."""
    return [each for each in table("situation")["question"] if each["kind"] != "champ"]


def question_list(question: dict[str, Any]) -> str:
    """Return the name of the list of answers to a question; for a number, not knowing it."""
    if question["kind"] == "nombre":
        return UNKNOWN_ONLY
    return YES_NO_UNKNOWN if question["kind"] == "oui_non" else f"lstQ_{question['code']}"


def _question_lists() -> dict[str, tuple[str, ...]]:
    return {
        question_list(each): (*(option["label"] for option in each["options"]), UNKNOWN)
        for each in questions()
        if "options" in each
    }


def _field_lists() -> dict[str, tuple[str, ...]]:
    fields = table("required_fields")["field"]
    return {field_list(each["code"]): tuple(each["values"]) for each in fields if "values" in each}


def lists() -> dict[str, tuple[str, ...]]:
    """Return every closed list by its name: the vocabulary, fixed values, answers."""
    return vocabulary() | _field_lists() | _question_lists()


def sheet(content: Content) -> Sheet:  # noqa: ARG001 - as others
    """Return `_listes`, one list a column under its name."""
    return listed(TITLE, "FeuilListes", lists())


def listed(
    title: str, code_name: str, words_by_name: Mapping[str, tuple[str, ...]], places: int = 1
) -> Sheet:
    """Return a hidden sheet of lists, one a column under its name.

    Lists of `places` above one have that many cells, and reach down to their last word.
    """
    cells: list[Cell] = []
    names: dict[str, Area] = {}
    for col, (name, words) in enumerate(words_by_name.items()):
        cells.append(Cell(0, col, name, Style.STRONG))
        cells += [Cell(row, col, word) for row, word in enumerate(words, start=1)]
        names[name] = Area(1, col, max(len(words), places), col)
    return Sheet(
        title=title,
        code_name=code_name,
        widths=tuple(28.0 for _ in names),
        cells=tuple(cells),
        names=names,
        growing=tuple(names) if places > 1 else (),
        hidden=True,
    )
