"""Whom Accueil says to call first, and how many it counts."""

from datetime import datetime

import pytest

from mplus3_xl.domain.queue.queue import Queue, QueueRow
from mplus3_xl.domain.tags import Tags, status
from mplus3_xl.domain.vocabulary import Phase, Status, Tag
from mplus3_xl.layout.a_propos import WORDS
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.queue.accueil import first_call
from mplus3_xl.layout.queue.counting import counters
from tests.painter.invented import DAY, row

TODAY, TOMORROW = datetime(2026, 11, 23, 14, 30), datetime(2026, 11, 24, 10, 30)


def called(rank: int, name: str, slot: datetime | None) -> QueueRow:
    return row(rank, nom=name, raison="Une raison.", prochain_creneau=slot)


def said(*rows: QueueRow) -> str:
    return first_call(Content(au=DAY, version="1", queue=Queue.of(rows)))


def test_the_first_to_call_is_the_first_who_may_be_called_today() -> None:
    rows = (called(1, "ABADIE", TOMORROW), called(2, "FÉRAUD", TODAY), called(3, "HOUSSET", TODAY))
    assert said(*rows) == "Appelez d’abord FÉRAUD. Une raison."


def test_when_nobody_may_be_called_today_the_first_slot_is_said() -> None:
    assert said(called(1, "ABADIE", TOMORROW), called(2, "FÉRAUD", TOMORROW)) == (
        "Personne à appeler aujourd’hui. En tête de la file : ABADIE, le 24/11/2026 à 10:30."
    )


def test_a_first_dossier_without_any_slot_is_said_so() -> None:
    assert said(called(1, "ABADIE", None)) == (
        "Personne à appeler aujourd’hui. En tête de la file : ABADIE, aucun créneau permis."
    )


def test_an_empty_queue_has_nobody_to_call() -> None:
    assert said() == "Aucun dossier à appeler."


@pytest.mark.parametrize(("slot", "counted"), [(TODAY, 1), (TOMORROW, 0), (None, 0)])
def test_a_dossier_is_to_call_when_its_slot_is_today(slot: datetime | None, counted: int) -> None:
    queue = Queue.of([row(1, phase=Phase.FENETRE, prochain_creneau=slot)])
    assert counters(queue, DAY).a_appeler == counted


def test_a_propos_says_that_a_finished_dossier_has_its_message_done_or_needless() -> None:
    assert "SMS/Mail OK ou sans objet" in dict(WORDS)[Status.TERMINE]
    for sms_mail in (Tag.OK, Tag.SANS_OBJET):
        assert status(Tags(Tag.OK, Tag.OK, Tag.OK, sms_mail)) is Status.TERMINE
    assert status(Tags(Tag.OK, Tag.OK, Tag.OK, None)) is Status.EN_COURS


def test_a_propos_counts_the_four_months_of_a_late_dossier_from_its_effect() -> None:
    assert "4 mois au plus après la date d’effet" in dict(WORDS)[Phase.EN_RETARD]
