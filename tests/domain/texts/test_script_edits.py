"""The words of an agency: kept where they differ from ours, refused with their place."""

import pytest

from mplus3_xl.domain.texts.script import templates
from mplus3_xl.domain.texts.script_edits import edited, label_of_text, read_texts, shown_texts

OURS = shown_texts({})
OWN = "C’est noté, à bientôt {prenom}."


def test_what_is_typed_as_ours_is_not_kept() -> None:
    assert read_texts(OURS, {}) == ({}, [])


def test_a_text_that_differs_is_kept_and_replaces_ours() -> None:
    texts, problems = read_texts(OURS | {"refus_bilan": f"  {OWN}\n"}, {})
    assert (texts, problems) == ({"refus_bilan": OWN}, [])
    assert edited(texts)["refus_bilan"].text == OWN
    assert edited(texts)["opposition"] == templates()["opposition"]


@pytest.mark.parametrize("typed", ["{Prénom}", "{ prenom }", "{PRENOM}"])
def test_a_field_is_known_whatever_its_case_and_accents(typed: str) -> None:
    own = OWN.replace("{prenom}", typed)
    assert read_texts({"refus_bilan": own}, {}) == ({"refus_bilan": OWN}, [])


@pytest.mark.parametrize("emptied", [None, "", "  \n"])
def test_a_text_that_is_emptied_is_ours_again(emptied: str | None) -> None:
    assert read_texts({"refus_bilan": emptied}, {"refus_bilan": OWN}) == ({}, [])


def test_what_is_not_typed_stays_as_it_was() -> None:
    texts, _ = read_texts({"opposition": "Au revoir."}, {"refus_bilan": OWN})
    assert texts == {"refus_bilan": OWN, "opposition": "Au revoir."}


def test_the_ends_of_the_lines_of_a_cell_are_no_difference() -> None:
    typed = OURS["mail_coordonnees"].replace("\n", " \r\n")
    assert read_texts({"mail_coordonnees": typed}, {}) == ({}, [])


def test_the_subject_of_a_mail_is_a_text_of_its_own() -> None:
    texts, problems = read_texts({"mail_coordonnees.objet": "De la part de {agence}"}, {})
    assert (texts, problems) == ({"mail_coordonnees.objet": "De la part de {agence}"}, [])
    assert edited(texts)["mail_coordonnees"].subject == "De la part de {agence}"
    assert edited(texts)["mail_coordonnees"].text == OURS["mail_coordonnees"]


def test_every_text_that_is_wrong_is_told_with_its_place() -> None:
    typed = {"refus_bilan": "{prnom}", "mail_coordonnees.objet": "Une offre", "opposition": "Bien."}
    _, problems = read_texts(typed, {})
    assert {(each.field, each.code) for each in problems} == {
        ("texte:refus_bilan", "champ_inconnu"),
        ("texte:mail_coordonnees.objet", "message_promotionnel"),
    }


def test_a_text_that_no_template_is_called_by_is_a_bug() -> None:
    with pytest.raises(KeyError):
        read_texts({"message": "Bonjour"}, {})


def test_a_text_is_called_as_its_template() -> None:
    assert label_of_text("refus_bilan") == "Le client refuse le bilan"
    assert label_of_text("mail_coordonnees.objet") == "Mail coordonnées – objet"
    assert label_of_text("gone") == "gone"


def test_every_text_that_a_client_hears_or_reads_is_shown_the_subject_before_its_mail() -> None:
    codes, said = list(OURS), [each for each in templates().values() if each.channel != "ecran"]
    assert [code for code in codes if not code.endswith(".objet")] == [each.code for each in said]
    assert codes.index("mail_coordonnees.objet") + 1 == codes.index("mail_coordonnees")
