"""How many calls into the spreadsheet each action makes, whatever the number of rows."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace, author, shipped
from mplus3_xl.calc.clicks import type_in
from mplus3_xl.domain.client.required import required_fields
from mplus3_xl.domain.vocabulary import ClientType, FieldState
from mplus3_xl.layout.reglages import parametres
from mplus3_xl.live import actions, versions
from mplus3_xl.live import book as live_book
from mplus3_xl.live.book import Book
from mplus3_xl.services.agency.naming import Naming, name_logins, who_am_i
from mplus3_xl.workbook_versions import note_versions
from tests.conftest import NOW
from tests.live.called import to_call
from tests.live.filled import filled
from tests.live.pressing import MOST, QUESTIONS, asked, chosen, named, select, typed
from tests.live.queue_rows import TITLES
from tests.live.setting import value_of
from tests.live.test_scripts import text_of

COLLEAGUE = "Inès Morvan"

Click = Callable[[xw.Book], Callable[[], None]]


def opening(book: xw.Book) -> Callable[[], None]:
    select(book, "File", "tFile", 1)
    return actions.ouvrir


def saving(book: xw.Book) -> Callable[[], None]:
    book.sheets["Fiche"].activate()
    type_in(named(book, "fiche_issue"), "Ne répond pas")
    return actions.enregistrer


def taking_back(book: xw.Book) -> Callable[[], None]:
    book.sheets["Fiche"].activate()
    book.app.impl.answers.replies.append("yes")
    return actions.annuler


def searching_many(book: xw.Book) -> Callable[[], None]:
    typed(book, "inv")
    return actions.chercher


def searching_one(book: xw.Book) -> Callable[[], None]:
    typed(book, "L1")
    return actions.chercher


def importing(book: xw.Book) -> Callable[[], None]:
    select(book, "File", "tFile", 1)
    chosen(book, sorted((shipped("workbook") / "exports").glob("*.xlsx"))[0])
    return actions.importer


def refreshing(book: xw.Book) -> Callable[[], None]:
    select(book, "File", "tFile", 1)
    return actions.actualiser


def consenting(book: xw.Book) -> Callable[[], None]:
    for text in ("e-mail", "ses assurances santé", ""):
        typed(book, text)
    return actions.consentement


def closing(book: xw.Book) -> Callable[[], None]:
    book.sheets["Fiche"].activate()
    type_in(named(book, "fiche_motif"), "Doublon")
    type_in(named(book, "fiche_motif_precision"), "Deux fiches")
    return actions.clore


def opposing(book: xw.Book) -> Callable[[], None]:
    book.app.impl.answers.replies.append("yes")
    return actions.opposition


def following(book: xw.Book) -> Callable[[], None]:
    book.sheets["Actions"].activate()
    return actions.enregistrer


def exporting(book: xw.Book) -> Callable[[], None]:
    book.sheets["Actes"].activate()
    typed(book, "")
    return actions.exporter_mois


def users(book: xw.Book) -> Callable[[], None]:
    book.sheets["Paramètres"].activate()
    return actions.enregistrer


def counting(book: xw.Book) -> Callable[[], None]:
    book.sheets["Pilotage"].activate()
    return actions.actualiser


def counted_rows(book: xw.Book) -> Callable[[], None]:
    total = named(book, "pilotage_ensemble")
    book.sheets["Pilotage"].activate()
    total[0, 1].select()
    return actions.voir_lignes


def select_rows(book: xw.Book) -> None:
    book.sheets["File"].activate()
    body = book.sheets["File"].tables["tFile"].data_body_range
    assert body is not None
    body[1:4, 1:3].select()


def assigning(book: xw.Book) -> Callable[[], None]:
    select_rows(book)
    typed(book, f"{COLLEAGUE} 30/11/2026")
    return actions.affecter


def postponing(book: xw.Book) -> Callable[[], None]:
    select_rows(book)
    typed(book, "03/12/2026 essai")
    book.app.impl.answers.replies.append("yes")
    return actions.differer


def setting(book: xw.Book) -> Callable[[], None]:
    book.sheets["Paramètres"].activate()
    type_in(value_of(book, "fenetre_tentatives"), "31")
    return actions.enregistrer_reglages


def wording(book: xw.Book) -> Callable[[], None]:
    type_in(text_of(book, "opposition"), "Bonne journée.")
    return actions.enregistrer


def setting_back(book: xw.Book) -> Callable[[], None]:
    book.app.impl.answers.replies.append("yes")
    return actions.annuler_reglages


def plain(action: Callable[[], None]) -> Click:
    return lambda _book: action


CLICKS: dict[str, Click] = {
    "Actualiser": refreshing,
    "Mes dossiers": plain(actions.mes_dossiers),
    "Actualiser, filtré": refreshing,
    "En retard": plain(actions.en_retard),
    "Aujourd’hui": plain(actions.aujourdhui),
    "Toute la file": plain(actions.toute_la_file),
    "Ouvrir": opening,
    "Enregistrer": saving,
    "Annuler": taking_back,
    "Suivant": plain(actions.suivant),
    "Consentement": consenting,
    "Opposition": opposing,
    "Suivant encore": plain(actions.suivant),
    "Clore": closing,
    "Actions": plain(actions.suivre),
    "Enregistrer les actions": following,
    "Actions du jour": plain(actions.actions_du_jour),
    "Actes": plain(actions.actes),
    "Exporter le mois": exporting,
    "Reports": plain(actions.reporter),
    "Actualiser le pilotage": plain(actions.actualiser_pilotage),
    "Actualiser, Pilotage devant": counting,
    "Voir les lignes": counted_rows,
    "Chercher, plusieurs": searching_many,
    "Chercher, un seul": searching_one,
    "Journal": plain(actions.journal),
    "Paramètres": plain(actions.parametrer),
    "Enregistrer les utilisateurs": users,
    "Enregistrer les réglages": setting,
    "Annuler les réglages": setting_back,
    "Scripts": plain(actions.scripts),
    "Enregistrer les scripts": wording,
    "Annuler les scripts": setting_back,
    "Diagnostic": plain(actions.diagnostic),
    "Importer": importing,
}


MANAGED: dict[str, Click] = {
    "Actualiser": refreshing,
    "Mes dossiers": plain(actions.mes_dossiers),
    "Affecter, filtré": assigning,
    "Annuler l’affectation": taking_back,
    "Différer, filtré": postponing,
}


@pytest.fixture(params=[10, 5_000])
def space(request: pytest.FixtureRequest, folder: Path) -> Workspace:
    return filled(folder, request.param)


def unnoted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each click read the versions, as the first one of a workbook made elsewhere does."""
    monkeypatch.setattr(versions, "versions_noted", lambda *_: False)


def test_an_action_makes_few_calls_whatever_the_number_of_rows(
    book: xw.Book, space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert space.folder.exists()
    unnoted(monkeypatch)
    counted = {name: count(book, click, monkeypatch) for name, click in CLICKS.items()}
    print({name: len(calls) for name, calls in counted.items()})  # noqa: T201  (read with -s)
    assert {name: calls for name, calls in counted.items() if len(calls) > MOST} == {}


@pytest.mark.parametrize("space", [10, 1_000], indirect=True)
def test_what_a_manager_does_to_selected_rows_makes_few_calls(
    book: xw.Book, space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    unnoted(monkeypatch)
    name_logins(space.store(), [Naming("ines", COLLEAGUE, False)], author(), NOW)
    counted = {name: count(book, click, monkeypatch) for name, click in MANAGED.items()}
    assert {name: calls for name, calls in counted.items() if len(calls) > MOST} == {}


def test_a_row_of_totals_and_a_filter_of_every_column_make_no_call_too_many(
    book: xw.Book, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    space = filled(folder, 30)
    unnoted(monkeypatch)
    for name, click in CLICKS.items():
        ill_treat(book)
        calls = count(book, click, monkeypatch)
        assert len(calls) <= MOST, (name, calls)
    name_logins(space.store(), [Naming("ines", COLLEAGUE, False)], author(), NOW)
    for name, click in MANAGED.items():
        ill_treat(book)
        calls = count(book, click, monkeypatch)
        assert len(calls) <= MOST, (name, calls)


def ill_treat(book: xw.Book) -> None:
    """Add a row of totals to the queue, and filter each of its columns by hand."""
    table = book.sheets["File"].tables["tFile"]
    table.impl.show_totals = True
    every = dict.fromkeys(range(1, len(TITLES) + 1), (1, ["<>zzz"]))
    assert table.autofilter.impl.apply_excel(every) == []


def test_more_users_than_the_sheet_was_laid_for_make_few_calls(
    book: xw.Book, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    space = filled(folder, 3)
    for at in range(parametres.USER_LINES + 2):
        who_am_i(space.store(), f"poste{at:02}", NOW)
    note_versions(space, Book(book).path)
    calls = count(book, plain(actions.parametrer), monkeypatch)
    assert len(calls) <= MOST, calls
    table = book.sheets["Paramètres"].tables[parametres.USERS].range
    shown = [row[0] for row in table.value[1:]]
    assert len(set(shown)) == len(shown) == parametres.USER_LINES + 3
    last = table[-1, :]
    assert [last[0, at].data_validation.type for at in (1, 2)] == ["list", "list"]


@pytest.fixture
def fiche(book: xw.Book, folder: Path, monkeypatch: pytest.MonkeyPatch) -> xw.Book:
    """The workbook with the form of a client to call open."""
    note_versions(to_call(folder), Book(book).path)
    Book(book).write_table("tFile", [{"dossier": 1}])
    count(book, select_first, monkeypatch)
    return book


def test_accepting_another_type_then_being_refused_makes_few_calls(
    fiche: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Book(fiche)
    monkeypatch.setattr(live_book, "calling_book", lambda: desk)
    retyping(fiche)()
    assert named(fiche, "fiche_type_client").value == ClientType.TNS.label
    assert str(named(fiche, "fiche_message").value).startswith("Non fait")
    assert len(desk.gate.calls) <= MOST, desk.gate.calls


def test_accepting_another_type_then_saving_makes_few_calls(
    fiche: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = count(fiche, read_back, monkeypatch)
    assert named(fiche, "fiche_type_client").value == ClientType.TNS.label
    assert str(named(fiche, "fiche_message").value).startswith("Enregistré")
    assert len(calls) <= MOST, calls


def test_the_first_save_of_one_whom_nobody_knows_makes_few_calls(
    fiche: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "nouvelle")  # nobody has named this login
    calls = count(fiche, saving, monkeypatch)
    assert len(asked(fiche)) == 1
    assert len(calls) <= MOST, calls


def select_first(book: xw.Book) -> Callable[[], None]:
    select(book, "File", "tFile", 0)
    return actions.ouvrir


def retyping(book: xw.Book) -> Callable[[], None]:
    book.sheets["Fiche"].activate()
    type_in(named(book, "fiche_type_client"), ClientType.PARTICULIER.label)
    type_in(named(book, "fiche_situation_professionnelle"), "Artisan")
    type_in(named(book, "fiche_tag_lagon"), "OK")
    book.app.impl.answers.replies.append("yes")
    return actions.enregistrer


def read_back(book: xw.Book) -> Callable[[], None]:
    """All that a TNS is asked has an answer."""
    action = retyping(book)
    type_in(named(book, "fiche_issue"), "Joint – entretien réalisé")
    for code in (each.code for each in required_fields(ClientType.TNS)):
        held = named(book, f"fiche_{code}_lagon").value
        state = FieldState.CONFIRME if held else FieldState.NON_COMMUNIQUE
        changed = code == "situation_professionnelle"
        state = FieldState.MODIFIE if changed else state
        type_in(named(book, f"fiche_{code}_etat"), state.label)
    return action


def count(workbook: xw.Book, click: Click, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The calls that a click made; it must not have been refused."""
    action, desk = click(workbook), Book(workbook)
    monkeypatch.setattr(live_book, "calling_book", lambda: desk)
    action()
    front = Book(workbook).front()
    message = next(n for n in workbook.names if n.name in MESSAGES[front]).refers_to_range
    assert isinstance(message, xw.Range)
    assert not str(message.value).startswith("Non fait"), message.value
    return [each for each in desk.gate.calls if each not in QUESTIONS]


MESSAGES = {
    title: [f"{name}_message"]
    for title, name in (
        ("Accueil", "accueil"),
        ("File", "file"),
        ("Fiche", "fiche"),
        ("Actions", "actions"),
        ("Actes", "actes"),
        ("Reports", "reports"),
        ("Pilotage", "pilotage"),
        ("Lignes", "lignes"),
        ("Doubles", "doubles"),
        ("Recherche", "recherche"),
        ("Journal", "journal"),
        ("Paramètres", "parametres"),
        ("Scripts", "scripts"),
        ("À propos", "a_propos"),
    )
}
