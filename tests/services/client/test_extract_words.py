"""What a client reads of himself: no code of the store, and nobody else's name."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from mplus3_xl.bootstrap import open_workspace
from mplus3_xl.rules import table
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.client.doubles import say_apart
from mplus3_xl.services.client.extract_words import label_of_column, said
from mplus3_xl.services.client.privacy_extract import Extract, Part, extract_of
from mplus3_xl.services.journal.told import told_lines
from mplus3_xl.services.queue.dossiers import keep_draft
from mplus3_xl.services.register.actes import correct_acte
from mplus3_xl.settings import own_store
from mplus3_xl.store.units import Units
from tests.conftest import NOW
from tests.demos import demo_in
from tests.domain.invented import client
from tests.services.calls import filled_form, prepared, ready, saved
from tests.services.desk import ALICE, BRUNO, fill
from tests.services.journal.test_told import CODES, IDENTIFIER, RAW

SOME = 12


@pytest.fixture(scope="module")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Extract]:
    """The extracts of some clients of the demo who were called."""
    folder = demo_in(tmp_path_factory.mktemp("extraits") / "demo")
    workspace = open_workspace(folder, own_store(folder), None)
    with workspace.store().read() as unit:
        called = sorted({each.client_id for each in unit.kept_bilans()})
    return [extract_of(workspace.store(), each, workspace.now) for each in called[-SOME:]]


def _cells(extract: Extract) -> list[str]:
    return [cell for part in extract.parts for line in part.lines for cell in line if cell]


def _part(extract: Extract, title: str) -> Part:
    return next(each for each in extract.parts if each.title == title)


def test_no_cell_of_an_extract_shows_a_code_of_the_store(extracts: Sequence[Extract]) -> None:
    cells = [cell for extract in extracts for cell in _cells(extract)]
    assert len(cells) > 1_000
    leaks = [cell for cell in cells if IDENTIFIER.search(cell) or RAW.search(cell)]
    assert leaks == []
    assert [cell for cell in cells if cell in CODES - {"oui", "non"}] == []


def test_the_journal_of_an_extract_is_told_like_that_of_the_manager(store: Units) -> None:
    saved(store, filled_form(prepared(ready(store))))
    part = _part(extract_of(store, 1, NOW), "Journal des changements")
    assert part.columns == ("Le", "Par", "Quoi", "Avant", "Après")
    when = "23/11/2026 10:30"
    assert (when, ALICE, "Dossier 1 : Appel téléphonique", "", "OK") in part.lines
    what = "Champ de la fiche Lagon : Ville"
    assert (when, ALICE, what, "", "Confirmé : Marseille") in part.lines


def test_an_acte_and_its_correction_are_told_in_words(store: Units) -> None:
    saved(store, filled_form(prepared(ready(store))))
    correct_acte(store, 1, {"note": "Content, sans plus."}, "Note trop vive", ALICE, NOW)
    _, corrected = _part(extract_of(store, 1, NOW), "Actes").lines
    for text in (
        "Champ : Ville, État : Confirmé, Lagon : Marseille",
        "Issue : Joint – entretien réalisé, Le : 23/11/2026 à 10:30",
        "Note : Content, sans plus.",
        "Motif de la correction : Note trop vive",
        "Corrigé le : 23/11/2026 à 09:30",
        "Famille : Auto",
    ):
        assert text in corrected[-1], text


CONTRACT = {
    "numero": "C1", "famille": "auto", "produit": "Auto", "date_effet": "2026-08-25",
    "prime_centimes": 45_000,
}  # fmt: skip
TRY = {
    "le": "2026-11-23T10:30:00", "issue": "joint", "compte": True, "par": "alice", "note": "Vu",
    "base": "execution_contrat", "manquement": "max_tentatives", "motif_manquement": "Il attendait",
    "raye": "Mauvais client",
}  # fmt: skip
ACTION = {
    "nature": "devis", "objet": "Devis habitation", "pour": "Inès Morvan",
    "echeance": "2026-11-25", "faite_le": "2026-11-26",
}  # fmt: skip


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({"client": {"numero": "L1", "nom": "MARTIN Zoé"}}, "Numéro : L1, Nom : MARTIN Zoé"),
        (
            {"tags": {"appel": "OK", "sms_mail": "S.O."}},
            "Appel téléphonique : OK, SMS/Mail coordonnées : S.O.",
        ),
        (
            {"contrats": [CONTRACT, {"numero": "C2", "prime_centimes": None}]},
            (
                "Numéro : C1, Famille : Auto, Produit : Auto, Date d’effet : 25/08/2026, "
                "Prime (€) : 450,00 ; Numéro : C2"
            ),
        ),
        (
            {"champs": [{"champ": "ville", "etat": "modifie", "lagon": "Aix", "nouveau": "Aups"}]},
            "Champ : Ville, État : Modifié, Lagon : Aix, Nouveau : Aups",
        ),
        (
            {"pieces": [{"contrat": 1, "piece": "rib", "etat": "recue", "le": "2026-11-23"}]},
            "Pièce : RIB, État : Reçue le, Le : 23/11/2026",
        ),
        (
            {"essais": [TRY]},
            (
                "Le : 23/11/2026 à 10:30, Issue : Joint – entretien réalisé, Compte : oui, "
                "Par : alice, Note : Vu, Base de l’appel : Exécution du contrat, "
                "Limite passée : Essais d’appel permis sur la période, "
                "Motif du passage : Il attendait, Barré parce que : Mauvais client"
            ),
        ),
        (
            {"actions": [ACTION]},
            (
                "Nature : Devis à envoyer, Objet : Devis habitation, Pour : Inès Morvan, "
                "Échéance : 25/11/2026, Fait le (jour) : 26/11/2026"
            ),
        ),
        (
            {"opportunites": [{"manque": "vehicule_edpm", "reponse": "refus", "motif": "Non"}]},
            (
                "Manque : Trottinette électrique sans assurance, "
                "Réponse : Ne souhaite pas, Raison : Non"
            ),
        ),
        (
            {"note": "", "sans_action": "Tout est chez nous."},
            "Motif d’absence d’action : Tout est chez nous.",
        ),
    ],
)
def test_each_part_of_an_acte_is_told_in_words(content: dict[str, Any], text: str) -> None:
    assert said("actes", "content", {"content": json.dumps(content)}) == text


def test_told_to_a_client_the_journal_names_nobody_else(store: Units) -> None:
    other = client(id=2, number="L2", last_name="DURAND", folded_name="durand zoe")
    fill(store, [client(), other])
    name_logins(store, [Naming(BRUNO, None, True)], BRUNO, NOW)
    say_apart(store, 1, [2], BRUNO, NOW)
    with store.read() as unit:
        (line, *_) = told_lines(unit, unit.journal_lines(1, None), to=1)
    assert (line.client, line.after) == ("MARTIN Zoé", "fiche 2")


@pytest.mark.parametrize(
    ("name", "column", "row", "text"),
    [
        ("situation_answers", "answer", {"question": "couple", "answer": "true"}, "Oui"),
        ("manual_entries", "field", {"field": "city"}, "Ville"),
        ("manual_entries", "value", {"field": "revenue_cents", "value": "100"}, "1,00"),
        ("conflicts", "subject", {"subject": "clients"}, "Fiche client"),
        ("conflicts", "field", {"subject": "clients", "field": "city"}, "Ville"),
        (
            "conflicts",
            "offered",
            {"subject": "dossiers", "field": "effect_date", "offered": "2026-11-01"},
            "01/11/2026",
        ),
        ("bilan_lines", "event", {"event": "demenagement"}, "Déménagement"),
        ("lagon_reports", "field", {"field": "type_client"}, "Type de client"),
        (
            "attempts",
            "breach",
            {"breach": "max_tentatives, earliest_months"},
            "Essais d’appel permis sur la période, Pas d’appel avant : mois entiers",
        ),
        ("dossiers", "closing", {"closing": None}, ""),
    ],
)
def test_a_value_of_a_row_is_said_in_words(
    name: str, column: str, row: dict[str, Any], text: str
) -> None:
    assert said(name, column, row) == text


def test_every_limit_that_a_call_may_go_against_has_a_label() -> None:
    limits = [*table("attempts")["limit"], *table("windows")["setting"]]
    for code in limits:
        assert said("attempts", "breach", {"breach": code}) != code
    assert label_of_column("corrige_le") == "Corrigé le"


def test_what_was_typed_and_not_saved_is_read_by_the_labels_of_its_cells(store: Units) -> None:
    ready(store)
    typed = {"fiche_note": "Absent ce matin", "fiche_rappel_le": "2026-11-24"}
    keep_draft(store, 1, typed, ALICE, NOW)
    ((_, content, *_),) = _part(extract_of(store, 1, NOW), "Saisies non enregistrées").lines
    assert content == "Note : Absent ce matin ; Rappel le : 24/11/2026"
