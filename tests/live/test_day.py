"""A day of an account manager, each button pressed for real."""

from datetime import timedelta
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.calc.clicks import type_in
from mplus3_xl.domain.vocabulary import Closing
from mplus3_xl.layout.french import of
from mplus3_xl.layout.model import Value
from mplus3_xl.layout.queue.counting import is_callable
from mplus3_xl.live.book import Book
from mplus3_xl.services.agency.naming import Naming, name_logins, name_oneself
from mplus3_xl.services.agency.people import everybody
from mplus3_xl.services.queue.closing import close_dossier
from mplus3_xl.services.records import User
from tests.conftest import NOW
from tests.dossiers import open_dossier
from tests.live.pressing import (
    answer,
    asked,
    call,
    chosen,
    dossier_shown,
    field,
    named,
    press,
    select,
    typed,
)
from tests.live.pressing import message as said

REACHED = "Joint – entretien réalisé"


def opened(book: xw.Book, row: int = 1) -> int:
    """Open the form of a row of the queue; return its dossier."""
    select(book, "File", "tFile", row - 1)
    press(book, "Ouvrir la fiche", "File")
    return dossier_shown(book)


def whoever_clicks(space: Workspace) -> User:
    """The login of the tests, as the store knows it."""
    return next(user for user in everybody(space.store()) if user.login == author())


def test_a_refresh_shows_the_queue(at_work: xw.Book, space: Workspace) -> None:
    shown = [row["dossier"] for row in Book(at_work).read_table("tFile")]
    assert shown == [row.dossier for row in space.queue()]
    assert said(at_work) == f"File à jour : {len(shown)} dossiers."


def test_the_form_of_the_selected_row_is_opened(at_work: xw.Book, space: Workspace) -> None:
    first = space.queue()[0]
    assert opened(at_work) == first.dossier
    assert at_work.sheets.active.name == "Fiche"
    assert field(at_work, "fiche_nom") == first.nom
    assert field(at_work, "fiche_phase") == first.phase.label
    assert field(at_work, "fiche_prochain_creneau") == first.prochain_creneau
    contracts = field(at_work, "fiche_contrats")
    assert isinstance(contracts, list)
    numbers = {str(line[0]).split(" (")[0] for line in contracts if line[0]}
    assert numbers == set(first.contrats)


def test_what_is_typed_is_saved_and_shown_in_the_queue(at_work: xw.Book, space: Workspace) -> None:
    dossier = opened(at_work)
    type_in(named(at_work, "fiche_issue"), REACHED)
    type_in(named(at_work, "fiche_note"), "le matin, à Noël")
    press(at_work, "Enregistrer", "Fiche")
    view = open_dossier(space.store(), dossier)
    assert (view.dossier.appel, view.dossier.version) == ("OK", field(at_work, "fiche_version"))
    assert view.attempts[0].note == "le matin, à Noël"
    assert field(at_work, "fiche_note") is None
    assert field(at_work, "fiche_modifie") is None
    assert "En cours" in said(at_work)
    (row,) = [r for r in Book(at_work).read_table("tFile") if r["dossier"] == dossier]
    assert (row["appel"], row["statut"], row["rang"]) == ("OK", "En cours", 1)


def test_a_copy_away_from_its_store_begins_no_other_by_an_import(
    at_work: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "ailleurs"
    monkeypatch.setenv("MPLUS3_ESPACE", str(elsewhere))
    at_work.sheets["Accueil"].activate()
    press(at_work, "Importer un export")
    assert f"il n’y a pas de base dans « {elsewhere} »" in said(at_work)
    assert not (elsewhere / "mplus3.sqlite").exists()
    (elsewhere / "sauvegardes").mkdir()
    (elsewhere / "sauvegardes" / "hier.sqlite").touch()
    press(at_work, "Importer un export")
    assert "Il n’y a plus de base" in said(at_work)


def test_several_rows_of_the_queue_open_no_form(at_work: xw.Book) -> None:
    before = field(at_work, "fiche_code")
    body = at_work.sheets["File"].tables["tFile"].data_body_range
    assert body is not None
    body[0:2, 1].select()
    press(at_work, "Ouvrir la fiche", "File")
    assert "2 lignes sont choisies" in said(at_work)
    assert field(at_work, "fiche_code") == before


def test_undoing_is_refused_before_it_asks_while_something_is_being_typed(at_work: xw.Book) -> None:
    opened(at_work)
    type_in(named(at_work, "fiche_issue"), REACHED)
    press(at_work, "Enregistrer", "Fiche")
    type_in(named(at_work, "fiche_note"), "Rappeler")
    press(at_work, "Annuler ma dernière action", "Fiche")  # nobody answers a question
    assert "saisie qui n’est pas enregistrée" in said(at_work)


def test_typing_marks_the_form_as_not_saved(at_work: xw.Book) -> None:
    opened(at_work)
    assert field(at_work, "fiche_modifie") is None
    type_in(named(at_work, "fiche_note"), "Rappeler")
    assert field(at_work, "fiche_modifie") == "saisie non enregistrée"
    assert at_work.macro("Classeur.FermeturePermise")() is False


def test_typing_is_kept_when_another_form_is_opened_and_given_back(
    at_work: xw.Book, space: Workspace
) -> None:
    dossier = opened(at_work)
    type_in(named(at_work, "fiche_note"), "à l’île d’Yeu")
    type_in(named(at_work, "fiche_tag_appel"), "KO")
    assert opened(at_work, 2) != dossier
    assert field(at_work, "fiche_note") is None
    opened(at_work)
    assert field(at_work, "fiche_note") == "à l’île d’Yeu"
    assert field(at_work, "fiche_tag_appel") == "KO"
    assert "est remise" in said(at_work)
    assert open_dossier(space.store(), dossier).dossier.appel is None


def test_tags_that_do_not_go_together_are_marked_and_nothing_is_saved(
    at_work: xw.Book, space: Workspace
) -> None:
    dossier = opened(at_work)
    type_in(named(at_work, "fiche_tag_lagon"), "OK")
    press(at_work, "Enregistrer", "Fiche")
    assert field(at_work, "fiche_problemes") == ";fiche_tag_lagon;"
    assert at_work.selection == named(at_work, "fiche_tag_lagon")
    assert said(at_work).startswith("Non fait : Mise à jour fiche Lagon ne peut pas être OK")
    assert open_dossier(space.store(), dossier).dossier.lagon is None
    assert field(at_work, "fiche_tag_lagon") == "OK"


def test_a_save_is_taken_back_once_the_person_said_yes(at_work: xw.Book, space: Workspace) -> None:
    dossier = opened(at_work)
    type_in(named(at_work, "fiche_issue"), REACHED)
    press(at_work, "Enregistrer", "Fiche")
    at_work.app.impl.answers.replies += ["no"]
    press(at_work, "Annuler ma dernière action", "Fiche")
    assert open_dossier(space.store(), dossier).dossier.appel == "OK"
    at_work.app.impl.answers.replies += ["yes"]
    press(at_work, "Annuler ma dernière action", "Fiche")
    assert "Appel téléphonique vide → OK" in at_work.app.impl.answers.shown[-1].prompt
    assert open_dossier(space.store(), dossier).dossier.appel is None
    assert field(at_work, "fiche_tag_appel") is None
    (row,) = [r for r in Book(at_work).read_table("tFile") if r["dossier"] == dossier]
    assert row["appel"] is None


def test_a_call_that_was_made_is_not_said_taken_back(at_work: xw.Book, space: Workspace) -> None:
    dossier = opened(at_work)
    for _ in range(2):
        type_in(named(at_work, "fiche_issue"), REACHED)
        press(at_work, "Enregistrer", "Fiche")
    at_work.app.impl.answers.replies += ["yes"]
    press(at_work, "Annuler ma dernière action", "Fiche")
    assert said(at_work).startswith("Rien à reprendre : ")
    assert said(at_work).endswith("L’essai reste compté : s’il est faux, barrez-le.")
    assert len(open_dossier(space.store(), dossier).attempts) == 2


def test_nothing_to_take_back_is_told(at_work: xw.Book) -> None:
    at_work.sheets["Fiche"].activate()
    press(at_work, "Annuler ma dernière action", "Fiche")
    assert "aucun enregistrement à annuler" in said(at_work)


def test_next_opens_the_first_to_call_then_the_one_after(
    at_work: xw.Book, space: Workspace
) -> None:
    waiting = [
        row.dossier
        for row in space.queue()
        if row.prochain_creneau and row.prochain_creneau.date() <= space.today
    ]
    typed(at_work, "")
    for expected in waiting[:2]:
        press(at_work, "Suivant")
        assert field(at_work, "fiche_code") == expected


def test_next_passes_over_who_is_called_by_a_colleague_and_says_so(
    at_work: xw.Book, space: Workspace
) -> None:
    called, after = [
        row.dossier for row in space.queue() if is_callable(row.prochain_creneau, space.today)
    ][:2]
    with space.store().write() as unit:
        at = space.now - timedelta(minutes=5)
        unit.update("dossiers", [(called, {"calling_since": at, "calling_by": "bruno"})])
    typed(at_work, "")
    press(at_work, "Suivant")
    assert field(at_work, "fiche_code") == after
    name = next(row.nom for row in space.queue() if row.dossier == called)
    passed = f"bruno appelle {name} depuis {at:%H:%M}. « Suivant » passe au client d’après."
    assert said(at_work).startswith(passed)


def test_next_brings_a_callback_that_fell_due_before_the_one_after_once(
    at_work: xw.Book, space: Workspace
) -> None:
    first, second, third, *_, due = [
        row.dossier for row in space.queue() if is_callable(row.prochain_creneau, space.today)
    ]
    typed(at_work, "")
    press(at_work, "Suivant")
    assert field(at_work, "fiche_code") == first
    with space.store().write() as unit:
        unit.update("dossiers", [(due, {"callback_at": space.now - timedelta(minutes=5)})])
    press(at_work, "Suivant")
    assert field(at_work, "fiche_code") == due
    assert said(at_work).startswith("Rappel attendu depuis le 23/11/2026")
    assert "Il passe avant la suite de la file." in said(at_work)
    for expected in (first, second, third):
        press(at_work, "Suivant")
        assert field(at_work, "fiche_code") == expected
        assert "suite de la file" not in said(at_work)


def test_one_whom_nobody_named_says_who_he_is_once(at_work: xw.Book, space: Workspace) -> None:
    charge = next(row.charge for row in space.queue() if row.charge)
    typed(at_work, charge.upper())
    press(at_work, "Mes dossiers")
    (question,) = asked(at_work)
    assert charge in question
    press(at_work, "Mes dossiers")
    assert asked(at_work) == []
    assert said(at_work) == f"Dossiers {of(charge)}."
    shown = visible(at_work, "charge")
    assert set(shown) == {charge}
    press(at_work, "Actualiser la file")
    assert field(at_work, "jour_utilisateurs") == 1
    assert visible(at_work, "charge") == shown


def visible(book: xw.Book, key: str) -> list[object]:
    """The cells of a column of the queue that the filter shows."""
    table = Book(book).read_table("tFile")
    body = book.sheets["File"].tables["tFile"].data_body_range
    assert body is not None
    return [row[key] for at, row in enumerate(table) if not body[at, 0].rows.hidden]


def test_who_one_is_is_not_asked_again_once_cancelled(at_work: xw.Book, space: Workspace) -> None:
    for shown in (1, 0):
        press(at_work, "Mes dossiers")
        assert "connu comme chargé d’aucun dossier" in said(at_work)
        assert "tant qu’il n’y en a aucun, vous pouvez le dire vous-même" in said(at_work)
        assert len(asked(at_work)) == shown
    me = whoever_clicks(space)
    assert (me.charge_clientele, me.to_confirm) == (None, True)
    assert (me.seen_on, space.frozen) == (space.today, True)


def test_who_saves_for_the_first_time_is_asked_who_he_is_once_it_is_saved(
    at_work: xw.Book, space: Workspace
) -> None:
    charge = next(row.charge for row in space.queue() if row.charge)
    dossier = opened(at_work)
    typed(at_work, charge)
    for note, questions in (("un", 1), ("deux", 0)):
        type_in(named(at_work, "fiche_note"), note)
        press(at_work, "Enregistrer", "Fiche")
        assert len(asked(at_work)) == questions
        assert open_dossier(space.store(), dossier).dossier.version == field(
            at_work, "fiche_version"
        )
    me = whoever_clicks(space)
    assert (me.charge_clientele, me.to_confirm) == (charge, True)


def test_a_wrong_answer_to_who_one_is_does_not_hide_that_all_is_saved(
    at_work: xw.Book, space: Workspace
) -> None:
    dossier = opened(at_work)
    typed(at_work, "Personne")
    type_in(named(at_work, "fiche_note"), "un")
    press(at_work, "Enregistrer", "Fiche")
    assert "Enregistré, mais on ne sait pas encore qui vous êtes" in said(at_work)
    assert "« Personne » n’est le nom d’aucun chargé" in said(at_work)
    kept = open_dossier(space.store(), dossier)
    assert kept.dossier.version == field(at_work, "fiche_version")
    assert whoever_clicks(space).named_by is None


def test_a_question_that_is_cancelled_takes_the_refusal_of_before_off(
    at_work: xw.Book, space: Workspace
) -> None:
    at_work.sheets["File"]["A1"].select()
    press(at_work, "Ouvrir la fiche", "File")
    assert said(at_work).startswith("Non fait : Aucune ligne")
    press(at_work, "Chercher un client", "File")
    assert said(at_work) == ""
    press(at_work, "Actualiser la file", "File")
    press(at_work, "Chercher un client", "File")
    assert said(at_work).startswith("File à jour")


def test_what_a_form_is_refused_for_stays_as_long_as_its_marks(at_work: xw.Book) -> None:
    opened(at_work)
    press(at_work, "Clore le dossier", "Fiche")
    assert said(at_work).startswith("Non fait : Choisissez le motif")
    press(at_work, "Consentement", "Fiche")
    assert said(at_work).startswith("Non fait : Choisissez le motif")


def test_a_question_that_is_cancelled_changes_nothing(at_work: xw.Book, space: Workspace) -> None:
    shown, known = visible(at_work, "dossier"), everybody(space.store())
    for caption in ("Importer un export", "Chercher un client"):
        press(at_work, caption)
    assert visible(at_work, "dossier") == shown
    assert everybody(space.store()) == known


def test_the_filters_show_their_rows_and_all_again(at_work: xw.Book, space: Workspace) -> None:
    everyone = visible(at_work, "dossier")
    press(at_work, "En retard")
    assert set(visible(at_work, "phase")) == {"En retard"}
    press(at_work, "Aujourd’hui")
    expected = [
        row.dossier
        for row in space.queue()
        if row.prochain_creneau and row.prochain_creneau.date() <= space.today
    ]
    assert visible(at_work, "dossier") == expected
    press(at_work, "Toute la file")
    assert visible(at_work, "dossier") == everyone


def test_an_export_is_imported_and_its_refused_rows_are_told(
    at_work: xw.Book, space: Workspace
) -> None:
    at_work.sheets["Accueil"].activate()
    export = sorted((space.folder / "exports").glob("*.xlsx"))[0]
    chosen(at_work, export)
    press(at_work, "Importer un export")
    assert f"{export.name} : " in said(at_work)
    assert "lignes lues" in said(at_work)
    assert "inchangées" in said(at_work)


def test_a_file_that_is_no_export_is_refused(at_work: xw.Book, tmp_path: Path) -> None:
    (tmp_path / "rien.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    chosen(at_work, tmp_path / "rien.csv")
    at_work.sheets["Accueil"].activate()
    press(at_work, "Importer un export")
    assert said(at_work).startswith("Non fait : ")


def test_a_client_found_alone_has_his_form_opened(at_work: xw.Book, space: Workspace) -> None:
    row = next(each for each in space.queue() if each.client)
    typed(at_work, str(row.client))
    press(at_work, "Chercher un client", "File")
    assert field(at_work, "fiche_code") == row.dossier
    assert at_work.sheets.active.name == "Fiche"


def test_several_clients_found_are_listed_and_opened_from_there(at_work: xw.Book) -> None:
    typed(at_work, "ma")
    press(at_work, "Chercher un client", "File")
    found = Book(at_work).read_table("tRecherche")
    assert at_work.sheets.active.name == "Recherche"
    assert len(found) > 1
    at = next(n for n, row in enumerate(found) if row["dossier"])
    select(at_work, "Recherche", "tRecherche", at)
    press(at_work, "Ouvrir la fiche", "Recherche")
    assert field(at_work, "fiche_code") == found[at]["dossier"]


def test_a_dossier_that_is_closed_is_found_as_such(at_work: xw.Book, space: Workspace) -> None:
    def found() -> dict[Value, Value]:
        typed(at_work, "ma")
        press(at_work, "Chercher un client")
        rows = Book(at_work).read_table("tRecherche")
        return {row["dossier"]: row["cloture"] for row in rows if row["dossier"]}

    open_ones = [dossier for dossier, closing in found().items() if closing is None]
    dossier = open_ones[0]
    assert isinstance(dossier, int)
    close_dossier(space.store(), dossier, Closing.DOUBLON, "le 12", author(), space.now)
    assert found()[dossier] == "Doublon"


def test_nobody_found_is_told(at_work: xw.Book) -> None:
    typed(at_work, "=Zzyzx")
    press(at_work, "Chercher un client", "File")
    assert said(at_work) == "Aucun client trouvé pour « =Zzyzx »."


def test_the_journal_tells_who_changed_what(at_work: xw.Book) -> None:
    dossier = opened(at_work)
    type_in(named(at_work, "fiche_issue"), "Ne répond pas")
    type_in(named(at_work, "fiche_autres_assureurs"), "Auto ailleurs")
    press(at_work, "Enregistrer", "Fiche")
    press(at_work, "Ouvrir le journal")
    lines = Book(at_work).read_table("tJournal")
    told = {(line["client"], line["quoi"], line["apres"]) for line in lines}
    name = named(at_work, "fiche_nom").value
    assert (name, f"Dossier {dossier} : Appel téléphonique", "KO") in told
    label = "Ce qu’il dit de ses autres assureurs"
    assert (name, f"Fiche du dossier {dossier} : {label}", "Auto ailleurs") in told
    issues = [line["apres"] for line in lines if str(line["quoi"]).endswith(" : Issue")]
    assert issues[0] == "Ne répond pas"
    body = at_work.sheets["Journal"].tables["tJournal"].data_body_range
    assert body is not None
    assert body[0, 0].number_format == "dd/mm/yyyy hh:mm"
    assert at_work.sheets["Journal"].impl.protected is True


def test_the_diagnosis_says_that_all_is_sound(at_work: xw.Book) -> None:
    press(at_work, "Diagnostic")
    found = Book(at_work).read_table("tDiagnostic")
    assert {"Versions", "Base", "Cohérence de la base"} <= {row["sujet"] for row in found}
    assert said(at_work) == "Tout est en ordre."


def test_a_manager_confirms_who_is_who(at_work: xw.Book, space: Workspace) -> None:
    store = space.store()
    charge = next(row.charge for row in space.queue() if row.charge)
    name_logins(store, [Naming("chef", None, True)], "chef", NOW)
    typed(at_work, charge)
    press(at_work, "Mes dossiers")
    me = whoever_clicks(space)
    assert me.to_confirm
    press(at_work, "Paramètres")
    confirm(at_work, me.login)
    press(at_work, "Enregistrer", "Paramètres")
    assert "Seul un responsable" in said(at_work)
    name_logins(store, [Naming(me.login, charge, True)], "chef", NOW)
    name_logins(store, [Naming("bruno", None, False)], "chef", NOW)
    name_oneself(store, "ines", charge, NOW)
    at_work.app.impl.answers.replies += ["yes"]  # what was refused is still typed
    press(at_work, "Paramètres")
    users(at_work, "bruno")[0, 2].value = "demain"
    press(at_work, "Enregistrer", "Paramètres")
    assert "bruno, Responsable : « demain » n’est ni Oui ni Non." in said(at_work)
    users(at_work, "bruno")[0, 2].value = "Non"
    users(at_work, "ines")[0, 3].value = "demain"
    press(at_work, "Enregistrer", "Paramètres")
    assert "ines, Confirmé : « demain » n’est ni Oui ni Non." in said(at_work)
    users(at_work, "ines")[0, 3].value = "Non"
    rename(at_work, "bruno", charge)
    press(at_work, "Enregistrer", "Paramètres")
    assert said(at_work) == "1 utilisateur enregistré."
    bruno = next(user for user in everybody(store) if user.login == "bruno")
    assert (bruno.charge_clientele, bruno.named_by) == (charge, me.login)
    assert [user.login for user in everybody(store) if user.to_confirm] == ["ines"]


def users(book: xw.Book, login: str) -> xw.Range:
    """The row of a login."""
    rows = Book(book).read_table("tUtilisateurs")
    body = book.sheets["Paramètres"].tables["tUtilisateurs"].data_body_range
    assert body is not None
    found = body[[row["identifiant"] for row in rows].index(login), :]
    assert isinstance(found, xw.Range)
    return found


def confirm(book: xw.Book, login: str) -> None:
    """Type Oui beside a login."""
    type_in(users(book, login)[0, 3], "Oui")


def rename(book: xw.Book, login: str, charge: str) -> None:
    """Type who a login is."""
    type_in(users(book, login)[0, 1], charge)


@pytest.mark.shared_book("buttons of navigation")
@pytest.mark.parametrize(
    ("caption", "sheet"),
    [
        ("File", "Accueil"),
        ("Pilotage", "Accueil"),
        ("Fiche", "Bilan"),
        ("À propos", "Paramètres"),
        ("Accueil", "À propos"),
    ],
)
def test_a_button_of_navigation_goes_to_its_sheet(book: xw.Book, caption: str, sheet: str) -> None:
    book.sheets[sheet].activate()
    press(book, caption, sheet)
    assert book.sheets.active.name == caption


def test_back_to_the_row_finds_the_dossier(at_work: xw.Book) -> None:
    dossier = opened(at_work, 3)
    press(at_work, "Revenir à la ligne", "Fiche")
    assert Book(at_work).selected_dossier() == dossier


def test_the_sub_that_the_ribbon_calls_does_the_same(at_work: xw.Book) -> None:
    answer(at_work, "")
    call(at_work, "Actions.EnRetard")
    assert set(visible(at_work, "phase")) == {"En retard"}
