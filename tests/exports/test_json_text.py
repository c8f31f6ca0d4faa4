"""What the command line answers to a program: every name and value, as JSON has them."""

import json
from datetime import date, datetime
from typing import Any

from mplus3_xl.domain.lagon.drafts import DraftFile, Kind
from mplus3_xl.domain.queue.cases import ClientCard
from mplus3_xl.domain.tags import Tags
from mplus3_xl.domain.vocabulary import Closing, Phase, Tag
from mplus3_xl.errors import Problem
from mplus3_xl.exports.json_text import as_json, import_json, queue_json
from mplus3_xl.services.importing.importing import FileReport, ImportReport
from tests.painter.invented import row

REFUSED = Problem("C.csv", 4, "N° de Contrat", "", "numero_manquant", "Sans numéro.")
WARNED = Problem("C.csv", 5, "Prime", "x", "prime_illisible", "Prime mise de côté.")


def _file(name: str, **more: Any) -> DraftFile:
    return DraftFile(name, Kind.CONTRACTS, "", False, frozenset(), 9, 1, (), **more)


def test_an_import_answers_all_that_it_did() -> None:
    first = _file("C.csv", warnings=[WARNED], set_aside=("Fractionnement",), hidden=6)
    files = [FileReport(first, 1, 2, 5, [REFUSED]), FileReport(_file("D.csv"), 0, 0, 9, [])]
    card = ClientCard("L1", "MARTIN Zoé", None, "06 12 34 56 78", "zoe@exemple.fr", None)
    twins = [[card, card._replace(number=None)]]
    report = ImportReport(files, 7, 8, 9, {"E-mail": 3}, twins, {"Hugo Mazin": 1})
    said = import_json(report, {0: "rejets.xlsx"})
    assert said["fichiers"][0] == {
        "fichier": "C.csv",
        "nature": "contrats",
        "lus": 9,
        "crees": 1,
        "modifies": 2,
        "inchanges": 5,
        "rejetes": 1,
        "lignes_masquees": 6,
        "rejets": [
            {
                "fichier": "C.csv",
                "ligne": 4,
                "colonne": "N° de Contrat",
                "valeur": "",
                "code": "numero_manquant",
                "message": "Sans numéro.",
            }
        ],
        "avertissements": [
            {
                "fichier": "C.csv",
                "ligne": 5,
                "colonne": "Prime",
                "valeur": "x",
                "code": "prime_illisible",
                "message": "Prime mise de côté.",
            }
        ],
        "colonnes_mises_de_cote": ["Fractionnement"],
        "fichier_des_rejets": "rejets.xlsx",
    }
    assert said["fichiers"][1]["fichier_des_rejets"] is None
    reached = {"telephone": "06 12 34 56 78", "email": "zoe@exemple.fr"}
    twin = {"client": None, "nom": "MARTIN Zoé", **reached}
    assert {name: value for name, value in said.items() if name != "fichiers"} == {
        "nouveaux_dossiers": 7,
        "charges_partis": {"Hugo Mazin": 1},
        "changent_d_agence": [],
        "modifies_par_une_autre_agence": [],
        "absents_du_dernier_export": 8,
        "conflits": 9,
        "valeurs_effacees": {"E-mail": 3},
        "doublons_probables": [[twin | {"client": "L1"}, twin]],
    }


def test_a_dossier_is_an_object_of_plain_values() -> None:
    tags = Tags(appel=Tag.OK, sms_mail=Tag.SANS_OBJET)
    slot = datetime(2026, 11, 23, 10, 0, 30)
    held = row(1, tags=tags, prochain_creneau=slot, contrats=("C1", "C2"), cible=date(2026, 11, 5))
    held = held._replace(phase=Phase.FENETRE, cloture=Closing.HORS_DELAI, rappel=None)
    (said,) = json.loads(as_json(queue_json([held])))
    assert list(said) == list(held._fields)
    assert said["tags"] == {"appel": "OK", "lagon": None, "bilan": None, "sms_mail": "S.O."}
    assert (said["prochain_creneau"], said["cible"]) == ("2026-11-23T10:00", "2026-11-05")
    assert (said["contrats"], said["rappel"], said["eligible"]) == (
        ["C1", "C2"],
        None,
        held.eligible,
    )
    assert (said["phase"], said["cloture"]) == ("fenetre", "hors_delai")


def test_the_answer_is_read_by_a_person_too() -> None:
    assert as_json({"nom": "Zoé"}) == '{\n  "nom": "Zoé"\n}'
