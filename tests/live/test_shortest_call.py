"""How few gestures an honest call takes, from the queue to its acte."""

from dataclasses import replace
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.layout.call import fiche
from mplus3_xl.layout.model import Rule
from mplus3_xl.live.sheet import places
from tests.live.pressing import message
from tests.live.told import FOLDER, Step, read
from tests.live.told_clicks import Seat, labels
from tests.run_figures import FIGURES

MOST = 12


def gestures(step: Step) -> int:
    """Count the clicks of a step: buttons, and choices in a list.

    What is typed (words, days, what became of a piece) is new data. A double-click on the row of
    the queue selects it and opens its form at once.
    """
    names, cells = labels(fiche.TITLE), places.areas(fiche.TITLE)
    chosen = {
        area for area, check in places.titled(fiche.TITLE).checks if check.rule is Rule.CHOICE
    }
    return bool(step.clic) + sum(cells[names[label]] in chosen for label in step.saisit)


def test_the_shortest_honest_call_takes_few_gestures(
    book: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MPLUS3_ESPACE", str(tmp_path))
    call = read(FOLDER / "particulier_en_un_appel.toml")
    seat, (queue, *steps, last, _) = Seat(book, tmp_path, call), call.etape
    said = {label: value for label, value in last.saisit.items() if "action" not in label}
    said["Pas d’action : pourquoi"] = "Tout est chez nous."
    saved = replace(last, saisit=said, base=[{"statut": "Terminé", "actes": 1}])
    seat.play(queue)
    for step in (*steps, saved):
        seat.play(step)
    assert "Acte n° 1 créé : « Actes » montre le registre avec lui." in message(book)
    taken = [gestures(step) for step in (*steps, saved)]
    FIGURES["gestures"] = sum(taken)
    assert sum(taken) <= MOST, taken
