"""What clients asked for ever outlives a backup that is put back (R223-3, RGPD art. 17)."""

import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.client.lagon_reports import LagonReport
from mplus3_xl.domain.contact.calls import Action, CallForm
from mplus3_xl.domain.contact.consent import Consent, Opposition
from mplus3_xl.domain.model import Client
from mplus3_xl.domain.reglages.plan import Proposed
from mplus3_xl.domain.reglages.set_values import Typed
from mplus3_xl.domain.vocabulary import ActionKind
from mplus3_xl.errors import UserError
from mplus3_xl.file_address import url_of
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.agency.reglages_kept import reglages_of
from mplus3_xl.services.bilan.bilan import open_bilan, save_bilan
from mplus3_xl.services.bilan.drafts import drafts_of, keep_bilan_draft
from mplus3_xl.services.call.call_saving import save_call
from mplus3_xl.services.call.consenting import withdraw_consent
from mplus3_xl.services.call.opposing import oppose, oppose_client
from mplus3_xl.services.changes.journaling import removal_of
from mplus3_xl.services.client.merging import merge_clients
from mplus3_xl.services.client.privacy import erase_client
from mplus3_xl.services.journal.told import journal_told
from mplus3_xl.services.queue.dossiers import keep_draft
from mplus3_xl.services.records import ImportedFile
from mplus3_xl.services.reglages.reglages import save_reglages, undo_reglages
from mplus3_xl.store.engine import file_of, is_sqlite, open_engine
from mplus3_xl.store.files.backup import save
from mplus3_xl.store.files.carrying import Carried
from mplus3_xl.store.files.restoring import Restored, restore
from mplus3_xl.store.migrations import HEAD
from mplus3_xl.store.schema import upgrade
from mplus3_xl.store.tables.persons import consents, oppositions
from mplus3_xl.store.unit_of_work import SqlStore
from mplus3_xl.store.units import Units
from tests.acte import acte
from tests.conftest import NOW
from tests.domain.invented import client, contract, dossier
from tests.services.desk import ALICE, fill, journal_of

MARTIN = client(phone="06 39 98 12 34", folded_phone="+33639981234")
DURAND = client(id=2, number="L2", last_name="DURAND", folded_name="durand zoe")
LATER = NOW + timedelta(days=1)


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> "Desk":
    return Desk(engine, tmp_path)


class Desk:
    """A store with two clients, a copy of it, and the moment it is put back."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine, self.store = engine, SqlStore(engine)
        self.saved, self.kept = folder / "copie.sqlite", folder / "avant.sqlite"
        fill(self.store, [MARTIN, DURAND], [dossier()], [contract(dossier_id=1)])
        with self.store.write() as unit:
            words = (NOW.date(), "e-mail", "Assurances", NOW.date(), ALICE, NOW)
            unit.add("consents", Consent(1, 1, *words))
        save(engine, self.saved)

    def put_back(self, saved: Path | None = None) -> Restored:
        return restore(self.engine, saved or self.saved, self.kept, ALICE, NOW)

    def identity(self) -> str:
        with self.store.read() as unit:
            return unit.store_identity()

    def named(self, client_id: int) -> Client:
        with self.store.read() as unit:
            return unit.clients_by_id([client_id])[client_id]


@pytest.mark.parametrize("copied", ["this store", "another"])
def test_a_store_that_is_put_back_is_still_that_of_its_workbooks(
    desk: Desk, tmp_path: Path, copied: str
) -> None:
    before = desk.identity()
    desk.put_back(_empty(tmp_path) if copied == "another" else None)
    assert desk.identity() == before


def test_no_number_given_since_the_backup_is_given_again_to_another(desk: Desk) -> None:
    """A form left open on one of them would be saved as the other's."""
    young = client(id=9, number="L9")
    later = [dossier(id=7, client_id=9)], [contract(id=5, client_id=9, key="C9", dossier_id=7)]
    fill(desk.store, [young], *later)
    quote = (ActionKind.DEVIS, "Santé", ALICE, NOW.date(), None, None, NOW, ALICE)
    with desk.store.write() as unit:
        unit.add("actions", Action(4, 9, 7, None, *quote))
        unit.add("lagon_reports", LagonReport(3, 9, "ville", None, "Aix", NOW, ALICE))
        unit.add_acte(acte(2, client_id=9, dossier_id=7))
    desk.put_back()
    shown = ("clients", "dossiers", "contracts", "actions", "lagon_reports", "actes", "saves")
    with desk.store.read() as unit:
        numbers = [unit.next_id(each) for each in shown]
        assert unit.dossier(7) is None
    assert numbers == [10, 8, 6, 5, 4, 3, 1]
    said = [(each.what, each.author) for each in journal_told(desk.store, 10)]
    last = "dernier numéro donné avant qu’une sauvegarde soit remise"
    assert (f"Dossier 7 : {last}", ALICE) in said
    assert len(said) == 6


def test_no_version_of_a_dossier_comes_round_again(desk: Desk) -> None:
    """A form left open would be saved over what was saved since the backup was put back."""
    keep_draft(desk.store, 1, {"fiche_note": "À finir."}, ALICE, NOW)
    saved = desk.saved.with_name("avec la saisie.sqlite")
    save(desk.engine, saved)
    shown = call_save(desk.store, dossier().version)
    desk.put_back(saved)
    with desk.store.read() as unit:
        version = unit.dossiers_by_ids([1])[1].version
        (draft,) = unit.kept_drafts(1)
    assert version > shown
    assert (draft.content["fiche_note"], draft.version) == ("À finir.", version)
    with pytest.raises(UserError, match="modifié depuis que vous l’avez ouvert"):
        call_save(desk.store, shown)
    assert call_save(desk.store, version) == version + 1


def test_no_version_of_a_bilan_comes_round_again(desk: Desk) -> None:
    bilan_save(desk.store, 0, enfants=1)
    desk.put_back()
    with pytest.raises(UserError, match="Ce bilan a été changé"):
        bilan_save(desk.store, 1, enfants=2)
    taken = open_bilan(desk.store, 1, {}, NOW)
    assert taken.answers.get("enfants") is None
    with desk.store.read() as unit:
        assert unit.faults() == []
    bilan_save(desk.store, taken.version, enfants=3)
    with pytest.raises(UserError, match="Ce bilan a été changé"):
        bilan_save(desk.store, 1, enfants=2)


def test_no_version_of_a_bilan_that_the_backup_has_comes_round_again(desk: Desk) -> None:
    bilan_save(desk.store, 0, enfants=1)
    keep_bilan_draft(desk.store, 1, {"bilan_note": "À finir."}, 1, ALICE, NOW)
    saved = save(desk.engine, desk.saved.with_name("avec le bilan.sqlite"))
    bilan_save(desk.store, 1, enfants=2)
    desk.put_back(saved)
    version = open_bilan(desk.store, 1, {}, NOW).version
    assert version > 2
    assert [each.version for each in drafts_of(desk.store, 1)] == [version]
    bilan_save(desk.store, version, enfants=3)


def test_what_was_typed_of_another_dossier_or_version_keeps_its_own(desk: Desk) -> None:
    older, version = {"fiche_note": "Vieux."}, dossier().version
    with desk.store.write() as unit:
        unit.add_all("dossiers", [dossier(id=2, client_id=2)])
    keep_draft(desk.store, 1, older, ALICE, NOW, version - 1)
    keep_draft(desk.store, 2, older, ALICE, NOW)
    saved = save(desk.engine, desk.saved.with_name("avec les saisies.sqlite"))
    call_save(desk.store, version)
    desk.put_back(saved)
    with desk.store.read() as unit:
        kept = [draft.version for at in (1, 2) for draft in unit.kept_drafts(at)]
    assert kept == [version - 1, version]


def test_no_version_of_a_dossier_that_only_the_backup_has_comes_round_again(desk: Desk) -> None:
    with desk.store.write() as unit:
        unit.add_all("dossiers", [dossier(id=2)])
    saved = save(desk.engine, desk.saved.with_name("avec le dossier.sqlite"))
    shown = dossier().version
    for _ in range(3):
        shown = call_save(desk.store, shown, 2)
    with desk.store.write() as unit:
        unit._changing.run("DELETE FROM drafts WHERE dossier_id = 2")
        unit.remove("dossiers", [2])
        unit.write_journal([removal_of(dossier(id=2))], NOW, ALICE)
    desk.put_back(saved)
    with desk.store.read() as unit:
        back = unit.dossier(2)
    assert back is not None
    assert back.version > shown


def test_no_version_of_the_settings_comes_round_again(desk: Desk) -> None:
    """Paramètres left open would be saved over what was set since the backup was put back."""
    name_logins(desk.store, [Naming(ALICE, None, True)], ALICE, NOW)
    set_tolerance(desk.store, 0, 3)
    saved = save(desk.engine, desk.saved.with_name("avec des réglages.sqlite"))
    shown = set_tolerance(desk.store, 1, 4)
    desk.put_back(saved)
    assert reglages_of(desk.store).values == {"tolerance_days": 3}
    undo_reglages(desk.store, ALICE, NOW)
    assert reglages_of(desk.store).values == {"tolerance_days": 3}
    last = reglages_of(desk.store).version
    assert last > shown
    with pytest.raises(UserError, match="depuis que cette feuille est ouverte"):
        set_tolerance(desk.store, shown, 5)
    set_tolerance(desk.store, last, 5)


def test_settings_that_only_the_replaced_store_has_are_not_put_back_with_it(desk: Desk) -> None:
    name_logins(desk.store, [Naming(ALICE, None, True)], ALICE, NOW)
    saved = save(desk.engine, desk.saved.with_name("sans réglages.sqlite"))
    shown = set_tolerance(desk.store, 0, 3)
    desk.put_back(saved)
    assert reglages_of(desk.store).values == {}
    assert reglages_of(desk.store).version > shown


def test_settings_that_nobody_changed_since_the_backup_keep_their_version(desk: Desk) -> None:
    name_logins(desk.store, [Naming(ALICE, None, True)], ALICE, NOW)
    version = set_tolerance(desk.store, 0, 3)
    desk.put_back(save(desk.engine, desk.saved.with_name("avec des réglages.sqlite")))
    assert reglages_of(desk.store).version == version


def test_what_nobody_changed_since_the_backup_keeps_its_version(desk: Desk) -> None:
    desk.put_back()
    with desk.store.read() as unit:
        assert unit.dossiers_by_ids([1])[1].version == dossier().version
        assert unit.kept_bilans() == []
        assert unit.settings_version() is None


def call_save(store: Units, version: int, dossier_id: int = 1) -> int:
    """Save a form of a dossier on a version of it; return the one that it makes."""
    note = {"fiche_note": f"Sur la version {version}."}
    form = CallForm(dossier_id, version, str(uuid.uuid4()), content=note)
    return save_call(store, form, {}, ALICE, NOW).saved.version


def set_tolerance(store: Units, version: int, days: int) -> int:
    """Set a value on a version of the settings; return the one that it makes."""
    typed = Proposed((Typed("tolerance_days", days),))
    return save_reglages(store, version, typed, ALICE, NOW).reglages.version


def bilan_save(store: Units, version: int, **answers: object) -> None:
    """Save answers on a version of the bilan."""
    save_bilan(store, BilanForm(1, version, answers), {}, ALICE, NOW)


def _empty(folder: Path) -> Path:
    """Make a copy of a store where nothing was ever written."""
    upgrade(open_engine(url_of(folder / "vide.sqlite")), HEAD)
    return folder / "vide.sqlite"


def test_a_store_made_of_a_copy_elsewhere_is_another_one(desk: Desk, tmp_path: Path) -> None:
    moved = open_engine(url_of(tmp_path / "ailleurs" / "mplus3.sqlite"))
    assert restore(moved, desk.saved, desk.kept, ALICE, NOW) == Restored(None, Carried())
    with SqlStore(moved).read() as unit:
        assert unit.store_identity() != desk.identity()


def test_who_opposed_since_the_backup_is_still_not_called(desk: Desk) -> None:
    oppose(desk.store, 1, ALICE, LATER)
    assert desk.put_back().carried == Carried(oppositions=1, withdrawals=1)
    with desk.store.read() as unit:
        assert unit.opposed(None) == {1}
        (closed,) = unit.dossiers_by_client([1])[1]
        (consent,) = unit.consents_of(1)
    assert (closed.closing, closed.closed_on) == ("opposition", LATER.date())
    assert consent.withdrawn_at == LATER
    told = [(line.subject, line.field, line.new) for line in journal_of(desk.store, 9)]
    assert ("oppositions", "client_id", "1") in told
    assert desk.kept.exists()


def test_two_oppositions_that_nothing_but_their_moments_tells_apart_are_both_kept(
    desk: Desk, tmp_path: Path
) -> None:
    with desk.store.write() as unit:
        unit.add_all(
            "clients", [client(id=at, number=None, folded_name=f"nom {at}") for at in (3, 4)]
        )
        unit.add_all("dossiers", [dossier(id=at, client_id=at) for at in (3, 4)])
    oppose(desk.store, 3, ALICE, NOW)
    copy = save(desk.engine, tmp_path / "un-oppose.sqlite")
    oppose(desk.store, 4, ALICE, LATER)
    assert desk.put_back(copy).carried == Carried(oppositions=1)
    with desk.store.read() as unit:
        assert unit.opposed(None) == {3, 4}


@pytest.mark.parametrize("other", [{"client_number": "L9"}, {"phone": "+336"}, {"author": "x"}])
def test_two_oppositions_of_one_moment_are_both_kept(desk: Desk, other: dict[str, Any]) -> None:
    first = Opposition(1, 1, "L1", "+33639981234", NOW, ALICE)
    with desk.store.write() as unit:
        unit.add("oppositions", first)
    copy = save(desk.engine, desk.saved.with_name("un-oppose.sqlite"))
    with desk.store.write() as unit:
        unit.add("oppositions", first._replace(id=2, **other))
    assert desk.put_back(copy).carried == Carried(oppositions=1)


def test_an_opposition_that_the_backup_knows_is_not_written_twice(desk: Desk) -> None:
    oppose(desk.store, 1, ALICE, LATER)
    again = save(desk.engine, desk.saved.with_name("apres.sqlite"))
    assert desk.put_back(again).carried == Carried()


def test_an_opposition_of_who_is_not_in_the_backup_waits_for_him(
    desk: Desk, tmp_path: Path
) -> None:
    oppose(desk.store, 1, ALICE, LATER)
    assert desk.put_back(_empty(tmp_path)).carried == Carried(oppositions=1)
    fill(desk.store, [client(id=1, number="L9"), client(**MARTIN._asdict() | {"id": 2})])
    with desk.store.read() as unit:
        assert unit.opposed(None) == {2}


@pytest.mark.parametrize(
    ("number", "phone", "copied", "carried", "opposed"),
    [
        ("L9", None, "one with L9", Carried(oppositions=1), {1}),
        ("L9", None, "empty", Carried(oppositions=1), set()),
        (None, "+33639981299", "empty", Carried(oppositions=1), set()),
        (None, None, "empty", Carried(unmatched=1), set()),
        (None, None, "this store", Carried(oppositions=1), {3}),
    ],
)
def test_an_opposition_is_of_whoever_has_the_number_or_the_phone_or_in_the_same_store_the_id(
    desk: Desk,
    tmp_path: Path,
    number: str | None,
    phone: str | None,
    copied: str,
    carried: Carried,
    opposed: set[int],
) -> None:
    with desk.store.write() as unit:
        unit.add_all("clients", [client(id=3, number=number, phone=phone, folded_phone=phone)])
        unit.add_all("dossiers", [dossier(id=3, client_id=3)])
    copy = save(desk.engine, tmp_path / "meme.sqlite") if copied == "this store" else None
    oppose(desk.store, 3, ALICE, LATER)
    copy = copy or _empty(tmp_path)
    if copied == "one with L9":
        fill(SqlStore(open_engine(url_of(copy))), [client(number="L9")])
    assert desk.put_back(copy).carried == carried
    with desk.store.read() as unit:
        assert unit.opposed(None) == opposed
    with desk.engine.connect() as connection:
        noted = connection.execute(select(oppositions)).all()
    assert [(each.client_id, each.dossier_id) for each in noted] == [
        (next(iter(opposed), 0), None)
    ] * carried.oppositions


def test_an_opposition_is_not_of_whoever_has_the_id_in_a_store_of_other_imports(
    desk: Desk, tmp_path: Path
) -> None:
    with desk.store.write() as unit:
        unit.add_all("clients", [client(id=3, number=None)])
        unit.add_all("dossiers", [dossier(id=3, client_id=3)])
    oppose(desk.store, 3, ALICE, LATER)
    copy = _empty(tmp_path)
    other = SqlStore(open_engine(url_of(copy)))
    fill(other, [client(id=3, number="L3")])
    with other.write() as unit:
        unit.add_import(LATER, LATER.date(), "import", [ImportedFile("x", "clients", "", *[0] * 5)])
    assert desk.put_back(copy).carried == Carried(unmatched=1)
    with desk.store.read() as unit:
        assert unit.opposed(None) == set()


def test_an_opposition_takes_the_place_of_none_of_the_store_that_comes_back(
    desk: Desk, tmp_path: Path
) -> None:
    """Both stores give the number 1 to their first opposition."""
    copy = save(desk.engine, tmp_path / "autre.sqlite")
    with SqlStore(open_engine(url_of(copy))).write() as unit:
        oppose_client(unit, DURAND, None, ALICE, NOW)
    oppose(desk.store, 1, ALICE, LATER)
    carried = desk.put_back(copy).carried
    assert carried is not None
    assert carried.oppositions == 1
    with desk.store.read() as unit:
        assert unit.opposed(None) == {1, 2}


def test_a_consent_withdrawn_since_the_backup_stays_withdrawn(desk: Desk) -> None:
    withdraw_consent(desk.store, 1, ALICE, LATER)
    assert desk.put_back().carried == Carried(withdrawals=1)
    with desk.store.read() as unit:
        (kept,) = unit.consents_of(1)
    assert (kept.withdrawn_at, kept.withdrawn_by) == (LATER, ALICE)


@pytest.mark.parametrize("other", [{"at": NOW - timedelta(days=9)}, {"author": "bruno"}])
def test_a_consent_that_only_has_the_number_of_a_withdrawn_one_still_runs(
    desk: Desk, other: dict[str, object]
) -> None:
    """Two stores that went each its way give one number to two consents."""
    withdraw_consent(desk.store, 1, ALICE, LATER)
    with open_engine(url_of(desk.saved)).begin() as connection:
        connection.execute(update(consents).values(other))
    assert desk.put_back().carried == Carried()
    with desk.store.read() as unit:
        assert unit.consents_of(1)[0].withdrawn_at is None


def test_who_was_erased_since_the_backup_does_not_come_back(desk: Desk) -> None:
    erase_client(desk.store, 1, ALICE, LATER, "décision du juge")
    assert desk.put_back().carried == Carried(erasures=1)
    assert (desk.named(1).name, desk.named(2)) == ("anonyme 1", DURAND)
    if is_sqlite(desk.engine):
        path = file_of(desk.engine)
        files = [path, *path.parent.glob(path.name + "-*")]
        assert not [each for each in files if b"MARTIN" in each.read_bytes()]


def test_who_was_merged_and_then_erased_since_the_backup_comes_back_under_no_name(
    desk: Desk, tmp_path: Path
) -> None:
    others = [client(id=at, number=f"L{at}", last_name="BLANC") for at in (3, 4)]
    with desk.store.write() as unit:
        unit.add_all("clients", others)
    before = save(desk.engine, tmp_path / "quatre.sqlite")
    name_logins(desk.store, [Naming(ALICE, None, True)], ALICE, NOW)
    for kept, other in ((1, 2), (3, 4)):
        merge_clients(desk.store, kept, [other], ALICE, NOW)
    merged = save(desk.engine, tmp_path / "reunis.sqlite")
    erase_client(desk.store, 1, ALICE, LATER, "décision du juge")
    erased = save(desk.engine, tmp_path / "efface.sqlite")
    for copy, again, other_name in ((before, 2, "BLANC Zoé"), (merged, 1, "")):
        desk.put_back(erased)
        desk.kept.unlink()
        assert desk.put_back(copy).carried == Carried(erasures=again)
        desk.kept.unlink()
        assert [desk.named(at).name for at in (1, 2)] == ["anonyme 1", "anonyme 2"]
        assert [desk.named(at).name for at in (3, 4)] == ["BLANC Zoé", other_name]


def test_an_erasure_is_not_guessed_in_a_backup_of_another_store(desk: Desk, tmp_path: Path) -> None:
    erase_client(desk.store, 1, ALICE, LATER, "décision du juge")
    other = open_engine(url_of(tmp_path / "autre.sqlite"))
    upgrade(other, HEAD)
    with SqlStore(other).write() as unit:
        file = ImportedFile("x.csv", "clients", "", 0, 0, 0, 0, 0)
        unit.add_import(LATER, LATER.date(), "ailleurs", [file])
        unit.add_all("clients", [DURAND._replace(id=1)])
    assert desk.put_back(tmp_path / "autre.sqlite").carried == Carried(unmatched=1)
    assert desk.named(1).name == DURAND.name


def test_an_erasure_that_the_backup_knows_is_none_to_do_again(desk: Desk) -> None:
    erase_client(desk.store, 1, ALICE, LATER, "décision du juge")
    again = save(desk.engine, desk.saved.with_name("apres.sqlite"))
    with SqlStore(open_engine(url_of(again))).write() as unit:
        file = ImportedFile("x.csv", "clients", "", 0, 0, 0, 0, 0)
        unit.add_import(LATER, LATER.date(), "ailleurs", [file])
    assert desk.put_back(again).carried == Carried()


def test_nothing_else_is_left_beside_the_copy(desk: Desk) -> None:
    erase_client(desk.store, 1, ALICE, LATER, "décision du juge")
    desk.put_back()
    assert not list(desk.kept.parent.glob("*.partiel*"))


def test_a_store_that_cannot_be_read_gives_nothing_and_it_is_said(tmp_path: Path) -> None:
    saved = open_engine(url_of(tmp_path / "copie.sqlite"))
    upgrade(saved, HEAD)
    (tmp_path / "abimee.sqlite").write_bytes(b"pas une base" * 500)
    damaged = open_engine(url_of(tmp_path / "abimee.sqlite"))
    kept = tmp_path / "avant.sqlite"
    assert restore(damaged, tmp_path / "copie.sqlite", kept, ALICE, NOW) == Restored(kept, None)
