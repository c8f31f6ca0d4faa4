from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.bilan.kept import KeptBilan
from mplus3_xl.domain.client.lagon_reports import LagonReport
from mplus3_xl.domain.contact.calls import Action
from mplus3_xl.domain.contact.consent import ConsentDraft
from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.domain.reglages.plan import Proposed
from mplus3_xl.domain.reglages.set_values import Typed
from mplus3_xl.domain.tags import Tags
from mplus3_xl.domain.vocabulary import (
    ActionKind,
    Closing,
    ContractState,
    GapAnswer,
    Holding,
    Tag,
)
from mplus3_xl.domain.windows import DEFAULT_SPANS, window_of
from mplus3_xl.errors import UserError
from mplus3_xl.exports.client_extract import client_extract
from mplus3_xl.file_address import url_of
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.bilan.bilan import open_bilan
from mplus3_xl.services.bilan.drafts import drafts_of, keep_bilan_draft
from mplus3_xl.services.call.consenting import give_consent
from mplus3_xl.services.call.opposing import oppose
from mplus3_xl.services.changes.journaling import BILAN
from mplus3_xl.services.client.doubles import doubles, say_apart
from mplus3_xl.services.client.merging import Merged, merge_clients
from mplus3_xl.services.client.privacy import erase_client, find_client
from mplus3_xl.services.client.privacy_extract import extract_of
from mplus3_xl.services.client.privacy_purge import to_purge
from mplus3_xl.services.client.search import search_clients
from mplus3_xl.services.importing.importing import Context, ImportReport, import_exports
from mplus3_xl.services.queue.closing import close_dossier
from mplus3_xl.services.register.month import close_month
from mplus3_xl.services.reglages.reglages import save_reglages
from mplus3_xl.services.undoing.undoing import undo_last
from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.files.backup import save
from mplus3_xl.store.files.privacy_copies import erase_in_copies
from mplus3_xl.store.tables.every import metadata
from mplus3_xl.store.tables.history import conflicts, journal
from mplus3_xl.store.tables.lagon import clients, dossiers
from mplus3_xl.store.tables.persons import oppositions
from mplus3_xl.store.unit_of_work import SqlStore
from mplus3_xl.store.units import Units
from tests.acte import OCTOBER, acte, draw, month_files
from tests.conftest import NOW
from tests.domain.invented import EFFECT, client_file, client_row, contract_file, contract_row
from tests.services.calls import filled_form, prepared, saved
from tests.services.desk import ALICE, BRUNO, LATER, attempted, form

FIELDS = ("number", "last_name", "first_name", "phone", "email", "city", "agency")
ZOE = client_row(agency="Corniche", city="Marseille", email="zoe@exemple.fr")
DOUBLE = client_row(
    number="L2", last_name="MARTIN", first_name="Zoe", agency="Corniche", phone="06 39 98 00 01",
    city="Aix",
)  # fmt: skip
ROWS = (
    contract_row(),
    contract_row(number="C2", client_number="L2", client_name="MARTIN Zoe"),
    contract_row(number="C3", client_number=None, client_name="Z. MARTIN", agency="Corniche"),
)
PEOPLE = client_file(ZOE, DOUBLE, fields=FIELDS)
EXPORTS = (PEOPLE, contract_file(*ROWS))
MONDAY = NOW + timedelta(days=7)


def take(store: Units, *files: DraftFile) -> ImportReport:
    context = Context("import", MONDAY, NOW.date())
    return import_exports(store, files or EXPORTS, context, lambda _step: None)


def merge(store: Units, kept_id: int = 1, others: Sequence[int] = (2,)) -> Merged:
    return merge_clients(store, kept_id, others, BRUNO, LATER)


def everything(engine: Engine, *left_out: str) -> dict[str, list[Any]]:
    """All that the store holds, by table, but for the imports and these tables."""
    left_out = (*left_out, "imports", "import_files")
    with engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in metadata.sorted_tables
            if table.name not in left_out
        }


@pytest.fixture
def agency(store: Units) -> Units:
    """Zoé three times: L1, L2, and by her name only (the clients 1, 2 and 3)."""
    take(store)
    name_logins(store, [Naming(BRUNO, None, True)], BRUNO, NOW)
    return store


def test_contracts_and_what_the_kept_file_lacked_come_from_the_other(agency: Units) -> None:
    merged = merge(agency)
    assert (merged.client.number, merged.client.phone) == ("L1", "06 39 98 00 01")
    assert (merged.client.city, merged.others, merged.differences) == ("Marseille", 1, 1)
    assert merged.closed == ()  # nobody is opposed
    with agency.read() as unit:
        assert {each.number for each in unit.contracts_of([1])} == {"C1", "C2"}
        assert unit.contracts_of([2]) == []


@pytest.mark.parametrize(
    ("effect", "grouped"),
    [(ROWS[1].effect_date, [{"C1", "C2"}]), (date(2026, 9, 20), [{"C1"}, {"C2"}])],
)
def test_dossiers_that_nobody_worked_on_are_grouped_again_under_the_kept_client(
    agency: Units, effect: date, grouped: list[set[str]]
) -> None:
    take(agency, PEOPLE, contract_file(ROWS[0], ROWS[1]._replace(effect_date=effect), ROWS[2]))
    merge(agency)
    with agency.read() as unit:
        kept = sorted(each.id for each in unit.dossiers_by_client([1])[1])
        assert [{each.number for each in unit.contracts_in(at)} for at in kept] == grouped
        assert unit.dossiers_by_client([2])[2] == []


def test_a_dossier_that_a_merge_makes_has_the_window_that_the_agency_set(agency: Units) -> None:
    save_reglages(agency, 0, Proposed([Typed("tolerance_days", 3)]), BRUNO, NOW)
    merge(agency)
    with agency.read() as unit:
        (kept,) = unit.dossiers_by_client([1])[1]
    assert kept.window == window_of(EFFECT, DEFAULT_SPANS._replace(tolerance_days=3))


def test_a_contract_whose_call_is_done_with_another_client_is_not_called_again_after_a_merge(
    agency: Units,
) -> None:
    with agency.write() as unit:
        old = unit.dossiers_by_ids([2])[2]
        done = old.tagged(Tags(Tag.OK, Tag.OK, Tag.OK, Tag.SANS_OBJET), NOW.date())
        unit.change("dossiers", [(old, done)])
    given = ROWS[1]._replace(client_number="L1", client_name="MARTIN Zoé")
    take(agency, PEOPLE, contract_file(ROWS[0], given, ROWS[2]))
    merge(agency, 1, [3])
    with agency.read() as unit:
        assert {each.number for each in unit.contracts_in(2)} == {"C2"}
        assert unit.dossiers_by_ids([2]) == {2: done}
        assert {each.number for each in unit.contracts_of([1])} == {"C1", "C2", "C3"}


def test_a_form_that_does_not_show_a_contract_that_a_merge_brought_is_refused(
    agency: Units,
) -> None:
    open_form = filled_form(prepared(agency), tags=TypedTags("OK"))
    merge(agency)
    assert len(prepared(agency).facts.contracts) == 2
    with pytest.raises(UserError, match="modifié depuis que vous l’avez ouvert"):
        saved(agency, open_form, now=LATER)


def test_the_double_is_listed_and_found_no_more_but_by_his_old_number(agency: Units) -> None:
    assert [len(group.clients) for group in doubles(agency)] == [2]
    merge(agency)
    assert doubles(agency) == []
    assert [each.client.id for each in search_clients(agency, "martin")] == [1, 3]
    assert [each.client.id for each in search_clients(agency, "L2")] == [1]
    assert find_client(agency, "L2").id == find_client(agency, "id:2").id == 1


@pytest.mark.parametrize(("kept", "others"), [(1, (1, 2)), (2, (1,)), (1, (2, 3)), (3, (1, 2))])
def test_the_same_exports_change_nothing_after_a_merge(
    agency: Units, engine: Engine, kept: int, others: tuple[int, ...]
) -> None:
    merge(agency, kept, others)
    before = everything(engine)
    report = take(agency)
    assert [(each.created, each.modified, each.refused) for each in report.files] == [(0, 0, 0)] * 2
    assert report.new_dossiers == 0
    assert everything(engine) == before
    take(agency)
    assert everything(engine) == before


def test_a_merge_after_a_merge_leads_every_old_name_to_the_last_one(
    agency: Units, engine: Engine
) -> None:
    merge(agency, 2, [3])
    merge(agency, 1, [2])
    before = everything(engine)
    take(agency)
    assert everything(engine) == before
    with agency.read() as unit:
        assert {each.number for each in unit.contracts_of([1])} == {"C1", "C2", "C3"}
    assert find_client(agency, "id:3").id == 1


def test_a_new_contract_of_the_old_number_or_name_goes_to_the_kept_client(
    agency: Units,
) -> None:
    merge(agency, 1, [2, 3])
    late = date(2026, 10, 20)
    by_number = contract_row(
        number="C8", client_number="L2", client_name="AUTRE Nom", effect_date=late
    )
    by_name = contract_row(number="C9", client_number=None, client_name="Z. Martin")
    take(agency, contract_file(*ROWS, by_number, by_name))
    with agency.read() as unit:
        assert {each.number for each in unit.contracts_of([1])} == {"C1", "C2", "C3", "C8", "C9"}
        assert unit.clients_by_id([1])[1].name == "MARTIN Zoé"


def test_the_old_number_of_a_client_is_known_without_its_zeros(store: Units) -> None:
    """A spreadsheet took them from the whole column."""
    rows = contract_row(client_number="0007"), ROWS[1]._replace(client_number="0008")
    take(store, contract_file(*rows))
    merge(store)
    lost = [row._replace(client_number=(row.client_number or "").lstrip("0")) for row in rows]
    assert take(store, contract_file(*lost)).conflicts == 0
    with store.read() as unit:
        assert {each.number for each in unit.contracts_of([1])} == {"C1", "C2"}


def test_who_has_no_number_stands_in_the_way_of_no_number(agency: Units) -> None:
    """Clients known by their names only, one of them merged, one opposed."""
    unnumbered = ROWS[2]._replace(number="C4", client_name="AUTRE Anne")
    take(agency, contract_file(*ROWS, unnumbered))
    merge(agency, 1, [3])
    oppose(agency, 4, ALICE, NOW)
    numbered = ROWS[2]._replace(number="C5", client_number="0005", client_name="PETIT Luc")
    take(agency, contract_file(*ROWS, unnumbered, numbered))
    with agency.read() as unit:
        assert unit.clients_by_id([3, 4])[4].number is None
        assert [*unit.clients_by_number(["0005"])] == ["0005"]


def test_a_row_of_the_old_number_or_name_does_not_rename_a_client_of_no_client_file(
    store: Units,
) -> None:
    take(store, contract_file(*ROWS))
    merge(store, 1, [2, 3])
    ended = [row._replace(state=ContractState.SUSPENDU) for row in ROWS[1:]]
    take(store, contract_file(ROWS[0], *ended))
    with store.read() as unit:
        assert unit.clients_by_id([1])[1].name == "MARTIN Zoé"


def test_a_change_in_the_old_row_of_lagon_is_a_difference_and_not_a_change(
    agency: Units, engine: Engine
) -> None:
    merge(agency)
    moved = client_file(ZOE, DOUBLE._replace(city="Toulon"), fields=FIELDS)
    assert take(agency, moved).conflicts == 1
    with agency.read() as unit:
        assert unit.clients_by_id([1])[1].city == "Marseille"
    with engine.connect() as connection:
        told = connection.execute(select(conflicts.c.subject_id, conflicts.c.offered)).all()
    assert told == [(2, "Toulon")]
    alike = DOUBLE._replace(city="Marseille")
    assert take(agency, client_file(ZOE, alike, fields=FIELDS)).conflicts == 0
    with engine.connect() as connection:
        assert connection.execute(select(conflicts.c.subject_id)).all() == []


def test_the_old_row_is_compared_with_what_the_same_import_makes_of_the_kept_client(
    agency: Units, engine: Engine
) -> None:
    merge(agency)
    new = ZOE._replace(city="Toulon", email="autre@exemple.fr")
    rows = client_file(DOUBLE._replace(city="Toulon", email=ZOE.email), new, fields=FIELDS)
    for _ in range(2):
        assert take(agency, rows).conflicts == 1
        with engine.connect() as connection:
            told = connection.execute(select(conflicts.c.kept, conflicts.c.offered)).all()
        assert told == [("autre@exemple.fr", ZOE.email)]


@pytest.mark.parametrize(("kept", "other"), [(1, 2), (3, 1)])  # 3 had none, and takes it over
def test_a_change_in_the_row_of_the_kept_number_is_taken_in(
    agency: Units, kept: int, other: int
) -> None:
    merge(agency, kept, [other])
    take(agency, client_file(ZOE._replace(city="Toulon", phone="06 39 98 00 09"), fields=FIELDS))
    with agency.read() as unit:
        found = unit.clients_by_id([kept])[kept]
    assert (found.city, found.phone) == ("Toulon", "06 39 98 00 09")


def test_the_attempts_of_both_are_counted_together(agency: Units, engine: Engine) -> None:
    attempted(engine, NOW - timedelta(days=2), dossier_id=1)
    attempted(engine, NOW - timedelta(days=1), dossier_id=2)
    merge(agency)
    with agency.read() as unit:
        contacts = unit.contacts_of([1], date(2026, 11, 1), NOW)
        assert contacts[1].attempts == 2
        assert len(unit.attempts_of(1)) == 2


@pytest.mark.parametrize("opposed", [1, 2])
def test_an_opposition_of_either_holds_for_both(agency: Units, opposed: int) -> None:
    other = 3 - opposed
    give_consent(agency, other, ConsentDraft(NOW.date(), "courrier", "tout"), ALICE, NOW)
    oppose(agency, opposed, ALICE, NOW)
    assert [each.id for each in merge(agency).closed] == [other]
    with agency.read() as unit:
        assert unit.opposed([1]) == {1}
        closings = {each.closing for each in unit.dossiers_by_client([1])[1]}
        (consent,) = unit.consents_of(1)
    assert closings == {Closing.OPPOSITION}
    assert consent.withdrawn_at == LATER


def test_an_opposition_of_the_kept_client_is_not_noted_twice(agency: Units, engine: Engine) -> None:
    oppose(agency, 1, ALICE, NOW)
    merge(agency)
    with engine.connect() as connection:
        assert len(connection.execute(select(oppositions)).all()) == 1


def test_actions_follow_the_client(agency: Units) -> None:
    due = date(2026, 12, 1)
    action = Action(1, 2, 2, None, ActionKind.DEVIS, "Santé", None, due, None, None, NOW, ALICE)
    with agency.write() as unit:
        unit.add("actions", action)
    merge(agency)
    with agency.read() as unit:
        assert unit.actions_of(1) == [action._replace(client_id=1)]


def test_actes_stay_as_they_are_and_are_found_with_the_kept_client(
    agency: Units, engine: Engine
) -> None:
    with agency.write() as unit:
        unit.add_acte(acte(1, client_id=2, dossier_id=2))
    close_month(agency, OCTOBER, draw, BRUNO, datetime(2026, 11, 2, 9))
    before, files = everything(engine), month_files(agency, OCTOBER, draw)
    merge(agency)
    after = everything(engine)
    for table in ("actes", "months", "month_actes"):
        assert after[table] == before[table]
    assert month_files(agency, OCTOBER, draw) == files
    with agency.read() as unit:
        assert [each.id for each in unit.actes_of(1)] == [1]


def test_what_was_entered_and_said_of_the_other_follows_and_the_rest_is_told(
    agency: Units, engine: Engine
) -> None:
    bilans = [KeptBilan(each, 1, {}, (), (), f"motif {each}", NOW, ALICE) for each in (1, 2)]
    with agency.write() as unit:
        unit.write_manual_entry(2, "city", "Aix", ALICE, NOW)
        unit.write_bilan(bilans[0])
        unit.write_bilan(bilans[1]._replace(saved_at=LATER))
    assert merge(agency).client.city == "Aix"
    with agency.read() as unit:
        assert unit.manual_entries([1, 2]) == {1: {"city": "Aix"}}
        said = unit.kept_bilan(1)
        assert said is not None
        assert (said.no_action_reason, said.version) == ("motif 2", 3)
        assert unit.kept_bilan(2) is None
    with engine.connect() as connection:
        told = connection.execute(select(journal).where(journal.c.subject == "bilan")).all()
    assert [(line.subject_id, line.old, line.new) for line in told] == [
        (1, '"motif 1"', '"motif 2"'),
        (2, '"motif 2"', None),
    ]
    before = everything(engine, "conflicts")
    take(agency)
    assert everything(engine, "conflicts") == before


def test_a_bilan_left_open_is_not_saved_over_that_of_the_other(agency: Units) -> None:
    """A click that was cut short may have saved what its sheet shows; a merge did not."""
    with agency.write() as unit:
        for each in (1, 2):
            at, own = NOW + timedelta(hours=each), f"formulaire {each}"
            unit.write_bilan(KeptBilan(each, 1, {}, (), (), f"motif {each}", at, ALICE, own))
    merge(agency)
    shown = open_bilan(agency, 1, {}, LATER)
    assert (shown.version, shown.form_id) == (3, None)


def test_each_part_of_the_bilan_that_is_gone_is_told(agency: Units, engine: Engine) -> None:
    lines, replies = (Line("pj", Holding.AUCUN),), (GapReply("vehicule_edpm", GapAnswer.REFUS),)
    said = KeptBilan(2, 1, {"logement": "locataire"}, lines, replies, None, NOW, ALICE)
    with agency.write() as unit:
        unit.write_bilan(said)
    merge(agency)
    with engine.connect() as connection:
        query = select(journal).where(journal.c.subject.in_(BILAN), journal.c.new.is_(None))
        gone = {(line.subject_id, line.subject, line.field) for line in connection.execute(query)}
    assert gone == {
        (2, "situation", "logement"),
        (2, "inventaire", "pj"),
        (2, "manques", "vehicule_edpm"),
    }


def test_the_journal_tells_the_merge_whole_and_who_did_it(agency: Units, engine: Engine) -> None:
    give_consent(agency, 2, ConsentDraft(NOW.date(), "mail", "bilan"), ALICE, NOW)
    close_dossier(agency, 2, Closing.DOUBLON, "Deux fiches.", ALICE, NOW)
    with agency.write() as unit:
        unit.write_manual_entry(2, "city", "Aix", ALICE, NOW)
    merge(agency)
    with engine.connect() as connection:
        query = select(journal).where(journal.c.author == BRUNO, journal.c.at == LATER)
        lines = {
            (line.subject, line.subject_id, line.field): (line.old, line.new)
            for line in connection.execute(query)
        }
    assert lines[("clients", 2, "merged_into")] == (None, "1")
    assert lines[("clients", 2, "number")] == ("L2", None)
    assert lines[("clients", 1, "phone")] == (None, "06 39 98 00 01")
    for what in (("contracts", 2), ("dossiers", 2), ("consents", 1)):
        assert lines[(*what, "client_id")] == ("2", "1")
    assert lines[("manual_entries", 1, "city")] == (None, "Aix")
    assert lines[("manual_entries", 2, "city")] == ("Aix", None)


def test_a_dossier_whose_contracts_joined_another_is_told_to_be_gone(
    agency: Units, engine: Engine
) -> None:
    merge(agency)
    query = select(journal).where(journal.c.subject == "dossiers", journal.c.field == "client_id")
    with engine.connect() as connection:
        (line,) = connection.execute(query)
    assert (line.subject_id, line.old, line.new, line.author) == (2, "2", None, BRUNO)


def test_a_save_made_before_a_merge_is_not_taken_back_after_it(agency: Units) -> None:
    saved(agency, form("f-1", "KO"), ALICE, NOW)
    merge(agency)
    with pytest.raises(UserError) as refusal:
        undo_last(agency, ALICE, MONDAY)
    assert refusal.value.code == "annulation_depassee"


@pytest.mark.parametrize(
    ("kept", "other", "said", "then"),
    [
        (1, 2, [(2, 3)], {(1, 3)}),
        (3, 2, [(1, 2)], {(1, 3)}),
        (1, 2, [(2, 3), (1, 3)], {(1, 3)}),
        (1, 2, [(1, 3)], {(1, 3)}),
        (1, 2, [(1, 2)], set()),
    ],
)
def test_whoever_is_not_one_of_them_is_not_the_other_either(
    agency: Units, kept: int, other: int, said: list[tuple[int, int]], then: set[object]
) -> None:
    for one, another in said:
        say_apart(agency, one, [another], BRUNO, NOW)
    merge(agency, kept, [other])
    with agency.read() as unit:
        assert unit.said_apart() == then


def test_two_others_who_are_not_one_say_nothing_of_those_who_are_merged(agency: Units) -> None:
    people = client_file(client_row(number="L4", last_name="AUTRE"), fields=FIELDS)
    other = contract_row(number="C4", client_number="L4", client_name="AUTRE")
    take(agency, people, contract_file(other, partial=True))
    say_apart(agency, 3, [4], BRUNO, NOW)
    merge(agency)
    with agency.read() as unit:
        assert unit.said_apart() == {(3, 4)}


def test_the_extract_and_the_erasure_of_the_kept_client_reach_the_merged_one(
    agency: Units, engine: Engine
) -> None:
    with agency.write() as unit:
        unit.add_acte(acte(1, client_id=2, dossier_id=2, note="Acte d’avant"))
    merge(agency)
    page = client_extract(extract_of(agency, 1, MONDAY))
    assert "Acte d’avant" in page
    assert "L2" in page
    erase_client(agency, 1, ALICE, MONDAY, "demande")
    with agency.write() as unit:
        waiting = [(each.client_id, each.number) for each in unit.file_erasures()]
        assert waiting == [(1, "L1"), (2, "L2")]
        unit.forget_file_erasures()
    held = repr(everything(engine, "oppositions"))
    for said in ("Acte d’avant", "L2", "06 39 98 00 01", "+33639980001", "Aix", "martin zoe"):
        assert said not in held


def test_whom_a_merge_left_alone_is_found_and_erased_alone(agency: Units) -> None:
    merge(agency)
    assert find_client(agency, "id:3").id == 3
    erase_client(agency, 3, ALICE, MONDAY, "demande")
    with agency.read() as unit:
        assert [each.client_id for each in unit.file_erasures()] == [3]


@pytest.mark.parametrize(("kept", "gone"), [(1, "MARTIN Zoe"), (3, "Z. MARTIN")])
def test_a_copy_made_before_the_merge_is_erased_of_both(
    agency: Units, engine: Engine, tmp_path: Path, kept: int, gone: str
) -> None:
    before = save(engine, tmp_path / "copies" / "avant.sqlite")
    merge(agency, kept)
    after = save(engine, tmp_path / "copies" / "apres.sqlite")
    erase_client(agency, kept, ALICE, MONDAY, "demande")
    with agency.read() as unit:
        erasure, waiting, made = unit.erasure_of(kept), unit.file_erasures(), unit.imports_made()
    assert erasure is not None
    for _ in range(2):
        erase_in_copies(before.parent, [(each, erasure) for each in waiting], made)
    for copy, names in ((before, {"anonyme 2", f"anonyme {kept}"}), (after, {f"anonyme {kept}"})):
        older = open_engine(url_of(copy))
        assert gone not in repr(everything(older))
        with SqlStore(older).read() as unit:
            assert names <= {each.name for each in unit.clients_by_id([1, 2, 3]).values()}
        older.dispose()


def test_a_copy_of_another_store_is_erased_of_nobody_by_his_number_in_this_one(
    agency: Units, engine: Engine, tmp_path: Path
) -> None:
    copy = save(engine, tmp_path / "copies" / "ailleurs.sqlite")
    merge(agency, 3)
    erase_client(agency, 3, ALICE, MONDAY, "demande")
    with agency.read() as unit:
        erasure, waiting = unit.erasure_of(3), unit.file_erasures()
    assert erasure is not None
    erase_in_copies(copy.parent, [(each, erasure) for each in waiting], set())
    other = open_engine(url_of(copy))
    with SqlStore(other).read() as unit:
        assert unit.clients_by_id([3])[3].name == "Z. MARTIN"
    other.dispose()


def test_who_was_merged_is_no_client_to_purge(agency: Units, engine: Engine) -> None:
    merge(agency)
    with engine.begin() as connection:
        connection.execute(update(clients).values(import_id=1))
        connection.execute(update(metadata.tables["imports"]).values(day=date(2020, 1, 1)))
        connection.execute(update(metadata.tables["contracts"]).values(state="resilie"))
    assert 2 not in [each.relation.client_id for each in to_purge(agency, MONDAY)]


def test_only_a_manager_merges(agency: Units) -> None:
    with pytest.raises(UserError) as refusal:
        merge_clients(agency, 1, [2], ALICE, NOW)
    assert refusal.value.code == "reserve_au_manager"


def test_a_call_under_way_is_not_disturbed(agency: Units, engine: Engine) -> None:
    with engine.begin() as connection:
        calling = {"calling_since": NOW, "calling_by": ALICE}
        connection.execute(update(dossiers).where(dossiers.c.id == 2).values(calling))
    with pytest.raises(UserError, match=ALICE) as refusal:
        merge(agency)
    assert refusal.value.code == "double_en_appel"


def test_who_was_merged_or_erased_is_not_merged_again(agency: Units) -> None:
    merge(agency)
    for kept, other in ((3, 2), (2, 3)):
        with pytest.raises(UserError) as refusal:
            merge(agency, kept, [other])
        assert refusal.value.code == "double_deja_reuni"
    erase_client(agency, 3, ALICE, NOW, "demande")
    with pytest.raises(UserError) as refusal:
        merge(agency, 1, [3])
    assert refusal.value.code == "client_efface"


@pytest.mark.parametrize("others", [(), (1,), (99,)])
def test_a_merge_needs_another_client(agency: Units, others: tuple[int, ...]) -> None:
    with pytest.raises(UserError) as refusal:
        merge(agency, 1, others)
    assert refusal.value.code == "doubles_absents"


def test_a_merge_that_is_refused_changes_nothing(agency: Units, engine: Engine) -> None:
    with engine.begin() as connection:
        calling = {"calling_since": NOW, "calling_by": ALICE}
        connection.execute(update(dossiers).where(dossiers.c.client_id == 3).values(calling))
    before = everything(engine)
    with pytest.raises(UserError):
        merge(agency, 1, [2, 3])
    assert everything(engine) == before


@pytest.mark.parametrize(
    "known",
    [
        {"calling_since": NOW - timedelta(days=3)},
        {"calling_since": NOW, "closing": "contrat_termine", "closed_on": NOW.date()},
    ],
)
def test_a_call_whose_outcome_nobody_will_note_holds_no_merge_up(
    agency: Units, engine: Engine, known: dict[str, object]
) -> None:
    with engine.begin() as connection:
        calling = {"calling_by": ALICE, **known}
        connection.execute(update(dossiers).where(dossiers.c.id == 2).values(calling))
    assert merge(agency).others == 1


def test_what_was_typed_of_the_other_bilan_and_not_saved_is_put_back_with_the_kept_one(
    agency: Units,
) -> None:
    keep_bilan_draft(agency, 1, {"a": "de 1"}, 1, ALICE, NOW)
    for author in (ALICE, BRUNO):
        keep_bilan_draft(agency, 2, {"a": "de 2"}, 1, author, NOW)
    merge(agency)
    kept = {each.author: (each.content, each.version) for each in drafts_of(agency, 1)}
    assert kept == {ALICE: ({"a": "de 1"}, 1), BRUNO: ({"a": "de 2"}, -1)}
    assert drafts_of(agency, 2) == []


def test_nothing_but_his_actes_names_the_merged_client_any_more_and_no_other_is_touched(
    agency: Units, engine: Engine
) -> None:
    people = client_file(client_row(number="L4", last_name="AUTRE"), fields=FIELDS)
    other = contract_row(number="C4", client_number="L4", client_name="AUTRE")
    take(agency, people, contract_file(other, partial=True))
    merge(agency, 2, (3,))
    for client_id in (2, 4):
        say_all_of(agency, client_id)
    before = rows_of(engine, 4)
    assert before.keys() | {"client_aliases"} == rows_of(engine, 2).keys()
    merge(agency, 1, (2,))
    assert rows_of(engine, 2).keys() == {"actes"}
    assert rows_of(engine, 4) == before
    with engine.connect() as connection:
        query = select(journal.c.subject_id).where(journal.c.subject == "actions")
        assert set(connection.scalars(query)) == {2}  # what moved is told, and nothing else


def say_all_of(store: Units, client_id: int) -> None:
    """Say and enter all that there may be of a client."""
    with store.read() as unit:
        (held, *_) = unit.dossiers_by_client([client_id])[client_id]
    action = (client_id, client_id, held.id, None, ActionKind.DEVIS, "Santé", None, NOW.date())
    report = (client_id, client_id, "email", None, "z@exemple.fr")
    lines, replies = (Line("pj", Holding.AUCUN),), (GapReply("a", GapAnswer.REFUS, "Non."),)
    give_consent(store, held.id, ConsentDraft(NOW.date(), "mail", "bilan"), ALICE, NOW)
    oppose(store, held.id, ALICE, NOW)
    keep_bilan_draft(store, client_id, {"a": "b"}, 0, ALICE, NOW)
    with store.write() as unit:
        unit.add("actions", Action(*action, None, None, NOW, ALICE))
        unit.add("lagon_reports", LagonReport(*report, NOW, ALICE))
        unit.write_manual_entry(client_id, "city", "Aix", ALICE, NOW)
        answers = {"logement": "locataire"}
        unit.write_bilan(KeptBilan(client_id, 1, answers, lines, replies, None, NOW, ALICE))
        unit.add_acte(acte(client_id, client_id=client_id, dossier_id=held.id))


def rows_of(engine: Engine, client_id: int) -> dict[str, list[Any]]:
    """What the store holds of a client, by table."""
    tables = [table for table in metadata.sorted_tables if "client_id" in table.c]
    with engine.connect() as connection:
        rows = {
            table.name: connection.execute(select(table).where(table.c.client_id == client_id))
            for table in tables
        }
        found = {name: list(map(tuple, each)) for name, each in rows.items()}
    return {name: each for name, each in found.items() if each}
