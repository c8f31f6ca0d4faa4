from mplus3_xl.services.changes.journal import told
from mplus3_xl.services.records import JournalLine
from tests.conftest import NOW


def line(subject: str, field: str, old: str | None = None, new: str | None = "x") -> JournalLine:
    return JournalLine(1, NOW, "alice", subject, 1, field, old, new, False)


def test_what_changed_is_counted_by_its_kind() -> None:
    lines = [
        line("dossiers", "appel", None, "OK"),
        line("drafts", "fiche_note"),
        line("field_answers", "adresse"),
        line("field_answers", "ville"),
        line("piece_answers", "permis"),
        line("lagon_reports", "new"),
        line("actions", "object"),
        line("actions", "done_on"),
        line("attempts", "outcome"),
        line("clients", "address"),
    ]
    assert told(lines, str) == (
        "alice, le 23/11/2026 à 09:30 : Appel téléphonique vide → OK, 1 champ de la fiche, "
        "2 réponses sur la fiche Lagon, 1 réponse sur les pièces, 1 ligne de Reports, "
        "1 essai d’appel, 1 changement d’action à suivre, 1 action à suivre, 1 donnée du dossier."
    )


def test_a_tag_that_is_no_longer_set_is_said_empty() -> None:
    said = told([line("dossiers", "lagon", "KO", None)], str)
    assert said == "alice, le 23/11/2026 à 09:30 : Mise à jour fiche Lagon KO → vide."


def test_a_change_that_no_line_tells_is_said_all_the_same() -> None:
    assert told([], str) == "il n’est plus tel que vous l’avez vu."


def test_a_merge_is_named() -> None:
    lines = [line("dossiers", "client_id", "1", "2"), line("dossiers", "merged_client", None, "1")]
    assert told(lines, str) == (
        "alice, le 23/11/2026 à 09:30 : fiche du client réunie à un double, 1 donnée du dossier."
    )
