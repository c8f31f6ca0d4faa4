"""The agency's own words replace ours, unless the rules refuse them."""

from pathlib import Path

import pytest

from mplus3_xl.live.call_script import FOLDER, Words, shown_words, words_of
from mplus3_xl.services.preparation import Preparation
from mplus3_xl.store.unit_of_work import SqlStore
from tests.services.calls import AGENCIES, prepared, ready


@pytest.fixture
def shown(store: SqlStore) -> Preparation:
    return prepared(ready(store))


def words(shown: Preparation, folder: Path, caller: str | None = "Hugo Mazin") -> Words:
    return words_of(shown, AGENCIES["Corniche"], caller, folder)


def edited(folder: Path, name: str, text: str) -> Path:
    (folder / FOLDER).mkdir(exist_ok=True)
    (folder / FOLDER / name).write_text(text, encoding="utf-8")
    return folder


def test_what_is_not_known_is_to_be_completed(shown: Preparation, tmp_path: Path) -> None:
    said = words(shown, tmp_path, caller=None)
    assert "[à compléter : Votre prénom]" in said.opening.text
    assert said.trouble == ()


def test_a_text_of_the_agency_replaces_ours(shown: Preparation, tmp_path: Path) -> None:
    edited(tmp_path, "sms_coordonnees.txt", "{appelant_nom} : {agence_telephone}")
    said = shown_words(words(shown, tmp_path))
    assert str(said["fiche_sms"]).startswith("Hugo Mazin : ")


def test_a_mail_of_the_agency_may_have_its_subject(shown: Preparation, tmp_path: Path) -> None:
    edited(tmp_path, "mail_coordonnees.txt", "Objet : Bonjour\n\nVotre agence {agence}.")
    mail = shown_words(words(shown, tmp_path))["fiche_mail"]
    assert mail == "Objet : Bonjour\n\nVotre agence Corniche."


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("sms_coordonnees.txt", "Profitez de nos offres !", "sans offre"),
        ("sms_coordonnees.txt", "Bonjour {prnom}", "{prnom} n’existe pas"),
        ("sms_coordonnees.txt", "", "le texte est vide"),
        ("message.txt", "Bonjour", "aucun texte ne s’appelle ainsi"),
    ],
)
def test_a_text_that_the_rules_refuse_is_told_and_ours_serves(
    shown: Preparation, tmp_path: Path, name: str, text: str, complaint: str
) -> None:
    ours = words(shown, tmp_path).texts
    said = words(shown, edited(tmp_path, name, text))
    (trouble,) = said.trouble
    assert name in trouble
    assert complaint in trouble
    assert said.texts == ours


def test_a_file_that_is_no_text_is_told(shown: Preparation, tmp_path: Path) -> None:
    edited(tmp_path, "declencheur.txt", "")
    (tmp_path / FOLDER / "declencheur.txt").write_bytes(b"\xff\xfe\xe9")
    assert "UTF-8" in words(shown, tmp_path).trouble[0]
