"""Lists come in the order that their readers promise, whatever was written first."""

from datetime import date, timedelta

from sqlalchemy import Engine, text

from mplus3_xl.domain.contact.calls import Action
from mplus3_xl.domain.vocabulary import ActionKind
from mplus3_xl.services.bilan.drafts import drafts_of, keep_bilan_draft
from mplus3_xl.services.client.privacy import erase_client
from mplus3_xl.services.queue.dossiers import keep_draft
from mplus3_xl.services.register.actes import actes_between
from mplus3_xl.store.engine import is_sqlite
from mplus3_xl.store.units import Units
from tests.acte import acte
from tests.conftest import NOW
from tests.domain.invented import client, contract, dossier
from tests.services.desk import ALICE, BRUNO, LATER, attempted, fill

TODAY = NOW.date()


def test_the_action_that_is_due_first_comes_first(store: Units) -> None:
    fill(store, [client()], [dossier()])
    with store.write() as unit:
        for at in (1, 2, 3):
            due = TODAY + timedelta(days=4 - at)
            unit.add(
                "actions",
                Action(at, 1, 1, None, ActionKind.DEVIS, "x", ALICE, due, None, None, NOW, ALICE),
            )
        assert [each.id for each in unit.actions_of(1)] == [3, 2, 1]
        assert [each.id for each in unit.open_actions()] == [3, 2, 1]


def test_the_attempt_made_last_comes_first(store: Units, engine: Engine) -> None:
    fill(store, [client()], [dossier()])
    for at in (NOW, LATER, NOW - timedelta(days=1)):
        attempted(engine, at)
    with store.read() as unit:
        assert [each.id for each in unit.attempts_of(1)] == [2, 1, 3]


def test_the_draft_typed_last_comes_first(store: Units) -> None:
    fill(store, [client()], [dossier()])
    for author, at in ((ALICE, LATER), (BRUNO, NOW)):
        keep_draft(store, 1, {"fiche_note": author}, author, at, 1)
        keep_bilan_draft(store, 1, {"bilan_note": author}, 0, author, at)
    with store.read() as unit:
        assert [each.author for each in unit.kept_drafts(1)] == [ALICE, BRUNO]
    assert [each.author for each in drafts_of(store, 1)] == [ALICE, BRUNO]


def test_the_dossiers_and_contracts_of_a_client_come_by_their_effect(store: Units) -> None:
    days = [date(2026, 8, 1), date(2026, 9, 1)]
    late, soon = (contract(id=at, number=f"C{at}", key=f"C{at}", effect_date=day, dossier_id=1)
                  for at, day in ((1, days[1]), (2, days[0])))  # fmt: skip
    fill(store, [client()], [dossier(days[0]), dossier(days[1], id=2)], [late, soon])
    with store.read() as unit:
        assert [each.id for each in unit.dossiers_by_client([1])[1]] == [2, 1]
        assert [each.id for each in unit.contracts_in(1)] == [2, 1]


def test_contracts_of_one_day_come_in_one_order_whatever_the_language_of_the_server(
    store: Units, engine: Engine
) -> None:
    if not is_sqlite(engine):
        with engine.begin() as connection:
            french = 'ALTER TABLE contracts ALTER number TYPE text COLLATE "fr-x-icu"'
            connection.execute(text(french))
    held = [contract(id=at, number=number, key=number, dossier_id=1)
            for at, number in enumerate(("a1", "B1", "é1"))]  # fmt: skip
    fill(store, [client()], [dossier()], held)
    with store.read() as unit:
        assert [each.number for each in unit.contracts_in(1)] == ["B1", "a1", "é1"]


def test_actes_are_listed_from_a_day_to_another_both_included(store: Units) -> None:
    fill(store, [client()], [dossier()])
    days = [date(2026, 10, day) for day in (4, 5, 6, 7)]
    with store.write() as unit:
        for at, day in enumerate(days, 1):
            unit.add_acte(acte(at)._replace(done_on=day))
        assert [each.id for each in unit.actes_of(1)] == [4, 3, 2, 1]
        assert [each.id for each in unit.actes_by_id([3, 1])] == [1, 3]
        assert [each.id for each in unit.unfrozen_actes(days[2])] == [1, 2, 3]
    assert [each.id for each in actes_between(store, days[1], days[2])] == [2, 3]


def test_who_was_erased_first_comes_first(store: Units) -> None:
    fill(store, [client(id=at, number=f"L{at}") for at in (1, 2, 3)])
    for at, day in ((3, NOW), (2, LATER), (1, LATER)):
        erase_client(store, at, ALICE, day)
    with store.read() as unit:
        assert [each.client_id for each in unit.erasures()] == [3, 1, 2]
