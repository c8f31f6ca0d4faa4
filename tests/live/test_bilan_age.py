"""« Plus d’un an », when the client does not know since when he holds a contract elsewhere."""

import pytest

from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.vocabulary import ClientType, Holding
from mplus3_xl.layout.bilan import bilan
from mplus3_xl.layout.bilan.bilan_columns import INVENTORY
from mplus3_xl.layout.lists import vocabulary
from mplus3_xl.layout.model import Value
from mplus3_xl.live.bilan.reading import Typed, read
from mplus3_xl.live.bilan.showing import shown
from mplus3_xl.live.port import Fields
from mplus3_xl.services.bilan.bilan import OpenBilan, save_bilan
from mplus3_xl.store.units import Units
from tests.services.calls import AGENCIES, CALL, ready
from tests.services.desk import ALICE

COLUMN = next(each for each in INVENTORY if each.key == "plus_dun_an")
AT = INVENTORY.index(COLUMN)
UNKNOWN = "Ne sait pas"
HOME = Line("mrh", Holding.AILLEURS)


@pytest.fixture
def desk(store: Units) -> Units:
    return ready(store)


def kept(store: Units, version: int, *lines: Line) -> OpenBilan:
    return save_bilan(store, BilanForm(1, version, {}, lines), AGENCIES, ALICE, CALL)


def rows(sheet: Fields) -> list[list[Value]]:
    block = sheet[bilan.LINES]
    assert isinstance(block, list)
    return block


def home(sheet: Fields) -> list[Value]:
    """The line of the home in the inventory."""
    return next(row for row in rows(sheet) if row[-1] == "mrh")


def typed(opened: OpenBilan, text: str | None) -> Typed:
    """The sheet read again after the age of the home was typed."""
    sheet = shown(opened, 1)
    home(sheet)[AT] = text
    return read(sheet, 1, ClientType.PARTICULIER)


def test_the_client_may_not_know_whether_it_is_a_year_old() -> None:
    assert vocabulary()[COLUMN.choices] == ("Oui", UNKNOWN)


@pytest.mark.parametrize(
    ("text", "over_a_year"), [("Oui", True), ("oui", True), (UNKNOWN, False), (None, False)]
)
def test_only_a_yes_of_the_client_makes_it_a_year_old(
    desk: Units, text: str | None, over_a_year: bool
) -> None:
    read_again = typed(kept(desk, 0, HOME), text)
    (line,) = (each for each in read_again.form.lines if each.family == "mrh")
    assert (line.over_a_year, read_again.problems) == (over_a_year, ())


def test_a_no_is_not_a_choice_and_is_told_at_its_cell(desk: Units) -> None:
    read_again = typed(kept(desk, 0, HOME), "Non")
    (problem,) = read_again.problems
    assert (problem.code, read_again.cell_of(problem).rpartition(".")[2]) == (
        "choix_inconnu",
        str(AT),
    )


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (HOME, UNKNOWN),
        (HOME._replace(over_a_year=True), "Oui"),
        (HOME._replace(subscribed_on=CALL.date()), None),
        (Line("mrh", Holding.AUCUN), None),
    ],
)
def test_the_sheet_says_what_is_known_of_the_age(desk: Units, line: Line, text: str | None) -> None:
    assert home(shown(kept(desk, 0, line), 1))[AT] == text


def test_not_knowing_waits_for_the_echeance_and_a_yes_moves_now(desk: Units) -> None:
    unknown = dict(kept(desk, 0, HOME).bilan.moves)[HOME]
    sure = HOME._replace(over_a_year=True)
    known = dict(kept(desk, 1, sure).bilan.moves)[sure]
    assert (unknown.regime, unknown.earliest) == ("echeance", None)
    assert unknown.todo == "Demander l’avis d’échéance"
    assert known.regime == "hamon"
    assert known.earliest is not None
