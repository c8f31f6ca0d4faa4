from datetime import date, datetime, timedelta
from typing import Any

import pytest

from mplus3_xl.domain.contact.calls import Attempted, closing_of, wrong_target_problems
from mplus3_xl.domain.contact.outcomes import outcomes
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.closing import BY_HAND, closed, closing_problems
from mplus3_xl.domain.queue.joining import joinable, refuse_joining
from mplus3_xl.domain.vocabulary import Closing, Tag
from mplus3_xl.errors import UserError
from tests.domain.invented import dossier

LATEST = dossier().latest
EARLIEST = dossier().earliest
FINISHED: dict[str, Any] = {
    "appel": Tag.OK,
    "lagon": Tag.OK,
    "bilan": Tag.OK,
    "sms_mail": Tag.SANS_OBJET,
}


def _codes(
    closing: Closing,
    today: date,
    reason: str = "motif",
    appel: Tag | None = None,
    bilan: Tag | None = None,
) -> list[str]:
    called = dossier(appel=appel, bilan=bilan)
    found = closing_problems(called, closing, reason, today)
    return [problem.code for problem in found]


@pytest.mark.parametrize("closing", list(Closing))
def test_a_person_chooses_only_the_closings_of_his_own(closing: Closing) -> None:
    refused = "motif_du_programme" in _codes(closing, LATEST + timedelta(days=1))
    own = {Closing.BILAN_REFUSE, Closing.CONTRAT_TERMINE, Closing.INJOIGNABLE, Closing.DOUBLON}
    assert refused is (closing not in own)


def test_nothing_is_planned_any_more_of_a_dossier_that_is_closed() -> None:
    at = datetime(2026, 11, 23, 10, 30)
    waiting = dossier(
        callback_at=at, callback_agreed_by="alice", callback_agreed_at=at, next_try_at=at,
        postponed_until=LATEST, postponed_reason="Absent", calling_since=at, calling_by="alice",
    )  # fmt: skip
    new = closed(waiting, Closing.DOUBLON, " Le même que L2. ", LATEST)
    assert new == dossier(
        closing=Closing.DOUBLON, closing_reason="Le même que L2.", closed_on=LATEST
    )
    assert closed(waiting, Closing.DOUBLON, " ", LATEST).closing_reason is None


@pytest.mark.parametrize(
    ("today", "expected"), [(LATEST, ["injoignable_trop_tot"]), (LATEST + timedelta(days=1), [])]
)
def test_a_client_is_unreachable_only_after_four_months(today: date, expected: list[str]) -> None:
    assert _codes(Closing.INJOIGNABLE, today) == expected


def test_a_bilan_is_refused_only_by_a_client_who_was_reached() -> None:
    assert _codes(Closing.BILAN_REFUSE, LATEST, appel=Tag.OK, bilan=Tag.KO) == []
    assert _codes(Closing.BILAN_REFUSE, LATEST, appel=Tag.OK) == ["bilan_non_refuse"]
    assert _codes(Closing.BILAN_REFUSE, LATEST, bilan=Tag.KO) == ["bilan_non_refuse"]


def test_a_closing_asks_for_its_reason() -> None:
    assert _codes(Closing.DOUBLON, LATEST, "  ") == ["motif_sans_raison"]


@pytest.mark.parametrize("closing", BY_HAND)
def test_a_dossier_that_is_finished_is_not_closed_too(closing: Closing) -> None:
    late = LATEST + timedelta(days=1)
    assert "dossier_termine" not in _codes(closing, late, appel=Tag.OK, bilan=Tag.OK)
    found = closing_problems(dossier(**FINISHED), closing, "motif", late)
    assert "dossier_termine" in [problem.code for problem in found]


def test_the_reason_of_a_closing_holds_no_illness() -> None:
    assert _codes(Closing.DOUBLON, LATEST, "Suit un traitement") == ["donnee_de_sante"]


@pytest.mark.parametrize(
    ("outcome", "reason", "closing"),
    [
        ("hc", "deces", Closing.CONTRAT_TERMINE),
        ("hc", "Décès", Closing.CONTRAT_TERMINE),
        ("hc", "doublon", Closing.DOUBLON),
        ("hc", "salarie", None),
        ("oppo", "", Closing.OPPOSITION),
        ("refus", "", None),  # only proposed (R18)
        ("nrp", "", None),
    ],
)
def test_an_outcome_closes_at_once_as_its_reason_says(
    outcome: str, reason: str, closing: Closing | None
) -> None:
    assert closing_of(outcomes()[outcome], Attempted(outcome, reason=reason)) is closing


@pytest.mark.parametrize(
    ("outcome", "reason", "closing", "code"),
    [
        ("hc", " ", None, "raison_absente"),
        ("hc", "peut-être", Closing.DOUBLON, "raison_absente"),
        ("hc", "Décès", None, None),
        ("hc", "salarie", None, "motif_absent"),
        ("hc", "Salarié de l’agence", Closing.DOUBLON, None),
        ("nrp", "", None, None),
    ],
)
def test_a_wrong_target_gives_a_reason_of_the_list_and_what_closes_it(
    outcome: str, reason: str, closing: Closing | None, code: str | None
) -> None:
    found = wrong_target_problems(outcomes()[outcome], Attempted(outcome, reason=reason), closing)
    assert [each.code for each in found] == ([code] if code else [])


@pytest.mark.parametrize(("today", "ids"), [(EARLIEST, [2]), (EARLIEST - timedelta(days=1), [])])
def test_a_dossier_joins_from_two_and_a_half_months_on(today: date, ids: list[int]) -> None:
    others = [
        dossier(),
        dossier(id=2),
        dossier(id=3, client_id=2),
        dossier(id=4, closing="doublon"),
    ]
    assert [each.id for each in joinable(dossier(), others, today)] == ids


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (dossier(), "même client"),
        (dossier(id=3, client_id=2), "même client"),
        (dossier(id=4, closing="doublon"), "terminé ou clos"),
        (dossier(date(2026, 10, 1), id=2), "trop récents"),
    ],
)
def test_a_dossier_that_cannot_join_says_why(other: Dossier, said: str) -> None:
    with pytest.raises(UserError, match=said):
        refuse_joining(dossier(), other, EARLIEST)


@pytest.mark.parametrize("over", [{"closing": Closing.DOUBLON}, FINISHED])
def test_a_call_that_is_over_takes_no_other_dossier(over: dict[str, Any]) -> None:
    assert joinable(dossier(**over), [dossier(id=2)], EARLIEST) == ()
    with pytest.raises(UserError, match="dossier 1 est terminé ou clos"):
        refuse_joining(dossier(**over), dossier(id=2), EARLIEST)
