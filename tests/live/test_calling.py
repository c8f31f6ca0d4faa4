"""A call from the form: the gate asked, the fields confirmed, the problems marked."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.calc.clicks import type_in
from mplus3_xl.domain.client.required import fields
from mplus3_xl.domain.contact.calls import Attempted
from mplus3_xl.domain.vocabulary import ContractState
from mplus3_xl.layout.call import fiche
from mplus3_xl.live import book as live_book
from mplus3_xl.live.book import Book
from mplus3_xl.live.book.questions import DIAL
from mplus3_xl.live.call.calling_desk import ALREADY_SAVED, NOTE_WAITS, TYPED_SINCE
from mplus3_xl.live.sheet import places
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.call.calling import record_attempt, start_call
from mplus3_xl.services.client.privacy import erase_client
from tests.dossiers import open_dossier
from tests.live.called import to_call
from tests.live.pressing import dossier_shown, field, message, named, press
from tests.live.test_day import opened
from tests.services.calls import AGENCIES, CALL, saved
from tests.services.desk import ALICE, form

OTHER, OTHER_INSURERS = "Hugo Mazin", "fiche_autres_assureurs"


@pytest.fixture
def space(folder: Path) -> Workspace:
    """A folder with one client to call."""
    return to_call(folder)


@pytest.fixture
def calling(book: xw.Book, space: Workspace) -> xw.Book:
    """The workbook with the form of the client open."""
    press(book, "Actualiser la file", "Accueil")
    press(book, "Suivant", "Accueil")
    return book


def test_a_call_that_is_allowed_awaits_its_outcome(calling: xw.Book, space: Workspace) -> None:
    press(calling, "Appeler", "Fiche")
    assert message(calling).startswith("Appelez ")
    code = dossier_shown(calling)
    assert open_dossier(space.store(), code).dossier.calling_since == space.now


def test_a_call_that_a_colleague_began_is_told_before_another_begins(
    calling: xw.Book, space: Workspace
) -> None:
    code = dossier_shown(calling)
    start_call(space.store(), code, Attempted(), AGENCIES, "bruno", space.now)
    name_logins(space.store(), [Naming("bruno", OTHER, False)], author(), space.now)
    answers = calling.app.impl.answers
    answers.replies += ["no", "yes"]
    press(calling, "Appeler", "Fiche")
    asked = answers.shown[-1]
    assert asked.prompt == f"{OTHER} appelle ce client depuis 10:30. Appeler quand même ?"
    assert asked.refusing
    assert message(calling) == "Appel non passé."
    assert open_dossier(space.store(), code).dossier.calling_by == "bruno"
    press(calling, "Appeler", "Fiche")
    assert message(calling).startswith("Appelez ")
    assert open_dossier(space.store(), code).dossier.calling_by == author()


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (120, "bruno appelle ce client depuis 08:30."),
        (121, "bruno a appelé ce client à 08:29, sans issue notée."),
    ],
)
def test_a_form_says_that_a_colleague_calls_and_the_call_that_he_forgot(
    book: xw.Book, space: Workspace, minutes: int, said: str
) -> None:
    began = space.now - timedelta(minutes=minutes)
    start_call(space.store(), 1, Attempted(), AGENCIES, "bruno", began)
    press(book, "Actualiser la file", "Accueil")
    assert opened(book) == 1
    assert said in message(book)


def test_next_opens_no_dossier_of_a_client_who_is_called_and_says_when_all_are(
    book: xw.Book, space: Workspace
) -> None:
    start_call(space.store(), 1, Attempted(), AGENCIES, "bruno", space.now)
    assert {row.nom for row in space.queue()} == {"MARTIN Zoé"}
    press(book, "Actualiser la file", "Accueil")
    press(book, "Suivant", "Accueil")
    assert "le sont en ce moment : bruno appelle MARTIN Zoé depuis 10:30. Att" in message(book)


def test_what_was_typed_before_a_colleague_saved_is_told_to_be_typed_again(
    calling: xw.Book, space: Workspace
) -> None:
    code = dossier_shown(calling)
    type_in(named(calling, "fiche_issue"), "Ne répond pas")
    type_in(named(calling, "fiche_note"), "Absent ce matin")
    record_attempt(space.store(), code, Attempted("occ"), AGENCIES, "bruno", space.now)
    press(calling, "Enregistrer", "Fiche")
    assert "Dernier changement : bruno" in message(calling)
    calling.sheets["File"].activate()
    press(calling, "Revenir à la ligne", "Fiche")
    press(calling, "Ouvrir la fiche", "File")
    assert message(calling) == (
        "Votre saisie du 23/11/2026 à 10:30 d’avant ce changement, à reprendre : "
        "Issue de l’appel « Ne répond pas », Note « Absent ce matin »."
    )


@pytest.fixture
def cut_short(calling: xw.Book, space: Workspace) -> xw.Book:
    """The form as a click left it that saved it, and was cut short."""
    code, own_id = field(calling, "fiche_code"), str(field(calling, "fiche_formulaire"))
    assert isinstance(code, int)
    type_in(named(calling, OTHER_INSURERS), "Mutuelle A")
    mine = form(own_id, "KO", fiche_autres_assureurs="Mutuelle A")
    saved(space.store(), replace(mine, dossier_id=code), author(), space.now)
    return calling


@pytest.fixture
def saved_since(cut_short: xw.Book, space: Workspace) -> xw.Book:
    """The same form, which a colleague saved otherwise since."""
    code = dossier_shown(cut_short)
    theirs = form("f2", "KO", version=2, fiche_autres_assureurs="Mutuelle B")
    saved(space.store(), replace(theirs, dossier_id=code), "bruno", space.now)
    return cut_short


def test_what_a_click_cut_short_saved_stays_beside_what_is_typed_next(cut_short: xw.Book) -> None:
    type_in(named(cut_short, "fiche_note"), "Rappeler")
    press(cut_short, "Enregistrer", "Fiche")
    assert message(cut_short).startswith(f"{ALREADY_SAVED} {TYPED_SINCE}")
    typed = [field(cut_short, name) for name in (OTHER_INSURERS, "fiche_note")]
    assert typed == ["Mutuelle A", "Rappeler"]


def test_a_form_that_a_click_cut_short_saved_is_left_with_nothing_to_keep(
    cut_short: xw.Book, space: Workspace
) -> None:
    code = dossier_shown(cut_short)
    press(cut_short, "Suivant", "Fiche")
    assert open_dossier(space.store(), code).kept == ()


def test_what_a_colleague_saved_after_a_click_cut_short_is_not_written_over(
    saved_since: xw.Book,
) -> None:
    press(saved_since, "Enregistrer", "Fiche")
    assert message(saved_since) == (
        f"{ALREADY_SAVED} Votre saisie du 23/11/2026 à 10:30 d’avant ce changement, à reprendre : "
        "Ce qu’il dit de ses autres assureurs « Mutuelle A »."
    )
    assert field(saved_since, OTHER_INSURERS) == "Mutuelle B"


def test_a_form_that_a_click_cut_short_saved_is_left_as_one_of_before_what_a_colleague_saved(
    saved_since: xw.Book, space: Workspace
) -> None:
    code = dossier_shown(saved_since)
    press(saved_since, "Suivant", "Fiche")
    assert [each.version for each in open_dossier(space.store(), code).kept] == [2]


def calls_of_appeler(book: xw.Book, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Press « Appeler »; return what the click asked of the spreadsheet."""
    desk = Book(book)
    with monkeypatch.context() as heard:
        heard.setattr(live_book, "calling_book", lambda: desk)
        press(book, "Appeler", "Fiche")
    return desk.gate.calls


def test_the_phone_is_dialled_once_when_the_call_is_allowed(
    calling: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert calls_of_appeler(calling, monkeypatch).count(DIAL) == 1
    assert message(calling).startswith("Appelez ")


def test_the_fifth_call_in_30_days_is_refused_and_nobody_is_dialled(
    calling: xw.Book, space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days in (28, 20, 10, 5):
        at = CALL - timedelta(days=days)
        breach = Attempted("nrp", breach_reason="Il nous l’a demandé.", manager="Odile Vasseur")
        record_attempt(space.store(), 1, breach, AGENCIES, ALICE, at)
    assert DIAL not in calls_of_appeler(calling, monkeypatch)
    assert message(calling).startswith("Non fait : ")
    assert "Déjà 4 essais" in message(calling)
    assert "À nouveau permis le 25/11/2026." in message(calling)
    assert "réglage « Essais d’appel permis sur la période »" in message(calling)
    assert open_dossier(space.store(), 1).dossier.calling_since is None


def test_a_client_who_opposed_calls_is_not_dialled(
    calling: xw.Book, space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    calling.app.impl.answers.replies.append("yes")
    press(calling, "Opposition", "Fiche")
    assert DIAL not in calls_of_appeler(calling, monkeypatch)
    assert message(calling).startswith("Non fait : ")
    assert "s’est opposé au démarchage" in message(calling)
    assert message(calling).endswith("N’appelez plus ce client.")
    assert field(calling, "fiche_telephone_appel") is None  # nothing to dial by a click
    assert open_dossier(space.store(), 1).dossier.calling_since is None


def test_what_was_read_back_is_confirmed_in_one_click(calling: xw.Book) -> None:
    type_in(named(calling, "fiche_ville_etat"), "Non communiqué")
    press(calling, "Tout confirmer", "Fiche")
    assert field(calling, "fiche_adresse_etat") == "Confirmé"
    assert field(calling, "fiche_ville_etat") == "Non communiqué"
    assert field(calling, "fiche_siret_etat") is None
    assert field(calling, "fiche_modifie") == "saisie non enregistrée"


def test_a_form_is_not_left_unasked_with_what_is_typed_of_a_piece_asked_for_no_more(
    calling: xw.Book, space: Workspace
) -> None:
    code = dossier_shown(calling)
    type_in(named(calling, "fiche_pieces")[0, 2], "Reçue le")
    with space.store().write() as unit:
        ended = [
            (each, each._replace(state=ContractState.RESILIE)) for each in unit.contracts_in(code)
        ]
        unit.change("contracts", ended)
    answers = calling.app.impl.answers
    answers.replies += ["no", "yes"]
    press(calling, "Suivant", "Accueil")
    assert "« Reçue le » ne s’y enregistre plus" in answers.shown[-1].prompt
    assert answers.shown[-1].refusing
    assert field(calling, "fiche_code") == code
    assert named(calling, "fiche_pieces")[0, 2].value == "Reçue le"
    press(calling, "Suivant", "Accueil")
    assert field(calling, "fiche_code") != code


def test_a_note_saved_without_an_outcome_says_where_it_stays(calling: xw.Book) -> None:
    type_in(named(calling, "fiche_note"), "Préfère le matin")
    press(calling, "Enregistrer", "Fiche")
    assert message(calling).startswith("Enregistré")
    assert NOTE_WAITS in message(calling)
    assert field(calling, "fiche_note") == "Préfère le matin"


def test_the_information_of_a_changed_phone_is_noted_once_it_is_ticked(calling: xw.Book) -> None:
    phone = list(fields()).index("telephone")
    for column, text in ((2, "Modifié"), (3, "06 12 34 56 79")):
        type_in(named(calling, "fiche_champs")[phone, column], text)
    press(calling, "Enregistrer", "Fiche")
    assert "cocher « information donnée »" in message(calling)
    type_in(named(calling, "fiche_info_donnee"), "Oui")
    press(calling, "Enregistrer", "Fiche")
    assert message(calling).startswith("Enregistré : ")
    assert "information" not in message(calling)
    assert field(calling, "fiche_info_donnee") == "Oui"


@pytest.mark.parametrize("note", ["0612345678", "12/05", "=1+1"])
def test_a_note_is_kept_as_it_is_typed_and_the_next_try_is_said(
    calling: xw.Book, space: Workspace, note: str
) -> None:
    type_in(named(calling, "fiche_note"), note)
    type_in(named(calling, "fiche_issue"), "Ne répond pas")
    press(calling, "Enregistrer", "Fiche")
    (attempt,) = open_dossier(space.store(), 1).attempts
    assert attempt.note == note
    assert "statut « À faire ». Prochain essai le 25/11/2026 à 14:00." in message(calling)


def test_the_time_of_a_callback_is_said_as_it_was_read(calling: xw.Book) -> None:
    type_in(named(calling, "fiche_issue"), "Demande à être rappelé")
    type_in(named(calling, "fiche_rappel_le"), "2026-11-25")
    type_in(named(calling, "fiche_rappel_a"), "14:30")
    press(calling, "Enregistrer", "Fiche")
    assert "statut « À faire ». Rappel le 25/11/2026 à 14:30." in message(calling)


def test_all_that_is_wrong_is_marked_at_once(calling: xw.Book, space: Workspace) -> None:
    pieces = places.areas(fiche.TITLE)["fiche_pieces"]
    state = calling.sheets["Fiche"].range((pieces.first_row + 1, pieces.first_col + 3))
    type_in(state, "Reçue le")
    type_in(named(calling, "fiche_issue"), "Demande à être rappelé")
    type_in(named(calling, "fiche_adresse_etat"), "Modifié")
    press(calling, "Enregistrer", "Fiche")
    marked = str(field(calling, "fiche_problemes"))
    assert set(marked.strip(";").split(";")) == {
        "fiche_pieces.0.2",
        "fiche_rappel_le",
        "fiche_adresse",
    }
    code = dossier_shown(calling)
    (kept,) = open_dossier(space.store(), code).kept
    assert kept.content["fiche_issue"] == "Demande à être rappelé"


def test_of_a_client_erased_meanwhile_nothing_is_asked_to_be_corrected(
    calling: xw.Book, space: Workspace
) -> None:
    type_in(named(calling, "fiche_rappel_le"), "jeudi")
    erase_client(space.store(), 1, ALICE, space.now, "à sa demande")
    press(calling, "Enregistrer", "Fiche")
    assert "a déjà été effacé" in message(calling)
    assert "jeudi" not in message(calling)
