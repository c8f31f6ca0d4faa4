"""A client who refused the bilan, and what says that he changed his mind (R18)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.contact.refusals import refusal_problems, refused_at
from mplus3_xl.domain.vocabulary import Tag
from tests.domain.invented import dossier

REFUSED = datetime(2026, 11, 23, 10, 30)
LATER = REFUSED + timedelta(hours=1)


def _attempt(outcome: str = "refus", at: datetime = REFUSED, **known: Any) -> Attempt:
    return Attempt(1, 1, at, outcome, True, "alice")._replace(**known)


@pytest.mark.parametrize(
    ("bilan", "attempts", "expected"),
    [
        (Tag.KO, [_attempt()], REFUSED),
        (Tag.KO, [_attempt(), _attempt(at=LATER)], LATER),
        (Tag.KO, [_attempt(), _attempt("nrp", LATER)], REFUSED),
        (Tag.KO, [_attempt(struck_at=LATER)], None),
        (Tag.KO, [_attempt(dossier_id=2)], None),
        (Tag.KO, [_attempt("nrp")], None),
        (Tag.OK, [_attempt()], None),
        (None, [_attempt()], None),
    ],
)
def test_a_refusal_stands_while_the_bilan_is_ko(
    bilan: Tag | None, attempts: list[Attempt], expected: datetime | None
) -> None:
    assert refused_at(dossier(bilan=bilan), attempts) == expected


@pytest.mark.parametrize(
    ("outcome", "why", "since", "refused"),
    [
        ("joint", "", [], True),
        ("joint", " ", [], True),
        ("", "Il a changé d’avis.", [], True),  # with the outcome of no call
        ("joint", "Il a changé d’avis.", [], False),
        ("entrant", "", [], False),  # he called himself
        ("", "", [_attempt("entrant", LATER)], False),
        ("", "", [_attempt("joint", LATER, breach_reason="Il a rappelé.")], False),
        ("", "", [_attempt("joint", LATER)], True),
        ("", "", [_attempt("entrant", REFUSED)], True),
    ],
)
def test_a_bilan_that_was_refused_is_done_only_on_the_client_s_own_word(
    outcome: str, why: str, since: list[Attempt], refused: bool
) -> None:
    found = refusal_problems(REFUSED, Tag.OK, since, outcome, why)
    assert [each.code for each in found] == ["bilan_deja_refuse"] * refused


@pytest.mark.parametrize(("at", "bilan"), [(None, Tag.OK), (REFUSED, Tag.KO), (REFUSED, None)])
def test_nothing_is_asked_where_no_refusal_is_gone_against(
    at: datetime | None, bilan: Tag | None
) -> None:
    assert list(refusal_problems(at, bilan, [], "joint", "")) == []
