import threading
import time
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.calc import click, clicks, engine, mouse, shim
from mplus3_xl.calc.part import LostError, RefusedError
from tests.calc import invented


def test_the_buttons_are_listed_with_their_macros(sample: xw.Book) -> None:
    found = [(b.sheet, b.caption, b.macro) for b in clicks.buttons(sample)]
    assert found == [
        ("Fiche", "Enregistrer", "Actions.Enregistrer"),
        ("Fiche", "Protéger", "Actions.Proteger"),
    ]


def test_a_button_asks_python_for_its_command(sample: xw.Book) -> None:
    asked = clicks.press(sample, "Enregistrer")
    assert asked == ["import actions; actions.enregistrer('été')"]


def test_a_button_pressed_twice_tells_of_each_click_alone(sample: xw.Book) -> None:
    clicks.press(sample, "Enregistrer")
    assert len(clicks.press(sample, "Enregistrer", "Fiche")) == 1


def test_a_button_that_is_not_there_is_refused(sample: xw.Book) -> None:
    with pytest.raises(RefusedError, match="0 buttons"):
        clicks.press(sample, "Enregistrer", "File")


def test_a_command_runs_with_the_book_that_calls(sample: xw.Book) -> None:
    click.run(sample, "import xlwings as xw; xw.Book.caller().sheets['Fiche']['H1'].value = 'là'")
    assert sample.sheets["Fiche"]["H1"].value == "là"


def test_a_project_that_does_not_compile_is_refused_rather_than_silent(
    app: xw.App, tmp_path: Path
) -> None:
    broken = shim.RECORDING + "\nPublic Sub Casse(\n"
    book = app.books.open(invented.workbook(tmp_path / "Casse.xlsm", invented.project(broken)))
    with pytest.raises(RefusedError, match="does not run"):
        clicks.press(book, "Enregistrer")


def test_a_text_typed_tells_the_sheet_of_the_change(app: xw.App, tmp_path: Path) -> None:
    vba = invented.project(shim.RECORDING, form=invented.ON_CHANGE)
    form = app.books.open(invented.workbook(tmp_path / "Saisie.xlsm", vba)).sheets["Fiche"]
    clicks.type_in(form["B3"], "Fait")
    assert (form["B3"].value, form["G1"].value) == ("Fait", "changé")


def test_a_text_is_not_typed_into_a_locked_cell(form: xw.Sheet) -> None:
    form.impl.protect()
    with pytest.raises(RefusedError, match="locked"):
        clicks.type_in(form["A1"], "x")


def test_a_mouse_needs_a_window(form: xw.Sheet) -> None:
    with pytest.raises(RefusedError, match="window"):
        mouse.double_click(form["A1"])


def test_a_macro_that_never_ends_is_stopped_by_the_end_of_libreoffice(sample: xw.Book) -> None:
    office = sample.app.impl.office
    watch = threading.Timer(1, office.end)
    watch.start()
    with pytest.raises(LostError):
        sample.macro("Actions.SansFin")()
    watch.join()
    assert not office.running


def test_a_real_click_reaches_python_and_python_the_sheet(app: xw.App, tmp_path: Path) -> None:
    path = tmp_path / "Vrai clic.xlsm"
    stub = shim.launching(engine.connection(app), path)
    command = "import xlwings; xlwings.Book.caller().sheets['Fiche']['H1'].value = 'été'"
    actions = invented.ACTIONS.replace("import actions; actions.enregistrer('été')", command)
    vba = invented.project(stub, actions)
    book = app.books.open(invented.workbook(path, vba))
    with pytest.raises(RefusedError, match="no macro xlwings"):
        clicks.press(book, "Enregistrer")  # this stub keeps no record
    start = time.perf_counter()
    book.macro("Actions.Enregistrer")()
    returned = time.perf_counter() - start
    while (found := book.sheets["Fiche"]["H1"].value) is None and time.perf_counter() < start + 20:
        time.sleep(0.05)
    written = time.perf_counter() - start
    figures = f"click: VBA returned after {returned:.2f} s, written after {written:.2f} s"
    print(figures)  # noqa: T201  (to be read with -s)
    assert found == "été"
    assert returned < 1
