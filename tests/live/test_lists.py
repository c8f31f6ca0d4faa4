"""The lists, filled, typed in and saved by real clicks."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.calc.clicks import type_in
from mplus3_xl.domain.call_form import FieldAnswer
from mplus3_xl.domain.contact.calls import ActionDraft
from mplus3_xl.domain.vocabulary import ActionKind, FieldState
from mplus3_xl.layout.heading import line_of_day
from mplus3_xl.layout.listed import reports, suivi
from mplus3_xl.live.book import Book
from mplus3_xl.live.port import Shown
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.bilan.following import actions_listed, actions_to_follow
from mplus3_xl.services.lagon.reports import mark_reported, reports_listed
from mplus3_xl.services.records import Conflict
from mplus3_xl.settings import freeze_day
from tests.acte import acte_of
from tests.live.called import to_call
from tests.live.pressing import answer, asked, call, message, press, select, typed
from tests.services.calls import CALL, confirmed, filled_form, prepared, saved

DUE, TODAY = date(2026, 11, 26), CALL.date()
PHONE = FieldAnswer("telephone", FieldState.MODIFIE, "06 12 34 56 78", "07 00 00 00 01")


@pytest.fixture
def space(folder: Path) -> Workspace:
    """A folder in which a whole call left an acte, an action and a line for Lagon."""
    workspace = to_call(folder)
    name_logins(workspace.store(), [Naming("hugo", "Hugo Mazin", False)], author(), CALL)
    shown = prepared(workspace.store())
    fields = (PHONE, *(each for each in confirmed(shown) if each.code != "telephone"))
    actions = (ActionDraft(ActionKind.DEVIS, "Devis habitation", DUE),)
    saved(
        workspace.store(),
        filled_form(shown, fields=fields, actions=actions, no_action_reason=""),
        author(),
    )
    return workspace


def type_under(book: xw.Book, sheet: str, title: str, text: str) -> None:
    """Type in the first row of the table of a sheet, under a title."""
    (table,) = book.sheets[sheet].tables
    assert table.header_row_range is not None
    assert table.data_body_range is not None
    at = list(table.header_row_range.value).index(title)
    type_in(table.data_body_range[0, at], text)


def test_the_actions_are_shown_typed_in_and_saved(book: xw.Book, space: Workspace) -> None:
    press(book, "Actions", "Accueil")
    (row,) = Book(book).read_table(suivi.ACTIONS_TABLE)
    assert (row["nature"], row["objet"], row["echeance"]) == (
        "Devis à envoyer",
        "Devis habitation",
        DUE,
    )
    assert message(book) == "1 action à suivre."
    type_under(book, "Actions", "Responsable", "Hugo Mazin")
    type_under(book, "Actions", "Fait le", "23/11/2026")
    type_under(book, "Actions", "Résultat", "Envoyé par mail")
    press(book, "Enregistrer", "Actions")
    assert message(book) == (
        "1 action enregistrée. Une erreur ? Jusqu’à ce soir, videz « Fait le » puis enregistrez."
    )
    assert actions_to_follow(space.store()) == []
    ((done, *_),) = actions_listed(space.store(), TODAY)
    assert (done.owner, done.done_on, done.result) == ("Hugo Mazin", TODAY, "Envoyé par mail")
    press(book, "Actions", "Accueil")
    assert message(book) == "0 action à suivre."
    type_under(book, "Actions", "Fait le", "")
    press(book, "Enregistrer", "Actions")
    ((again, *_),) = actions_to_follow(space.store())
    assert again.done_on is None


def swap(book: xw.Book, sheet: str, one: str, other: str) -> None:
    """Put two columns of the table of a sheet in each other's place, as a person moves them."""
    (table,) = book.sheets[sheet].tables
    assert table.header_row_range is not None
    titles = list(table.header_row_range.value)
    first, second = (table.range[:, titles.index(title)] for title in (one, other))
    first.value, second.value = (
        [[each] for each in second.options(ndim=1).value],
        [[each] for each in first.options(ndim=1).value],
    )


def test_columns_that_were_moved_are_neither_saved_nor_written_over(
    book: xw.Book, space: Workspace
) -> None:
    press(book, "Actions", "Accueil")
    type_under(book, "Actions", "Résultat", "Envoyé lundi")
    swap(book, "Actions", "Responsable", "Résultat")
    for caption in ("Enregistrer", "Actions du jour"):
        press(book, caption, "Actions")
        assert message(book).startswith(
            "Non fait : Les colonnes de la feuille « Actions » ont changé : "
            "« Résultat » est à la place de « Responsable »."
        )
    ((kept, *_),) = actions_to_follow(space.store())
    assert kept.owner != "Envoyé lundi"
    swap(book, "Actions", "Responsable", "Résultat")
    press(book, "Enregistrer", "Actions")
    assert message(book) == "1 action enregistrée."


@pytest.mark.parametrize(
    ("typed_day", "reason"),
    [("29/11/2026", "personne ne travaille le 29/11/2026"), ("bientôt", "n’est pas une date")],
)
def test_a_wrong_action_is_refused_and_stays_typed(
    book: xw.Book, space: Workspace, typed_day: str, reason: str
) -> None:
    press(book, "Actions", "Accueil")
    type_under(book, "Actions", "Échéance", typed_day)
    press(book, "Enregistrer", "Actions")
    assert reason in message(book)
    (row,) = Book(book).read_table(suivi.ACTIONS_TABLE)
    assert row["echeance"] != DUE
    ((kept, *_),) = actions_to_follow(space.store())
    assert kept.due_on == DUE
    assert may_close(book) is False
    press(book, "Actualiser la file", "File")
    book.app.impl.answers.replies.append("yes")
    press(book, "Actions", "Accueil")
    (row,) = Book(book).read_table(suivi.ACTIONS_TABLE)
    assert row["echeance"] == DUE
    assert may_close(book) is True


def may_close(book: xw.Book) -> object:
    """What closing answers where nobody says yes to its question."""
    return book.macro("Classeur.FermeturePermise")()


@pytest.mark.parametrize("caption", ["Actions", "Actions du jour", "Actualiser la file"])
def test_actions_typed_and_not_saved_are_asked_about_before_they_are_written_over(
    book: xw.Book, space: Workspace, caption: str
) -> None:
    press(book, "Actions", "Accueil")
    assert may_close(book) is True
    type_under(book, "Actions", "Responsable", "Hugo Mazin")
    assert may_close(book) is False
    book.sheets["Actions"].activate()
    book.app.impl.answers.replies.append("no")
    if caption == "Actualiser la file":
        call(book, "Actions.Actualiser")
    else:
        press(book, caption)
    assert message(book).startswith("Rien n’est changé")
    (row,) = Book(book).read_table(suivi.ACTIONS_TABLE)
    assert row["responsable"] == "Hugo Mazin"
    assert may_close(book) is False
    press(book, "Enregistrer", "Actions")
    assert may_close(book) is True
    press(book, "Actions", "Accueil")  # nobody answers a question


def test_a_day_typed_in_the_reports_is_asked_about_before_it_is_written_over(
    book: xw.Book, space: Workspace
) -> None:
    press(book, "Reports", "Actions")
    assert may_close(book) is True
    type_under(book, "Reports", "Reporté le", "23/11/2026")
    assert may_close(book) is False
    book.app.impl.answers.replies.append("no")
    press(book, "Reports", "Actions")
    (row,) = Book(book).read_table(reports.TABLE)
    assert row["reporte_le"] is not None
    press(book, "Enregistrer", "Reports")
    assert may_close(book) is True
    press(book, "Reports", "Actions")
    assert message(book) == "0 ligne à reporter."


def test_the_register_shows_the_acte_and_its_correction(book: xw.Book, space: Workspace) -> None:
    press(book, "Actes", "Actions")
    (row,) = Book(book).read_table(suivi.ACTES_TABLE)
    assert (row["numero"], row["fait_le"], row["contrats"], row["bilan"]) == (1, TODAY, "C1", "OK")
    select(book, "Actes", "tActes", 0)
    for text in ("1", "Content de son contrat.", "Faute de frappe"):
        typed(book, text)
    press(book, "Corriger l’acte", "Actes")
    assert "Très content de son contrat." in asked(book)[1]
    assert message(book) == "L’acte n° 2 corrige l’acte n° 1, qui reste au registre."
    numbers = [(row["numero"], row["corrige"]) for row in Book(book).read_table("tActes")]
    assert numbers == [(2, 1), (1, None)]
    new = acte_of(space.store(), 2)
    assert (new.content["note"], new.author) == ("Content de son contrat.", author())
    assert acte_of(space.store(), 1).content["note"] == "Très content de son contrat."
    assert book.sheets["Actes"].impl.protected is True
    select(book, "Actes", "tActes", 1)
    press(book, "Corriger l’acte", "Actes")
    assert "est déjà corrigé par l’acte n° 2" in message(book)
    assert len(asked(book)) == 0


def test_a_correction_needs_a_row_and_every_answer(book: xw.Book, space: Workspace) -> None:
    press(book, "Actes", "Actions")
    book.sheets["Actes"].range((1, 1)).select()
    press(book, "Corriger l’acte", "Actes")
    assert "Aucun acte n’est choisi" in message(book)
    select(book, "Actes", "tActes", 0)
    typed(book, "note")
    answer(book, "")
    press(book, "Corriger l’acte", "Actes")
    typed(book, "9")
    press(book, "Corriger l’acte", "Actes")
    assert "« 9 » n’est pas dans la liste" in message(book)
    assert [row["numero"] for row in Book(book).read_table("tActes")] == [1]


def test_a_line_for_lagon_is_marked_as_typed(book: xw.Book, space: Workspace) -> None:
    press(book, "Reports", "Actions")
    (row,) = Book(book).read_table(reports.TABLE)
    assert (row["champ"], row["lagon"], row["nouveau"], row["par"]) == (
        "Téléphone",
        "06 12 34 56 78",
        "07 00 00 00 01",
        "Inès Morvan",
    )
    assert message(book) == "1 ligne à reporter."
    type_under(book, "Reports", "Reporté le", "23/11/2026")
    press(book, "Enregistrer", "Reports")
    assert message(book) == "1 report enregistré."
    ((report, _),) = reports_listed(space.store(), TODAY)
    assert (report.reported_on, report.reported_by) == (TODAY, author())
    press(book, "Reports", "Actions")
    assert message(book) == "0 ligne à reporter."


def test_a_line_that_a_colleague_typed_meanwhile_keeps_his_day(
    book: xw.Book, space: Workspace
) -> None:
    press(book, "Reports", "Actions")
    ((report, _),) = reports_listed(space.store(), TODAY)
    mark_reported(space.store(), {report.id: TODAY}, "bruno", CALL)
    name_logins(space.store(), [Naming("bruno", "Hugo Mazin", False)], author(), CALL)
    press(book, "Enregistrer", "Reports")
    assert message(book) == (
        "Rien n’a changé parmi les reports. "
        "1 date « Reporté le » reste (par Hugo Mazin) : seul qui l’a écrite peut l’enlever."
    )
    (row,) = Book(book).read_table(reports.TABLE)
    assert row["reporte_le"] == TODAY


def test_a_line_that_an_export_confirmed_is_not_to_be_reported(
    book: xw.Book, space: Workspace
) -> None:
    ((report, _),) = reports_listed(space.store(), TODAY)
    with space.store().write() as unit:
        unit.update("lagon_reports", [(report.id, {"confirmed_on": TODAY})])
    press(book, "Reports", "Actions")
    (row,) = Book(book).read_table(reports.TABLE)
    assert (row["reporte_le"], row["confirme_le"]) == (None, TODAY)
    assert message(book) == "0 ligne à reporter."


def test_a_day_typed_for_a_line_that_an_export_confirmed_since_is_told(
    book: xw.Book, space: Workspace
) -> None:
    press(book, "Reports", "Actions")
    ((report, listed),) = reports_listed(space.store(), TODAY)
    type_under(book, "Reports", "Reporté le", "23/11/2026")
    with space.store().write() as unit:
        unit.update("lagon_reports", [(report.id, {"confirmed_on": TODAY})])
    press(book, "Enregistrer", "Reports")
    assert message(book) == (
        f"Rien n’a changé parmi les reports. 1 ligne datée n’est plus à reporter ({listed}) : un "
        "export l’a confirmée, ou elle n’existe plus."
    )
    press(book, "Enregistrer", "Reports")
    assert message(book) == "Rien n’a changé parmi les reports."


def test_a_difference_to_settle_is_shown_and_takes_no_day(book: xw.Book, space: Workspace) -> None:
    with space.store().write() as unit:
        unit.add_conflicts([Conflict("clients", 1, "agency", "Corniche", "Rouvière")], None)
    press(book, "Reports", "Actions")
    assert message(book) == "1 ligne à reporter, 1 différence à trancher."
    row = Book(book).read_table(reports.TABLE)[-1]
    assert (row["champ"], row["lagon"], row["nouveau"]) == ("Agence", "Rouvière", "Corniche")
    press(book, "Enregistrer", "Reports")
    assert message(book) == "Rien n’a changé parmi les reports."
    body = book.sheets["Reports"].tables[reports.TABLE].data_body_range
    assert body is not None
    body[1, 6].value = "23/11/2026"
    press(book, "Enregistrer", "Reports")
    assert "cette ligne est une différence à trancher" in message(book)


def copy_below(book: xw.Book, sheet: str) -> None:
    """Copy the first row of the table of a sheet under it, as a person does."""
    (table,) = book.sheets[sheet].tables
    table.resize(table.range.resize(3))
    assert table.data_body_range is not None
    table.data_body_range[1, :].value = table.data_body_range[0, :].options(ndim=1).value


@pytest.mark.parametrize(
    ("sheet", "title", "text"),
    [("Actions", "Résultat", "Envoyé"), ("Reports", "Reporté le", "23/11/2026")],
)
def test_a_line_that_is_there_twice_loses_nothing_that_is_typed(
    book: xw.Book, space: Workspace, sheet: str, title: str, text: str
) -> None:
    press(book, sheet, "Accueil" if sheet == "Actions" else "Actions")
    copy_below(book, sheet)
    type_under(book, sheet, title, text)
    press(book, "Enregistrer", sheet)
    assert "est là deux fois" in message(book)
    assert actions_listed(space.store(), TODAY)[0][0].result is None
    assert reports_listed(space.store(), TODAY)[0][0].reported_on is None
    (table,) = book.sheets[sheet].tables
    assert table.data_body_range is not None
    table.data_body_range[1, :].clear_contents()
    press(book, "Enregistrer", sheet)
    assert message(book).startswith(("1 action enregistrée", "1 report enregistré"))


def test_the_whole_list_follows_that_of_the_day(book: xw.Book, space: Workspace) -> None:
    press(book, "Actions", "Accueil")
    press(book, "Actions du jour", "Actions")
    assert Book(book).read_filter(suivi.ACTIONS_TABLE)
    press(book, "Actions", "Accueil")
    assert Book(book).read_filter(suivi.ACTIONS_TABLE) == ()
    assert message(book) == "1 action à suivre."


def test_the_actions_of_the_day_are_printed_with_its_date(book: xw.Book, space: Workspace) -> None:
    tomorrow = TODAY + timedelta(days=1)
    press(book, "Actualiser la file", "Accueil")
    freeze_day(space.folder, tomorrow, CALL.time())
    press(book, "Actions du jour", "Actions")
    assert book.sheets["Actions"].range("B2").value == line_of_day(tomorrow, frozen=True)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (-1, "0 action du jour, 0 en retard"),
        (0, "1 action du jour, 0 en retard"),
        (1, "0 action du jour, 1 en retard"),
    ],
)
def test_the_actions_of_the_day_are_those_due_by_then(
    book: xw.Book, space: Workspace, days: int, told: str
) -> None:
    day = DUE + timedelta(days=days)
    press(book, "Actualiser la file", "Accueil")
    freeze_day(space.folder, day, CALL.time())
    press(book, "Actions du jour", "Actions")
    assert message(book) == f"{told} : prêt à imprimer."
    tomorrow = day + timedelta(days=1)
    by_then = Shown("echeance", (), "less_than", (tomorrow,))
    assert Book(book).read_filter(suivi.ACTIONS_TABLE) == (by_then,)


def test_a_filter_of_a_person_stays_on_the_actions_and_is_told(
    book: xw.Book, space: Workspace
) -> None:
    press(book, "Actions", "Accueil")
    Book(book).filter_table(suivi.ACTIONS_TABLE, {"responsable": "Personne"})
    press(book, "Actions", "Accueil")
    assert Book(book).read_filter(suivi.ACTIONS_TABLE) != ()
    assert message(book) == ("1 action à suivre ; un filtre en cache peut-être (Responsable).")


def test_a_list_in_front_is_what_a_refresh_shows_anew(book: xw.Book, space: Workspace) -> None:
    press(book, "Actions", "Accueil")
    type_under(book, "Actions", "Responsable", "Hugo Mazin")
    book.sheets["Actions"].activate()
    book.app.impl.answers.replies.append("yes")
    call(book, "Actions.Actualiser")
    (row,) = Book(book).read_table(suivi.ACTIONS_TABLE)
    ((kept, *_),) = actions_to_follow(space.store())
    assert row["responsable"] == kept.owner
