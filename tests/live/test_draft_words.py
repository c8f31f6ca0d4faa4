from mplus3_xl.live.call.draft_words import told


def test_the_outcome_and_the_note_come_first_and_a_new_value_stands_for_its_state() -> None:
    texts = {
        "fiche_accord": "Oui",
        "fiche_adresse": "4 impasse des Lauriers",
        "fiche_adresse_etat": "Modifié",
        "fiche_ville_etat": "Confirmé",
        "fiche_issue": "Ne répond pas",
    }
    assert told(texts, {}) == (
        "Issue de l’appel « Ne répond pas », "
        "Accord du client pour parler de ses autres assurances « Oui », "
        "Adresse « 4 impasse des Lauriers », Ville « Confirmé »"
    )


def test_the_pieces_of_one_answer_are_told_together_with_their_contracts() -> None:
    texts = {
        "piece:1:permis.etat": "Reçue le",
        "piece:1:permis.le": "2026-11-23",
        "piece:2:bail.etat": "Reçue le",
        "piece:2:bail.le": "2026-11-23",
        "piece:1:mandat_sepa.etat": "Demandée le",
        "piece:3:carte_grise.le": "hier",
    }
    assert told(texts, {1: "A1", 2: "A2"}) == (
        "Permis de conduire (A1), Bail (A2) « Reçue le 23/11/2026 », "
        "Mandat SEPA et RIB (A1) « Demandée le », Carte grise « hier »"
    )


def test_a_day_and_a_time_are_told_as_the_form_shows_them() -> None:
    texts = {"fiche_rappel_le": "2026-12-03", "fiche_rappel_a": "10:30:00", "fiche_note": "10:30"}
    assert told(texts, {}) == "Note « 10:30 », Rappel le « 03/12/2026 », Rappel à « 10:30 »"
    assert told({"fiche_rappel_le": "jeudi"}, {}) == "Rappel le « jeudi »"


def test_nothing_is_told_of_nothing() -> None:
    assert told({}, {}) == ""
