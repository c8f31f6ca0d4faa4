from datetime import date

import pytest
from sqlalchemy import Engine, func, select

from mplus3_xl.domain.dossier_form import TagsError
from mplus3_xl.domain.tags import Tags
from mplus3_xl.domain.vocabulary import ClientType, Status, Tag
from mplus3_xl.errors import UserError
from mplus3_xl.services.dossiers import DossierChange, keep_draft, open_dossier, save_dossier
from mplus3_xl.store.tables import journal, saves
from mplus3_xl.store.unit_of_work import SqlStore
from tests.conftest import NOW
from tests.domain.invented import client, contract, dossier
from tests.services.desk import ALICE, BRUNO, LATER, attempted, fill, form, journal_of


@pytest.fixture
def desk(store: SqlStore) -> SqlStore:
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
    desk: SqlStore,
) -> None:
    view = open_dossier(desk, 1)
    assert (view.client.name, view.client_type) == ("MARTIN Zoé", ClientType.TNS)
    assert [each.number for each in view.contracts] == ["C0", "C1"]
    assert (view.claims, view.draft, view.kept) == (2, None, ())


def test_an_opened_dossier_shows_the_attempts_of_all_the_clients_dossiers_the_latest_first(
    desk: SqlStore, engine: Engine
) -> None:
    attempted(engine)
    attempted(engine, at=LATER, dossier_id=2, outcome="rep")
    shown = [(each.dossier_id, each.label) for each in open_dossier(desk, 1).attempts]
    assert shown == [(2, "Répondeur – message laissé"), (1, "Ne répond pas")]


def test_a_dossier_that_is_gone_is_refused(desk: SqlStore) -> None:
    for ask in (
        lambda: open_dossier(desk, 9),
        lambda: keep_draft(desk, 9, {}, ALICE, NOW),
    ):
        with pytest.raises(UserError) as refusal:
            ask()
        assert refusal.value.code == "dossier_absent"


def test_a_save_writes_the_tags_and_the_text_as_a_new_version(desk: SqlStore) -> None:
    saved = save_dossier(desk, form("f1", "OK", fiche_note="A bien répondu"), ALICE, NOW)
    assert (saved.version, saved.status) == (2, Status.EN_COURS)
    view = open_dossier(desk, 1)
    assert view.dossier.tags == Tags(appel=Tag.OK, sms_mail=Tag.SANS_OBJET)
    assert view.dossier.version == 2
    assert view.draft is not None
    assert (view.draft.content, view.draft.author) == ({"fiche_note": "A bien répondu"}, ALICE)
    assert view.kept == ()


def test_a_save_tells_the_journal_old_and_new_with_its_author(desk: SqlStore) -> None:
    save_dossier(desk, form("f1", "KO", fiche_note="Absent"), ALICE, NOW)
    save_dossier(desk, form("f2", "OK", version=2, fiche_note="Joint"), BRUNO, LATER)
    lines = [
        (line.author, line.subject, line.field, line.old, line.new)
        for line in journal_of(desk, 10, 1)
    ]
    assert lines == [
        (BRUNO, "drafts", "fiche_note", "Absent", "Joint"),
        (BRUNO, "dossiers", "sms_mail", None, "S.O."),
        (BRUNO, "dossiers", "appel", "KO", "OK"),
        (ALICE, "drafts", "fiche_note", None, "Absent"),
        (ALICE, "dossiers", "appel", None, "KO"),
    ]


def test_the_journal_of_a_dossier_is_not_that_of_another(desk: SqlStore) -> None:
    save_dossier(desk, form("f1", "KO"), ALICE, NOW)
    assert journal_of(desk, 10, 2) == []
    assert len(journal_of(desk, 10)) == 1


def test_the_journal_gives_no_more_lines_than_asked(desk: SqlStore) -> None:
    save_dossier(desk, form("f1", "OK", fiche_note="Joint"), ALICE, NOW)
    assert [line.subject for line in journal_of(desk, 1)] == ["drafts"]


def test_the_same_form_saved_twice_changes_nothing_the_second_time(
    desk: SqlStore, engine: Engine
) -> None:
    save_dossier(desk, form("f1", "KO", fiche_note="Absent"), ALICE, NOW)
    before = _rows(engine)
    again = save_dossier(desk, form("f1", "KO", fiche_note="Absent"), ALICE, LATER)
    assert again.repeated
    assert again.version == 2
    assert _rows(engine) == before
    assert open_dossier(desk, 1).kept == ()


def test_a_form_that_says_nothing_new_makes_no_version(desk: SqlStore, engine: Engine) -> None:
    save_dossier(desk, form("f1", "KO"), ALICE, NOW)
    before = _rows(engine)
    assert save_dossier(desk, form("f2", "KO", version=2), ALICE, LATER).version == 2
    assert _rows(engine) == before


def test_a_field_left_blank_leaves_the_draft(desk: SqlStore) -> None:
    save_dossier(desk, form("f1", fiche_note="Absent"), ALICE, NOW)
    save_dossier(desk, form("f2", version=2, fiche_note=""), ALICE, LATER)
    assert open_dossier(desk, 1).draft is None


def test_a_dossier_changed_meanwhile_is_refused_saying_who_when_and_what(desk: SqlStore) -> None:
    save_dossier(desk, form("f1", "KO", fiche_note="Absent"), ALICE, NOW)
    with pytest.raises(UserError) as refusal:
        save_dossier(desk, form("f2", "OK", fiche_note="Joint"), BRUNO, LATER)
    assert refusal.value.code == "dossier_modifie"
    said = "alice, le 23/11/2026 à 09:30 : Appel téléphonique vide → KO, 1 champ de la fiche."
    assert refusal.value.what.endswith(said)
    assert open_dossier(desk, 1).dossier.appel is Tag.KO


def test_somebody_elses_change_is_shown_and_not_what_was_typed_before_it(desk: SqlStore) -> None:
    save_dossier(desk, form("f1", fiche_note="Absent"), ALICE, NOW)
    with pytest.raises(UserError):
        save_dossier(desk, form("f2", fiche_note="Joint"), BRUNO, LATER)
    view = open_dossier(desk, 1)
    shown = view.draft_for(BRUNO)
    assert shown is not None
    assert shown.content == {"fiche_note": "Absent"}
    assert [(each.author, each.content) for each in view.kept] == [(BRUNO, {"fiche_note": "Joint"})]


def test_a_closed_dossier_is_refused_with_its_reason(store: SqlStore) -> None:
    fill(store, [client()], [dossier(closing="doublon")])
    with pytest.raises(UserError, match="Doublon") as refusal:
        save_dossier(store, form("f1", "OK"), ALICE, NOW)
    assert refusal.value.code == "dossier_clos"


@pytest.mark.parametrize(
    ("tags", "field", "code"),
    [
        (("Terminé",), "appel", "statut_tape"),
        (("oui",), "appel", "tag_inconnu"),
        (("S.O.",), "appel", "sans_objet_interdit"),
        (("OK", "S.O."), "lagon", "sans_objet_interdit"),
        (("KO", "OK"), "lagon", "appel_manquant"),
        (("", None, "OK"), "bilan", "appel_manquant"),
        (("KO", None, None, "S.O."), "sms_mail", "sans_objet_sans_appel"),
    ],
)
def test_tags_that_do_not_go_together_are_refused(
    desk: SqlStore, tags: tuple[str | None, ...], field: str, code: str
) -> None:
    with pytest.raises(TagsError) as refusal:
        save_dossier(desk, form("f1", *tags), ALICE, NOW)
    assert [(each.field, each.code) for each in refusal.value.problems] == [(field, code)]
    assert open_dossier(desk, 1).dossier.tags == Tags()


def test_all_the_problems_of_the_tags_are_said_at_once(desk: SqlStore) -> None:
    with pytest.raises(TagsError) as refusal:
        save_dossier(desk, form("f1", "KO", "OK", "OK"), ALICE, NOW)
    assert [each.field for each in refusal.value.problems] == ["lagon", "bilan"]
    assert "il manque Appel téléphonique = OK" in refusal.value.what


def test_refused_tags_leave_what_was_typed_for_its_author_alone(desk: SqlStore) -> None:
    with pytest.raises(TagsError):
        save_dossier(desk, form("f1", "Terminé", fiche_note="Joint"), ALICE, NOW)
    view = open_dossier(desk, 1)
    mine = view.draft_for(ALICE)
    assert mine is not None
    assert mine.content == {"fiche_note": "Joint"}
    assert view.draft_for(BRUNO) is None


def test_what_is_typed_and_not_saved_is_no_change_of_the_dossier(
    desk: SqlStore, engine: Engine
) -> None:
    keep_draft(desk, 1, {"fiche_note": "Joint"}, ALICE, NOW)
    assert _rows(engine) == (0, 0)
    assert open_dossier(desk, 1).dossier.version == 1


def test_a_dossier_with_something_typed_is_worked_and_stays_as_it_is(desk: SqlStore) -> None:
    keep_draft(desk, 1, {"fiche_note": "Joint"}, ALICE, NOW)
    with desk.read() as unit:
        assert {each.id: worked for each, worked in unit.dossiers_of([1])} == {1: True, 2: False}


def test_a_message_already_sent_stays_when_the_call_succeeds_later(desk: SqlStore) -> None:
    save_dossier(desk, form("f1", "KO", None, None, "OK"), ALICE, NOW)
    saved = save_dossier(desk, form("f2", "OK", None, None, "OK", version=2), ALICE, LATER)
    assert saved.tags.sms_mail is Tag.OK


def test_a_call_that_is_ko_again_asks_for_the_message_again(desk: SqlStore) -> None:
    save_dossier(desk, form("f1", "OK"), ALICE, NOW)
    saved = save_dossier(desk, form("f2", "KO", None, None, "S.O.", version=2), ALICE, LATER)
    assert saved.tags == Tags(appel=Tag.KO)


def test_the_last_tag_makes_the_dossier_termine(desk: SqlStore) -> None:
    saved = save_dossier(desk, form("f1", "OK", "OK", "OK"), ALICE, NOW)
    assert saved.status is Status.TERMINE


def test_text_is_kept_as_it_was_typed(desk: SqlStore) -> None:
    typed = {"fiche_note": "=1+1 « é » ’\nligne 2"}
    save_dossier(desk, DossierChange(1, 1, "f1", form("f1").tags, typed), ALICE, NOW)
    draft = open_dossier(desk, 1).draft
    assert draft is not None
    assert draft.content == typed
