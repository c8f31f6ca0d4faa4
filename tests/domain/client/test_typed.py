from datetime import timedelta

import pytest

from mplus3_xl.domain.client.typed import type_of
from mplus3_xl.domain.vocabulary import ClientType
from tests.domain.invented import EFFECT, client, contract

TNS, FIRM = ClientType.TNS, ClientType.ENTREPRISE
LATER = EFFECT + timedelta(days=1)


@pytest.mark.parametrize(
    ("own", "first", "second", "expected"),
    [
        (TNS, (FIRM, EFFECT, "C1"), (FIRM, LATER, "C2"), TNS),
        (None, (FIRM, LATER, "C1"), (TNS, EFFECT, "C2"), TNS),
        (None, (FIRM, EFFECT, "C2"), (TNS, EFFECT, "C1"), TNS),
        (None, (None, EFFECT, "C1"), (TNS, LATER, "C2"), TNS),
        (None, (None, EFFECT, "C1"), (None, LATER, "C2"), None),
    ],
)
def test_a_client_is_what_his_earliest_contract_says_where_no_export_says_it(
    own: ClientType | None, first: tuple[object, ...], second: tuple[object, ...], expected: object
) -> None:
    names = ("client_type", "effect_date", "number")
    held = [contract(**dict(zip(names, each, strict=True))) for each in (first, second)]
    assert type_of(client(client_type=own), held) is expected
