"""A manager's settings, typed and saved by their button."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from string import ascii_uppercase

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace, author, shipped
from mplus3_xl.calc.clicks import type_in
from mplus3_xl.domain.agency.absences import Absence
from mplus3_xl.domain.agency.charges import ChargeLine
from mplus3_xl.domain.reglages.plan import Proposed
from mplus3_xl.domain.reglages.set_values import Typed
from mplus3_xl.layout import choices
from mplus3_xl.layout.queue import day
from mplus3_xl.layout.reglages import parametres
from mplus3_xl.layout.reglages.parametres_lines import CHARGES
from mplus3_xl.live.book import Book
from mplus3_xl.live.sheet.blocks import as_lines
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.agency.people import everybody
from mplus3_xl.services.agency.reglages_kept import reglages_of
from mplus3_xl.services.ports.store import Store
from mplus3_xl.services.queue.dossiers import keep_draft
from mplus3_xl.services.reglages.reglages import save_reglages
from mplus3_xl.settings import freeze_day
from tests.conftest import NOW
from tests.live.filled import CHARGE, filled
from tests.live.pressing import call, chosen, field, message, press
from tests.live.setting import mark, reason_of, value_of
from tests.live.test_bilan_drafts import open_bilan_of
from tests.live.test_day import rename

PROBLEMS = parametres.PROBLEMS


@pytest.fixture
def space(folder: Path) -> Workspace:
    """A folder with three dossiers, whose manager clicks."""
    return filled(folder, 3)


def _said(book: xw.Book) -> str:
    return message(book, "Paramètres")


def test_a_manager_sets_what_is_marked_right_and_takes_it_back(
    book: xw.Book, space: Workspace
) -> None:
    store = space.store()
    press(book, "Paramètres")
    type_in(value_of(book, "max_tentatives"), "5")
    type_in(value_of(book, "tolerance_days"), "3")
    type_in(value_of(book, "consentement"), "400")
    press(book, "Enregistrer les réglages", "Paramètres")
    wrong = [mark("max_tentatives", 3), mark("consentement", 1)]
    assert set(str(field(book, PROBLEMS)).strip(";").split(";")) == set(wrong)
    assert "R223-1" in _said(book)
    assert "écrivez pourquoi" in _said(book)
    assert reglages_of(store).version == 0
    assert value_of(book, "tolerance_days").value == 3

    type_in(reason_of(book, "max_tentatives"), "Accord écrit du client")
    type_in(value_of(book, "consentement"), "365")
    press(book, "Enregistrer les réglages", "Paramètres")
    said = "2 réglages enregistrés (version n° 1). 3 dossiers ont changé de fenêtre"
    assert _said(book) == f"{said} : actualisez la file."
    assert field(book, PROBLEMS) is None
    made = reglages_of(store)
    assert made.values == {"max_tentatives": 5, "tolerance_days": 3}
    assert made.reasons == {"max_tentatives": "Accord écrit du client"}

    book.app.impl.answers.replies.append("yes")
    press(book, "Annuler les réglages", "Paramètres")
    assert _said(book).startswith("Annulé : 2 réglages rétablis (version n° 2).")
    assert "De retour : " in _said(book)
    assert "4 au lieu de 5" in _said(book)
    assert "encore une fois remet ce qui vient d’être annulé" in _said(book)
    assert reglages_of(store).values == {}
    assert value_of(book, "max_tentatives").value == 4
    assert reason_of(book, "max_tentatives").value is None

    book.app.impl.answers.replies.append("yes")
    press(book, "Annuler les réglages", "Paramètres")
    assert _said(book).startswith("Annulé : 2 réglages rétablis (version n° 3).")
    assert "5 au lieu de 4" in _said(book)
    assert reglages_of(store).values == {"max_tentatives": 5, "tolerance_days": 3}


def test_a_form_that_somebody_began_keeps_the_days_that_it_has(
    book: xw.Book, space: Workspace
) -> None:
    keep_draft(space.store(), 1, {"fiche_note": "À rappeler"}, author(), NOW, 1)
    press(book, "Paramètres")
    type_in(value_of(book, "tolerance_days"), "3")
    press(book, "Enregistrer les réglages", "Paramètres")
    assert "2 dossiers ont changé de fenêtre : actualisez la file. 1 dossier déjà" in _said(book)
    assert _said(book).endswith("1 dossier déjà commencé garde ses jours.")


def test_hours_that_are_narrowed_say_how_many_callbacks_they_shut_out(
    book: xw.Book, space: Workspace
) -> None:
    called_back = datetime.combine(NOW.date() + timedelta(days=1), time(15))
    with space.store().write() as unit:
        unit.update("dossiers", [(1, {"callback_at": called_back})])
    press(book, "Paramètres")
    hours = book.sheets["Paramètres"].tables["tHoraires"].data_body_range
    assert hours is not None
    type_in(hours[0, 2], "")
    press(book, "Enregistrer les réglages", "Paramètres")
    assert "1 rappel prévu tombe désormais quand l’agence est fermée" in _said(book)


def test_closing_still_asks_after_settings_were_refused(book: xw.Book, space: Workspace) -> None:
    may_close = book.macro("Classeur.FermeturePermise")
    press(book, "Paramètres")
    assert may_close() is True
    type_in(value_of(book, "consentement"), "400")
    press(book, "Enregistrer les réglages", "Paramètres")
    assert _said(book).startswith("Non fait")
    press(book, "Enregistrer", "Paramètres")  # the users: nothing there has changed
    assert may_close() is False
    book.sheets["Accueil"].activate()
    book.app.impl.answers.replies.append("no")
    press(book, "Paramètres")
    assert book.sheets.active.name == "Paramètres"
    assert _said(book).startswith("À noter : ce qui est tapé dans cette feuille n’est pas")
    assert value_of(book, "consentement").value == 400
    assert may_close() is False
    book.app.impl.answers.replies.append("yes")
    press(book, "Paramètres")
    assert value_of(book, "consentement").value != 400
    assert may_close() is True
    type_in(value_of(book, "consentement"), "31")
    press(book, "Enregistrer les réglages", "Paramètres")
    assert may_close() is True


def test_what_one_button_of_the_sheet_saves_leaves_the_mark_of_what_the_other_would(
    book: xw.Book, space: Workspace
) -> None:
    may_close = book.macro("Classeur.FermeturePermise")
    store = space.store()
    name_logins(store, [Naming("bruno", None, False)], author(), NOW)
    press(book, "Paramètres")
    type_in(value_of(book, "consentement"), "31")
    rename(book, "bruno", CHARGE)
    press(book, "Enregistrer", "Paramètres")
    assert _said(book).startswith("1 utilisateur enregistré. Ce qui est tapé plus haut n’est pas")
    assert may_close() is False
    rename(book, "bruno", "")
    press(book, "Enregistrer les réglages", "Paramètres")
    assert "Ce qui est tapé parmi les utilisateurs n’est pas enregistré" in _said(book)
    assert may_close() is False
    press(book, "Enregistrer", "Paramètres")
    assert _said(book) == "1 utilisateur enregistré."
    assert may_close() is True


def test_what_another_seat_saved_of_the_users_is_not_said_to_be_typed(
    book: xw.Book, space: Workspace
) -> None:
    name_logins(space.store(), [Naming("bruno", None, False)], author(), NOW)
    press(book, "Paramètres")
    name_logins(space.store(), [Naming("bruno", CHARGE, False)], author(), NOW)
    press(book, "Enregistrer les réglages", "Paramètres")
    assert _said(book) == "Rien n’a changé aux réglages."
    press(book, "Paramètres")
    rename(book, "bruno", "")
    press(book, "Enregistrer les réglages", "Paramètres")
    assert "Ce qui est tapé parmi les utilisateurs" in _said(book)


def test_a_save_of_the_users_leaves_what_another_manager_changed_meanwhile(
    book: xw.Book, space: Workspace
) -> None:
    store = space.store()
    logins = ("bruno", "lea")
    named = [Naming("chef", CHARGE, True), *(Naming(login, None, False) for login in logins)]
    name_logins(store, named, author(), NOW)
    press(book, "Paramètres")
    name_logins(store, [Naming("bruno", CHARGE, False)], "chef", NOW)
    rename(book, "lea", CHARGE)
    press(book, "Enregistrer", "Paramètres")
    assert _said(book) == "1 utilisateur enregistré."
    held = {user.login: user.charge_clientele for user in everybody(store)}
    assert [held[login] for login in logins] == [CHARGE, CHARGE]
    name_logins(store, [Naming("bruno", None, False)], "chef", NOW)
    rename(book, "bruno", "Inès Morvan")
    press(book, "Enregistrer", "Paramètres")
    assert f"bruno, Chargé : {CHARGE} (le 23/11/2026 à" in _said(book)
    assert book.macro("Classeur.FermeturePermise")() is False


def test_a_manager_switches_families_and_gaps_and_the_bilan_follows(
    book: xw.Book, space: Workspace
) -> None:
    press(book, "Paramètres")
    type_in(value_of(book, "famille:pj"), "Non")
    type_in(value_of(book, "manque:chasseur_sans_rc"), "Oui")
    press(book, "Enregistrer les réglages", "Paramètres")
    wrong = mark("manque:chasseur_sans_rc", 3)
    assert str(field(book, PROBLEMS)).strip(";") == wrong
    assert "pas vérifié" in _said(book)
    assert reglages_of(space.store()).version == 0

    type_in(reason_of(book, "manque:chasseur_sans_rc"), "Vu avec l’assureur")
    press(book, "Enregistrer les réglages", "Paramètres")
    assert _said(book) == "2 réglages enregistrés (version n° 1)."
    assert value_of(book, "famille:pj").value == "Non"
    press(book, "Actualiser la file", "Accueil")
    families = {row["cle"] for row in open_bilan_of(book, 1).lines()}
    assert {"pj", "gav"} & families == {"gav"}


def test_a_manager_types_who_is_away_and_a_refused_line_is_marked(
    book: xw.Book, space: Workspace
) -> None:
    press(book, "Paramètres")
    lines = book.sheets["Paramètres"].tables["tAbsences"].data_body_range
    assert lines is not None
    for at, text in enumerate((CHARGE, "2026-11-28", "2026-11-24", "Personne")):
        type_in(lines[1, at], text)
    press(book, "Enregistrer les réglages", "Paramètres")
    assert field(book, PROBLEMS) == ";parametres_absences.1.2;parametres_absences.1.3;"
    assert "avant son premier jour" in _said(book)
    assert reglages_of(space.store()).absences == ()
    type_in(lines[1, 2], "2026-11-30")
    type_in(lines[1, 3], "")
    press(book, "Enregistrer les réglages", "Paramètres")
    assert _said(book) == "1 réglage enregistré (version n° 1)."
    away = Absence(CHARGE, date(2026, 11, 28), date(2026, 11, 30))
    assert reglages_of(space.store()).absences == (away,)
    assert [lines[0, 0].value, lines[1, 0].value] == [CHARGE, None]


def test_a_manager_types_agencies_and_people_and_the_lists_follow(
    book: xw.Book, space: Workspace
) -> None:
    press(book, "Paramètres")
    sheet = book.sheets["Paramètres"]
    agencies, charges = (sheet.tables[name].data_body_range for name in ("tAgences", "tCharges"))
    hours = sheet.tables["tHoraires"].data_body_range
    assert agencies is not None
    assert charges is not None
    assert hours is not None
    assert [charges[0, 0].value, charges[0, 1].value] == [CHARGE, "Oui"]
    type_in(agencies[2, 0], "Prado")
    type_in(agencies[2, 1], "kennedy")
    type_in(charges[1, 0], "Samir Attal")
    press(book, "Enregistrer les réglages", "Paramètres")
    assert field(book, PROBLEMS) == ";parametres_agences.2.0;parametres_agences.2.1;"
    assert "« kennedy » désigne déjà l’agence Corniche." in _said(book)
    assert "Il manque les horaires de Prado" in _said(book)

    type_in(agencies[2, 1], "Castellane")
    for at, text in enumerate(("Prado", "9:00-12:30", "", "lundi, mardi")):
        type_in(hours[3, at], text)
    press(book, "Enregistrer les réglages", "Paramètres")
    assert _said(book) == "2 réglages enregistrés (version n° 1)."
    site = space.agencies_under(reglages_of(space.store())).named("castellane")
    assert site is not None
    assert site.name == "Prado"
    assert [cell.value for cell in hours[3, 0:4]] == [
        "Prado", "09:00 – 12:30", None, "lundi, mardi",
    ]  # fmt: skip
    assert [cell.value for cell in charges[1, 0:2]] == ["Samir Attal", "Oui"]
    assert _listed(book, choices.AGENCIES) == ["Corniche", "Rouvière", "Prado"]
    assert _listed(book, choices.CHARGES) == [CHARGE, "Samir Attal"]


def test_many_problems_are_told_a_line_each_from_the_top_of_the_sheet(
    book: xw.Book, space: Workspace
) -> None:
    press(book, "Paramètres")
    type_in(_lines(book, "tAbsences")[0, 1], "demain")
    type_in(_lines(book, "tCharges")[1, 0], CHARGE)
    for at, text in enumerate(("Prado", "Kennedy; Rouvière", "90003", "", "prado", "12")):
        type_in(_lines(book, "tAgences")[2, at], text)
    press(book, "Enregistrer les réglages", "Paramètres")
    first, second, *_, last = (str(line) for line in _message_lines(book))
    assert first == "Non fait : Il manque les horaires de Prado, dans Horaires d’appel."
    assert second == (
        "« Kennedy » désigne déjà l’agence Corniche. « Rouvière » désigne déjà l’agence Rouvière."
    )
    assert last == "et 5 autres points."
    assert book.selection == _lines(book, "tAgences")[2, 0]


def test_a_day_typed_as_a_text_is_read(book: xw.Book, space: Workspace) -> None:
    press(book, "Paramètres")
    for at, text in enumerate((CHARGE, "28/11/2026", "30/11/2026")):
        type_in(_lines(book, "tAbsences")[0, at], text)
    assert _lines(book, "tAbsences")[0, 1].value == "28/11/2026"  # the tests type in English
    press(book, "Enregistrer les réglages", "Paramètres")
    away = Absence(CHARGE, date(2026, 11, 28), date(2026, 11, 30))
    assert reglages_of(space.store()).absences == (away,)


def test_charges_without_a_line_are_told_and_stay_as_they_are(
    book: xw.Book, space: Workspace
) -> None:
    store = space.store()
    many = [ChargeLine(f"Renfort {letter}") for letter in ascii_uppercase[: CHARGES.size]]
    save_reglages(
        store, 0, Proposed(charges=[*many, ChargeLine("Zoé Arnal", "Non")]), author(), NOW
    )
    press(book, "Paramètres")
    last = f"Renfort {ascii_uppercase[CHARGES.size - 1]}"
    assert _said(book) == f"Sans ligne ici, donc inchangés : {last}, Zoé Arnal."
    type_in(_lines(book, "tCharges")[1, 1], "Non")
    press(book, "Enregistrer les réglages", "Paramètres")
    assert _said(book).startswith("1 réglage enregistré (version n° 2).")
    said = reglages_of(store).charges
    assert [name for name, serves in said.items() if not serves] == ["Renfort A", "Zoé Arnal"]
    assert len(said) == CHARGES.size + 1


def test_a_charge_typed_over_or_erased_is_refused_and_nobody_is_lost(
    book: xw.Book, space: Workspace
) -> None:
    store = space.store()
    press(book, "Paramètres")
    charges = _lines(book, "tCharges")
    type_in(charges[0, 0], "Samir Attal")
    press(book, "Enregistrer les réglages", "Paramètres")
    assert field(book, PROBLEMS) == ";parametres_charges.0.0;"
    assert f"3 dossiers portent le nom {CHARGE}" in _said(book)
    assert "écrivez Samir Attal sur une ligne libre" in _said(book)
    assert reglages_of(store).version == 0

    for (line, column), text in {(0, 0): CHARGE, (0, 1): "Non", (1, 0): "Samir Attal"}.items():
        type_in(charges[line, column], text)
    press(book, "Enregistrer les réglages", "Paramètres")
    said = {CHARGE: False, "Samir Attal": True}
    assert reglages_of(store).charges == said
    assert [charges[line, 0].value for line in (0, 1)] == ["Samir Attal", CHARGE]

    for column in (0, 1):
        type_in(charges[1, column], "")
    press(book, "Enregistrer les réglages", "Paramètres")
    assert "puis « Non » pour ne plus le proposer" in _said(book)
    assert reglages_of(store).charges == said


def test_who_leaves_the_list_of_charges_is_told(book: xw.Book, space: Workspace) -> None:
    added = Proposed(charges=[ChargeLine("Samir Atal")])
    save_reglages(space.store(), 0, added, author(), NOW)
    press(book, "Paramètres")
    type_in(_lines(book, "tCharges")[1, 0], "Samir Attal")
    press(book, "Enregistrer les réglages", "Paramètres")
    assert "Plus dans la liste : Samir Atal (nom d’aucun dossier" in _said(book)
    assert reglages_of(space.store()).charges == {"Samir Attal": True}


def test_the_lists_follow_an_import_and_what_another_seat_has_set(
    book: xw.Book, space: Workspace
) -> None:
    book.sheets["Accueil"].activate()
    chosen(book, sorted((shipped("workbook") / "exports").glob("*.xlsx"))[0])
    press(book, "Importer un export")
    assert "Inès Carbonel" in _listed(book, choices.CHARGES)
    added = Proposed(charges=[ChargeLine("Samir Attal")])
    save_reglages(space.store(), 0, added, author(), NOW)
    press(book, "En retard")  # under a filter too
    press(book, "Actualiser la file", "Accueil")
    assert "Samir Attal" in _listed(book, choices.CHARGES)


def test_the_months_to_choose_from_follow_the_day(book: xw.Book, space: Workspace) -> None:
    assert _listed(book, choices.COUNTED_MONTHS)[:2] == ["Tous", "02/2027"]
    freeze_day(space.folder, date(2027, 1, 4), NOW.time())
    press(book, "Actualiser la file", "Accueil")
    assert _listed(book, choices.COUNTED_MONTHS)[:2] == ["Tous", "04/2027"]


def _message_lines(book: xw.Book) -> list[object]:
    read = Book(book).read_form(["parametres_message", "parametres_suite"])
    return [line for value in read.values() for (line,) in as_lines(value)]


def _lines(book: xw.Book, table: str) -> xw.Range:
    body = book.sheets["Paramètres"].tables[table].data_body_range
    assert body is not None
    return body


def _listed(book: xw.Book, name: str) -> list[str]:
    """Return the words that a drop-down list proposes, as the spreadsheet counts them."""
    cell = book.sheets["File"]["ZZ1"]
    cell.formula = f"=ROWS({name})"
    size = int(cell.value)
    cell.formula = ""
    col = list(choices.choices((), (), NOW.date())).index(name)
    return [book.sheets[day.TITLE][row, col].value for row in range(1, size + 1)]


def saved_meanwhile(book: xw.Book, space: Workspace) -> Store:
    """Paramètres is shown, then somebody else sets a value; return the store."""
    store = space.store()
    press(book, "Paramètres")
    name_logins(store, [Naming("chef", None, True)], author(), NOW)
    save_reglages(store, 0, Proposed([Typed("relance_piece", 10)]), "chef", NOW)
    return store


def test_what_somebody_else_saved_meanwhile_stays_and_is_shown(
    book: xw.Book, space: Workspace
) -> None:
    store = saved_meanwhile(book, space)
    type_in(value_of(book, "tolerance_days"), "3")
    press(book, "Enregistrer les réglages", "Paramètres")
    assert _said(book).startswith("1 réglage enregistré (version n° 2).")
    assert reglages_of(store).values == {"relance_piece": 10, "tolerance_days": 3}
    assert value_of(book, "relance_piece").value == 10


def test_what_somebody_else_changed_meanwhile_too_is_marked_then_shown(
    book: xw.Book, space: Workspace
) -> None:
    store = saved_meanwhile(book, space)
    type_in(value_of(book, "relance_piece"), "12")
    press(book, "Enregistrer les réglages", "Paramètres")
    assert "chef a mis 10 le 23/11/2026" in _said(book)
    assert str(field(book, PROBLEMS)).strip(";") == mark("relance_piece", 1)
    book.app.impl.answers.replies.append("yes")  # what was refused is still typed
    press(book, "Paramètres")
    assert _said(book) == ""
    assert value_of(book, "relance_piece").value == 10
    name_logins(store, [Naming(author(), None, False)], "chef", NOW)
    type_in(value_of(book, "tolerance_days"), "3")
    press(book, "Enregistrer les réglages", "Paramètres")
    assert "Seul un responsable change les réglages" in _said(book)
    assert reglages_of(store).version == 1


def test_an_error_pasted_over_an_hour_is_refused_and_wipes_nothing(
    book: xw.Book, space: Workspace
) -> None:
    call(book, "Actions.OuvrirParametres")
    hours = book.sheets["Paramètres"].tables["tHoraires"].data_body_range
    assert hours is not None
    hours[0, 1].formula = "=NA()"
    call(book, "Actions.EnregistrerReglages")
    assert "« #N/A » n’est pas une plage" in message(book, "Paramètres")
    assert space.reglages.version == 0
