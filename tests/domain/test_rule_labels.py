"""What staff read for a code, everywhere from one place."""

import pytest

from mplus3_xl.domain.bilan.inventory import family_label
from mplus3_xl.domain.client.lagon_reports import label_of_field
from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.rule_labels import label_of, labels
from tests.conftest import NOW


@pytest.mark.parametrize(
    ("code", "said"), [("auto", "Auto"), ("disparue", "disparue"), ("", ""), (None, "")]
)
def test_a_code_is_said_by_its_label_and_one_that_is_gone_as_it_is(
    code: str | None, said: str
) -> None:
    assert label_of("families", "family", code) == said


def test_a_family_an_attempt_and_a_field_are_said_as_their_table_does() -> None:
    assert family_label("mrh") == labels("families", "family")["mrh"]
    attempt = Attempt(1, 1, NOW, "nrp", True, "alice")
    assert attempt.label == labels("outcomes", "outcome")["nrp"]
    assert label_of_field("telephone") == labels("required_fields", "field")["telephone"]
    assert label_of_field("type_client") == "Type de client"
