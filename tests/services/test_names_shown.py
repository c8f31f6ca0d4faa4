"""Who did something is shown to the others by his name of Paramètres, not by his login."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.reglages.plan import Proposed
from mplus3_xl.domain.reglages.set_values import Typed
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.naming import Naming, name_logins, name_oneself
from mplus3_xl.services.agency.people import everybody, names_of
from mplus3_xl.services.bilan.bilan import save_bilan
from mplus3_xl.services.call.striking import strike_attempt
from mplus3_xl.services.changes.journaling import changes_between
from mplus3_xl.services.client.privacy import erase_client
from mplus3_xl.services.journal.told import journal_told
from mplus3_xl.services.lists.listed import acte_row
from mplus3_xl.services.queue.assigning import assign_dossiers
from mplus3_xl.services.reglages.reglages import save_reglages, undo_reglages
from mplus3_xl.services.undoing.last_change import last_change
from mplus3_xl.store.units import Units
from mplus3_xl.workbook_content import user_lines
from tests.services.calls import AGENCIES, CALL, filled_form, prepared, ready, saved
from tests.services.desk import ALICE, BRUNO, form

HUGO = "Hugo Mazin"
LATER = CALL + timedelta(minutes=5)
BILAN = BilanForm(1, 0, answers={"logement": "locataire"})


@pytest.fixture
def desk(store: Units) -> Units:
    """A store whose manager bears a login and a name."""
    name_logins(ready(store), [Naming(BRUNO, HUGO, True)], BRUNO, CALL)
    return store


def refused(asked: Callable[[], object]) -> str:
    with pytest.raises(UserError) as refusal:
        asked()
    return str(refusal.value)


def test_the_journal_and_what_is_to_be_taken_back_name_who_made_the_change(desk: Units) -> None:
    saved(desk, form("f1", "KO"), BRUNO)
    change = last_change(desk, BRUNO)
    assert change is not None
    assert f"{HUGO}, le 23/11/2026" in change.said
    assert {line.author for line in journal_told(desk, 99) if line.client} == {HUGO}


def test_who_noted_an_agreed_time_is_named_in_the_journal(desk: Units) -> None:
    at = CALL + timedelta(days=1)
    saved(desk, form("f1", "OK"), BRUNO)
    with desk.write() as unit:
        (old,) = unit.dossiers_by_client([1])[1]
        new = old._replace(callback_at=at, callback_agreed_by=BRUNO, callback_agreed_at=CALL)
        changes = changes_between("dossiers", [(old, new)])
        unit.write_journal(list(changes), CALL, BRUNO)
    assert HUGO in {line.after for line in journal_told(desk, 99) if line.client}


def test_a_batch_is_told_by_the_name(desk: Units) -> None:
    assign_dossiers(desk, [1], HUGO, None, BRUNO, CALL)
    change = last_change(desk, BRUNO)
    assert change is not None
    assert change.said.startswith(f"1 dossier – {HUGO}, le ")


def test_a_conflict_names_the_colleague(desk: Units) -> None:
    saved(desk, form("f1", "KO"), BRUNO)
    assert f"changement : {HUGO}, le" in refused(lambda: saved(desk, form("f2", "OK"), ALICE))
    save_bilan(desk, BILAN, AGENCIES, BRUNO, CALL)
    stale = refused(lambda: save_bilan(desk, BILAN, AGENCIES, ALICE, LATER))
    assert f"changé par {HUGO} le 23/11/2026" in stale


def test_what_is_somebody_elses_names_him(desk: Units) -> None:
    tried = filled_form(prepared(desk))
    saved(desk, tried, BRUNO)
    assert f"noté par {HUGO}." in refused(lambda: strike_attempt(desk, 1, ALICE, "Faux", LATER))
    erase_client(desk, 1, BRUNO, LATER, "Demande reçue")
    assert f"par {HUGO}." in refused(lambda: erase_client(desk, 1, BRUNO, LATER, "Encore"))
    assert f"{HUGO} a déjà dit" in refused(lambda: name_oneself(desk, BRUNO, HUGO, LATER))


def test_settings_that_a_manager_saved_bear_his_name(desk: Units) -> None:
    name_logins(desk, [Naming(ALICE, None, True)], BRUNO, CALL)
    save_reglages(desk, 0, Proposed([Typed("relance_piece", 10)]), BRUNO, CALL)
    again = Proposed([Typed("relance_piece", 11)])
    assert f"{HUGO} a mis 10" in refused(lambda: save_reglages(desk, 0, again, ALICE, LATER))
    assert f"enregistrés par {HUGO}, le" in refused(lambda: undo_reglages(desk, ALICE, LATER))


def test_the_lists_show_the_names(desk: Units) -> None:
    done = saved(desk, filled_form(prepared(desk)), BRUNO)
    named = names_of(desk)
    assert done.acte is not None
    assert acte_row(done.acte, named)["auteur"] == HUGO
    assert [line[-2] for line in user_lines(everybody(desk))] == [HUGO]
