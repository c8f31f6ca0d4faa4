import re
from datetime import date

import pytest

from mplus3_xl.domain.contact.approach import Approach, Contacts
from mplus3_xl.domain.contact.calling_hours import start_of_day
from mplus3_xl.domain.contact.gate import gate
from mplus3_xl.domain.limits import default_limits, limit
from mplus3_xl.domain.windows import window_of
from tests.domain.invented import EFFECT

NUMBER_OF_THE_NOTES = re.compile(r"\b[SDR]\d{1,2}\b")
ONE_OF_MANY = re.compile(r"\b1 (jours|ans|essais|caractères)\b")


@pytest.mark.parametrize("code", default_limits())
def test_a_limit_names_its_article_without_the_numbers_of_the_notes(code: str) -> None:
    said = limit(code).said(default_limits())
    assert not NUMBER_OF_THE_NOTES.search(said), said


@pytest.mark.parametrize("code", default_limits())
def test_a_limit_of_one_is_said_of_one(code: str) -> None:
    said = limit(code).said({code: 1}, attempts=1)
    assert not ONE_OF_MANY.search(said), said


@pytest.mark.parametrize("day", [EFFECT, date(EFFECT.year + 1, 12, 1)])
def test_a_call_too_early_or_too_late_is_refused_without_the_numbers_of_the_notes(
    day: date,
) -> None:
    called = Approach(None, window_of(EFFECT), None, Contacts())
    verdict = gate(called, None, start_of_day(day), default_limits())
    assert "guide M+3" in verdict.message
    assert not NUMBER_OF_THE_NOTES.search(verdict.message)
