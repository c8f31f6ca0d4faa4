from mplus3_xl.live.draft_words import told


def test_the_outcome_and_the_note_come_first_and_a_new_value_stands_for_its_state() -> None:
    texts = {
        "fiche_accord": "Oui",
        "fiche_adresse": "4 impasse des Lauriers",
        "fiche_adresse_etat": "Modifié",
        "fiche_ville_etat": "Confirmé",
        "fiche_issue": "Ne répond pas",
        "piece:1:permis.etat": "Reçue le",
        "piece:1:permis.le": "2026-11-23",
    }
    assert told(texts) == (
        "Issue de l’appel « Ne répond pas », "
        "Accord du client pour parler de ses autres assurances « Oui », "
        "Adresse « 4 impasse des Lauriers », Ville « Confirmé », 1 pièce"
    )


def test_a_day_and_a_time_are_told_as_the_form_shows_them() -> None:
    texts = {"fiche_rappel_le": "2026-12-03", "fiche_rappel_a": "10:30:00", "fiche_note": "10:30"}
    assert told(texts) == "Note « 10:30 », Rappel le « 03/12/2026 », Rappel à « 10:30 »"
    assert told({"fiche_rappel_le": "jeudi"}) == "Rappel le « jeudi »"


def test_nothing_is_told_of_nothing() -> None:
    assert told({}) == ""
