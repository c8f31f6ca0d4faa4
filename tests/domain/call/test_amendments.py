"""A change of the risk gives an avenant to make (L113-2 3°)."""

from datetime import date

import pytest

from mplus3_xl.domain.call.amendments import amendments
from mplus3_xl.domain.call_form import FieldAnswer
from mplus3_xl.domain.limits import default_limits
from mplus3_xl.domain.vocabulary import ActionKind, FieldState

MONDAY = date(2026, 11, 23)


def told(
    code: str, lagon: str | None, new: str, state: FieldState = FieldState.MODIFIE
) -> FieldAnswer:
    return FieldAnswer(code, state, lagon, new)


def objects(*after: FieldAnswer, before: tuple[FieldAnswer, ...] = ()) -> list[str]:
    return [each.object for each in amendments(before, after, MONDAY, None, default_limits())]


def test_a_move_is_one_avenant_whatever_fields_it_changes() -> None:
    moved = (told("adresse", "1 rue A", "2 rue B"), told("ville", "Marseille", "Aubagne"))
    assert objects(*moved) == ["Avenant à faire : changement d’adresse"]


def test_another_trade_is_an_avenant_for_the_last_working_day_in_time() -> None:
    (action,) = amendments(
        [], [told("activite", "Peintre", "Couvreur")], MONDAY, None, default_limits()
    )
    assert action.object == "Avenant à faire : changement d’activité"
    assert (action.kind, action.due_on) == (ActionKind.ELEMENTS, date(2026, 12, 8))


@pytest.mark.parametrize(
    "answer",
    [
        told("adresse", None, "2 rue B"),
        told("ville", "MARSEILLE", "Marseille"),
        told("email", "a@exemple.fr", "b@exemple.fr"),
        FieldAnswer("adresse", FieldState.CONFIRME, "1 rue A", None),
    ],
)
def test_what_lagon_did_not_hold_or_wrote_otherwise_changes_no_risk(answer: FieldAnswer) -> None:
    assert objects(answer) == []


def test_a_change_is_told_once() -> None:
    moved = told("adresse", "1 rue A", "2 rue B")
    assert objects(moved, before=(moved,)) == []
