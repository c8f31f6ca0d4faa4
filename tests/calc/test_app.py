from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.calc import engine
from mplus3_xl.calc.alerts import Alert, Scripted, Windows
from mplus3_xl.calc.part import RefusedError


@pytest.mark.proves("Engine.name", "Engine.type", "Engine.apps", "App.engine", "Apps.engine")
def test_the_engine_is_known_to_xlwings_once(app: xw.App) -> None:
    engine.register()
    assert [known.name for known in xw.engines].count("libreoffice") == 1
    assert (app.engine.name, app.engine.type) == ("libreoffice", "desktop")
    assert app.engine.impl.apps.engine is app.engine.impl


@pytest.mark.proves("Engine.prepare_xl_data_element", "Engine.clean_value_data")
def test_the_engine_prepares_and_cleans_values(app: xw.App) -> None:
    impl = app.engine.impl
    assert impl.prepare_xl_data_element(None, {}) == ""
    assert impl.clean_value_data([["", 2.0]], None, "vide", int, False) == [["vide", 2]]


@pytest.mark.proves("Apps.keys", "App.pid", "Apps.join", "Apps.start")
def test_the_app_that_started_last_is_the_active_one(app: xw.App) -> None:
    assert xw.apps.active == app
    assert xw.apps.keys()[0] == app.pid
    assert xw.apps[app.pid] == app


def test_an_unknown_process_is_a_key_error(app: xw.App) -> None:
    with pytest.raises(KeyError):
        _ = xw.apps[-1]


@pytest.mark.proves("App.activate", "Apps.raise_to_front", "App.connection", "Apps.forget")
def test_another_connection_is_another_app_on_the_same_books(app: xw.App, book: xw.Book) -> None:
    other = engine.attach(engine.connection(app))
    try:
        assert xw.apps.active == other
        assert [found.name for found in other.books] == [book.name]
        app.activate()
        assert xw.apps.active == app
    finally:
        other.kill()
    assert app.impl.running


@pytest.mark.proves("App.version", "App.api", "App.service", "App.context")
def test_the_version_is_that_of_libreoffice(app: xw.App) -> None:
    assert app.version.major >= 7
    assert app.api.supportsService("com.sun.star.frame.Desktop")


@pytest.mark.proves("App.visible", "App.office", "App.running")
def test_an_app_without_a_window_stays_so(app: xw.App) -> None:
    assert app.visible is False
    assert app.impl.office.running
    app.visible = False
    with pytest.raises(NotImplementedError, match="visible"):
        app.visible = True


@pytest.mark.proves("App.screen_updating")
def test_the_screen_stands_still_and_moves_again(app: xw.App, book: xw.Book) -> None:
    with app.properties(screen_updating=False):
        assert book.api.hasControllersLocked()
        assert not app.screen_updating
    assert not book.api.hasControllersLocked()
    assert app.screen_updating


@pytest.mark.proves("App.calculation", "App.calculate")
def test_calculation_waits_until_it_is_asked_for(app: xw.App, sheet: xw.Sheet) -> None:
    sheet["A1:B1"].value = [1, "=A1+1"]
    app.calculation = "manual"
    assert app.calculation == "manual"
    sheet["A1"].value = 5
    assert sheet["B1"].value == 2
    app.calculate()
    assert sheet["B1"].value == 6
    app.calculation = "automatic"
    assert app.calculation == "automatic"


def test_a_calculation_that_libreoffice_does_not_know_is_not_done(app: xw.App) -> None:
    with pytest.raises(NotImplementedError, match="semiautomatic"):
        app.calculation = "semiautomatic"


@pytest.mark.proves("App.status_bar")
def test_the_status_bar_holds_a_text_until_it_is_given_back(app: xw.App, book: xw.Book) -> None:
    assert app.status_bar is False
    app.status_bar = "Import : 3 sur 10"
    assert app.status_bar == "Import : 3 sur 10"
    app.status_bar = False
    assert app.status_bar is False


@pytest.mark.proves("App.display_alerts")
def test_the_wish_for_alerts_is_kept(app: xw.App) -> None:
    with app.properties(display_alerts=False):
        assert app.display_alerts is False
    assert app.display_alerts is True


@pytest.mark.proves("App.alert", "App.answers")
def test_an_alert_is_answered_as_the_test_says_and_kept(app: xw.App) -> None:
    app.impl.answers = Scripted(["no"])
    assert app.alert("Continuer ?", "M+3", "yes_no", "info") == "no"
    assert app.impl.answers.shown == [Alert("Continuer ?", "M+3", "yes_no", "info")]


def test_an_alert_that_nobody_expected_is_closed_with_ok(app: xw.App) -> None:
    assert app.alert("Enregistré.") == "ok"


def test_an_answer_that_has_no_button_is_refused(app: xw.App) -> None:
    app.impl.answers = Scripted(["yes"])
    with pytest.raises(RefusedError, match="no button 'yes'"):
        app.alert("Enregistré.")


@pytest.mark.parametrize(("buttons", "mode"), [("maybe", None), ("ok", "gentle")])
def test_an_alert_with_unknown_buttons_or_mode_is_wrong(
    app: xw.App, buttons: str, mode: str | None
) -> None:
    with pytest.raises(ValueError, match="must be"):
        app.alert("x", None, buttons, mode)


def test_nobody_can_answer_an_alert_without_a_window(app: xw.App) -> None:
    app.impl.answers = Windows(app.impl.context, windowed=False)
    with pytest.raises(NotImplementedError, match="without a window"):
        app.alert("Continuer ?")


def test_an_alert_of_the_server_edition_is_not_done(app: xw.App) -> None:
    with pytest.raises(NotImplementedError, match="callback"):
        app.alert("x", callback="suite")


@pytest.mark.proves("App.run")
def test_an_app_runs_a_macro_of_a_book(app: xw.App, sample: xw.Book) -> None:
    assert app.macro("'Essai.xlsm'!Actions.Somme")(2, 3) == 5
    assert app.macro("Essai.xlsm!Actions.Somme")(2, 3) == 5
    assert app.macro("Actions.Somme")(2, 3) == 5


def test_an_apostrophe_in_the_name_of_a_book_is_written_twice(app: xw.App, file: Path) -> None:
    sample = app.books.open(file.rename(file.with_name("L’essai d'Ève.xlsm")))
    assert app.macro("'L’essai d''Ève.xlsm'!Actions.Somme")(2, 3) == 5
    with pytest.raises(RefusedError, match="cannot read the name"):
        sample.macro("Actions.Somme")(2, 3)  # as xlwings asks for it


@pytest.mark.proves("App.quit", "App.kill", "Apps.add", "Apps.cleanup")
def test_an_app_of_ones_own_is_started_and_ended() -> None:
    own = xw.App(visible=False)
    process = own.impl.office
    try:
        assert len(own.books) == 1
        own.quit()
        assert not process.running
        assert own not in list(xw.apps)
    finally:
        process.end()


def test_an_app_that_died_is_forgotten() -> None:
    own = xw.App(visible=False, add_book=False)
    own.impl.office.end()
    xw.apps.cleanup()
    assert own.pid not in xw.apps.keys()  # noqa: SIM118  (keys() is what is under test)
