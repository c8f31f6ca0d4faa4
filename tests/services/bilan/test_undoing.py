"""A save of a bilan, taken back: everything is as before it, unless somebody saved since."""

from datetime import timedelta
from typing import Any

import pytest

from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.vocabulary import GapAnswer, Holding
from mplus3_xl.errors import UserError
from mplus3_xl.services.bilan.bilan import OpenBilan, save_bilan
from mplus3_xl.services.undoing.last_change import last_change
from mplus3_xl.services.undoing.undoing import undo_last
from tests.domain.invented import dossier
from tests.dossiers import open_dossier
from tests.services.bilan.test_bilan import ANSWERS, HOME, LATER, QUOTE, REFUSED, Desk, desk
from tests.services.calls import AGENCIES, saved
from tests.services.desk import ALICE, BRUNO, done_today, form, journal_of

__all__ = ["desk"]

UNDONE = LATER + timedelta(minutes=5)
FIRST: dict[str, Any] = {"answers": ANSWERS, "lines": (HOME,), "replies": (REFUSED,)}


def undo(desk: Desk, author: str = ALICE) -> OpenBilan:
    undo_last(desk.store, author, UNDONE)
    return desk.open()


def refused(desk: Desk, author: str = ALICE) -> str:
    with pytest.raises(UserError) as refusal:
        undo_last(desk.store, author, UNDONE)
    return refusal.value.code


def parts(shown: OpenBilan) -> tuple[object, ...]:
    return (shown.answers, shown.said, shown.bilan, shown.actions)


def test_answers_lines_replies_and_actions_are_given_back(desk: Desk) -> None:
    desk.save(**FIRST, no_action_reason="Le client réfléchit")
    before = desk.open()
    desk.save(
        version=1,
        answers={"logement": "heberge", "enfants": 2},
        lines=(
            HOME._replace(insurer="Autre"),
            HOME._replace(premium_cents=0),
            Line("pj", Holding.AUCUN),
        ),
        replies=(GapReply("sans_protection_juridique", GapAnswer.OPPORTUNITE),),
        actions=(QUOTE,),
    )
    after = undo(desk)
    assert parts(after) == parts(before)
    assert after.version == 4


def test_a_bilan_that_was_taken_back_is_of_no_form(desk: Desk) -> None:
    desk.save(answers={"logement": "heberge"}, form_id="a")
    assert undo(desk).form_id is None


def test_the_families_stand_again_in_their_order(desk: Desk) -> None:
    lines = (HOME, Line("pj", Holding.AUCUN))
    desk.save(lines=lines)
    desk.save(version=1, lines=(HOME._replace(insurer="Autre"), *lines[1:]))
    undo(desk)
    with desk.store.read() as unit:
        kept = unit.kept_bilan(1)
    assert kept is not None
    assert kept.lines == lines


def test_a_first_bilan_taken_back_says_nothing_any_more(desk: Desk) -> None:
    before = desk.open()
    desk.save(**FIRST, actions=(QUOTE,))
    assert parts(undo(desk)) == parts(before)


def test_several_saves_are_taken_back_one_after_the_other(desk: Desk) -> None:
    states = [parts(desk.open())]
    for version, logement in enumerate(("locataire", "heberge", "proprietaire")):
        desk.save(version=version, answers={"logement": logement})
        states.append(parts(desk.open()))
    for state in reversed(states[:-1]):
        assert parts(undo(desk)) == state
    assert refused(desk) == "rien_a_annuler"


def test_the_journal_says_what_was_taken_back_and_by_whom(desk: Desk) -> None:
    desk.save(answers={"logement": "locataire"}, actions=(QUOTE,))
    told = last_change(desk.store, ALICE)
    assert told is not None
    assert told.said.endswith("1 réponse du bilan, 1 action à suivre.")
    assert told.of_bilan
    undo(desk)
    lines = [(each.author, each.subject, each.old, each.new) for each in journal_of(desk.store, 9)
             if each.undo]  # fmt: skip
    assert lines == [
        (ALICE, "actions", "Devis habitation", None),
        (ALICE, "situation", '"locataire"', None),
    ]


def test_a_bilan_that_somebody_saved_since_is_not_taken_back(desk: Desk) -> None:
    desk.save(answers={"logement": "locataire"})
    desk.save(version=1, author=BRUNO, answers={"logement": "heberge"})
    assert refused(desk) == "annulation_depassee"
    assert desk.open().answers["logement"] == "heberge"


def test_what_was_saved_since_from_another_dossier_of_the_client_is_not_taken_back(
    desk: Desk,
) -> None:
    with desk.store.write() as unit:
        unit.add_all("dossiers", [dossier(id=2)])
    desk.save(answers={"logement": "locataire", "enfants": 2})
    other = BilanForm(2, 1, answers={"logement": "heberge", "enfants": 2})
    save_bilan(desk.store, other, AGENCIES, BRUNO, LATER)
    with pytest.raises(UserError, match="Ce bilan a été changé par bruno"):
        last_change(desk.store, ALICE)
    assert refused(desk) == "annulation_depassee"
    assert desk.open().answers["logement"] == "heberge"


def test_what_somebody_took_back_since_does_not_count(desk: Desk) -> None:
    desk.save(answers={"logement": "locataire"})
    desk.save(version=1, author=BRUNO, answers={"logement": "heberge"})
    undo(desk, BRUNO)
    assert "logement" not in undo(desk).answers


def test_a_call_saved_since_by_somebody_else_keeps_the_bilan(desk: Desk) -> None:
    desk.save(answers={"logement": "locataire"})
    saved(desk.store, form("f1", "KO"), BRUNO, LATER)
    assert refused(desk) == "annulation_depassee"


def test_an_action_done_since_keeps_the_bilan(desk: Desk) -> None:
    desk.save(actions=(QUOTE,))
    done_today(desk.store, "Envoyé", BRUNO, LATER)
    assert refused(desk) == "annulation_depassee"
    assert desk.open().actions[0].result == "Envoyé"


def test_a_sheet_that_shows_what_was_taken_back_cannot_be_saved(desk: Desk) -> None:
    desk.save(answers={"logement": "locataire"})
    undo(desk)
    with pytest.raises(UserError, match="changé par alice le 23/11/2026 à 10:40"):
        desk.save(version=1, answers={"logement": "locataire"})


def test_the_save_of_a_bilan_leaves_the_dossier_and_its_form_as_they_are(desk: Desk) -> None:
    before = open_dossier(desk.store, 1)
    desk.save(answers={"logement": "locataire"})
    undo(desk)
    assert open_dossier(desk.store, 1) == before


def test_a_save_that_changes_nothing_is_not_one_to_take_back(desk: Desk) -> None:
    desk.save(answers={"logement": "locataire"})
    desk.save(version=1, answers={"logement": "locataire"})
    assert "logement" not in undo(desk).answers
    assert refused(desk) == "rien_a_annuler"
