"""Whatever happens in an agency, in whatever order: what must hold always holds."""

import random
from collections.abc import Iterable, Set
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mplus3_xl.collection import side_by_side
from mplus3_xl.domain.limits import default_limits
from mplus3_xl.domain.queue.cases import Case
from mplus3_xl.domain.queue.ranking import rank
from mplus3_xl.domain.register.figures import COUNTED
from mplus3_xl.domain.tags import status
from mplus3_xl.domain.vocabulary import Status
from mplus3_xl.errors import UserError
from mplus3_xl.services.bilan.bilan import open_bilan
from mplus3_xl.services.client.doubles import doubles
from mplus3_xl.services.journal.told import journal_told
from mplus3_xl.services.lagon.differences import differences_listed
from mplus3_xl.services.lists.figures import pilotage
from mplus3_xl.services.lists.listed import acte_rows, action_rows, report_rows
from mplus3_xl.services.lists.overview import overview
from mplus3_xl.services.queue.queue import queue
from mplus3_xl.services.records import QueueFilter
from mplus3_xl.services.register.actes import actes_between
from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.migrations import HEAD
from mplus3_xl.store.queue import contact_reading
from mplus3_xl.store.register.figure_fact import fact_of
from mplus3_xl.store.schema import upgrade
from mplus3_xl.store.tables.lagon import dossiers
from tests.services.calls import AGENCIES, prepared
from tests.services.desk import ALICE, BRUNO
from tests.services.lived import HAPPENS, Lived, Rows

SEEDS = st.integers(0, 2**32 - 1)
KEPT_WHEN_REFUSED = {"drafts", "bilans", "bilan_lines"}
"""What was typed; and the bilan that the test itself makes before a save."""
AUTHORS = {ALICE, BRUNO, "import"}
FOR_EVER = ("journal", "saves", "actes")
EVERYTHING = QueueFilter(everything=True)


@st.composite
def happenings(draw: st.DrawFn) -> list[tuple[str, int]]:
    """Some things, again and again: of all kinds at once few would meet."""
    some = draw(st.lists(st.sampled_from(sorted(HAPPENS)), min_size=3, max_size=8, unique=True))
    kinds = st.sampled_from(["contracts", *some])
    later = draw(st.lists(st.tuples(kinds, SEEDS), min_size=10, max_size=30))
    return [("clients", draw(SEEDS)), ("contracts", draw(SEEDS)), *later]


def check_kept(before: Rows, after: Rows, *, refused: bool, kind: str) -> None:
    if refused:
        changed = {name for name, rows in before.items() if rows != after[name]}
        assert changed <= KEPT_WHEN_REFUSED
    if kind != "erase":  # it makes the lines of a person anonymous
        for name in FOR_EVER:
            assert before[name] <= after[name]
    if kind not in ("erase", "merge"):
        assert _ids(before["attempts"]) <= _ids(after["attempts"])


def check_signed(lived: Lived, before: Rows, after: Rows) -> None:
    """Whatever changed, a new row says who did it, and when; none has another author."""
    assert lived.authors() <= AUTHORS
    new = [row for name, rows in after.items() for row in rows - before[name]]
    of_now = [row for row in new if repr(lived.now) in row]
    assert any(repr(who) in row for row in of_now for who in AUTHORS), new


def _ids(rows: Set[str]) -> set[str]:
    return {row.partition(",")[0] for row in rows}


def check_sound(lived: Lived) -> None:
    """The store is sound; each dossier is in the queue once, and finished by one acte or open."""
    numbers = lived.ids(dossiers)
    shown = queue(lived.store, AGENCIES, lived.now, EVERYTHING)
    assert sorted(row.dossier for row in shown) == numbers
    written = actes_between(lived.store, date(2026, 1, 1), date(2028, 1, 1))
    finishing = [each.dossier_id for each in written if each.corrects is None]
    with lived.store.read() as unit:
        assert unit.faults() == []
        found = unit.dossiers_by_ids(numbers)
    done = [number for number in numbers if status(found[number].tags) is Status.TERMINE]
    assert sorted(finishing, key=lambda number: number or 0) == done


def check_shown(lived: Lived) -> None:
    """Every sheet can be shown; the queue and the form say the same of each dossier."""
    store, today = lived.store, lived.now.date()
    listed = [*queue(store, AGENCIES, lived.now, EVERYTHING)]
    with pytest.MonkeyPatch.context() as patch:  # as if they were thousands
        patch.setattr(contact_reading, "_MANY", 0)
        assert [*queue(store, AGENCIES, lived.now, EVERYTHING)] == listed
    shown = {row.dossier: row for row in listed}
    for number in lived.ids(dossiers):
        case = prepared(store, number, lived.now).facts.case(today)
        (row,) = rank(side_by_side(Case._fields, [case]), AGENCIES, lived.now, default_limits())
        assert row._replace(rang=shown[number].rang) == shown[number]
        open_bilan(store, number, AGENCIES, lived.now)
    check_facts(lived)
    queue(store, AGENCIES, lived.now, QueueFilter())
    for rows in (action_rows, acte_rows, report_rows, overview, pilotage):
        rows(store, today)
    journal_told(store, 500)
    differences_listed(store)
    doubles(store)


def check_facts(lived: Lived) -> None:
    """The figures are told of each dossier all that they count of it."""
    today, numbers = lived.now.date(), lived.ids(dossiers)
    with lived.store.read() as unit:
        facts = unit.figure_facts(today)
        whole = unit.dossiers_by_ids(numbers)
    assert [fact.dossier_id for fact in facts] == numbers
    for fact in facts:
        counts: Any = [getattr(fact, name) for name in COUNTED]
        assert fact == fact_of(whole[fact.dossier_id], today, counts)


def _live(lived: Lived, happened: Iterable[tuple[str, int]]) -> None:
    before = lived.rows()
    for kind, seed in happened:
        refused = False
        try:
            lived.happens(kind, seed)
        except UserError:
            refused = True
        after = lived.rows()
        check_kept(before, after, refused=refused, kind=kind)
        if after != before:
            check_signed(lived, before, after)
            check_sound(lived)
        before = after
    check_shown(lived)
    lived.engine.dispose()


@settings(max_examples=40, deadline=None)
@given(happenings())
def test_whatever_happens_what_must_hold_of_a_store_holds(happened: list[tuple[str, int]]) -> None:
    _live(Lived(), happened)


def test_what_must_hold_of_a_store_holds_on_postgresql_too(postgresql_address: str) -> None:
    engine, chance = open_engine(postgresql_address), random.Random(8)
    upgrade(engine, HEAD)
    kinds = ["clients", "contracts", *chance.choices(sorted(HAPPENS), k=40)]
    _live(Lived(engine), [(kind, chance.randrange(2**32)) for kind in kinds])
