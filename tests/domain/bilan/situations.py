"""What the tests of the bilan read from their tables, as values of the domain."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from mplus3_xl.domain.bilan.inventory import Line, families_for
from mplus3_xl.domain.bilan.situation import Situation, situation_of
from mplus3_xl.domain.vocabulary import ClientType, Holding

FOLDER = Path(__file__).parent
TODAY = date(2026, 11, 23)  # a Monday


def read(name: str) -> dict[str, Any]:
    """The content of a table that lies beside the tests."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def situation(entry: dict[str, Any]) -> Situation:
    """The situation of a case."""
    return situation_of(ClientType(entry["client_type"]), entry.get("answers", {}))


def lines(said: Situation, held: dict[str, str], rest: Holding | None = None) -> list[Line]:
    """One line a family: where `held` says, the others as `rest`."""
    named = [Line(family, Holding(where)) for family, where in held.items()]
    others = [each["code"] for each in families_for(said) if each["code"] not in held]
    return named + [Line(family, rest) for family in others]
