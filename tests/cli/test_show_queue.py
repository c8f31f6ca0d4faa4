"""What the terminal shows of the queue: a line a dossier, the reasons where there is room."""

from datetime import date, datetime

import pytest

from mplus3_xl.cli import show_queue
from mplus3_xl.domain.vocabulary import Phase
from tests.painter.invented import row

END, LATEST = date(2026, 12, 2), date(2026, 12, 25)
SLOT = datetime(2026, 11, 23, 10, 0)


def shown(capsys: pytest.CaptureFixture[str], **known: object) -> str:
    dates = {"fenetre_fin": END, "au_plus_tard": LATEST, "prochain_creneau": SLOT}
    show_queue.queue([row(1, **(dates | known))])
    return " ".join(capsys.readouterr().out.split())


def test_the_queue_is_a_table_with_its_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    said = shown(capsys, nom="MARTIN [Zoé]", raison="Rappel [promis]", charge="Hugo Mazin")
    assert "1 dossier, dans l’ordre d’appel" in said
    for text in ("MARTIN [Zoé]", "Hugo Mazin", "02/12/2026", "23/11 10:00", "Rappel [promis]"):
        assert text in said, text


@pytest.mark.parametrize(
    ("phase", "day"),
    [(Phase.FENETRE, END), (Phase.BIENTOT, END), (Phase.EN_RETARD, LATEST)],
)
def test_the_last_day_is_that_of_the_window_then_that_of_the_rule(
    capsys: pytest.CaptureFixture[str], phase: Phase, day: date
) -> None:
    said = shown(capsys, phase=phase)
    assert phase.label in said
    assert [f"{each:%d/%m/%Y}" in said for each in (END, LATEST)] == [day == END, day == LATEST]


def test_a_table_has_no_reasons_where_there_is_no_room(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mplus3_xl.cli.show._PIPE_WIDTH", 100)
    said = shown(capsys, raison="Rappel promis")
    assert "dans l’ordre d’appel" in said
    assert "Rappel" not in said


@pytest.mark.parametrize(
    ("known", "whose"),
    [({"charge": None, "agence": "Prado"}, "Prado"), ({"charge": None, "agence": None}, "–")],
)
def test_a_dossier_of_nobody_bears_its_site(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    known: dict[str, object],
    whose: str,
) -> None:
    monkeypatch.setattr("mplus3_xl.cli.show._PIPE_WIDTH", 60)
    assert f"({whose})" in shown(capsys, **known)
