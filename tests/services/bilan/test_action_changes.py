"""The actions to follow, changed from their list."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, update

from mplus3_xl.domain.contact.calls import Action, ActionDraft
from mplus3_xl.domain.vocabulary import ActionKind
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.bilan.action_changes import ActionChange, change_actions, state_of
from mplus3_xl.services.bilan.following import actions_listed, actions_to_follow
from mplus3_xl.store.tables.calls import actions
from mplus3_xl.store.units import Units
from tests.services.calls import AGENCIES, CALL, filled_form, prepared, ready, saved
from tests.services.desk import ALICE, BRUNO, journal_of

QUOTE = ActionDraft(ActionKind.DEVIS, "Devis habitation", date(2026, 11, 26))
LATER = CALL + timedelta(days=2)


@pytest.fixture
def desk(store: Units) -> Units:
    """A store with one action, for the Thursday after the call."""
    shown = prepared(ready(store))
    saved(store, filled_form(shown, actions=(QUOTE,), no_action_reason=""))
    known = [Naming("hugo", "Hugo Mazin", False), Naming("lea", "Léa Robin", False)]
    name_logins(store, known, ALICE, CALL)
    return store


def only(desk: Units) -> Action:
    (listed,) = actions_to_follow(desk)
    return listed.action


def line(action: Action, **typed: Any) -> ActionChange:
    kept = ActionChange(
        action.id, action.owner, action.due_on, action.done_on, action.result, state_of(action)
    )
    return kept._replace(**typed)


def refused(desk: Units, now: datetime = LATER, **typed: Any) -> str:
    with pytest.raises(UserError) as refusal:
        change_actions(desk, [line(only(desk), **typed)], BRUNO, now)
    return refusal.value.what


def test_an_action_is_listed_with_its_client(desk: Units) -> None:
    (listed,) = actions_to_follow(desk)
    assert (listed.action.object, listed.client) == ("Devis habitation", prepared_name(desk))


def prepared_name(desk: Units) -> str:
    return prepared(desk).facts.client.name


def test_what_is_typed_is_kept_and_told_in_the_journal(desk: Units) -> None:
    due = date(2026, 11, 30)
    (changed,) = change_actions(
        desk, [line(only(desk), owner="Hugo Mazin", due_on=due)], BRUNO, LATER
    )
    assert only(desk) == changed
    assert (changed.owner, changed.due_on) == ("Hugo Mazin", due)
    told = {(each.field, each.new, each.author) for each in journal_of(desk, 2)}
    assert told == {("owner", "Hugo Mazin", BRUNO), ("due_on", "2026-11-30", BRUNO)}


def test_an_action_done_stays_in_the_list_until_the_evening(desk: Units) -> None:
    done = line(only(desk), done_on=LATER.date(), result=" Envoyé ")
    (changed,) = change_actions(desk, [done], ALICE, LATER)
    assert (changed.done_on, changed.result) == (LATER.date(), "Envoyé")
    assert actions_to_follow(desk) == []
    assert [each.action for each in actions_listed(desk, LATER.date())] == [changed]
    assert actions_listed(desk, LATER.date() + timedelta(days=1)) == []


def test_an_action_said_done_by_mistake_may_be_said_undone_the_same_day(desk: Units) -> None:
    (done,) = change_actions(desk, [line(only(desk), done_on=CALL.date())], ALICE, LATER)
    (listed,) = actions_listed(desk, LATER.date())
    assert listed.action == done
    (undone,) = change_actions(desk, [line(done, done_on=None)], ALICE, LATER)
    assert [each.action for each in actions_listed(desk, LATER.date())] == [undone]
    assert only(desk) == undone


def test_an_owner_is_somebody_who_may_be_given_work(desk: Units) -> None:
    said = refused(desk, owner="Envoyé lundi")
    assert "« Envoyé lundi » n’est le nom d’aucun chargé de clientèle en service" in said
    assert "Choisissez parmi : Hugo Mazin, Inès Morvan, Léa Robin. Un responsable" in said
    (changed,) = change_actions(desk, [line(only(desk), owner="lea robin")], BRUNO, LATER)
    assert changed.owner == "Léa Robin"


def test_an_owner_of_before_stays_though_he_is_given_no_more_work(
    desk: Units, engine: Engine
) -> None:
    with engine.begin() as connection:
        connection.execute(update(actions).values(owner="alice"))
    (changed,) = change_actions(desk, [line(only(desk), result="Envoyé")], BRUNO, LATER)
    assert (changed.owner, changed.result) == ("alice", "Envoyé")


def test_an_action_of_a_bilan_whose_dossier_was_regrouped_since_is_still_followed(
    desk: Units, engine: Engine
) -> None:
    """A bilan alone does not keep a dossier from being regrouped (R4); its actions stay."""
    with engine.begin() as connection:
        connection.execute(update(actions).values(dossier_id=99))
    changes = [line(only(desk), result="Envoyé")]
    (changed,) = change_actions(desk, changes, BRUNO, LATER, AGENCIES)
    assert changed.result == "Envoyé"


def test_an_action_whose_day_is_past_may_be_said_done_and_be_nobody_s(desk: Units) -> None:
    later = LATER + timedelta(days=7)
    done = line(only(desk), owner=None, done_on=later.date())
    (changed,) = change_actions(desk, [done], BRUNO, later)
    assert (changed.owner, changed.due_on, changed.done_on) == (None, QUOTE.due_on, later.date())


def test_a_line_as_it_was_changes_nothing(desk: Units) -> None:
    before = journal_of(desk, 1)
    assert change_actions(desk, [line(only(desk))], BRUNO, LATER) == []
    assert journal_of(desk, 1) == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"due_on": None}, "l’échéance est vide"),
        ({"due_on": date(2026, 11, 24)}, "le 24/11/2026 est passé"),
        ({"due_on": date(2026, 11, 29)}, "personne ne travaille le 29/11/2026"),
        ({"done_on": date(2026, 11, 26)}, "au 25/11/2026, aujourd’hui"),
        ({"done_on": date(2026, 11, 22)}, "va du 23/11/2026"),
        ({"result": "Sa carte 4111 1111 1111 1111"}, "Résultat"),
    ],
)
def test_a_wrong_line_is_refused_with_its_client(
    desk: Units, typed: dict[str, Any], said: str
) -> None:
    before = only(desk)
    what = refused(desk, **typed)
    assert said in what
    assert prepared_name(desk) in what
    assert only(desk) == before


@pytest.mark.parametrize(("agency", "works"), [("Corniche", True), ("Rouvière", False)])
def test_a_due_day_is_one_on_which_the_agency_of_the_dossier_works(
    desk: Units, agency: str, works: bool
) -> None:
    with desk.write() as unit:
        (old,) = unit.dossiers_by_ids([1]).values()
        unit.change("dossiers", [(old, old._replace(agency=agency))])
    monday = line(only(desk), due_on=date(2026, 11, 30))
    if works:
        (changed,) = change_actions(desk, [monday], BRUNO, LATER, AGENCIES)
        assert changed.due_on == date(2026, 11, 30)
        return
    with pytest.raises(UserError, match="personne ne travaille le 30/11/2026, prenez le 01/12"):
        change_actions(desk, [monday], BRUNO, LATER, AGENCIES)


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 11, 25)])
def test_an_action_is_done_from_its_own_day_to_today(desk: Units, day: date) -> None:
    (changed,) = change_actions(desk, [line(only(desk), done_on=day)], ALICE, LATER)
    assert changed.done_on == day


def test_what_somebody_changed_meanwhile_is_not_overwritten(desk: Units) -> None:
    seen = line(only(desk), owner="Hugo Mazin")
    change_actions(desk, [line(only(desk), owner="Léa Robin")], ALICE, LATER)
    with pytest.raises(UserError, match="« Devis habitation » a été changée par"):
        change_actions(desk, [seen], BRUNO, LATER)
    assert only(desk).owner == "Léa Robin"


def test_a_line_that_nobody_typed_in_neither_refuses_the_others_nor_undoes_anything(
    desk: Units,
) -> None:
    untouched = line(only(desk))
    change_actions(desk, [line(only(desk), owner="Léa Robin")], ALICE, LATER)
    gone = untouched._replace(action_id=99)
    assert change_actions(desk, [untouched, gone], BRUNO, LATER) == []
    assert only(desk).owner == "Léa Robin"


def test_a_refusal_names_the_contract_of_the_action(desk: Units, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(update(actions).values(contract_id=1))
    assert "« Devis habitation (C1) » –" in refused(desk, owner="Personne")


def test_an_action_that_is_gone_is_told(desk: Units) -> None:
    with pytest.raises(UserError, match="n° 99 n’existe plus"):
        change_actions(desk, [line(only(desk), result="Fait")._replace(action_id=99)], BRUNO, LATER)
