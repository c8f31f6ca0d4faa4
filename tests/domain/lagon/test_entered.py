"""What an export says otherwise than a person, whatever the order of its files."""

from itertools import permutations

import pytest

from mplus3_xl.domain.lagon.entered import said_otherwise
from tests.domain.invented import client, client_file, client_row

KNOWN = client(agency="Corniche", city="Marseille")
SITES = {"Aubagne": "Corniche", "Toulon": "Rouvière", "Vitrolles": "Aix", "Marseille": "Nice"}


@pytest.mark.parametrize(
    ("cities", "said"),
    [
        (("Marseille", "Toulon"), "Toulon"),
        (("Aubagne", "Toulon", "Vitrolles"), "Aubagne"),
        (("Marseille", "Toulon", "Vitrolles"), "Vitrolles"),
    ],
)
def test_the_order_of_the_files_decides_nothing_however_many_differ(
    cities: tuple[str, ...], said: str
) -> None:
    for ordered in permutations(cities):
        rows = [client_row(city=city) for city in ordered]
        files = [
            client_file(row, scope=SITES[city]) for row, city in zip(rows, ordered, strict=True)
        ]
        entered = {"city": "Marseille"}
        assert said_otherwise(files, list(enumerate(rows)), KNOWN, entered) == {"city": said}
