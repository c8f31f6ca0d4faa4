from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from mplus3_xl.domain.call_form import FieldAnswer
from mplus3_xl.domain.contact.calls import ActionDraft, Attempted
from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.domain.tags import Tags
from mplus3_xl.domain.vocabulary import ActionKind, Closing, FieldState, Tag
from mplus3_xl.errors import UserError
from mplus3_xl.services.call.striking import strike_attempt
from mplus3_xl.services.lagon.reports import mark_reported, reports_to_lagon
from mplus3_xl.services.records import Change, QueueFilter
from mplus3_xl.services.undoing.last_change import last_change
from mplus3_xl.services.undoing.undoing import undo_last
from mplus3_xl.store.units import Units
from tests.conftest import NOW
from tests.domain.invented import client, contract, dossier
from tests.dossiers import open_dossier
from tests.services.calls import CALL, filled_form, prepared, ready, saved
from tests.services.desk import ALICE, BRUNO, LATER, attempted, done_today, fill, form, journal_of


@pytest.fixture
def desk(store: Units) -> Units:
    fill(store, [client()], [dossier()], [contract(dossier_id=1)])
    return store


def _refused(desk: Units, author: str) -> UserError:
    with pytest.raises(UserError) as refusal:
        undo_last(desk, author, LATER)
    return refusal.value


def _notes(desk: Units) -> dict[str, str]:
    draft = open_dossier(desk, 1).draft
    return dict(draft.content) if draft else {}


def test_undoing_gives_back_the_tags_and_the_text_of_before(desk: Units) -> None:
    before = {"fiche_note": "Absent", "fiche_creneau": "Le soir"}
    saved(desk, replace(form("f1", "KO"), content=before), ALICE, NOW)
    second = before | {"fiche_note": "Joint", "fiche_issue": "joint"}
    saved(desk, replace(form("f2", "OK", version=2), content=second), ALICE, NOW)
    undone = undo_last(desk, ALICE, LATER)
    assert (undone.save.form_id, undone.saved.version, undone.attempt_kept) == ("f2", 4, 2)
    assert open_dossier(desk, 1).dossier.tags == Tags(appel=Tag.KO)
    assert _notes(desk) == before


def test_undoing_is_one_new_change_of_the_journal_that_says_so(desk: Units) -> None:
    saved(desk, form("f1", "KO"), ALICE, NOW)
    undo_last(desk, ALICE, LATER)
    lines = [(line.field, line.old, line.new, line.undo) for line in journal_of(desk, 20)]
    lines = [line for line in lines if line[0] == "appel"]
    assert lines == [("appel", "KO", None, True), ("appel", None, "KO", False)]


def test_a_save_tells_the_texts_that_changed_and_no_others(desk: Units) -> None:
    saved(desk, form("f1", fiche_note="Absent", fiche_creneau="Le soir"), ALICE, NOW)
    second = saved(desk, form("f2", version=2, fiche_note="Joint", fiche_creneau="Le soir"))
    assert second.saved.changes == (Change("drafts", 1, "fiche_note", "Absent", "Joint"),)


def test_undoing_again_takes_back_the_next_older_save(desk: Units) -> None:
    saved(desk, form("f1", "KO", fiche_note="Absent"), ALICE, NOW)
    saved(desk, form("f2", "OK", version=2, fiche_note="Joint"), ALICE, NOW)
    undo_last(desk, ALICE, LATER)
    assert undo_last(desk, ALICE, LATER).save.form_id == "f1"
    assert (open_dossier(desk, 1).dossier.tags, _notes(desk)) == (Tags(), {})
    assert _refused(desk, ALICE).code == "rien_a_annuler"


def test_a_dossier_whose_only_save_is_undone_is_untouched_again(desk: Units) -> None:
    saved(desk, form("f1", fiche_note="Absent"), ALICE, NOW)
    undo_last(desk, ALICE, LATER)
    with desk.read() as unit:
        assert [worked for _, worked in unit.dossiers_of([1])] == [False]


def test_a_save_that_only_noted_an_attempt_does_not_hide_the_older_ones(desk: Units) -> None:
    saved(desk, form("f1", "KO"), ALICE, NOW)
    saved(desk, form("f2", "KO", version=2), ALICE, NOW)
    told = last_change(desk, ALICE)
    assert told is not None
    assert (told.said.endswith(" : 1 essai d’appel."), told.only_attempt) == (True, True)
    undone = [undo_last(desk, ALICE, LATER) for _ in range(2)]
    assert [(each.save.form_id, each.attempt_kept) for each in undone] == [("f2", 2), ("f1", 1)]
    assert open_dossier(desk, 1).dossier.tags == Tags()
    assert _refused(desk, ALICE).code == "rien_a_annuler"


def test_one_undoes_ones_own_saves_only(desk: Units) -> None:
    saved(desk, form("f1", "KO"), ALICE, NOW)
    assert _refused(desk, BRUNO).code == "rien_a_annuler"
    assert open_dossier(desk, 1).dossier.appel is Tag.KO


def test_a_dossier_that_somebody_changed_since_is_not_undone(desk: Units) -> None:
    saved(desk, form("f1", "KO"), ALICE, NOW)
    saved(desk, form("f2", "OK", version=2), BRUNO, LATER)
    refusal = _refused(desk, ALICE)
    assert refusal.code == "annulation_depassee"
    assert "bruno, le 23/11/2026 à 09:35 : Appel téléphonique KO → OK" in refusal.what
    assert open_dossier(desk, 1).dossier.appel is Tag.OK


def test_of_several_changes_since_the_last_one_is_told(desk: Units) -> None:
    saved(desk, form("f1", "KO"), ALICE, NOW)
    saved(desk, form("f2", "OK", version=2), BRUNO, NOW)
    saved(desk, form("f3", version=3, fiche_note="Joint"), BRUNO, LATER)
    said = "Dernier changement : bruno, le 23/11/2026 à 09:35 : 1 champ de la fiche."
    assert _refused(desk, ALICE).what.endswith(said)


def test_what_somebody_changed_and_took_back_does_not_stand_in_the_way(desk: Units) -> None:
    saved(desk, form("f1", "KO"), ALICE, NOW)
    saved(desk, form("f2", "OK", version=2), BRUNO, LATER)
    undo_last(desk, BRUNO, LATER)
    undo_last(desk, ALICE, LATER)
    assert open_dossier(desk, 1).dossier.tags == Tags()


def test_an_import_that_closed_the_dossier_stands_in_the_way_of_undoing(desk: Units) -> None:
    saved(desk, form("f1", "KO"), ALICE, NOW)
    with desk.write() as unit:
        old = unit.dossier(1)
        assert old is not None
        unit.change("dossiers", [(old, old._replace(closing=Closing.CONTRAT_TERMINE))])
        line = Change("dossiers", 1, "closing", None, Closing.CONTRAT_TERMINE)
        unit.write_journal([line], LATER, ALICE)
    assert _refused(desk, ALICE).code == "annulation_depassee"


def test_a_form_undone_and_sent_again_changes_nothing(desk: Units) -> None:
    saved(desk, form("f1", "KO"), ALICE, NOW)
    undo_last(desk, ALICE, LATER)
    assert saved(desk, form("f1", "KO"), ALICE, LATER).saved.repeated
    assert open_dossier(desk, 1).dossier.tags == Tags()


def _tries(desk: Units) -> int:
    with desk.read() as unit:
        (profile,) = unit.cases(QueueFilter(everything=True), LATER, NOW.date())["profile"]
    return int(profile.contacts.attempts)


def test_a_struck_attempt_stays_visible_and_no_longer_counts(desk: Units, engine: Engine) -> None:
    attempted(engine)
    assert _tries(desk) == 1
    struck = strike_attempt(desk, 1, ALICE, " mauvais client ", LATER)
    assert _tries(desk) == 0
    (shown,) = open_dossier(desk, 1).attempts
    assert shown == struck
    assert (shown.struck_by, shown.struck_at, shown.struck_reason, shown.counted) == (
        ALICE,
        LATER,
        "mauvais client",
        False,
    )
    assert [line.new for line in journal_of(desk, 10, 1)] == ["mauvais client"]


@pytest.mark.parametrize(
    ("author", "reason", "days", "code"),
    [
        (BRUNO, "mauvais client", 0, "tentative_d_un_autre"),
        (ALICE, "mauvais client", 1, "tentative_d_un_autre_jour"),
        (ALICE, "  ", 0, "motif_absent"),
    ],
)
def test_an_attempt_is_struck_by_its_author_on_its_day_with_a_reason(
    desk: Units, engine: Engine, author: str, reason: str, days: int, code: str
) -> None:
    attempted(engine)
    with pytest.raises(UserError) as refusal:
        strike_attempt(desk, 1, author, reason, NOW + timedelta(days=days))
    assert refusal.value.code == code
    assert _tries(desk) == 1


def test_an_attempt_is_struck_once(desk: Units, engine: Engine) -> None:
    attempted(engine)
    strike_attempt(desk, 1, ALICE, "mauvais client", NOW)
    with pytest.raises(UserError, match="mauvais client") as refusal:
        strike_attempt(desk, 1, ALICE, "autre", LATER)
    assert refusal.value.code == "tentative_deja_rayee"


def test_an_unknown_attempt_is_refused(desk: Units) -> None:
    with pytest.raises(UserError) as refusal:
        strike_attempt(desk, 7, ALICE, "mauvais client", NOW)
    assert refusal.value.code == "tentative_absente"


@pytest.fixture
def called(store: Units) -> Units:
    """Alice saved a call: a quote to send, and a new e-mail to type into Lagon."""
    shown = prepared(ready(store))
    email = FieldAnswer("email", FieldState.MODIFIE, "zoe@exemple.fr", "zoe2@exemple.fr")
    quote = ActionDraft(ActionKind.DEVIS, "Habitation", CALL.date() + timedelta(days=2))
    tags = TypedTags("OK", None, None, "S.O.")
    said: dict[str, Any] = {"fields": (email,), "actions": (quote,), "no_action_reason": ""}
    saved(store, filled_form(shown, tags=tags, **said))
    return store


def test_an_acte_of_another_dossier_of_the_client_does_not_stand_in_the_way(
    store: Units,
) -> None:
    acte = saved(ready(store), filled_form(prepared(store))).acte
    assert acte is not None
    with store.write() as unit:
        unit.add_all("dossiers", [dossier(id=2)])
    again = filled_form(prepared(store, 2), "f2", tags=TypedTags(), attempted=Attempted(note="Vu"))
    saved(store, again, now=LATER)
    assert undo_last(store, ALICE, LATER).save.form_id == "f2"
    with store.read() as unit:
        assert unit.actes_of(1) == [acte]


def test_an_action_that_somebody_did_since_is_never_taken_back(called: Units) -> None:
    with called.read() as unit:
        (quote,) = (each for each in unit.actions_of(1) if each.kind is ActionKind.DEVIS)
    done_today(called, "Envoyé", BRUNO, CALL, quote.id)
    refusal = _refused(called, ALICE)
    assert refusal.code == "annulation_depassee"
    assert "bruno, le 23/11/2026 à 10:30 : 2 changements d’action à suivre." in str(refusal)
    with called.read() as unit:
        assert [each.result for each in unit.actions_of(1) if each.id == quote.id] == ["Envoyé"]


def test_what_another_dossier_s_call_changed_since_of_the_client_stays(called: Units) -> None:
    with called.write() as unit:
        unit.add_all("dossiers", [dossier(id=2)])
    email = FieldAnswer("email", FieldState.MODIFIE, "zoe2@exemple.fr", "zoe3@exemple.fr")
    saved(called, filled_form(prepared(called, 2), "f2", tags=TypedTags(), fields=(email,)), BRUNO)
    undo_last(called, ALICE, LATER)
    assert prepared(called).facts.client.email == "zoe3@exemple.fr"
    with called.read() as unit:
        assert unit.manual_entries([1])[1]["email"] == "zoe3@exemple.fr"


def test_what_was_typed_into_lagon_since_is_never_taken_back(called: Units) -> None:
    (report,) = reports_to_lagon(called)
    mark_reported(called, {report.id: CALL.date()}, BRUNO, CALL)
    assert "bruno, le 23/11/2026 à 10:30 : 1 ligne de Reports." in str(_refused(called, ALICE))
    (kept,) = reports_to_lagon(called)
    assert (kept.reported_on, kept.new) == (CALL.date(), "zoe2@exemple.fr")


def test_a_day_taken_off_one_line_of_reports_leaves_that_of_another(store: Units) -> None:
    fields = tuple(
        FieldAnswer(code, FieldState.MODIFIE, None, new)
        for code, new in (("email", "zoe2@exemple.fr"), ("telephone", "07 00 00 00 01"))
    )
    saved(store, filled_form(prepared(ready(store)), tags=TypedTags("OK"), fields=fields))
    first, second = (each.id for each in reports_to_lagon(store))
    mark_reported(store, dict.fromkeys((first, second), CALL.date()), ALICE, CALL)
    mark_reported(store, {second: None}, ALICE, CALL)
    assert _refused(store, ALICE).code == "annulation_depassee"
    mark_reported(store, {first: None}, ALICE, CALL)
    assert undo_last(store, ALICE, LATER).save.form_id == "f1"
