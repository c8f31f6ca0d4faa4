"""What one button does to the dossier that the form shows, pressed for real."""

from datetime import timedelta
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.calc.clicks import type_in
from mplus3_xl.domain.contact.calls import Attempted
from mplus3_xl.domain.contact.gate import Permission
from mplus3_xl.domain.vocabulary import Closing
from mplus3_xl.errors import UserError
from mplus3_xl.live.book import Book
from mplus3_xl.services.call.calling import record_attempt, start_call
from mplus3_xl.services.call.preparation import Preparation, prepare
from mplus3_xl.services.call.striking import strike_attempt
from mplus3_xl.services.client.privacy import erase_client
from tests.dossiers import DossierView, open_dossier
from tests.live import pressing
from tests.live.called import to_call
from tests.live.pressing import answer, asked, field, named, press, select, typed
from tests.services.calls import AGENCIES, CALL, filled_form, prepared, saved
from tests.services.desk import ALICE

LAST_DAY = CALL.date() + timedelta(days=365)


@pytest.fixture
def space(folder: Path) -> Workspace:
    return to_call(folder)


@pytest.fixture
def calling(book: xw.Book, space: Workspace) -> xw.Book:
    """The workbook with the form of the first dossier open, and a note typed in it."""
    Book(book).write_table("tFile", [{"dossier": 1}])
    book.sheets["File"].activate()
    select(book, "File", "tFile", 0)
    press(book, "Ouvrir la fiche", "File")
    type_in(named(book, "fiche_note"), "Rappeler à midi")
    return book


def yes(book: xw.Book, *, said: bool = True) -> None:
    """Have the answer of a box ready."""
    book.app.impl.answers.replies.append("yes" if said else "no")


def view(space: Workspace, dossier_id: int = 1) -> DossierView:
    return open_dossier(space.store(), dossier_id)


def now(space: Workspace) -> Preparation:
    return prepare(space.store(), 1, AGENCIES, CALL)


def message(book: xw.Book) -> str:
    assert book.sheets["Fiche"].impl.protected is True
    return pressing.message(book, "Fiche")


def test_another_dossier_of_the_client_joins_the_call(calling: xw.Book, space: Workspace) -> None:
    yes(calling)
    press(calling, "Reprendre un dossier", "Fiche")
    assert "Le dossier 2 est repris" in message(calling)
    assert view(space, 2).dossier.closing == Closing.REPRIS
    contracts = field(calling, "fiche_contrats")
    assert isinstance(contracts, list)
    shown = " ".join(str(line[0]) for line in contracts)
    assert "C1" in shown
    assert "C2" in shown
    assert field(calling, "fiche_note") == "Rappeler à midi"
    assert field(calling, "fiche_version") == view(space).dossier.version


def test_nothing_joins_without_a_yes(calling: xw.Book, space: Workspace) -> None:
    yes(calling, said=False)
    press(calling, "Reprendre un dossier", "Fiche")
    assert view(space, 2).dossier.closing is None


def test_a_client_without_another_dossier_is_told(calling: xw.Book) -> None:
    yes(calling)
    press(calling, "Reprendre un dossier", "Fiche")
    press(calling, "Reprendre un dossier", "Fiche")
    assert "n’a pas d’autre dossier à reprendre" in message(calling)


def test_an_opposition_closes_every_dossier_at_once(calling: xw.Book, space: Workspace) -> None:
    yes(calling)
    press(calling, "Opposition", "Fiche")
    assert "2 dossiers fermés : actualisez la file." in message(calling)
    closings = [view(space, each).dossier.closing for each in (1, 2)]
    assert closings == [Closing.OPPOSITION, Closing.OPPOSITION]
    assert view(space).attempts == ()


def test_the_row_of_an_opposed_client_says_that_he_may_not_be_called(calling: xw.Book) -> None:
    yes(calling)
    press(calling, "Opposition", "Fiche")
    (row,) = Book(calling).read_table("tFile")
    assert row["permission"] == Permission.REFUSE.label
    assert "opposé" in str(row["permission_raison"])


def test_an_opposition_during_a_call_is_noted_with_it(calling: xw.Book, space: Workspace) -> None:
    start_call(space.store(), 1, Attempted(), AGENCIES, author(), CALL)
    yes(calling)
    press(calling, "Opposition", "Fiche")
    assert [each.outcome for each in view(space).attempts] == ["oppo"]
    assert view(space, 2).dossier.closing == Closing.OPPOSITION


@pytest.mark.parametrize("button", ["Opposition", "Consentement", "Barrer un essai"])
def test_nothing_is_asked_of_a_client_erased_meanwhile(
    calling: xw.Book, space: Workspace, button: str
) -> None:
    attempt(space)
    erase_client(space.store(), 1, ALICE, CALL, "à sa demande")
    before = len(calling.app.impl.answers.shown)
    press(calling, button, "Fiche")
    assert asked(calling) == []
    assert len(calling.app.impl.answers.shown) == before
    assert "a déjà été effacé" in message(calling)


def test_an_opposition_is_asked_first(calling: xw.Book, space: Workspace) -> None:
    yes(calling, said=False)
    press(calling, "Opposition", "Fiche")
    assert view(space).dossier.closing is None


def consented(book: xw.Book, *texts: str) -> None:
    """Press the button of the consent, and answer each of its questions."""
    for text in texts:
        typed(book, text)
    press(book, "Consentement", "Fiche")


def test_a_consent_is_noted_with_its_proof(calling: xw.Book, space: Workspace) -> None:
    consented(
        calling, "e-mail : formulaire 2026", "ses assurances santé", "20/11/2026 au 20/05/2027"
    )
    assert len(asked(calling)) == 3
    assert "jusqu’au 20/05/2027 inclus" in message(calling)
    held = now(space).facts.contacts.consent
    assert held is not None
    assert (held.channel, held.purpose, held.wording, held.author) == (
        "e-mail",
        "ses assurances santé",
        "formulaire 2026",
        author(),
    )
    assert field(calling, "fiche_note") == "Rappeler à midi"


def test_a_consent_for_too_long_is_refused(calling: xw.Book, space: Workspace) -> None:
    day = LAST_DAY + timedelta(days=1)
    consented(calling, "e-mail", "ses assurances santé", f"{CALL:%d/%m/%Y} au {day:%d/%m/%Y}")
    assert "365 jours au plus" in message(calling)
    assert now(space).facts.contacts.consent is None


def test_the_words_of_the_agency_are_those_consented_to_unless_others_are_named(
    calling: xw.Book, space: Workspace
) -> None:
    consented(calling, "téléphone", "ses assurances santé", "")
    held = now(space).facts.contacts.consent
    assert held is not None
    assert str(held.wording).startswith("L’agence Corniche peut vous appeler")


@pytest.mark.parametrize("answers", [1, 2])
def test_a_consent_given_up_on_the_way_leaves_nothing(
    calling: xw.Book, space: Workspace, answers: int
) -> None:
    for text in ("e-mail", "ses assurances santé")[:answers]:
        typed(calling, text)
    answer(calling, "")
    press(calling, "Consentement", "Fiche")
    assert now(space).facts.contacts.consent is None


def test_a_consent_of_an_opposed_client_is_refused_before_it_is_asked_for(
    calling: xw.Book,
) -> None:
    yes(calling)
    press(calling, "Opposition", "Fiche")
    asked(calling)
    press(calling, "Consentement", "Fiche")
    assert "s’est opposé au démarchage" in message(calling)
    assert asked(calling) == []


def test_a_consent_that_runs_is_withdrawn(calling: xw.Book, space: Workspace) -> None:
    consented(calling, "e-mail", "ses assurances santé", "")
    held = now(space).facts.contacts.consent
    assert held is not None
    assert (held.given_on, held.ends_on) == (CALL.date(), LAST_DAY)
    yes(calling)
    press(calling, "Consentement", "Fiche")
    assert "Consentement retiré" in message(calling)
    assert now(space).facts.contacts.consent is None


def test_a_consent_for_another_purpose_is_noted_beside_the_one_that_runs(
    calling: xw.Book, space: Workspace
) -> None:
    consented(calling, "e-mail", "ses assurances santé", "")
    yes(calling, said=False)  # it is not withdrawn
    yes(calling)
    consented(calling, "sur place : formulaire 2026", "sa retraite", "")
    with space.store().read() as unit:
        held = {each.purpose for each in unit.consents_of(1) if each.withdrawn_at is None}
    assert held == {"ses assurances santé", "sa retraite"}


def attempt(space: Workspace, outcome: str = "nrp") -> None:
    record_attempt(space.store(), 1, Attempted(outcome), AGENCIES, author(), CALL)


def test_the_attempt_of_the_day_is_struck_with_its_reason(
    calling: xw.Book, space: Workspace
) -> None:
    attempt(space)
    typed(calling, "mauvais dossier")
    press(calling, "Barrer un essai", "Fiche")
    assert "Ne répond pas" in asked(calling)[0]
    assert "Essai barré" in message(calling)
    (struck,) = view(space).attempts
    assert (struck.struck_reason, struck.struck_by) == ("mauvais dossier", author())


def test_one_attempt_of_several_is_chosen_by_its_number(calling: xw.Book, space: Workspace) -> None:
    attempt(space)
    attempt(space, "occ")
    typed(calling, "3 mauvais dossier")
    press(calling, "Barrer un essai", "Fiche")
    assert "tapez un numéro de 1 à 2" in message(calling)
    typed(calling, "2 mauvais dossier")
    press(calling, "Barrer un essai", "Fiche")
    question = asked(calling)[-1]
    assert "1 = " in question
    struck = [each.outcome for each in view(space).attempts if each.struck_at]
    assert len(struck) == 1
    assert next(each.label for each in view(space).attempts if each.struck_at) in question


def test_without_an_attempt_of_today_nothing_is_struck(calling: xw.Book) -> None:
    press(calling, "Barrer un essai", "Fiche")
    assert "Vous n’avez noté aujourd’hui aucun essai" in message(calling)


def test_an_attempt_of_an_acte_is_refused_before_anything_is_asked(
    calling: xw.Book, space: Workspace
) -> None:
    store = space.store()
    saved(store, filled_form(prepared(store)), author())
    press(calling, "Barrer un essai", "Fiche")
    assert asked(calling) == []
    assert "Cet essai figure dans l’acte n° 1" in message(calling)
    (attempt,) = view(space).attempts
    with pytest.raises(UserError, match="acte n° 1"):
        strike_attempt(store, attempt.id, author(), "faux", CALL)


def test_a_dossier_is_closed_with_its_reason_in_words(calling: xw.Book, space: Workspace) -> None:
    press(calling, "Clore le dossier", "Fiche")
    assert "Choisissez le motif de clôture" in message(calling)
    type_in(named(calling, "fiche_motif"), "Doublon")
    press(calling, "Clore le dossier", "Fiche")
    assert "pourquoi" in message(calling)
    assert view(space).dossier.closing is None
    type_in(named(calling, "fiche_motif_precision"), "Deux fiches pour la même personne")
    yes(calling)
    press(calling, "Clore le dossier", "Fiche")
    assert "Dossier clos : Doublon" in message(calling)
    kept = view(space).dossier
    assert (kept.closing, kept.closing_reason) == (
        Closing.DOUBLON,
        "Deux fiches pour la même personne",
    )
    press(calling, "Reprendre un dossier", "Fiche")
    assert "Le dossier 1 est terminé ou clos." in message(calling)


def test_what_could_no_longer_be_saved_is_told_before_a_dossier_is_closed(
    calling: xw.Book, space: Workspace
) -> None:
    type_in(named(calling, "fiche_motif"), "Doublon")
    type_in(named(calling, "fiche_motif_precision"), "Deux fiches pour la même personne")
    type_in(named(calling, "fiche_note"), "Préfère le matin")
    replies = calling.app.impl.answers.replies
    replies.append("no")
    press(calling, "Clore le dossier", "Fiche")
    assert "plus être enregistré : Note « Préfère le matin »." in shown_last(calling)
    assert view(space).dossier.closing is None
    type_in(named(calling, "fiche_note"), "")
    press(calling, "Clore le dossier", "Fiche")
    assert message(calling).startswith("Dossier clos : Doublon.")
    assert field(calling, "fiche_modifie") is None
    replies.append("yes")
    press(calling, "Annuler ma dernière action", "Fiche")
    assert view(space).dossier.closing is None


def shown_last(book: xw.Book) -> str:
    """The question that was asked last."""
    return str(book.app.impl.answers.shown[-1].prompt)


def test_a_button_without_an_open_form_says_so(book: xw.Book, space: Workspace) -> None:
    Book(book).write_form({"fiche_code": None})
    book.sheets["Fiche"].activate()
    press(book, "Opposition", "Fiche")
    assert "Aucun dossier n’est ouvert" in message(book)


def test_the_sms_is_given_to_paste(calling: xw.Book) -> None:
    Book(calling).write_form({"fiche_sms": "Bonjour Zoé, ici l’agence"})
    press(calling, "Copier le SMS", "Fiche")
    assert pasted(calling) == "Bonjour Zoé, ici l’agence"


def pasted(book: xw.Book) -> str:
    """What another program would paste."""
    manager = book.app.impl.context.ServiceManager
    name = "com.sun.star.datatransfer.clipboard.SystemClipboard"
    clipboard = manager.createInstanceWithContext(name, book.app.impl.context)
    content = clipboard.getContents()
    flavors = {each.MimeType: each for each in content.getTransferDataFlavors()}
    return str(content.getTransferData(flavors["text/plain;charset=utf-16"])).strip()
