from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, func, select

from mplus3_xl.domain.call.decision import CallError
from mplus3_xl.domain.call_form import FieldAnswer
from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.contact.calls import Attempted
from mplus3_xl.domain.tags import Tags
from mplus3_xl.domain.vocabulary import ClientType, Closing, FieldState, Status, Tag
from mplus3_xl.errors import UserError
from mplus3_xl.services.ports.store import Writing
from mplus3_xl.services.queue.dossiers import dossier_now, keep_draft
from mplus3_xl.services.records import Draft
from mplus3_xl.store.tables.calls import saves
from mplus3_xl.store.tables.history import journal
from mplus3_xl.store.units import Units
from tests.conftest import NOW
from tests.domain.invented import client, contract, dossier
from tests.dossiers import open_dossier
from tests.services.calls import prepared, saved
from tests.services.desk import ALICE, BRUNO, LATER, attempted, fill, form, journal_of


@pytest.fixture
def desk(store: Units) -> Units:
    first = contract(id=1, number="C1", dossier_id=1, seller="Hugo Mazin", claims=2)
    second = contract(
        id=2,
        key="C0",
        number="C0",
        dossier_id=1,
        effect_date=date(2026, 8, 20),
        client_type=ClientType.TNS,
    )
    elsewhere = contract(id=3, key="C3", number="C3")
    fill(store, [client()], [dossier(), dossier(id=2)], [first, second, elsewhere])
    return store


def _rows(engine: Engine) -> tuple[int, int]:
    with engine.begin() as connection:
        count = func.count()
        return (
            connection.scalar(select(count).select_from(saves)) or 0,
            connection.scalar(select(count).select_from(journal)) or 0,
        )


def test_an_opened_dossier_shows_its_client_and_its_own_contracts_by_effect_date(
    desk: Units,
) -> None:
    shown = prepared(desk)
    facts = shown.facts
    assert (facts.client.name, facts.client_type) == ("MARTIN Zoé", ClientType.TNS)
    assert [each.number for each in facts.contracts] == ["C0", "C1"]
    assert (shown.claims, shown.draft, shown.kept) == (2, None, ())
    assert prepared(desk, 2).claims is None  # no export says how many


def test_an_opened_dossier_shows_the_attempts_of_all_the_clients_dossiers_the_latest_first(
    desk: Units, engine: Engine
) -> None:
    attempted(engine)
    attempted(engine, at=LATER, dossier_id=2, outcome="rep")
    shown = [(each.dossier_id, each.label) for each in prepared(desk).facts.attempts]
    assert shown == [(2, "Répondeur – message laissé"), (1, "Ne répond pas")]


_TRIED = Attempt(0, 1, NOW, "nrp", True, ALICE)
_TYPED = Draft({"fiche_note": "x"}, ALICE, NOW, 1)


@pytest.mark.parametrize(
    "work",
    [
        lambda unit: unit.add_attempt(_TRIED),
        lambda unit: unit.write_draft(1, _TYPED),
        lambda unit: unit.keep_draft(1, _TYPED),
        lambda unit: unit.write_field_answer(
            1, "ville", FieldAnswer("ville", FieldState.MODIFIE, "Aix", "Var"), ALICE, NOW
        ),
        lambda unit: unit.update("dossiers", [(2, {"joined_into": 1})]),
        lambda unit: unit.update("dossiers", [(1, {"calling_since": NOW})]),
        lambda unit: unit.update("dossiers", [(1, {"postponed_until": NOW.date()})]),
        lambda unit: unit.update("dossiers", [(1, {"closing": Closing.DOUBLON})]),
        lambda unit: unit.update("dossiers", [(1, {"appel": Tag.KO})]),
        lambda unit: unit.update("dossiers", [(1, {"lagon": Tag.KO})]),
        lambda unit: unit.update("dossiers", [(1, {"bilan": Tag.KO})]),
        lambda unit: unit.update("dossiers", [(1, {"sms_mail": Tag.KO})]),
    ],
)
def test_whatever_is_kept_of_a_dossier_is_work_on_it_and_on_no_other(
    desk: Units, work: Callable[[Writing], object]
) -> None:
    with desk.write() as unit:
        assert [worked for _, worked in unit.dossiers_of([1])] == [False, False]
        work(unit)
        assert {each.id: worked for each, worked in unit.dossiers_of([1])} == {1: True, 2: False}


def test_what_is_typed_of_two_dossiers_is_kept_of_each_as_it_was_typed_last(desk: Units) -> None:
    with desk.write() as unit:
        for at, text in ((2, "a"), (2, "c"), (1, "b")):
            typed = Draft({"fiche_note": text}, ALICE, NOW, 1)
            unit.keep_draft(at, typed)
            unit.write_draft(at, typed)
        kept = [each.content for at in (1, 2) for each in unit.kept_drafts(at)]
        saved_last = [unit.draft_of(at) for at in (1, 2)]
    assert kept == [each and each.content for each in saved_last]
    assert kept == [{"fiche_note": "b"}, {"fiche_note": "c"}]


def test_what_is_entered_of_a_field_leaves_the_others_of_the_client(desk: Units) -> None:
    with desk.write() as unit:
        for field, value in (("city", "Aix"), ("email", "a@exemple.fr"), ("city", None)):
            unit.write_manual_entry(1, field, value, ALICE, NOW)
        assert unit.manual_entries([1]) == {1: {"email": "a@exemple.fr"}}


def test_a_dossier_that_is_gone_is_refused(desk: Units) -> None:
    for ask in (
        lambda: dossier_now(desk, 9),
        lambda: keep_draft(desk, 9, {}, ALICE, NOW),
    ):
        with pytest.raises(UserError) as refusal:
            ask()
        assert refusal.value.code == "dossier_absent"


def test_a_save_writes_the_tags_and_the_text_as_a_new_version(desk: Units) -> None:
    done = saved(desk, form("f1", "OK", fiche_note="A bien répondu"), ALICE, NOW)
    assert (done.saved.version, done.saved.status) == (2, Status.EN_COURS)
    view = open_dossier(desk, 1)
    assert view.dossier.tags == Tags(appel=Tag.OK, sms_mail=Tag.SANS_OBJET)
    assert view.dossier.version == 2
    assert view.draft is not None
    assert (view.draft.content, view.draft.author) == ({"fiche_note": "A bien répondu"}, ALICE)
    assert view.kept == ()


def test_a_save_tells_the_journal_old_and_new_with_its_author(desk: Units) -> None:
    saved(desk, form("f1", "KO", fiche_note="Absent"), ALICE, NOW)
    saved(desk, form("f2", "OK", version=2, fiche_note="Joint"), BRUNO, LATER)
    lines = [
        (line.author, line.subject, line.field, line.old, line.new)
        for line in journal_of(desk, 20, 1)
        if line.field in ("appel", "sms_mail", "fiche_note")
    ]
    assert lines == [
        (BRUNO, "drafts", "fiche_note", "Absent", "Joint"),
        (BRUNO, "dossiers", "sms_mail", None, "S.O."),
        (BRUNO, "dossiers", "appel", "KO", "OK"),
        (ALICE, "drafts", "fiche_note", None, "Absent"),
        (ALICE, "dossiers", "appel", None, "KO"),
    ]


def test_the_journal_of_a_dossier_is_not_that_of_another(desk: Units) -> None:
    saved(desk, form("f1", "KO"), ALICE, NOW)
    assert journal_of(desk, 10, 2) == []
    assert journal_of(desk, 10, 1)


def test_the_journal_gives_no_more_lines_than_asked(desk: Units) -> None:
    saved(desk, form("f1", "OK", fiche_note="Joint"), ALICE, NOW)
    assert journal_of(desk, 1) == journal_of(desk, 20)[:1]


def test_the_same_form_saved_twice_changes_nothing_the_second_time(
    desk: Units, engine: Engine
) -> None:
    saved(desk, form("f1", "KO", fiche_note="Absent"), ALICE, NOW)
    before = _rows(engine)
    again = saved(desk, form("f1", "KO", fiche_note="Absent"), ALICE, LATER)
    assert (again.saved.repeated, again.saved.version) == (True, 2)
    assert _rows(engine) == before
    assert open_dossier(desk, 1).kept == ()


def test_a_form_that_says_nothing_new_makes_no_version(desk: Units, engine: Engine) -> None:
    saved(desk, form("f1", "KO"), ALICE, NOW)
    before = _rows(engine)
    same = replace(form("f2", "KO", version=2), attempted=Attempted())
    assert saved(desk, same, ALICE, LATER).saved.version == 2
    assert _rows(engine) == before


def test_a_field_left_blank_leaves_the_draft(desk: Units) -> None:
    saved(desk, form("f1", fiche_note="Absent"), ALICE, NOW)
    saved(desk, form("f2", version=2, fiche_note=""), ALICE, LATER)
    assert open_dossier(desk, 1).draft is None


def test_a_dossier_changed_meanwhile_is_refused_saying_who_when_and_what(desk: Units) -> None:
    saved(desk, form("f1", "KO", fiche_note="Absent"), ALICE, NOW)
    with pytest.raises(UserError) as refusal:
        saved(desk, form("f2", "OK", fiche_note="Joint"), BRUNO, LATER)
    assert refusal.value.code == "dossier_modifie"
    told = "alice, le 23/11/2026 à 09:30 : Appel téléphonique vide → KO, 1 champ de la fiche, "
    assert told in refusal.value.what
    assert open_dossier(desk, 1).dossier.appel is Tag.KO


def test_somebody_elses_change_is_shown_and_not_what_was_typed_before_it(desk: Units) -> None:
    saved(desk, form("f1", fiche_note="Absent"), ALICE, NOW)
    with pytest.raises(UserError):
        saved(desk, form("f2", fiche_note="Joint"), BRUNO, LATER)
    view = prepared(desk)
    shown = view.draft_for(BRUNO)
    assert shown is not None
    assert shown.content == {"fiche_note": "Absent"}
    assert [(each.author, each.content) for each in view.kept] == [(BRUNO, {"fiche_note": "Joint"})]


def test_a_closed_dossier_is_refused_with_its_reason(store: Units) -> None:
    fill(store, [client()], [dossier(closing="doublon")])
    with pytest.raises(UserError, match="Doublon") as refusal:
        saved(store, form("f1", "OK"), ALICE, NOW)
    assert refusal.value.code == "dossier_clos"


def test_refused_tags_leave_what_was_typed_for_its_author_alone(desk: Units) -> None:
    with pytest.raises(CallError):
        saved(desk, form("f1", "Terminé", fiche_note="Joint"), ALICE, NOW)
    view = prepared(desk)
    mine = view.draft_for(ALICE)
    assert mine is not None
    assert mine.content == {"fiche_note": "Joint"}
    assert view.draft_for(BRUNO) is None


def test_what_is_typed_and_not_saved_is_no_change_of_the_dossier(
    desk: Units, engine: Engine
) -> None:
    keep_draft(desk, 1, {"fiche_note": "Joint"}, ALICE, NOW)
    assert _rows(engine) == (0, 0)
    assert open_dossier(desk, 1).dossier.version == 1


def test_what_is_typed_as_it_is_saved_is_kept_no_more(desk: Units) -> None:
    def kept() -> list[str]:
        return [each.content["fiche_note"] for each in open_dossier(desk, 1).kept]

    keep_draft(desk, 1, {"fiche_note": "Joint"}, ALICE, NOW)
    assert kept() == ["Joint"]
    keep_draft(desk, 1, {"fiche_note": ""}, ALICE, NOW)
    assert kept() == []
    saved(desk, form("f1", "KO", fiche_note="Absent"), ALICE, NOW)
    keep_draft(desk, 1, {"fiche_note": "Joint"}, ALICE, LATER)
    keep_draft(desk, 1, {"fiche_note": "Absent"}, ALICE, LATER)
    assert kept() == []


def test_a_dossier_with_something_typed_is_worked_and_stays_as_it_is(desk: Units) -> None:
    keep_draft(desk, 1, {"fiche_note": "Joint"}, ALICE, NOW)
    with desk.read() as unit:
        assert {each.id: worked for each, worked in unit.dossiers_of([1])} == {1: True, 2: False}


def test_text_is_kept_as_it_was_typed(desk: Units) -> None:
    typed = "=1+1 « é » ’\nligne 2"
    saved(desk, form("f1", fiche_note=typed), ALICE, NOW)
    draft = open_dossier(desk, 1).draft
    assert draft is not None
    assert draft.content == {"fiche_note": typed}
