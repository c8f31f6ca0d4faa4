"""A manager's settings, typed and saved by their button."""

from datetime import date
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.calc.clicks import type_in
from mplus3_xl.domain.absences import Absence
from mplus3_xl.domain.reglages_plan import Proposed
from mplus3_xl.domain.set_values import Typed
from mplus3_xl.layout import parametres
from mplus3_xl.services.people import Naming, name_logins
from mplus3_xl.services.reglages import save_reglages
from mplus3_xl.services.reglages_kept import reglages_of
from tests.conftest import NOW
from tests.live.filled import CHARGE, filled
from tests.live.pressing import field, press
from tests.live.setting import mark, reason_of, value_of
from tests.live.test_bilan_drafts import open_bilan_of
from tests.live.test_forms import named

PROBLEMS = parametres.PROBLEMS


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A folder with three dossiers, whose manager clicks."""
    folder = tmp_path / "espace"
    folder.mkdir()
    monkeypatch.setenv("MPLUS3_ESPACE", str(folder))
    return filled(folder, 3)


def _said(book: xw.Book) -> str:
    return str(named(book, "parametres_message").value)


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
    assert reglages_of(store).values == {}
    assert value_of(book, "max_tentatives").value == 4
    assert reason_of(book, "max_tentatives").value is None


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


def test_what_somebody_else_saved_meanwhile_is_refused_then_shown(
    book: xw.Book, space: Workspace
) -> None:
    store = space.store()
    press(book, "Paramètres")
    name_logins(store, [Naming("chef", None, True)], author(), NOW)
    save_reglages(store, 0, Proposed([Typed("relance_piece", 10)]), "chef", NOW)
    type_in(value_of(book, "tolerance_days"), "3")
    press(book, "Enregistrer les réglages", "Paramètres")
    assert _said(book).startswith("Non fait : chef a changé les réglages")
    press(book, "Paramètres")
    assert (value_of(book, "relance_piece").value, value_of(book, "tolerance_days").value) == (
        10,
        7,
    )
    name_logins(store, [Naming(author(), None, False)], "chef", NOW)
    type_in(value_of(book, "tolerance_days"), "3")
    press(book, "Enregistrer les réglages", "Paramètres")
    assert "Seul un responsable change les réglages" in _said(book)
    assert reglages_of(store).version == 1
