"""The stories of the bilan: a client, what he says, and the whole bilan that must come of it.

One file of `stories/` each; what the fields mean is said in `stories/README.md`.
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from mplus3_xl.domain.bilan.bilan import Bilan, Said, bilan_of, missing_from
from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.bilan.inventory import Line, fill_rest, inventory
from mplus3_xl.domain.bilan.moves import Day
from mplus3_xl.domain.bilan.situation import Situation, situation_of
from mplus3_xl.domain.model import Contract
from mplus3_xl.domain.vocabulary import ClientType, GapAnswer, Holding
from tests.domain import invented

Entry = dict[str, Any]
STORIES = sorted((Path(__file__).parent / "stories").glob("*.toml"))


def story(path: Path) -> Entry:
    """The story of a file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def contracts_of(told: Entry) -> list[Contract]:
    """What the client holds with us."""
    rows = enumerate(told.get("contract", ()), 1)
    return [invented.contract(id=number, **row) for number, row in rows]


def said_in(told: Entry) -> Said:
    """What the client says."""
    said = situation_of(ClientType(told["client_type"]), told["answers"])
    replies = (
        GapReply(each["gap"], GapAnswer(each["answer"]), each.get("reason"))
        for each in told.get("reply", ())
    )
    return Said(said, _lines(told, said), tuple(replies), told.get("no_action_reason"))


def bilan_in(told: Entry) -> Bilan:
    """The bilan that comes of it."""
    return bilan_of(said_in(told), contracts_of(told), Day(told["today"]))


def as_told(told: Entry) -> Entry:
    """The bilan in the words of a story's `expected`."""
    bilan = bilan_in(told)
    score = bilan.score
    missing = missing_from(bilan, said_in(told), len(bilan.proposed))
    return {
        "lines": [_line(line) for line in bilan.lines],
        "gaps": [f"{gap.code} · {gap.level} · {_forward(gap.put_forward)}" for gap in bilan.gaps],
        "moves": [_plain({"family": line.family} | move._asdict()) for line, move in bilan.moves],
        "actions": [f"{draft.kind} · {draft.object} · {draft.due_on}" for draft in bilan.proposed],
        "score": f"{score.families_here}/{score.families} · {score.gaps_answered}/{score.gaps}",
        "complete": score.complete,
        "missing": [problem.field for problem in missing],
    }


def _lines(told: Entry, said: Situation) -> tuple[Line, ...]:
    typed = [Line(**each | {"holding": Holding(each["holding"])}) for each in told.get("line", ())]
    lines = inventory(said, contracts_of(told), typed)
    return fill_rest(lines, Holding(told["rest"])) if "rest" in told else lines


def _line(line: Line) -> str:
    return f"{line.family} · {line.holding or 'blanc'}"


def _forward(put_forward: bool) -> str:
    return "en avant" if put_forward else "gardé"


def _plain(facts: Entry) -> Entry:
    """Leave out what is absent, and the reason, which is the table's."""
    return {
        name: value if isinstance(value, date | bool) else str(value)
        for name, value in facts.items()
        if value and name != "why"
    }
