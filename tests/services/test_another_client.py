"""What is read of a client, of his dossier and of his bilan is his own."""

from datetime import timedelta

import pytest

from mplus3_xl.domain.contact.calls import ActionDraft, Attempted, CallForm
from mplus3_xl.domain.contact.consent import ConsentDraft
from mplus3_xl.domain.vocabulary import ActionKind, FieldState
from mplus3_xl.services.bilan.bilan import open_bilan
from mplus3_xl.services.bilan.drafts import drafts_of, keep_bilan_draft
from mplus3_xl.services.call.consenting import give_consent
from mplus3_xl.services.changes.journaling import removal_of
from mplus3_xl.services.client.privacy import erase_client
from mplus3_xl.services.client.privacy_extract import extract_of
from mplus3_xl.services.journal.told import journal_told
from mplus3_xl.services.queue.dossiers import keep_draft
from mplus3_xl.services.records import Change, Conflict
from mplus3_xl.services.undoing.undoing import undo_last
from mplus3_xl.store.units import Units
from tests.domain.invented import dossier
from tests.dossiers import open_dossier
from tests.services.calls import (
    AGENCIES,
    CALL,
    car,
    filled_form,
    person,
    prepared,
    saved,
    with_bilan,
)
from tests.services.desk import fill, journal_of

LATER = CALL + timedelta(minutes=5)
NAMES, WORDS = {1: "albert", 2: "bernard"}, {1: "ablette", 2: "brochet"}


@pytest.fixture
def two(store: Units) -> Units:
    """Two clients to call."""
    people = [
        person(
            id=at, number=f"L{at}", last_name=name, folded_name=f"{name} zoe",
            email=f"{name}@exemple.fr", folded_email=f"{name}@exemple.fr",
            phone=f"06 39 98 00 0{at}", folded_phone=f"+3363998000{at}",
        )
        for at, name in NAMES.items()
    ]  # fmt: skip
    cars = [
        car(id=at, number=f"C-{word}", key=f"C-{word}", client_id=at, dossier_id=at)
        for at, word in WORDS.items()
    ]
    fill(store, people, [dossier(id=at, client_id=at) for at in WORDS], cars)
    return store


def test_what_is_done_for_a_client_neither_shows_nor_changes_anything_of_another(
    two: Units,
) -> None:
    _call(two, 1)
    before = _shown(two, 1)
    _call(two, 2)
    assert _shown(two, 1) == before
    for at, other in ((1, WORDS[2]), (2, WORDS[1])):
        shown = repr(_shown(two, at))
        assert shown.count(WORDS[at]) > 40
        assert other not in shown
        assert NAMES[3 - at] not in shown


def test_the_erasure_of_a_client_takes_nothing_of_another(two: Units) -> None:
    for at in WORDS:
        _call(two, at)
    with two.write() as unit:
        unit.add_conflicts([Conflict("clients", at, "city", "a", "b") for at in WORDS], None)
    before = _shown(two, 2)
    erase_client(two, 1, "un responsable", LATER, "décision du juge")
    assert _shown(two, 2) == before
    with two.read() as unit:
        assert [each.subject_id for each in unit.conflicts_of("clients")] == [2]


def test_what_was_taken_back_is_never_told_of_another(two: Units) -> None:
    """Its number is not given again: the journal would tell it of whoever has it now."""
    quote = ActionDraft(ActionKind.DEVIS, WORDS[1], LATER.date())
    saved(two, CallForm(1, 1, "f1", actions=(quote,)), "alice")
    undo_last(two, "alice", CALL)
    saved(two, CallForm(2, 1, "f2", actions=(quote._replace(object=WORDS[2]),)), "bruno", LATER)
    assert WORDS[1] in repr(extract_of(two, 1, LATER))
    assert WORDS[1] not in repr(extract_of(two, 2, LATER))
    whose = {each.client for each in journal_told(two, 99) if WORDS[1] in (each.before, each.after)}
    assert whose == {prepared(two, 1).facts.client.name}


def test_the_number_of_a_dossier_that_is_gone_is_not_given_again(two: Units) -> None:
    with two.write() as unit:
        unit.update("contracts", [(2, {"dossier_id": None})])
        unit.remove("dossiers", [2])
        older = Change("dossiers", 1, "appel", None, "KO")
        unit.write_journal([older, removal_of(dossier(id=2, client_id=2))], CALL, "alice")
    with two.read() as unit:
        assert (unit.next_id("dossiers"), unit.next_id("contracts")) == (3, 3)


def _call(store: Units, at: int) -> None:
    """Do for the client of a dossier all that is done around a call; every text has his word."""
    word, shown = WORDS[at], prepared(store, at)
    fields = [
        each._replace(state=FieldState.MODIFIE, new=f"1 rue du {word}")
        if each.code == "adresse"
        else each._replace(state=FieldState.CONFIRME)
        for each in shown.facts.fields
    ]
    give_consent(store, at, ConsentDraft(CALL.date(), word, word), word, CALL)
    keep_draft(store, at, {"fiche_note": word}, f"brouillon de {word}", CALL, 1)
    with_bilan(store, at)
    with store.write() as unit:
        kept = unit.kept_bilan(at)
        assert kept is not None
        lines = tuple(each._replace(insurer=word) for each in kept.lines)
        unit.write_bilan(kept._replace(lines=lines, no_action_reason=word, saved_by=word))
    keep_bilan_draft(store, at, {"bilan_note": word}, 1, word, CALL)
    quote = ActionDraft(ActionKind.DEVIS, word, LATER.date())
    saved(store, CallForm(at, 1, f"f-{word}-1", actions=(quote,)), word)
    undo_last(store, word, CALL)
    form = filled_form(
        prepared(store, at),
        f"f-{word}-2",
        attempted=Attempted("joint", note=word),
        fields=tuple(fields),
        actions=(quote,),
        content={"fiche_note": word},
    )
    saved(store, form, word)


def _shown(store: Units, at: int) -> tuple[object, ...]:
    """All that is read of a client."""
    return (
        prepared(store, at, LATER),
        open_bilan(store, at, AGENCIES, LATER),
        open_dossier(store, at),
        drafts_of(store, at),
        journal_of(store, 99, at),
        extract_of(store, at, LATER),
    )
