"""The bilan by its buttons: refused, left, completed, summed up, put in calendars."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.calc.clicks import type_in
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.contact.calls import ActionDraft
from mplus3_xl.domain.vocabulary import ActionKind
from mplus3_xl.layout.bilan import bilan, synthese
from mplus3_xl.layout.bilan.bilan_columns import FORWARD, INVENTORY
from mplus3_xl.layout.heading import line_of_day
from mplus3_xl.live import actions
from mplus3_xl.live import book as live_book
from mplus3_xl.live.book import Book
from mplus3_xl.live.sheet.blocks import as_lines
from mplus3_xl.services.bilan.bilan import open_bilan, save_bilan
from mplus3_xl.settings import freeze_day
from tests.domain.bilan.told import STORIES, story
from tests.live.bilan_sheet import BilanSheet
from tests.live.pressing import MOST, call, message, press
from tests.live.test_bilan_told import at_work, opened

TOLD = story(next(path for path in STORIES if path.stem.startswith("02")))
TODAY: date = TOLD["today"]


@pytest.fixture
def space(folder: Path) -> Workspace:
    """A folder with one client: an owner in a copropriété, whose home is insured with us."""
    return at_work(folder, TOLD)


@pytest.fixture
def sheet(book: xw.Book, space: Workspace) -> BilanSheet:
    """His bilan, open."""
    assert space.today == TODAY
    return opened(book)


def line_of(sheet: BilanSheet, family: str) -> int:
    return [str(row["cle"]).split("#")[0] for row in sheet.lines()].index(family)


def test_closing_asks_as_long_as_what_was_typed_in_the_bilan_is_not_kept(sheet: BilanSheet) -> None:
    may_close = sheet.book.macro("Classeur.FermeturePermise")
    assert may_close() is True
    lines = sheet.book.names[bilan.LINES].refers_to_range
    column = [each.key for each in INVENTORY].index("detention")
    type_in(lines[line_of(sheet, "auto"), column], "Aucun")
    assert may_close() is False
    press(sheet.book, "Enregistrer", "Bilan")
    assert may_close() is True


def test_a_refused_bilan_marks_every_problem_and_keeps_what_was_typed(
    sheet: BilanSheet, space: Workspace
) -> None:
    at = line_of(sheet, "auto")
    sheet.type_line(at, {"detention": "Ailleurs", "assureur": "X", "echeance": "demain"})
    sheet.type_line(line_of(sheet, "pj"), {"detention": "Aucun", "assureur": "Y"})
    press(sheet.book, "Enregistrer", "Bilan")
    assert "« demain » n’est pas une date" in sheet.message
    assert str(sheet.said("bilan_problemes")) == f";{bilan.LINES}.{at}.3;"
    sheet.type_line(at, {"echeance": date(2027, 4, 1)})
    press(sheet.book, "Enregistrer", "Bilan")
    assert "assureur et échéance ne valent que pour « Ailleurs »" in sheet.message
    row = sheet.lines()[at]
    assert (row["detention"], row["assureur"], row["echeance"]) == (
        "Ailleurs",
        "X",
        date(2027, 4, 1),
    )
    assert open_bilan(space.store(), 1, {}, space.now).version == 0


def test_a_day_and_an_amount_pasted_as_texts_are_read(sheet: BilanSheet, space: Workspace) -> None:
    at = line_of(sheet, "auto")
    sheet.type_line(at, {"detention": "Ailleurs", "assureur": "X"})
    lines = sheet.book.names[bilan.LINES].refers_to_range
    for key, pasted in {"echeance": "25/12/2027", "prime": "1 312,50 €"}.items():
        type_in(lines[at, [column.key for column in INVENTORY].index(key)], pasted)
    press(sheet.book, "Enregistrer", "Bilan")
    row = sheet.lines()[at]
    assert (row["echeance"], row["prime"]) == (date(2027, 12, 25), 1312.5), sheet.message
    assert open_bilan(space.store(), 1, {}, space.now).version == 1


def test_what_is_typed_on_a_line_of_ours_is_ignored_and_said(sheet: BilanSheet) -> None:
    at = line_of(sheet, "mrh")
    sheet.type_line(at, {"detention": "Aucun"})
    press(sheet.book, "Enregistrer", "Bilan")
    assert "la saisie est ignorée (Habitation (résidence principale))" in sheet.message
    assert sheet.lines()[at]["detention"] == "Chez nous"


def test_the_rest_is_not_known_in_one_click_and_nothing_is_saved(
    sheet: BilanSheet, space: Workspace
) -> None:
    sheet.type_line(line_of(sheet, "auto"), {"detention": "Aucun"})
    press(sheet.book, "Le reste : ne sait pas")
    shown = [row["detention"] for row in sheet.lines()]
    assert (shown.count("Aucun"), shown.count("Chez nous")) == (1, 1)
    assert shown.count("Ne sait pas") == len(shown) - 2
    assert open_bilan(space.store(), 1, {}, space.now).version == 0


def test_the_rest_is_none_in_one_click(sheet: BilanSheet) -> None:
    press(sheet.book, "Le reste : aucun")
    assert {row["detention"] for row in sheet.lines()} == {"Aucun", "Chez nous"}


def test_questions_and_gaps_follow_what_is_typed(sheet: BilanSheet) -> None:
    sheet.type_answer("vehicules", "Moto, scooter")
    sheet.type_answer("enfants", "0")
    sheet.type_line(line_of(sheet, "moto"), {"detention": "Aucun"})
    assert "enfants_scolarises" in sheet.questions()
    press(sheet.book, "Recalculer")
    assert "enfants_scolarises" not in sheet.questions()
    assert [row["manque"] for row in sheet.gaps() if row["cle"] == "vehicule_moto"]
    assert f"{FORWARD} : Deux-roues sans assurance" in sheet.printed()


def test_a_family_takes_several_contracts(sheet: BilanSheet) -> None:
    for insurer in ("Mutuelle des Pins", "Assurances du Garlaban"):
        sheet.select_family("auto")
        at = sheet.free_line("auto")
        if at is None:
            press(sheet.book, "Ajouter un contrat")
            at = sheet.free_line("auto")
        assert at is not None
        sheet.type_line(at, {"detention": "Ailleurs", "assureur": insurer})
    press(sheet.book, "Enregistrer", "Bilan")
    mine = [row["assureur"] for row in sheet.lines() if row["cle"] == "auto"]
    assert mine == ["Mutuelle des Pins", "Assurances du Garlaban"]


def test_a_saved_bilan_is_taken_back_once_it_is_confirmed(
    sheet: BilanSheet, space: Workspace
) -> None:
    sheet.type_answer("enfants", "2")
    press(sheet.book, "Enregistrer", "Bilan")
    sheet.type_answer("enfants", "3")
    sheet.book.app.impl.answers.replies.extend(["yes", "yes"])
    call(sheet.book, "Actions.Annuler")
    assert "contient une saisie qui n’est pas enregistrée" in sheet.message
    sheet.type_answer("enfants", "2")
    call(sheet.book, "Actions.Annuler")
    assert sheet.message.startswith("Annulé : MARTIN Zoé"), sheet.message
    assert sheet.questions()["enfants"] is None
    assert "enfants" not in open_bilan(space.store(), 1, {}, space.now).answers


def test_a_bilan_taken_back_from_the_form_of_the_call_is_shown(sheet: BilanSheet) -> None:
    sheet.type_answer("enfants", "2")
    press(sheet.book, "Enregistrer", "Bilan")
    sheet.book.sheets["Fiche"].activate()
    sheet.book.app.impl.answers.replies.append("yes")
    press(sheet.book, "Annuler ma dernière action", "Fiche")
    assert sheet.book.sheets.active.name == bilan.TITLE
    assert sheet.message.startswith("Annulé : MARTIN Zoé"), sheet.message


def test_the_summary_is_written_from_the_saved_bilan(sheet: BilanSheet) -> None:
    press(sheet.book, "Synthèse client", "Bilan")
    assert "n’est pas encore enregistré" in sheet.message
    press(sheet.book, "Le reste : aucun")
    press(sheet.book, "Enregistrer", "Bilan")
    press(sheet.book, "Synthèse client", "Bilan")
    assert sheet.book.sheets.active.name == synthese.TITLE
    shown = Book(sheet.book).read_form([synthese.NAME, synthese.LINES])
    assert shown[synthese.NAME] == "MARTIN Zoé"
    assert as_lines(shown[synthese.LINES])[:4] == [
        [synthese.PARTS[0], synthese.TITLED],
        ["• Habitation (résidence principale)", synthese.LINED],
        [None, None],
        [synthese.PARTS[1], synthese.TITLED],
    ]


def test_the_summary_bears_the_day_of_its_click(sheet: BilanSheet, space: Workspace) -> None:
    press(sheet.book, "Le reste : aucun")
    press(sheet.book, "Enregistrer", "Bilan")
    tomorrow = TODAY + timedelta(days=1)
    freeze_day(space.folder, tomorrow, space.now.time())
    press(sheet.book, "Synthèse client", "Bilan")
    assert sheet.book.sheets.active.name == synthese.TITLE
    assert sheet.book.sheets.active.range("B2").value == line_of_day(tomorrow, frozen=True)


def plan(space: Workspace, *days: date) -> None:
    """Actions to follow, due on some days; planned the week before."""
    drafts = tuple(ActionDraft(ActionKind.DEVIS, f"Devis du {day:%d/%m}", day) for day in days)
    before = space.now - timedelta(days=7)
    save_bilan(space.store(), BilanForm(1, 0, actions=drafts), {}, "inventée", before)


DUE = (TODAY - timedelta(days=3), TODAY, TODAY + timedelta(days=1))


def test_each_person_has_a_calendar_file(book: xw.Book, space: Workspace) -> None:
    plan(space, *DUE)
    book.sheets["Actions"].activate()
    press(book, "Agenda (.ics)")
    (written,) = (space.folder / "agendas").iterdir()
    assert written.name == "mplus3_hugo_mazin.ics"
    first = written.read_text(encoding="utf-8")
    assert first.count("BEGIN:VEVENT") == len(DUE)
    assert str(space.folder / "agendas") in message(book, "Actions")
    press(book, "Agenda (.ics)")  # taken in again, it changes the same events
    assert uids(written.read_text(encoding="utf-8")) == uids(first) != []


def uids(calendar: str) -> list[str]:
    return [line for line in calendar.splitlines() if line.startswith("UID:")]


def test_no_calendar_is_written_when_nothing_is_to_be_done(book: xw.Book, space: Workspace) -> None:
    book.sheets["Actions"].activate()
    press(book, "Agenda (.ics)")
    assert "Aucune action n’est à suivre" in message(book, "Actions")
    assert not (space.folder / "agendas").exists()


def test_the_actions_of_the_day_are_alone_and_ready_to_print(
    book: xw.Book, space: Workspace
) -> None:
    plan(space, *DUE)
    press(book, "Actions du jour", "Actions")
    body = book.sheets["Actions"].tables["tActions"].data_body_range
    assert body is not None
    rows = Book(book).read_table("tActions")
    shown = [row["objet"] for at, row in enumerate(rows) if not body[at, 0].rows.hidden]
    assert shown == ["Devis du 20/11", "Devis du 23/11"]
    said = message(book, "Actions")
    assert said == "1 action du jour, 1 en retard : prêt à imprimer."


def test_accueil_counts_the_actions_of_the_day_and_the_late_ones(
    book: xw.Book, space: Workspace
) -> None:
    plan(space, *DUE, TODAY)
    book.sheets["Accueil"].activate()
    press(book, "Actualiser la file", "Accueil")
    counts = Book(book).read_form(["jour_actions_du_jour", "jour_actions_en_retard"])
    assert list(counts.values()) == [2, 1]


CLICKS = {
    "ouvrir": actions.ouvrir_bilan,
    "recalculer": actions.recalculer,
    "le reste": actions.reste_aucun,
    "ajouter un contrat": actions.ajouter_contrat,
    "enregistrer": actions.enregistrer,
    "ajouter les actions": actions.ajouter_actions,
    "synthèse": actions.synthese,
    "annuler": actions.annuler,
}


def test_each_click_makes_few_calls_into_the_spreadsheet(
    sheet: BilanSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: dict[str, list[str]] = {}
    sheet.book.app.impl.answers.replies.append("yes")  # to take back
    for name, click in CLICKS.items():
        sheet.select_family("auto")
        desk = Book(sheet.book)
        monkeypatch.setattr(live_book, "calling_book", lambda desk=desk: desk)
        click()
        assert not sheet.message.startswith("Non fait"), sheet.message
        counted[name] = desk.gate.calls
    print({name: len(calls) for name, calls in counted.items()})  # noqa: T201  (read with -s)
    assert {name: calls for name, calls in counted.items() if len(calls) > MOST} == {}


def test_a_bilan_opened_from_the_queue_makes_few_calls_too(
    sheet: BilanSheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet.book.sheets["File"].activate()
    desk = Book(sheet.book)
    monkeypatch.setattr(live_book, "calling_book", lambda: desk)
    actions.ouvrir_bilan()
    assert sheet.book.sheets.active.name == "Bilan"
    assert len(desk.gate.calls) <= MOST, desk.gate.calls
