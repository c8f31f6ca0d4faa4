"""A family, a gap and a way out added to the rule tables are in the sheets, and nowhere in code."""

import functools
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.bilan.inventory import Line, fill_rest
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.vocabulary import GapAnswer, Holding
from mplus3_xl.exports.month_sheets import month_sheets
from mplus3_xl.layout.bilan import bilan, bilan_tables
from mplus3_xl.layout.bilan.bilan_columns import GAPS, INVENTORY
from mplus3_xl.layout.lists import lists
from mplus3_xl.live.bilan import showing
from mplus3_xl.live.port import Fields
from mplus3_xl.rules import table
from mplus3_xl.services.bilan.bilan import OpenBilan, save_bilan
from mplus3_xl.services.register.month import month_report
from mplus3_xl.store.units import Units
from tests.domain.bilan.told import STORIES, story
from tests.live.test_bilan_told import at_work
from tests.painter.invented import content
from tests.services.calls import AGENCIES, CALL, filled_form, prepared, ready, saved
from tests.services.desk import ALICE

TOLD = story(STORIES[0])
FAMILY = {
    "code": "drone",
    "label": "Drone de loisir",
    "basket": "perso",
    "client_types": ["particulier"],
    "branches": [],
    "products": [],
}
GAP = {
    "code": "drone_sans_rc",
    "label": "Drone sans assurance",
    "family": "drone",
    "trigger": {"all": [{"question": "drone", "op": "is", "value": True}]},
    "covered_by": ["drone"],
    "covered_where": "chez_nous",
    "sentence": "Un drone qui tombe peut blesser quelqu’un.",
}
QUESTION = {
    "code": "drone",
    "label": "Avez-vous un drone ?",
    "kind": "oui_non",
    "client_types": ["particulier"],
}


def forget_what_was_read() -> None:
    """Empty what the product keeps of the rule tables, but for the tables themselves."""
    ours = [module for name, module in sys.modules.items() if name.startswith("mplus3_xl.domain")]
    for kept in (value for module in ours for value in vars(module).values()):
        if isinstance(kept, functools._lru_cache_wrapper) and kept is not table:
            kept.cache_clear()


@pytest.fixture(autouse=True)
def rules_read_anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What other tests have read hides no added rule, and what is read here stays here."""
    forget_what_was_read()
    yield
    monkeypatch.undo()
    forget_what_was_read()


def add(monkeypatch: pytest.MonkeyPatch, name: str, key: str, entry: dict[str, Any]) -> None:
    """Add an entry to a rule table, its other facts those of the last one of its kind."""
    entries = table(name)[key]
    like = entries[0] if name in ("gaps", "families") else {}
    monkeypatch.setitem(table(name), key, [{**like, **entry}, *entries])


def elsewhere(since: date) -> Line:
    """The drone, insured with an insurer of its own."""
    return Line("drone", Holding.AILLEURS, "Mutuelle du Ciel", subscribed_on=since)


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> None:
    """One entry more in each rule table of the bilan."""
    add(monkeypatch, "families", "family", FAMILY)
    add(monkeypatch, "gaps", "gap", GAP)
    add(monkeypatch, "situation", "question", QUESTION)
    base = next(each for each in table("regimes")["regime"] if each["code"] == "sante_ria")
    regime = {**base, "code": "drone", "families": ["drone"], "why": "Un drone bouge vite."}
    add(monkeypatch, "regimes", "regime", regime)


@pytest.fixture
def shown(added: None, folder: Path) -> Fields:
    """The bilan of a client who has a drone, insured elsewhere with an insurer of his own."""
    space = at_work(folder, TOLD)
    form = BilanForm(1, 0, {"drone": True}, (elsewhere(space.today),))
    return showing.shown(save_bilan(space.store(), form, {}, "alice", space.now), 1)


def column(shown: Fields, block: str, key: str) -> list[object]:
    """A column of a table of the sheet."""
    columns = INVENTORY if block == bilan.LINES else GAPS
    at = [each.key for each in columns].index(key)
    rows = shown[block]
    assert isinstance(rows, list)
    return [row[at] for row in rows]


def test_an_added_family_gap_and_regime_are_shown(shown: Fields) -> None:
    assert column(shown, bilan.LINES, "famille")[0] == "Drone de loisir"
    assert str(column(shown, bilan.LINES, "comment")[0]).startswith("Un drone bouge vite.")
    assert "Drone sans assurance" in column(shown, bilan.GAP_LINES, "manque")
    assert GAP["sentence"] in column(shown, bilan.GAP_LINES, "phrase")


def test_an_added_question_is_asked_with_its_answers(shown: Fields) -> None:
    asked = shown["bilan_situation"]
    assert isinstance(asked, list)
    assert ["Avez-vous un drone ?", "Oui"] in asked
    names = shown["bilan_questions"]
    assert isinstance(names, list)
    assert {name for _, name in names} <= set(lists())


def test_an_added_family_is_in_the_empty_form(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = bilan_tables.inventory_lines()
    add(monkeypatch, "families", "family", FAMILY | {"client_types": ["particulier", "tns"]})
    sheet = bilan.sheet(content(0))
    (inventory,) = (each for each in sheet.tables if each.name == "tBilan")
    assert inventory.rows[0][0] == "Drone de loisir"
    assert bilan_tables.inventory_lines() == lines + 1


Rows = Sequence[Sequence[object]]


@pytest.fixture
def bilan_done(added: None, store: Units) -> OpenBilan:
    """The whole bilan of the client who has a drone, in an acte."""
    ready(store)
    form = BilanForm(1, 0, {"drone": True}, (elsewhere(CALL.date()),))
    found = save_bilan(store, form, AGENCIES, ALICE, CALL).bilan
    replies = tuple(GapReply(gap.code, GapAnswer.OPPORTUNITE) for gap in found.gaps)
    lines = fill_rest(found.lines, Holding.NE_SAIT_PAS)
    form = form._replace(version=1, lines=lines, replies=replies, actions=found.proposed)
    done = save_bilan(store, form, AGENCIES, ALICE, CALL)
    assert saved(store, filled_form(prepared(store))).acte is not None
    return done


def month_rows(store: Units, name: str) -> Rows:
    """The rows of a list of the month's workbook."""
    sheets = month_sheets(month_report(store, Month.of(CALL.date())), b"")
    (found,) = (each for sheet in sheets for each in sheet.tables if each.name == name)
    return found.rows


def test_an_added_family_and_gap_are_in_the_month_report(
    bilan_done: OpenBilan, store: Units
) -> None:
    assert "drone_sans_rc" in {gap.code for gap in bilan_done.bilan.gaps}
    (row,) = (row for row in month_rows(store, "tOpportunites") if "Drone sans assurance" in row)
    assert {"Drone de loisir", "Opportunité"} <= set(row)


def test_the_day_that_an_added_regime_gives_is_in_the_month_report(
    bilan_done: OpenBilan, store: Units
) -> None:
    (move,) = (move for line, move in bilan_done.bilan.moves if line.family == "drone")
    assert move.why.startswith("Un drone bouge vite.")
    rows = month_rows(store, "tActions")
    drone = [row for row in rows if any("Drone de loisir" in str(cell) for cell in row)]
    assert drone
    assert any(move.relance in row for row in drone)
