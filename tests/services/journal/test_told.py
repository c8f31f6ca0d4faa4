"""The journal in the words of the agency: no code of the store is left in it."""

import ast
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

import mplus3_xl
from mplus3_xl.bootstrap import open_workspace
from mplus3_xl.domain import vocabulary
from mplus3_xl.domain.call_form import FieldAnswer
from mplus3_xl.domain.contact.calls import ActionDraft
from mplus3_xl.domain.model import Client, Contract, Dossier
from mplus3_xl.domain.reglages.plan import Proposed
from mplus3_xl.domain.reglages.set_values import Typed
from mplus3_xl.domain.vocabulary import ActionKind, Closing, FieldState, Term
from mplus3_xl.live.call.fiche_form import NAMES
from mplus3_xl.rules import table
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.call.striking import strike_attempt
from mplus3_xl.services.changes.journaling import changes_between, removal_of
from mplus3_xl.services.client.doubles import say_apart
from mplus3_xl.services.client.merging import merge_clients
from mplus3_xl.services.client.privacy import erase_client
from mplus3_xl.services.journal.fields import field_of, what_of
from mplus3_xl.services.journal.told import GONE, ToldLine, journal_told, told_lines
from mplus3_xl.services.journal.values import words_of
from mplus3_xl.services.queue.assigning import assign_dossiers
from mplus3_xl.services.queue.postponing import postpone_dossiers
from mplus3_xl.services.records import About, Change, JournalLine
from mplus3_xl.services.reglages.reglages import save_reglages
from mplus3_xl.services.undoing.undoing import undo_last
from mplus3_xl.settings import own_store
from mplus3_xl.store.unit_of_work import SqlStore
from mplus3_xl.store.units import Units
from tests.conftest import NOW
from tests.demos import demo_in
from tests.domain.invented import client, client_file, client_row, contract_file, contract_row
from tests.domain.invented import dossier as made
from tests.services.calls import CALL, OK4, filled_form, prepared, ready, saved
from tests.services.desk import ALICE, BRUNO, LATER, fill, form, take

MOST = 10_000
IDENTIFIER = re.compile(r"(?<![\w@.-])[a-z0-9]+(_[a-z0-9]+)+(?![\w@.-])")
RAW = re.compile(
    r'[\[\]{}"]|\d{4}-\d\d-\d\d|\b(true|false|null|None|True|False)\b|\b[0-9a-f]{64}\b'
)
TABLES = (
    ("families", "family"), ("gaps", "gap"), ("gaps", "level"), ("outcomes", "outcome"),
    ("pieces", "piece"), ("situation", "question"), ("required_fields", "field"),
    ("attempts", "basis"),
)  # fmt: skip
AWAY = {"holding": "ailleurs", "insurer": "Mutuelle Exemple"}
DETAILS = {
    "insurer": "inconnu", "subscribed_on": "2025-01-02", "premium_cents": 123450,
    "notice_on": "2026-10-01", "event": "demenagement", "event_on": "2026-10-15",
}  # fmt: skip
DETAILED = (
    "Ailleurs : assureur inconnu, souscrit le 02/01/2025, prime 1\u00a0234,50\u00a0€, avis "
    "d’échéance du 01/10/2026, Déménagement le 15/10/2026 ; Ailleurs : sans avis d’échéance"
)


def _codes() -> Iterator[str]:
    """Every code whose label is another word."""
    lists = (each for each in vars(vocabulary).values() if isinstance(each, type))
    for term in (each for listed in lists if issubclass(listed, Term) for each in listed):
        if term.label not in ("", term.value):
            yield term.value
    entries = [each for name, entry in TABLES for each in table(name)[entry]]
    options = [each for entry in entries for each in entry.get("options", ())]
    yield from (each["code"] for each in (*entries, *options) if each["code"] != each["label"])


CODES = frozenset(_codes())


def _leaks(line: ToldLine) -> bool:
    texts = [line.what, *filter(None, (line.before, line.after))]
    parts = [part for text in texts for part in re.split(" [:;] ", text)]
    return any(IDENTIFIER.search(text) or RAW.search(text) for text in texts) or any(
        part in CODES for part in parts
    )


def _said(store: Units) -> set[tuple[str | None, str, str | None, str | None]]:
    return {(each.client, each.what, each.before, each.after) for each in journal_told(store, MOST)}


def _line(subject: str, field: str, old: str | None, new: str | None, at: int = 1) -> JournalLine:
    return JournalLine(1, NOW, ALICE, subject, at, field, old, new, undo=False)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Sequence[ToldLine]:
    """The whole journal of the demo."""
    folder = demo_in(tmp_path_factory.mktemp("journal") / "demo")
    store = open_workspace(folder, own_store(folder), None).store()
    return journal_told(store, MOST)


def test_no_line_of_the_demo_shows_a_code_of_the_store(demo: Sequence[ToldLine]) -> None:
    assert len(demo) > 3_000
    assert [line for line in demo if _leaks(line)] == []


def test_every_line_of_the_demo_says_whose_it_is_but_for_a_month_and_a_login(
    demo: Sequence[ToldLine],
) -> None:
    of_nobody = {line.what.split()[0] for line in demo if line.client is None}
    assert of_nobody == {"Mois", "Utilisateur"}


def test_a_line_of_the_store_as_it_stands_would_be_found() -> None:
    for leak in ("bilan_refuse", '["recue"]', "2026-11-10", "true", "aucun", "Ailleurs : aucun"):
        assert _leaks(ToldLine(NOW, ALICE, None, "Dossier 1 : Issue", None, leak)), leak


@pytest.mark.parametrize(
    ("subject", "field", "text", "said"),
    [
        ("dossiers", "closing", "bilan_refuse", "Bilan refusé"),
        ("dossiers", "closed_on", "2026-11-06", "06/11/2026"),
        ("dossiers", "next_try_at", "2026-11-10T11:00:00", "10/11/2026 à 11:00"),
        ("dossiers", "callback_at", "2026-11-10T11:00:00.125", "10/11/2026 à 11:00"),
        ("dossiers", "closed_by_program", "True", "Oui"),
        ("dossiers", "joined_into", "12", "n° 12"),
        ("dossiers", "sms_mail", "S.O.", "S.O."),
        ("dossiers", "closing_reason", "Déménage à Aix.", "Déménage à Aix."),
        ("clients", "client_type", "tns", "Professionnel (TNS)"),
        ("clients", "revenue_cents", "48574451", "485\u00a0744,51"),
        ("clients", "number", "20261123", "20261123"),
        ("clients", "from_file", "False", "Non"),
        ("clients", "merged_into", "2", "Durand Léa (fiche 2)"),
        ("dossiers", "merged_client", "3", "fiche 3"),
        ("manual_entries", "client_type", "entreprise", "Entreprise"),
        ("contracts", "state", "resilie", "Résilié"),
        ("contracts", "movement", "an", "Affaire nouvelle (AN)"),
        ("contracts", "family", "mrh", "Habitation (résidence principale)"),
        ("contracts", "family", "famille_disparue", "famille_disparue"),
        ("contracts", "premium_cents", "32000", "320,00"),
        ("contracts", "dossier_id", "12", "n° 12"),
        ("contracts", "probable_replacement", "True", "Oui"),
        ("clients", "name_only", "False", "Non"),
        ("attempts", "outcome", "joint", "Joint – entretien réalisé"),
        ("consents", "withdrawn_at", "2026-11-10T09:05:00", "10/11/2026 à 09:05"),
        ("actes", "corrects", "58", "n° 58"),
        ("oppositions", "client_id", "2", "Durand Léa (fiche 2)"),
        ("not_doubles", "high_id", "2", "Durand Léa (fiche 2)"),
        ("lagon_reports", "reported_on", "2026-11-01", "01/11/2026"),
        ("actions", "object", "Relancer : bail", "Relancer : bail"),
        ("users", "manager", "oui", "Oui"),
        ("users", "charge_clientele", "Inès Morvan", "Inès Morvan"),
        ("months", "csv_sha256", "176a" * 16, "Mois clôturé"),
        ("drafts", "fiche_rappel_le", "2026-11-10", "10/11/2026"),
        ("drafts", "fiche_rappel_a", "14:30:00", "14:30"),
        ("field_answers", "ville", '["confirme", "Marseille", null]', "Confirmé : Marseille"),
        ("field_answers", "ville", '["modifie", "Marseille", "Aix"]', "Modifié : Aix"),
        ("field_answers", "ville", '["confirme", null, null]', "Confirmé"),
        ("field_answers", "email", '["non_communique", null, null]', "Non communiqué"),
        ("field_answers", "email", '["non_communique", "z@exemple.fr", null]', "Non communiqué"),
        ("piece_answers", "bail", '["recue", "2026-11-13"]', "Reçue le 13/11/2026"),
        ("piece_answers", "bail", '["demandee", "2026-11-13"]', "Demandée le 13/11/2026"),
        ("piece_answers", "bail", '["demandee", null]', "Demandée"),
        ("piece_answers", "bail", '["non_conforme", "2026-11-13"]', "Non conforme (13/11/2026)"),
        ("piece_answers", "bail", '["non_requise", null]', "Non requise"),
        ("situation", "couple", "true", "Oui"),
        ("situation", "couple", '"ne_sait_pas"', "Ne sait pas"),
        ("situation", "enfants", "0", "0"),
        ("situation", "logement", '"locataire"', "Locataire"),
        ("situation", "vehicules", '["auto", "velo"]', "Voiture, Vélo"),
        ("inventaire", "animaux", '[{"holding": "aucun"}]', "Aucun"),
        (
            "inventaire",
            "mrh",
            json.dumps([{**AWAY, "echeance": "2026-11-30", "over_a_year": True}]),
            "Ailleurs : Mutuelle Exemple, échéance 30/11/2026, plus d’un an",
        ),
        (
            "inventaire",
            "mrh",
            json.dumps([{**AWAY, **DETAILS}, {"holding": "ailleurs", "no_notice": True}]),
            DETAILED,
        ),
        ("manques", "sans_rc_vie_privee", '["refus", "Y pense."]', "Ne souhaite pas : Y pense."),
        ("manques", "sans_rc_vie_privee", '["couvert", null]', "Déjà couvert ailleurs"),
        ("manques", "sans_rc_vie_privee", '[null, "Plus tard."]', "Plus tard."),
        ("bilan", "sans_action", '"Tout est « ici »."', "Tout est « ici »."),
        ("inventaire", "mrh", "anonymisé", "anonymisé"),
        ("contracts", "client_id", None, None),
    ],
)
def test_a_value_is_said_in_words(
    subject: str, field: str, text: str | None, said: str | None
) -> None:
    cards = {"2": "Durand Léa (fiche 2)", "3": "fiche 3"}
    assert words_of(subject, field, text, cards) == said


@pytest.mark.parametrize(
    ("line", "about", "said"),
    [
        (_line("dossiers", "appel", None, "OK", 61), About(1), "Dossier 61 : Appel téléphonique"),
        (_line("dossiers", "postponed_until", None, "x", 61), About(1), "Dossier 61 : Différé au"),
        (_line("dossiers", "assigned_to", None, "x", 61), About(1), "Dossier 61 : Affecté à"),
        (_line("drafts", "fiche_note", None, "x", 61), About(1), "Fiche du dossier 61 : Note"),
        (_line("clients", "email", None, "x"), About(1), "Fiche client : E-mail"),
        (_line("clients", "erased_on", None, "x"), About(1), "Fiche client : Effacé le"),
        (_line("manual_entries", "city", None, "x"), About(1), "Saisie à la main : Ville"),
        (_line("contracts", "state", None, "x"), About(1, "C1"), "Contrat C1 : État"),
        (_line("contracts", "state", None, "x"), About(), "Contrat : État"),
        (
            _line("attempts", "struck_reason", None, "x"),
            About(1, CALL),
            "Essai d’appel du 23/11/2026 à 10:30 : Barré parce que",
        ),
        (
            _line("field_answers", "situation_matrimoniale", None, "x"),
            About(1),
            "Champ de la fiche Lagon : Situation matrimoniale",
        ),
        (
            _line("piece_answers", "carte_grise", None, "x"),
            About(1, "C1"),
            "Pièce : Carte grise (contrat C1)",
        ),
        (_line("piece_answers", "carte_grise", "x", None), About(1), "Pièce : Carte grise"),
        (
            _line("situation", "couple", None, "x"),
            About(1),
            "Bilan, situation : Vivez-vous en couple ?",
        ),
        (_line("inventaire", "bateau", None, "x"), About(1), "Bilan, inventaire : Bateau"),
        (
            _line("manques", "vehicule_auto", None, "x"),
            About(1),
            "Bilan, manque : Voiture sans assurance",
        ),
        (_line("bilan", "sans_action", None, "x"), About(1), "Bilan : Pas d’action : pourquoi"),
        (
            _line("actions", "object", None, "x"),
            About(1, "Habitation", "devis"),
            "Action : Devis à envoyer",
        ),
        (
            _line("actions", "done_on", None, "x"),
            About(1, "Habitation", "devis"),
            "Devis à envoyer « Habitation » : Fait le",
        ),
        (_line("actions", "object", "x", None), About(1), "Action : Objet"),
        (
            _line("lagon_reports", "confirmed_on", None, "x"),
            About(1, "email"),
            "Report dans Lagon, E-mail : Confirmé le",
        ),
        (
            _line("lagon_reports", "new", None, "x"),
            About(1, "type_client"),
            "Report dans Lagon, Type de client : À écrire",
        ),
        (_line("consents", "ends_on", None, "x"), About(1), "Consentement : Fin le"),
        (
            _line("oppositions", "client_id", None, "1"),
            About(1),
            "Opposition au démarchage : Client",
        ),
        (_line("actes", "corrects", None, "1", 3), About(1), "Acte n° 3 : Corrige l’acte"),
        (
            _line("not_doubles", "high_id", None, "2"),
            About(1),
            "Doubles : N’est pas le même client que",
        ),
        (
            _line("users", "manager", "non", "oui"),
            About(None, "ines"),
            "Utilisateur ines : Responsable",
        ),
        (_line("months", "csv_sha256", None, "x", 202606), About(), "Mois juin 2026 : Clôture"),
        (
            _line("settings_versions", "tolerance_days", "7", "3", 2),
            About(),
            "Réglages n° 2 : Tolérance de chaque côté du jour cible (jours)",
        ),
        (
            _line("settings_versions", "max_tentatives.motif", None, "x", 2),
            About(),
            "Réglages n° 2 : Essais d’appel permis sur la période – motif",
        ),
        (
            _line("settings_versions", "tns_comme_conso", "oui", "non", 2),
            About(),
            "Réglages n° 2 : Un TNS est protégé comme un consommateur",
        ),
        (
            _line("settings_versions", "texte:opposition", None, "x", 2),
            About(),
            "Réglages n° 2 : Le client s’oppose au démarchage",
        ),
        (_line("settings_versions", "absences", None, "x", 2), About(), "Réglages n° 2 : Absence"),
        (
            _line("settings_versions", "charges", None, "x", 2),
            About(),
            "Réglages n° 2 : Chargé de clientèle",
        ),
        (_line("settings_versions", "agences", None, "x", 2), About(), "Réglages n° 2 : Agence"),
        (
            _line("settings_versions", "reglage_disparu", None, "x", 2),
            About(),
            "Réglages n° 2 : reglage_disparu",
        ),
    ],
)  # fmt: skip
def test_what_changed_is_said_in_words(line: JournalLine, about: About, said: str) -> None:
    assert what_of(line, about) == said
    assert what_of(line._replace(undo=True), about) == f"{said} (annulation)"


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_that_the_form_keeps_has_a_label(name: str) -> None:
    kept = name not in ("fiche_code", "fiche_version", "fiche_formulaire", "fiche_pieces")
    assert (field_of("drafts", name) != name) is kept


@pytest.mark.parametrize(
    ("subject", "made_of"),
    [("clients", Client), ("contracts", Contract), ("dossiers", Dossier)],
)
def test_every_column_that_a_change_may_tell_has_a_label(
    subject: str, made_of: type[Client] | type[Contract] | type[Dossier]
) -> None:
    names = made_of._fields
    pair = (made_of._make([0] * len(names)), made_of._make([1] * len(names)))
    told = [each.field for each in changes_between(subject, [pair])]
    assert [name for name in told if name != "id" and field_of(subject, name) == name] == []


def _changes_in_the_source() -> set[tuple[str, str]]:
    """The subject and the field of each `Change(...)` of the program that says both as they are."""
    found = set()
    for path in Path(mplus3_xl.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Change":
                match node.args:
                    case [ast.Constant(subject), _, ast.Constant(field), _, _]:
                        found.add((str(subject), str(field)))
    return found


def test_every_change_that_the_program_writes_has_its_words() -> None:
    found = _changes_in_the_source()
    assert {("months", "csv_sha256"), ("oppositions", "client_id")} <= found
    for subject, field in found:
        said = what_of(_line(subject, field, None, "x", 202606), About())
        assert not IDENTIFIER.search(said), said
        assert not said.startswith(subject), said


def test_a_call_is_told_with_the_client_and_taken_back_as_an_undo(store: Units) -> None:
    shown = prepared(ready(store))
    phone = FieldAnswer("telephone", FieldState.MODIFIE, "06 12 34 56 78", "07 00 00 00 01")
    call = filled_form(shown, fields=(phone,), tags=OK4._replace(lagon=None, bilan=None))
    quote = ActionDraft(ActionKind.DEVIS, "Habitation", CALL.date() + timedelta(days=1))
    saved(store, replace(call, actions=(quote,)))
    undo_last(store, ALICE, CALL + timedelta(minutes=5))
    told = journal_told(store, MOST)
    assert {line.client for line in told} == {"MARTIN Zoé"}
    assert [line for line in told if _leaks(line)] == []
    said = _said(store)
    new = "07 00 00 00 01"
    assert ("MARTIN Zoé", "Fiche client : Téléphone", "06 12 34 56 78", new) in said
    assert ("MARTIN Zoé", "Fiche client : Téléphone (annulation)", new, "06 12 34 56 78") in said
    assert ("MARTIN Zoé", "Report dans Lagon : À écrire (annulation)", new, None) in said
    assert ("MARTIN Zoé", "Action : Objet (annulation)", "Habitation", None) in said


def test_what_a_manager_does_is_told_in_words(store: Units) -> None:
    fill(store, [client()], [made(charge_clientele="Hugo Mazin")])
    chiefs = [Naming(BRUNO, None, True), Naming("ines", "Inès Morvan", False)]
    name_logins(store, chiefs, BRUNO, NOW)
    assign_dossiers(store, [1], "Inès Morvan", NOW.date() + timedelta(days=2), BRUNO, NOW)
    postpone_dossiers(store, [1], NOW.date() + timedelta(days=1), "Congés", BRUNO, NOW)
    save_reglages(store, 0, Proposed([Typed("tolerance_days", 3)]), BRUNO, NOW)
    said = _said(store)
    assert {
        ("MARTIN Zoé", "Dossier 1 : Affecté jusqu’au", None, "25/11/2026"),
        ("MARTIN Zoé", "Dossier 1 : Différé au", None, "24/11/2026"),
        ("MARTIN Zoé", "Dossier 1 : Motif du délai", None, "Congés"),
        (None, "Utilisateur ines : Chargé de clientèle", None, "Inès Morvan"),
        (None, "Utilisateur bruno : Responsable", "Non", "Oui"),
        (None, "Réglages n° 1 : Tolérance de chaque côté du jour cible (jours)", "7", "3"),
    } <= said


def test_a_struck_attempt_is_told_with_its_own_moment(store: Units) -> None:
    shown = prepared(ready(store))
    attempt = replace(filled_form(shown).attempted, outcome="nrp")
    tags = OK4._replace(appel="KO", lagon=None, bilan=None, sms_mail=None)
    saved(store, filled_form(shown, attempted=attempt, tags=tags, fields=(), pieces=()))
    strike_attempt(store, 1, ALICE, "Erreur de ligne", CALL + timedelta(minutes=5))
    what = "Essai d’appel du 23/11/2026 à 10:30 : Barré parce que"
    assert ("MARTIN Zoé", what, None, "Erreur de ligne") in _said(store)


@pytest.fixture
def doubles(store: Units) -> Units:
    """Two clients, of whom one is the other, and a third."""
    rows = [client_row(), client_row(number="L2", last_name="MARTIN", first_name="Zoe")]
    rows.append(client_row(number="L3", last_name="DURAND", first_name="Paul"))
    contracts = (contract_row(), contract_row(number="C2", client_number="L2"))
    files = (client_file(*rows), contract_file(*contracts))
    take(store, *files)
    name_logins(store, [Naming(BRUNO, None, True)], BRUNO, NOW)
    return store


def test_a_merge_is_told_on_the_client_who_is_kept(doubles: Units) -> None:
    saved(doubles, form("f1", "KO"), ALICE, NOW)
    merge_clients(doubles, 1, [2], BRUNO, LATER)
    told = journal_told(doubles, MOST)
    assert [line for line in told if _leaks(line)] == []
    name = "MARTIN Zoé"
    assert {
        (name, "Fiche client : Réunie à", None, "MARTIN Zoé (fiche 1)"),
        (name, "Contrat C2 : Client", "fiche 2", "MARTIN Zoé (fiche 1)"),
        (name, "Dossier 1 : Vient du client", None, "fiche 2"),
    } <= _said(doubles)


def test_two_clients_said_apart_are_both_named(doubles: Units) -> None:
    say_apart(doubles, 1, [3], BRUNO, NOW)
    what = "Doubles : N’est pas le même client que"
    assert ("MARTIN Zoé", what, None, "DURAND Paul (fiche 3)") in _said(doubles)


def test_a_contract_that_goes_to_another_client_names_both(doubles: Units) -> None:
    file = contract_file(contract_row(client_number="L3", client_name="DURAND Paul"), partial=True)
    take(doubles, file)
    moved = ("Contrat C1 : Client", "MARTIN Zoé (fiche 1)", "DURAND Paul (fiche 3)")
    assert ("DURAND Paul", *moved) in _said(doubles)


def test_an_erased_client_stays_without_a_name(doubles: Units) -> None:
    say_apart(doubles, 1, [3], BRUNO, NOW)
    saved(doubles, form("f1", "KO", fiche_note="Zoé rappelle"), ALICE, NOW)
    merge_clients(doubles, 1, [2], BRUNO, NOW)
    erase_client(doubles, 1, BRUNO, LATER, force="Demande")
    told = journal_told(doubles, MOST)
    assert "anonyme 1" in {line.client for line in told}
    texts = " ".join(str(line) for line in told)
    assert "Zoé" not in texts
    assert "MARTIN" not in texts


def test_a_dossier_that_is_gone_is_said_to_be(store: Units) -> None:
    fill(store, [client()])
    older = Change("dossiers", 8, "target", "2026-11-10", None)
    with store.write() as unit:
        unit.write_journal([older, removal_of(made(id=9))], NOW, "import")
    assert _said(store) == {
        (None, "Dossier 8 : Date cible", "10/11/2026", GONE),
        (None, "Dossier 9 : Client", "MARTIN Zoé (fiche 1)", GONE),
    }


def test_a_closing_is_said_by_its_label(store: Units) -> None:
    fill(store, [client()], [made()])
    with store.write() as unit:
        old = made()
        new = old._replace(closing=Closing.HORS_DELAI, closed_on=date(2026, 11, 23))
        unit.write_journal(changes_between("dossiers", [(old, new)]), NOW, ALICE)
    assert {
        ("MARTIN Zoé", "Dossier 1 : Motif de clôture", None, "Hors délai à l’import"),
        ("MARTIN Zoé", "Dossier 1 : Clos le", None, "23/11/2026"),
    } == _said(store)


def test_naming_five_hundred_lines_asks_no_more_of_the_store_than_naming_two(
    store: Units, engine: Engine
) -> None:
    ids = range(1, 251)
    clients = [client(id=at, number=f"L{at}") for at in ids]
    fill(store, clients, [made(id=at, client_id=at) for at in ids])
    with store.write() as unit:
        lines = [Change("dossiers", at, "appel", None, "KO") for at in ids]
        apart = [Change("not_doubles", at, "high_id", None, str(251 - at)) for at in ids]
        unit.write_journal([*lines, *apart], NOW, ALICE)
    said: list[str] = []
    with SqlStore(engine).read() as unit:
        known = unit.journal_lines(500, None)
        event.listen(engine, "before_cursor_execute", lambda *heard: said.append(heard[2]))
        assert len(told_lines(unit, known)) == 500
        many = len(said)
        told_lines(unit, [known[0], known[-1]])
    assert len(said) - many == many > 0
