"""A form is read and written by the names of its fields."""

import datetime as dt

import pytest
import xlwings as xw

from mplus3_xl.layout.call import fiche
from mplus3_xl.layout.model import Value
from mplus3_xl.live.book import Book
from mplus3_xl.live.port import FieldValue, Tone
from mplus3_xl.live.sheet import places
from mplus3_xl.live.sheet.blocks import as_lines
from tests.live.pressing import named
from tests.painter.invented import BLOCKS, FIELDS

FICHE = {n: v for n, v in FIELDS.items() if n.startswith("fiche_")}
LONG = "Pas maintenant : " + "trois essais ont été faits sur la période, et un de plus. " * 4
FORM = places.titled("Fiche")
BLOCK_NAMES = [name for name in FORM.names if name != "fiche_champs"]


def shown(cells: xw.Range) -> list[bool]:
    """Return whether each line of a block is on the screen."""
    lines = cells.sheet.impl.xl.Rows
    return [lines.getByIndex(cells.row - 1 + n).IsVisible for n in range(cells.rows.count)]


def everything() -> dict[str, FieldValue]:
    """A value for every field and block of the call form."""
    found: dict[str, FieldValue] = dict.fromkeys(n for n in places.areas("Fiche"))
    for name in BLOCK_NAMES:
        area = FORM.names[name]
        width, height = area.last_col - area.first_col + 1, area.last_row - area.first_row + 1
        given = BLOCKS.get(name, [[f"Ligne {n}"] for n in range(height)])
        found[name] = [*given, *([[None] * width] * (height - len(given)))]
    del found["fiche_champs"]
    return found | FICHE


@pytest.mark.shared_book("the form as it is opened")
@pytest.mark.parametrize("name", FICHE)
def test_a_field_of_the_open_form_is_read_as_what_it_is(desk: Book, name: str) -> None:
    assert desk.read_form([name]) == {name: FICHE[name]}


@pytest.mark.shared_book("a form that is written")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("fiche_rappel_le", dt.date(2026, 12, 1)),
        ("fiche_rappel_a", dt.time(14, 30)),
        ("fiche_note", "=CMD|' /C calc'!A0"),
        ("fiche_note", "Noël à l’île d’Yeu\nœuvre"),
        ("fiche_code_postal", "01000"),
        ("fiche_code_postal_lagon", "01000"),
        ("fiche_ca_annuel", 84500.5),
        ("fiche_effectif", 3),
        ("fiche_nom", "+ DUPONT"),
        ("fiche_note", None),
    ],
)
def test_a_field_written_is_read_again(desk: Book, name: str, value: Value) -> None:
    desk.write_form({name: value})
    assert desk.read_form([name]) == {name: value}


def test_a_whole_form_written_is_read_again(desk: Book) -> None:
    written = everything() | {"fiche_siret": "73282932000074", "fiche_issue": None}
    desk.write_form(written)
    assert desk.read_form(list(written)) == written


def test_a_block_too_short_is_completed_with_empty_cells(desk: Book) -> None:
    desk.write_form({"fiche_contrats": [["AN1", "Auto", 12.5, "Payet", dt.date(2026, 1, 2)]]})
    assert desk.read_form(["fiche_contrats"])["fiche_contrats"] == [
        ["AN1", "Auto", 12.5, "Payet", dt.date(2026, 1, 2)],
        *([None] * 5 for _ in range(fiche.CONTRACT_LINES - 1)),
    ]


def test_a_field_that_is_not_given_stays(desk: Book) -> None:
    desk.write_form({"fiche_adresse_lagon": "1 rue Neuve", "fiche_ville_lagon": "Lyon"})
    read = desk.read_form(["fiche_adresse", "fiche_adresse_etat", "fiche_code_postal_lagon"])
    assert read == {name: FICHE[name] for name in read}


def test_a_whole_form_keeps_its_labels_and_formulas(desk: Book, book: xw.Book) -> None:
    sheet = book.sheets["Fiche"]
    before = sheet.used_range.formula
    desk.write_form(desk.read_form([name for name in everything() if name not in BLOCK_NAMES]))
    assert sheet.used_range.formula == before


def test_figures_of_the_first_sheet_keep_their_words(desk: Book, book: xw.Book) -> None:
    before = book.sheets["Accueil"].used_range.value
    names = [
        n
        for n in places.areas("Accueil")
        if n not in ("accueil_message", "accueil_suite", "accueil_macros")
    ]
    desk.write_form(desk.read_form(names))
    assert book.sheets["Accueil"].used_range.value == before


def test_a_form_written_is_protected_again_at_the_end(desk: Book, book: xw.Book) -> None:
    desk.write_form({"fiche_nom": "PAYET"})
    assert book.sheets["Fiche"].impl.protected is False
    desk.end()
    assert book.sheets["Fiche"].impl.protected is True


@pytest.mark.shared_book("a form that is written")
@pytest.mark.parametrize("title", ["File", "Fiche", "Bilan", "Accueil", "Actions"])
def test_a_message_stands_on_the_sheet_in_front(desk: Book, book: xw.Book, title: str) -> None:
    book.sheets[title].activate()
    desk.tell("C’est fait.")
    assert named(book, f"{title.lower()}_message").value == "C’est fait."


@pytest.mark.shared_book("a form that is written")
def test_a_refusal_says_so_in_a_word(desk: Book, book: xw.Book) -> None:
    book.sheets["File"].activate()
    desk.tell("rien n’est choisi.", Tone.REFUSAL)
    assert named(book, "file_message").value == "Non fait : rien n’est choisi."


@pytest.mark.shared_book("a form that is written")
@pytest.mark.parametrize(
    ("said", "visible"),
    [
        ("Enregistré.", [True, False, False, False, False]),
        ("Enregistré.\nRappel le 24/11.\nIl reste 2 pièces.", [True, True, True, False, False]),
        ("\n".join("abcde"), [True] * 5),
    ],
)
def test_the_top_of_a_form_takes_the_lines_that_it_says(
    desk: Book, book: xw.Book, said: str, visible: list[bool]
) -> None:
    desk.go_to("Fiche")
    desk.tell(said)
    desk.end()
    assert [*shown(named(book, "fiche_message")), *shown(named(book, "fiche_suite"))] == visible


@pytest.mark.shared_book("a form that is written")
@pytest.mark.parametrize("count", [2, 3, 1])
def test_the_lines_that_a_block_does_not_fill_are_hidden(
    desk: Book, book: xw.Book, count: int
) -> None:
    desk.write_form({"fiche_pieces": [["Mandat SEPA", "C1", None, None, "Obligatoire"]] * count})
    desk.end()
    assert shown(named(book, "fiche_pieces")) == [n < count for n in range(fiche.PIECE_LINES)]


@pytest.mark.shared_book("a form that is written")
@pytest.mark.parametrize("name", FORM.fitted)
def test_a_row_is_as_high_as_what_it_says_and_a_line_at_least(
    desk: Book, book: xw.Book, name: str
) -> None:
    heights: list[float] = []
    for said in ("Appel possible", LONG, None):
        desk.write_form({name: said})
        desk.end()
        heights.append(float(named(book, name).row_height or 0))
    one, several, none = heights
    assert (one, none) == (FORM.row_height, FORM.row_height)
    assert several > 3 * one


def test_what_is_said_too_stands_under_what_the_click_has_said(desk: Book, book: xw.Book) -> None:
    desk.go_to("Fiche")
    desk.tell("Enregistré.\nRappel le 24/11.")
    desk.tell_too("Refaites le classeur.", Tone.WARNING)
    said = desk.read_form(["fiche_message", "fiche_suite"])
    assert said["fiche_message"] == "Enregistré."
    lines = as_lines(said["fiche_suite"])
    assert lines[:3] == [["Rappel le 24/11."], ["À noter : Refaites le classeur."], [None]]


def test_what_an_earlier_click_said_is_not_said_again(desk: Book, book: xw.Book) -> None:
    desk.go_to("Fiche")
    desk.tell("Enregistré.\nRappel le 24/11.")
    later = Book(book)
    later.tell_too("Refaites le classeur.", Tone.WARNING)
    said = later.read_form(["fiche_message", "fiche_suite"])
    assert said["fiche_message"] == "À noter : Refaites le classeur."
    assert as_lines(said["fiche_suite"])[0] == [None]


def test_on_a_sheet_that_a_person_added_a_box_says_it(desk: Book, book: xw.Book) -> None:
    book.sheets.add("Mes notes").activate()
    assert desk.selected_dossier() is None
    desk.tell("C’est fait.")
    assert [alert.prompt for alert in book.app.impl.answers.shown] == ["C’est fait."]


@pytest.mark.shared_book("a form that is written")
@pytest.mark.parametrize(("reply", "answer"), [("yes", True), ("no", False)])
def test_a_question_has_the_answer_of_the_person(
    desk: Book, book: xw.Book, reply: str, answer: bool
) -> None:
    book.app.impl.answers.replies.append(reply)
    assert desk.ask("Voulez-vous continuer ?") is answer


@pytest.mark.shared_book("a form that is written")
def test_going_to_a_sheet_brings_it_to_the_front(desk: Book, book: xw.Book) -> None:
    desk.go_to("Pilotage")
    assert book.sheets.active.name == "Pilotage"


def test_the_first_field_with_a_problem_is_selected_and_all_are_told(
    desk: Book, book: xw.Book
) -> None:
    desk.mark_problems({"fiche_note": "Note : vide.", "fiche_siret": "SIRET : 14 chiffres."})
    assert book.selection == named(book, "fiche_siret")
    assert named(book, "fiche_message").value == "Non fait : Note : vide."
    assert as_lines(desk.read_form(["fiche_suite"])["fiche_suite"])[0] == ["SIRET : 14 chiffres."]


@pytest.mark.shared_book("a form that is written")
@pytest.mark.parametrize(
    ("name", "typed", "read"),
    [
        ("fiche_accord", "oui", "Oui"),
        ("fiche_adresse_etat", " CONFIRME ", "Confirmé"),
        ("fiche_issue", "ne repond pas", "Ne répond pas"),
        ("fiche_tag_sms_mail", "s.o.", "S.O."),
        ("fiche_type_client", "particulier", "Particulier"),
        ("fiche_accord", "peut-être", "peut-être"),
        ("fiche_ville", "oui", "oui"),
    ],
)
def test_a_choice_is_read_as_its_list_writes_it(
    desk: Book, book: xw.Book, name: str, typed: str, read: str
) -> None:
    named(book, name).value = typed  # Excel lets it pass: a list of cells minds no case
    assert desk.read_form([name]) == {name: read}


def test_an_error_in_a_cell_is_no_empty_cell(desk: Book, book: xw.Book) -> None:
    named(book, "fiche_issue").formula = "=NA()"
    assert desk.read_form(["fiche_issue"]) == {"fiche_issue": "#N/A"}
