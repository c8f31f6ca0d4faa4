import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, String, Table, delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError, IntegrityError

from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.call_form import PieceAnswer
from mplus3_xl.domain.client.lagon_reports import LagonReport
from mplus3_xl.domain.client.privacy import WORD, client_subjects, policies, words_naming
from mplus3_xl.domain.contact.calls import Action, Attempted
from mplus3_xl.domain.contact.consent import Consent, ConsentDraft
from mplus3_xl.domain.register.actes import CORRECTABLE
from mplus3_xl.domain.vocabulary import ActionKind, Closing, ContractState, Holding, PieceState
from mplus3_xl.domain.windows import DEFAULT_SPANS
from mplus3_xl.errors import UserError
from mplus3_xl.exports.client_extract import client_extract
from mplus3_xl.file_address import url_of
from mplus3_xl.rules import table as rule_table
from mplus3_xl.services.bilan.bilan import save_bilan
from mplus3_xl.services.bilan.drafts import drafts_of, keep_bilan_draft
from mplus3_xl.services.bilan.following import actions_to_follow
from mplus3_xl.services.call.calling import record_attempt
from mplus3_xl.services.call.consenting import give_consent
from mplus3_xl.services.call.opposing import oppose
from mplus3_xl.services.call.striking import strike_attempt
from mplus3_xl.services.client.privacy import REQUEST, erase_client, erase_in, find_client
from mplus3_xl.services.client.privacy_extract import extract_of
from mplus3_xl.services.client.privacy_purge import purge, to_purge
from mplus3_xl.services.lagon.reports import reports_to_lagon
from mplus3_xl.services.ports.store import Writing
from mplus3_xl.services.queue.closing import close_dossier
from mplus3_xl.services.queue.dossiers import keep_draft
from mplus3_xl.services.queue.replanning import replan
from mplus3_xl.services.records import Change, Conflict, Erasure, FileErasure
from mplus3_xl.services.register.actes import correct_acte
from mplus3_xl.services.register.month import close_month, month_report
from mplus3_xl.services.undoing.undoing import undo_last
from mplus3_xl.store import store_file
from mplus3_xl.store.client.privacy_scope import owned_tables
from mplus3_xl.store.engine import file_of, is_sqlite, open_engine, reader
from mplus3_xl.store.files import backup, privacy_copies, rewriting
from mplus3_xl.store.files.backup import save
from mplus3_xl.store.files.privacy_copies import Copies, erase_in_copies, leave_no_trace
from mplus3_xl.store.schema import upgrade
from mplus3_xl.store.tables.every import metadata
from mplus3_xl.store.tables.history import journal
from mplus3_xl.store.tables.lagon import clients, contracts
from mplus3_xl.store.tables.persons import consents
from mplus3_xl.store.tables.register import actes, months
from mplus3_xl.store.unit_of_work import SqlStore
from mplus3_xl.store.units import Units
from tests.acte import OCTOBER, acte, draw, month_files
from tests.conftest import NOW
from tests.domain.invented import (
    client,
    client_file,
    client_row,
    contract,
    contract_file,
    contract_row,
    dossier,
)
from tests.dossiers import open_dossier
from tests.services.calls import saved
from tests.services.desk import ALICE, attempted, fill, form, take

TODAY = NOW.date()
ENDED = {"state": ContractState.RESILIE, "ended_on": date(2026, 1, 31)}
SECRET = "Secrète"
PHONE = {"phone": "06 39 98 12 34", "folded_phone": "+33639981234"}
OTHER = client(id=2, number="L2", last_name="DURAND", first_name="Paul", folded_name="durand paul")


@pytest.fixture
def store(store: Units) -> Units:
    """A client with an ended contract and a dossier, and another one."""
    fill(store, [client(**PHONE), OTHER], [dossier()], [contract(dossier_id=1, **ENDED)])
    return store


def erase(store: Units, force: str | None = None) -> None:
    erase_client(store, 1, ALICE, NOW, force)


def everything(engine: Engine, but: Table | None = None) -> str:
    """All that the store holds, as one text."""
    tables = [table for table in metadata.sorted_tables if table is not but]
    with engine.connect() as connection:
        rows = [connection.execute(select(table)).all() for table in tables]
    return repr(rows)


def row_of(table: Table) -> dict[str, Any]:
    """A row about client 1, its numbers all 1, with secrets where an erasure takes its texts."""
    kinds: dict[type, Any] = {datetime: NOW, date: TODAY, bool: True, int: 1, str: "devis"}
    values = {
        column.name: kinds[column.type.python_type]
        for column in table.c
        if not column.nullable or column.name.endswith("_id")
    }
    return values | secrets(table)


def secrets(table: Table) -> dict[str, str]:
    """A secret for each text that an erasure takes."""
    changed = policies()[table.name].changed
    texts = (column for column in table.c if isinstance(column.type, String))
    return {column.name: f"{SECRET} {column.name}" for column in texts if column.name in changed}


def secretive(engine: Engine) -> None:
    """Put a secret into every text that an erasure takes, and tell each of them in the journal."""
    about = [metadata.tables[each.table] for each in owned_tables()]
    with engine.begin() as connection:
        for table in about:
            if table.name in ("clients", "contracts", "dossiers"):
                connection.execute(update(table).where(table.c.id == 1).values(secrets(table)))
            elif table.name not in ("actes", "erasures"):
                connection.execute(insert(table).values(row_of(table)))
        for subject in (*(table.name for table in about), *client_subjects()):
            line = {"at": NOW, "author": ALICE, "subject": subject, "subject_id": 1}
            changed = policies()[subject].changed if subject in policies() else ("code",)
            for field in changed:
                told = {"field": field, "old": f"{SECRET} {field}", "new": SECRET}
                connection.execute(insert(journal).values(line | told))


def test_every_text_column_has_one_policy_and_no_policy_names_what_is_no_column() -> None:
    assert policies().keys() == metadata.tables.keys()
    for name, table in metadata.tables.items():
        policy = policies()[name]
        lists = (policy.keep, policy.erase, policy.pseudonym, policy.not_personal)
        named = [column for each in lists for column in each]
        texts = {column.name for column in table.c if isinstance(column.type, String)}
        assert len(named) == len(set(named)), name
        assert texts <= set(named) <= set(table.c.keys()), name


def test_what_is_emptied_may_be_empty() -> None:
    for name, policy in policies().items():
        if not policy.removed:
            columns = metadata.tables[name].c
            assert [each for each in policy.erase if not columns[each].nullable] == [], name


def test_nothing_that_names_the_client_is_left_in_any_table_once_the_files_are_done(
    store: Units, engine: Engine
) -> None:
    secretive(engine)
    said: dict[str, Any] = {name: f"{SECRET} {name}" for name in CORRECTABLE}
    said["client"] = {"numero": f"{SECRET} n", "nom": f"{SECRET} z"}
    with store.write() as unit:
        unit.add_acte(acte(1, client_id=1, **said))
    assert SECRET in everything(engine)
    erase(store)
    with store.write() as unit:
        unit.forget_file_erasures()
    assert SECRET not in everything(engine, but=consents)  # a proof says whose it is


def test_an_acte_whose_client_was_erased_is_not_written_again(store: Units) -> None:
    with store.write() as unit:
        unit.add_acte(acte(1))
    erase(store)
    with pytest.raises(UserError, match="déjà été effacé"):
        correct_acte(store, 1, {"note": "Mme Martin rappellera."}, "Faute", ALICE, NOW)


def test_an_acte_keeps_its_counts_and_loses_its_names_and_texts(store: Units) -> None:
    with store.write() as unit:
        unit.add_acte(acte(1))
    before = month_report(store, OCTOBER)
    erase(store)
    after = month_report(store, OCTOBER)
    (old,), (new,) = before.actes, after.actes
    assert (new.client, new.premium_cents, new.attempts, new.opportunities) == (
        "anonyme 1",
        old.premium_cents,
        old.attempts,
        old.opportunities,
    )
    assert WORD in new.note
    assert "zoe" not in repr(after).lower()
    assert "00123" not in repr(after)
    assert [len(part) for part in (after.opportunities, after.actions, after.reports)] == [1, 1, 1]


def test_a_frozen_month_says_that_it_was_anonymised_and_is_drawn_anew(
    store: Units, engine: Engine
) -> None:
    with store.write() as unit:
        unit.add_acte(acte(1))
        unit.add_acte(acte(2, client_id=2))
    closed = close_month(store, OCTOBER, draw, ALICE, NOW)
    erase(store)
    again = month_report(store, OCTOBER).closed
    assert again == closed._replace(anonymised_on=TODAY)
    files = month_files(store, OCTOBER, draw)
    assert b"anonyme 1" in files.csv
    assert month_files(store, OCTOBER, draw) == files
    with engine.connect() as connection:
        assert connection.execute(select(months.c.csv, months.c.xlsx)).one() == (None, None)


def test_a_frozen_month_without_him_stays_as_it_was(store: Units) -> None:
    with store.write() as unit:
        unit.add_acte(acte(1, client_id=2))
    close_month(store, OCTOBER, draw, ALICE, NOW)
    before = month_files(store, OCTOBER, draw)
    erase(store)
    assert month_files(store, OCTOBER, draw) == before


def test_a_deviation_is_still_one_once_it_names_nobody(store: Units) -> None:
    with store.write() as unit:
        unit.add_acte(acte(1))
    close_month(store, OCTOBER, draw, ALICE, datetime(2026, 11, 2, 9))
    correct_acte(store, 1, {"note": "Vrai."}, "Faute", ALICE, datetime(2026, 11, 3, 9))
    erase(store)
    (row,) = month_report(store, OCTOBER.following).deviations
    assert row.before != row.after
    assert "Vrai" not in repr(row)


@pytest.mark.parametrize("table", [journal, actes], ids=["journal", "actes"])
def test_after_an_erasure_nothing_can_be_changed_again(
    store: Units, engine: Engine, table: Table
) -> None:
    with store.write() as unit:
        unit.add_acte(acte(1))
    erase(store)
    for change in (update(table).values(author="x"), delete(table)):
        with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
            connection.execute(change)


def test_the_journal_says_that_it_was_done_and_not_to_whom(store: Units) -> None:
    erase(store)
    with store.read() as unit:
        lines = unit.journal_lines(9, None)
    line = next(each for each in lines if each.subject == "clients")
    assert {each.field for each in lines if each.subject == "dossiers"} == {
        "closing", "closed_on", "erased_on",
    }  # fmt: skip
    assert (line.subject_id, line.field, line.new, line.author) == (
        1,
        "erased_on",
        TODAY.isoformat(),
        ALICE,
    )


def test_the_journal_keeps_what_names_nobody_and_that_the_rest_was_changed(store: Units) -> None:
    told = [
        Change("dossiers", 1, "appel", None, "OK"),
        Change("clients", 1, "city", None, "Aix"),
        Change("clients", 1, "city", "Aix", "Arles"),
    ]
    with store.write() as unit:
        unit.write_journal(told, NOW, ALICE)
    erase(store)
    with store.read() as unit:
        left = [(each.field, each.old, each.new) for each in unit.journal_lines(20, None)]
    assert {("appel", None, "OK"), ("city", None, WORD), ("city", WORD, WORD)} <= {*left}


def test_the_other_clients_stay_as_they_were(store: Units) -> None:
    erase(store)
    with store.read() as unit:
        assert unit.clients_by_id([2])[2] == OTHER
        assert unit.faults() == []
    with store.read() as unit:
        assert unit.erasure_of(2) is None


def test_nobody_calls_him_any_more_and_no_save_is_taken_back(store: Units) -> None:
    saved(store, form("f1", "KO", None, None, "OK", note="Zoé"), ALICE, NOW)
    erase(store)
    with store.read() as unit:
        assert unit.dossiers_by_client([1])[1][0].closing is not None
    with pytest.raises(UserError):
        undo_last(store, ALICE, NOW)


def test_nothing_that_waited_for_him_is_to_be_done_any_more(store: Units) -> None:
    owed = Action(1, 1, 1, None, ActionKind.DEVIS, "Devis", ALICE, TODAY, None, None, NOW, ALICE)
    before = TODAY - timedelta(days=1)
    with store.write() as unit:
        unit.add("actions", owed)
        unit.add("actions", owed._replace(id=2, done_on=before))
        unit.add("lagon_reports", LagonReport(1, 1, "ville", None, "Aix", NOW, ALICE))
    assert (len(actions_to_follow(store)), len(reports_to_lagon(store))) == (1, 1)
    erase(store)
    assert (actions_to_follow(store), reports_to_lagon(store)) == ([], [])
    with store.read() as unit:
        assert {each.done_on for each in unit.actions_of(1)} == {TODAY, before}
        told = {(each.subject, each.subject_id, each.field) for each in unit.journal_lines(9, None)}
    assert {("actions", 1, "done_on"), ("lagon_reports", 1, "dropped_on")} <= told
    assert ("actions", 2, "done_on") not in told


def test_a_dossier_that_was_closed_keeps_why(store: Units) -> None:
    close_dossier(store, 1, Closing.DOUBLON, "Deux fiches.", ALICE, NOW)
    erase(store)
    with store.read() as unit:
        (kept,) = unit.dossiers_by_client([1])[1]
    assert (kept.closing, kept.closing_reason) == (Closing.DOUBLON, None)


def test_a_form_or_a_bilan_open_meanwhile_brings_nothing_of_him_back(store: Units) -> None:
    erase(store)
    with pytest.raises(UserError, match="a déjà été effacé"):
        saved(store, form("ouverte", fiche_note=SECRET))
    lines = (Line("pj", Holding.AILLEURS, SECRET),)
    with pytest.raises(UserError, match="a déjà été effacé"):
        save_bilan(store, BilanForm(1, 0, {}, lines), {}, ALICE, NOW)
    keep_draft(store, 1, {"fiche_note": SECRET}, ALICE, NOW)
    keep_bilan_draft(store, 1, {"bilan_sans_action": SECRET}, 0, ALICE, NOW)
    assert open_dossier(store, 1).kept == ()
    assert drafts_of(store, 1) == []


def test_running_contracts_forbid_it_unless_a_reason_is_given(store: Units, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(update(contracts).values(state="en_cours"))
    with pytest.raises(
        UserError, match=r"1 contrat qui n’est pas fini : C1\. .*art\. 17-3"
    ) as refusal:
        erase(store)
    assert refusal.value.code == "effacer_en_cours"
    with pytest.raises(UserError, match=r"nomme le client \(martin, zoe\)"):
        erase(store, "demande de Zoé Martin")
    with pytest.raises(UserError, match="numéro de compte"):
        erase(store, "remboursé sur FR76 3000 6000 0112 3456 7890 189")
    erase(store, "décision du juge, courrier n° 12")
    with pytest.raises(UserError) as again:
        erase(store)
    assert again.value.code == "client_efface"


def test_a_letter_of_a_name_does_not_name_its_bearer(store: Units, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(update(clients).values(folded_name="n guyen karim"))
    erase(store, "demande écrite, courrier n° 12")


@pytest.mark.parametrize(
    ("name", "named"), [("de la tour jean", ["tour"]), ("le gall anne", []), ("van der elst", [])]
)
def test_a_particle_of_a_name_does_not_name_its_bearer(name: str, named: list[str]) -> None:
    bearer = client(folded_name=name)
    assert words_naming(bearer, "Demande de la mairie, le 3 : voir la tour") == named


def test_an_opposition_still_forbids_calls_after_an_erasure_and_a_new_import(
    store: Units,
) -> None:
    oppose(store, 1, ALICE, NOW)
    erase(store)
    files = [
        client_file(client_row(number="L77", phone="+33 6 39 98 12 34")),
        contract_file(contract_row(number="C77", client_number="L77")),
    ]
    take(store, *files)
    with store.read() as unit:
        again = unit.clients_by_number(["L77"])["L77"]
        assert again.id in unit.opposed(None)
        assert unit.contacts_of([again.id], TODAY, NOW)[again.id].opposed
        (made,) = unit.dossiers_by_client([again.id])[again.id]
    assert made.closing == "opposition"


def consented(store: Units, given_on: date, client_id: int = 1) -> None:
    """Note a consent to commercial calls."""
    draft = (given_on, "téléphone", "Assurances", given_on, ALICE, NOW)
    with store.write() as unit:
        consent = Consent(unit.next_id("consents"), client_id, *draft, wording="formulaire 2026")
        unit.add("consents", consent)


def test_the_proof_of_a_consent_outlives_the_client_for_three_years(store: Units) -> None:
    given_on = date(2023, 11, 23)
    consented(store, given_on)
    consented(store, given_on - timedelta(days=1))
    erase(store)
    with store.read() as unit:
        (proof,) = unit.consents_of(1)
    assert (proof.given_on, proof.channel, proof.purpose) == (given_on, "téléphone", "Assurances")
    assert proof.wording == "formulaire 2026"
    assert (proof.client_number, proof.phone) == ("L1", "+33639981234")
    purge(store, ALICE, datetime(2026, 11, 24, 9))
    with store.read() as unit:
        assert unit.consents_of(1) == []


def test_a_proof_bears_the_number_and_the_phone_of_whoever_consented(store: Units) -> None:
    consented(store, date(2026, 11, 20), client_id=2)
    erase_client(store, 2, ALICE, NOW, None)
    with store.read() as unit:
        (proof,) = unit.consents_of(2)
    assert (proof.client_number, proof.phone) == ("L2", None)


def test_a_purge_takes_no_consent_of_who_is_not_erased(store: Units) -> None:
    consented(store, date(2023, 1, 2), client_id=2)
    assert purge(store, ALICE, NOW) == []
    with store.read() as unit:
        assert len(unit.consents_of(2)) == 1


@pytest.mark.parametrize("asked", ["L1", "06 39 98 12 34", "id:1"])
def test_the_proof_of_a_consent_is_given_on_request_after_an_erasure(
    store: Units, asked: str
) -> None:
    consented(store, date(2026, 11, 20))
    consented(store, date(2026, 11, 20), client_id=2)
    erase(store)
    extract = extract_of(store, find_client(store, asked).id, NOW)
    assert [part.title for part in extract.parts] == ["Consentements"]
    (line,) = extract.parts[0].lines
    assert {"téléphone", "Assurances", "formulaire 2026", "L1", "+33639981234"} <= set(line)


@pytest.mark.parametrize(
    "note",
    [
        lambda store: oppose(store, 1, ALICE, NOW),
        lambda store: give_consent(
            store, 1, ConsentDraft(NOW.date(), "e-mail", "Santé"), ALICE, NOW
        ),
        lambda store: record_attempt(
            store,
            1,
            Attempted("nrp", note="MARTIN", breach_reason="Son appel"),
            {},
            ALICE,
            NOW,
        ),
        lambda store: strike_attempt(store, 1, ALICE, "C’était MARTIN Zoé", NOW),
    ],
)
def test_nothing_more_is_noted_of_the_contact_with_an_erased_client(
    store: Units, engine: Engine, note: Callable[[Units], object]
) -> None:
    attempted(engine)
    erase(store)
    with pytest.raises(UserError) as refusal:
        note(store)
    assert refusal.value.code == "client_efface"


def test_what_was_typed_in_a_dossier_that_is_gone_is_his_too(store: Units, engine: Engine) -> None:
    """A save taken back is no work (R4): an import takes the dossier away, the journal stays."""
    with store.write() as unit:
        unit.update("contracts", [(1, {"state": ContractState.EN_COURS})])
    saved(store, form("f1", fiche_note=SECRET), ALICE, NOW)
    undo_last(store, ALICE, NOW)
    with store.write() as unit:
        unit.update("contracts", [(1, {"state": ContractState.RESILIE})])
        unit.write_journal(replan(unit, DEFAULT_SPANS, TODAY, [1]), NOW, "import")
        assert unit.dossier(1) is None
    assert SECRET in repr(extract_of(store, 1, NOW))
    assert SECRET not in repr(extract_of(store, 2, NOW))
    erase(store)
    assert SECRET not in everything(engine)


def test_a_dossier_that_is_gone_is_his_by_the_line_that_says_so_and_by_no_other(
    store: Units, engine: Engine
) -> None:
    told = [
        Change("dossiers", 7, "client_id", "1", None),
        Change("dossiers", 7, "closing_reason", None, SECRET),
        Change("contracts", 7, "client_name", None, "Voisin"),  # another's contract of that number
        Change("contracts", 8, "dossier_id", "1", None),
        Change("dossiers", 8, "joined_into", "1", None),
        Change("dossiers", 8, "client_id", "1", "2"),
        Change("dossiers", 8, "closing_reason", None, "Voisin"),
    ]
    with store.write() as unit:
        unit.add_all("dossiers", [dossier(id=8, client_id=2)])
        unit.add_all("contracts", [contract(id=7, number="C7", key="C7", client_id=2)])
        unit.write_journal(told, NOW, ALICE)
    extract = repr(extract_of(store, 1, NOW))
    assert (SECRET in extract, "Voisin" in extract) == (True, False)
    erase(store)
    assert (SECRET in everything(engine), "Voisin" in everything(engine)) == (False, True)


def test_the_extract_tells_the_changes_in_the_order_of_the_journal(store: Units) -> None:
    moves = [Change("clients", 1, "city", None, "Aix"), Change("clients", 1, "city", "Aix", "Var")]
    with store.write() as unit:
        unit.write_journal(moves, NOW, ALICE)
    told = extract_of(store, 1, NOW).parts[-1].lines
    assert [line[-1] for line in told] == ["Aix", "Var"]


def test_the_extract_tells_what_lagon_says_otherwise_of_him(store: Units) -> None:
    with store.write() as unit:
        unit.add_conflicts([Conflict("clients", 1, "city", "Aix", "Istres")], None)
    assert ["Istres" in repr(extract_of(store, at, NOW)) for at in (1, 2)] == [True, False]


def test_the_extract_tells_the_pieces_of_his_own_contracts(store: Units) -> None:
    with store.write() as unit:
        received = PieceAnswer(1, "iban", PieceState.RECUE, TODAY)
        unit.write_piece_answer(1, "iban", received, ALICE, NOW)
    titles = [[part.title for part in extract_of(store, at, NOW).parts] for at in (1, 2)]
    assert ["Pièces du dossier" in each for each in titles] == [True, False]


def test_nothing_is_given_of_an_erased_client_whom_nothing_outlives(store: Units) -> None:
    erase(store)
    with pytest.raises(UserError) as refusal:
        extract_of(store, 1, NOW)
    assert refusal.value.code == "client_efface"


def test_a_consent_is_a_contact_and_stays_with_a_client_who_is_not_erased(store: Units) -> None:
    for day in (date(2026, 11, 30), date(2026, 11, 25)):
        consented(store, day, client_id=2)
    assert 2 not in {each.relation.client_id for each in to_purge(store, datetime(2029, 11, 30))}
    due = {each.relation.client_id: each.reason for each in to_purge(store, datetime(2029, 12, 1))}
    assert due[2] == "sans contrat, dernier contact le 30/11/2026"


@pytest.mark.parametrize("spoken", ["call", "acte"])
def test_a_call_that_reached_him_and_an_acte_are_contacts(store: Units, spoken: str) -> None:
    last = date(2027, 2, 1)
    with store.write() as unit:
        if spoken == "call":
            unit.add_all("dossiers", [dossier(id=2, client_id=2, appel_ok_on=last)])
        else:
            unit.add_acte(acte(1, last, client_id=2))
    assert 2 not in {each.relation.client_id for each in to_purge(store, datetime(2030, 2, 1))}
    due = {each.relation.client_id: each.reason for each in to_purge(store, datetime(2030, 2, 2))}
    assert due[2] == "sans contrat, dernier contact le 01/02/2027"


def test_an_export_that_still_lists_him_makes_a_new_client(store: Units) -> None:
    erase(store)
    files = [contract_file(contract_row(number="C1", state=ContractState.RESILIE))]
    report = take(store, *files)
    assert report.absent == 0
    with store.read() as unit:
        assert unit.clients_by_id([1])[1].name == "anonyme 1"
        assert unit.contracts_by_key(["C1"])["C1"].client_id != 1


def test_a_client_is_found_by_his_number_or_his_whole_name(store: Units) -> None:
    for said in ("L1", " L1 ", "MARTIN Zoé", "zoe martin", "id:1"):
        assert find_client(store, said).id == 1
    with store.write() as unit:
        unit.change("clients", [(OTHER, OTHER._replace(folded_name="zola anne"))])
    assert find_client(store, "Anne Zola").id == 2


@pytest.mark.parametrize("text", ["L9", "MART", "martin", "", "id:99", "id:x", "1"])
def test_who_is_not_known_is_refused(store: Units, text: str) -> None:
    with pytest.raises(UserError) as refusal:
        find_client(store, text)
    assert refusal.value.code == "client_inconnu"


def test_namesakes_are_refused_with_their_numbers(store: Units) -> None:
    with store.write() as unit:
        unit.add_all("clients", [client(id=3, number=None, agency="Corniche")])
    told = r"L1 \(1, sans agence\), sans numéro \(3, Corniche\)\."
    with pytest.raises(UserError, match=told) as refusal:
        find_client(store, "Martin Zoé")
    assert refusal.value.code == "client_homonymes"


def test_the_extract_holds_every_value_that_would_be_erased(store: Units, engine: Engine) -> None:
    attempted(engine, note="Rappelle le soir", phone="+33639981234")
    saved(store, form("f1", "KO", None, None, "OK", note="Note tenue"), ALICE, NOW)
    with store.write() as unit:
        unit.add_acte(acte(1))
    page = client_extract(extract_of(store, 1, NOW))
    for said in ("MARTIN", "06 39 98 12 34", "Rappelle le soir", "Note tenue", "zoe@exemple.fr"):
        assert said in page
    assert "DURAND" not in page
    assert page.count("<table>") == page.count("</table>") >= 5


def test_every_column_of_the_extract_has_a_french_label() -> None:
    labels = rule_table("privacy")["labels"]
    changed = {
        column
        for each in owned_tables()
        for column in policies()[each.table].changed
        if not column.startswith("folded_")
    }
    assert changed - labels.keys() == {"key", "scope"}


@pytest.mark.parametrize(
    ("ended_on", "due"), [(date(2023, 11, 23), False), (date(2023, 11, 22), True)]
)
def test_a_client_is_kept_three_years_after_his_last_contract_the_last_day_included(
    store: Units, engine: Engine, ended_on: date, due: bool
) -> None:
    with engine.begin() as connection:
        connection.execute(update(contracts).values(ended_on=ended_on))
    assert [each.relation.client_id for each in to_purge(store, NOW)] == [1] * due


def test_a_client_whose_contract_runs_is_kept_however_long(store: Units, engine: Engine) -> None:
    late = datetime(2040, 1, 2, 9)
    assert 1 in [each.relation.client_id for each in to_purge(store, late)]
    with engine.begin() as connection:
        running = contracts.c.id == 1
        connection.execute(update(contracts).where(running).values(state=ContractState.EN_COURS))
    assert 1 not in [each.relation.client_id for each in to_purge(store, late)]


@pytest.mark.parametrize(("day", "due"), [(10, False), (11, True)])
def test_without_an_end_date_a_contract_ended_when_its_state_last_changed(
    store: Units, engine: Engine, day: int, due: bool
) -> None:
    changed, since = datetime(2026, 12, 10, 9), datetime(2027, 1, 5, 9)
    told = [
        (changed, "contracts", 1, "state"),
        (since, "contracts", 1, "formula"),
        (since, "contracts", 2, "state"),
        (since, "clients", 1, "state"),
    ]
    with engine.begin() as connection:
        connection.execute(update(contracts).values(ended_on=None))
        for at, subject, subject_id, field in told:
            line = {"at": at, "subject": subject, "subject_id": subject_id, "field": field}
            connection.execute(insert(journal).values(author=ALICE, **line))
    shown = [each.relation.client_id for each in to_purge(store, datetime(2029, 12, day))]
    assert (1 in shown) is due


def test_a_contract_ended_at_the_last_change_of_its_state(store: Units, engine: Engine) -> None:
    with store.write() as unit:
        unit.update("contracts", [(1, {"ended_on": None})])
    line = {"author": ALICE, "subject": "contracts", "subject_id": 1, "field": "state"}
    with engine.begin() as connection:
        for at in (datetime(2027, 3, 1, 9), datetime(2027, 1, 5, 9)):
            connection.execute(insert(journal).values(at=at, **line))
    assert 1 not in {each.relation.client_id for each in to_purge(store, datetime(2030, 3, 1))}
    due = {each.relation.client_id: each.reason for each in to_purge(store, datetime(2030, 3, 2))}
    assert "01/03/2027" in due[1]


def test_each_is_kept_since_the_import_that_he_was_last_seen_in(store: Units) -> None:
    with store.write() as unit:
        unit.update("contracts", [(1, {"ended_on": None})])
        unit.add_import(NOW, date(2027, 5, 3), "import", [])
    assert [each.relation.client_id for each in to_purge(store, datetime(2029, 11, 24))] == [1, 2]
    with store.write() as unit:
        unit.update("contracts", [(1, {"import_id": 2})])
        unit.update("clients", [(2, {"import_id": 2})])
    assert to_purge(store, datetime(2030, 5, 3)) == []
    assert [each.relation.client_id for each in to_purge(store, datetime(2030, 5, 4))] == [1, 2]


@pytest.mark.parametrize(("day", "due"), [(23, False), (24, True)])
def test_who_has_no_contract_is_kept_three_years_after_his_last_contact(
    store: Units, day: int, due: bool
) -> None:
    reasons = {each.relation.client_id: each.reason for each in to_purge(store, NOW)}
    assert reasons == {}
    reasons = {
        each.relation.client_id: each.reason for each in to_purge(store, datetime(2029, 11, day))
    }
    assert reasons.get(2) == ("sans contrat, dernier contact le 23/11/2026" if due else None)


def test_a_purge_erases_whom_it_showed_and_nobody_twice(store: Units) -> None:
    later = datetime(2030, 1, 2, 9)
    shown = to_purge(store, later)
    assert [each.relation.client_id for each in shown] == [1, 2]
    assert purge(store, ALICE, later) == shown
    assert purge(store, ALICE, later) == []
    with store.read() as unit:
        assert [each.name for each in unit.clients_by_id([1, 2]).values()] == [
            "anonyme 1",
            "anonyme 2",
        ]


def test_a_copy_is_erased_too_whatever_its_format(
    store: Units, engine: Engine, tmp_path: Path
) -> None:
    copies = tmp_path / "sauvegardes"
    save(engine, copies / "hier.sqlite")
    older = open_engine(url_of(copies / "ancienne.sqlite"))
    upgrade(older, "0001")
    older.dispose()
    (copies / "abimee.sqlite").write_bytes(b"x" * 5000)
    known = find_client(store, "L1")
    erase(store)
    with store.read() as unit:
        erasure, made = unit.erasure_of(1), unit.imports_made()
    assert erasure is not None
    waiting = FileErasure(known.id, known.number, known.folded_name)
    done = erase_in_copies(copies, [(waiting, erasure)], made)
    assert [path.name for path in done.unreadable] == ["abimee.sqlite"]
    assert len(done.cleaned) == 2
    left = {path.name: path.read_bytes() for path in copies.iterdir()}
    assert left.keys() == {"hier.sqlite", "ancienne.sqlite", "abimee.sqlite"}
    assert b"martin" not in left["hier.sqlite"].lower()
    assert left["hier.sqlite"][18:20] == b"\x01\x01"  # one plain file, without a log beside it
    with SqlStore(open_engine(url_of(copies / "hier.sqlite"))).read() as unit:
        assert unit.clients_by_id([1, 2])[2] == OTHER
    assert erase_in_copies(copies, [(waiting, erasure)], made).cleaned == done.cleaned
    assert erase_in_copies(copies, [], made) == Copies([], [])


@pytest.mark.parametrize("held", ["BEGIN EXCLUSIVE", "BEGIN IMMEDIATE"])
def test_a_copy_that_somebody_holds_waits_to_be_erased(
    store: Units, engine: Engine, tmp_path: Path, held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (backup, store_file):
        monkeypatch.setattr(module, "BUSY_SECONDS", 0.1)
    copy = save(engine, tmp_path / "sauvegardes" / "hier.sqlite")
    known = find_client(store, "L1")
    erase(store)
    with store.read() as unit:
        erasure, made = unit.erasure_of(1), unit.imports_made()
    assert erasure is not None
    waiting = [(FileErasure(known.id, known.number, known.folded_name), erasure)]
    with closing(sqlite3.connect(copy, isolation_level=None)) as other:
        other.execute(held)
        with pytest.raises(UserError, match="traces restent") as refusal:
            erase_in_copies(copy.parent, waiting, made)
    assert (refusal.value.code, str(copy) in refusal.value.what) == ("effacement_en_attente", True)
    assert erase_in_copies(copy.parent, waiting, made) == Copies([copy], [])
    assert b"martin" not in copy.read_bytes().lower()


def test_no_trace_is_left_in_the_files_of_the_store(store: Units, engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not is_sqlite(engine):  # it samples the names of the clients
            connection.execute(text("ANALYZE"))
    assert b"martin" in _bytes(engine).lower()
    erase(store)
    with store.write() as unit:
        unit.forget_file_erasures()
    leave_no_trace(engine)
    assert b"martin" not in _bytes(engine).lower()
    with store.read() as unit:
        assert unit.clients_by_id([2])[2] == OTHER


def test_what_somebody_still_reads_on_a_server_waits(
    store: Units, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(privacy_copies, "BUSY_SECONDS", 0.1)
    monkeypatch.setattr(rewriting, "BUSY_SECONDS", 0.1)
    with reader(engine).begin() as other:
        other.execute(select(clients)).all()
        erase(store)
        with pytest.raises(UserError) as refusal:
            leave_no_trace(engine)
    assert refusal.value.code == "effacement_en_attente"


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_who_only_began_to_read_on_a_server_is_waited_for_too(
    store: Units, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rewriting, "BUSY_SECONDS", 0.1)
    with engine.execution_options(isolation_level="REPEATABLE READ").begin() as other:
        other.execute(text("SELECT 1"))
        erase(store)
        with pytest.raises(UserError, match="dure encore sur le serveur") as refusal:
            leave_no_trace(engine)
    assert refusal.value.code == "effacement_en_attente"


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_the_samples_that_a_server_takes_of_the_names_are_written_anew(
    store: Units, engine: Engine
) -> None:
    def file() -> int:
        with engine.connect() as connection:
            return int(connection.scalar(text("SELECT pg_relation_filenode('pg_statistic')")) or 0)

    before = file()
    erase(store)
    leave_no_trace(engine)
    assert file() != before


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_what_is_read_in_another_database_of_the_server_holds_no_erasure_up(
    store: Units, engine: Engine, postgresql_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rewriting, "BUSY_SECONDS", 2)
    elsewhere = open_engine(postgresql_address).execution_options(isolation_level="REPEATABLE READ")
    with elsewhere.begin() as other:
        other.execute(text("SELECT 1"))
        erase(store)
        with store.write() as unit:
            unit.forget_file_erasures()
        leave_no_trace(engine)
        assert b"martin" not in _bytes(engine).lower()


def _bytes(engine: Engine) -> bytes:
    """What the store holds on the disk, its write-ahead log left aside on a server."""
    if is_sqlite(engine):
        path = file_of(engine)
        return b"".join(each.read_bytes() for each in path.parent.glob(path.name + "*"))
    files = text(
        "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class "
        "WHERE pg_relation_filepath(oid) IS NOT NULL AND relname <> 'pg_description'"
    )
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        return b"".join(bytes(each) for each in connection.scalars(files))


def erase_twice(unit: Writing, erasure: Erasure) -> None:
    erase_in(unit, erasure, TODAY)
    erase_in(unit, erasure, TODAY)


def test_an_erasure_that_fails_changes_nothing(store: Units, engine: Engine) -> None:
    before = everything(engine)
    erasure = Erasure(1, NOW, ALICE, REQUEST, None)
    failure = sqlite3.IntegrityError if is_sqlite(engine) else IntegrityError
    with pytest.raises(failure), store.write() as unit:
        erase_twice(unit, erasure)
    assert everything(engine) == before
