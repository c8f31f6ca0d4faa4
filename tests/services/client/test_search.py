from datetime import date

import pytest

from mplus3_xl.domain.call_form import FieldAnswer
from mplus3_xl.domain.client.contacts import phone_key
from mplus3_xl.domain.client.lagon_reports import LagonReport
from mplus3_xl.domain.model import Client
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import FieldState
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.client.merging import merge_clients
from mplus3_xl.services.client.search import MOST_FOUND, search_clients
from mplus3_xl.services.records import Conflict
from mplus3_xl.store.units import Units
from tests.conftest import NOW
from tests.domain.invented import client, contract, dossier
from tests.services.calls import confirmed, filled_form, prepared, ready, saved
from tests.services.desk import ALICE, fill


def _client(client_id: int, last_name: str, first_name: str, phone: str | None = None) -> Client:
    return client(
        id=client_id,
        number=f"L{client_id}00",
        last_name=last_name,
        first_name=first_name,
        phone=phone,
        folded_name=fold(f"{last_name} {first_name}"),
        folded_phone=phone_key(phone),
    )


@pytest.fixture
def agency(store: Units) -> Units:
    people = [
        _client(1, "LEFÈVRE-ŒUF", "Zoé", "01 99 00 00 01"),
        _client(2, "MARTIN", "Zélie", "01 99 00 77 02"),
        _client(3, "MARTINET", "Anne"),
    ]
    older = dossier(date(2026, 2, 1), id=1, client_id=2)
    dossiers = [older, dossier(id=2, client_id=2)]
    fill(store, people, dossiers, [contract(number="AN-77", key="AN-77", client_id=3)])
    return store


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("lefevre", [1]),
        ("zoé LEF", [1]),
        ("oeuf", [1]),
        ("martin", [2, 3]),
        ("an martinet", [3]),
        ("ann mart", [3]),
        ("artin", []),
        ("martin zoe", []),
        ("01.99.00.00.01", [1]),
        ("+33 1 99 00 00 01", [1]),
        ("0033199000001", [1]),
        ("7702", [2]),
        ("00 77 02", [2]),
        ("702", []),
        ("L300", [3]),
        ("l300", [3]),
        ("an-77", [3]),
        ("AN-7", []),
        ("100%", []),
    ],
)
def test_a_client_is_found_by_name_phone_or_number(
    agency: Units, text: str, found: list[int]
) -> None:
    assert [each.client.id for each in search_clients(agency, text)] == found


def test_a_found_client_comes_with_his_dossiers_the_latest_first(agency: Units) -> None:
    zelie, anne = search_clients(agency, "martin")
    assert [each.id for each in zelie.dossiers] == [2, 1]
    assert anne.dossiers == ()


@pytest.mark.parametrize("text", ["", "  ", "é", "%", "__"])
def test_too_short_a_text_is_refused(agency: Units, text: str) -> None:
    with pytest.raises(UserError) as refusal:
        search_clients(agency, text)
    assert refusal.value.code == "recherche_trop_courte"


def test_clients_are_found_in_the_order_of_their_names(store: Units) -> None:
    fill(store, [_client(1, "MARTIN", "Zoé"), _client(2, "MARTIN", "Anne")])
    assert [each.client.id for each in search_clients(store, "martin")] == [2, 1]


def test_no_more_clients_are_shown_than_a_person_reads(store: Units) -> None:
    fill(store, [_client(at, "MARTIN", f"Zoé {at}") for at in range(1, MOST_FOUND + 3)])
    assert len(search_clients(store, "martin")) == MOST_FOUND


def test_a_merged_client_is_found_by_his_former_name_number_and_phone(agency: Units) -> None:
    name_logins(agency, [Naming(ALICE, None, True)], ALICE, NOW)
    merge_clients(agency, 2, [1], ALICE, NOW)
    for text in ("lefevre zoe", "L100", "01 99 00 00 01", "0001"):
        assert [each.client.id for each in search_clients(agency, text)] == [2], text
    assert search_clients(agency, "lefevre zelie") == []


def test_a_client_is_found_by_the_phone_that_lagon_still_has(store: Units) -> None:
    shown = prepared(ready(store))
    new = FieldAnswer("telephone", FieldState.MODIFIE, "06 12 34 56 78", "07 00 00 00 01")
    fields = tuple(new if each.code == new.code else each for each in confirmed(shown))
    saved(store, filled_form(shown, fields=fields))
    for text in ("0612345678", "5678", "07 00 00 00 01"):
        assert [each.client.id for each in search_clients(store, text)] == [1], text
    for text in ("06 12 34 99 78", "9978"):
        assert search_clients(store, text) == [], text


def test_what_lagon_has_or_offered_of_another_field_is_no_phone_of_the_client(
    store: Units,
) -> None:
    with ready(store).write() as unit:
        contact = (1, 1, "contact_assurances", "06 12 99 99 99", "Mme Blanc")
        unit.add("lagon_reports", LagonReport(*contact, NOW, ALICE))
        unit.add_conflicts(
            [Conflict("clients", 1, "insurance_contact", "", "06 12 99 99 98")], None
        )
    assert search_clients(store, "06 12 99 99 99") == search_clients(store, "9998") == []
