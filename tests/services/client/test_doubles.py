from datetime import timedelta

import pytest
from sqlalchemy import Engine

from mplus3_xl.domain.doubles.doubles import Shared
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.call.opposing import oppose
from mplus3_xl.services.client.doubles import doubles, doubles_to_decide, say_apart
from mplus3_xl.services.lists.overview import overview
from mplus3_xl.store.units import Units
from tests.conftest import NOW
from tests.domain.invented import contract, dossier, named
from tests.services.desk import ALICE, BRUNO, attempted, fill


@pytest.fixture
def agency(store: Units) -> Units:
    people = [
        named(1, "MARTIN Zoé", "01 99 00 00 01", "zoe@exemple.fr"),
        named(2, "Martin ZOE", "+33 1 99 00 00 01"),
        named(3, "DUVAL Paul", "0199000001"),
        named(4, "SEUL Luc", None, None),
    ]
    fill(store, people, [dossier(client_id=2)], [contract(client_id=2, dossier_id=1)])
    name_logins(store, [Naming(BRUNO, None, True)], BRUNO, NOW)
    return store


def test_each_group_says_what_its_clients_share(agency: Units) -> None:
    told = [([each.id for each in group.clients], group.shared) for group in doubles(agency)]
    assert told == [([2, 1], (Shared.NAME, Shared.PHONE)), ([2, 1, 3], (Shared.PHONE,))]


def test_a_double_comes_with_his_contracts_and_the_attempts_that_stand(
    agency: Units, engine: Engine
) -> None:
    attempted(engine, NOW - timedelta(days=2))
    attempted(engine, NOW - timedelta(days=1))
    attempted(engine, NOW, struck_at=NOW, struck_by=ALICE)
    zoe, namesake = doubles(agency)[0].clients
    assert (namesake.contracts, namesake.attempts, namesake.last_attempt) == (0, 0, None)
    assert (zoe.id, zoe.contracts, zoe.attempts) == (2, 1, 2)
    assert zoe.last_attempt == NOW - timedelta(days=1)
    assert (zoe.card.number, zoe.card.name, zoe.agency) == ("L2", "Martin ZOE", "Corniche")


def test_who_asked_not_to_be_called_is_told_of_all_who_have_his_phone(agency: Units) -> None:
    assert not any(each.opposed for group in doubles(agency) for each in group.clients)
    oppose(agency, 1, ALICE, NOW)
    assert all(each.opposed for group in doubles(agency) for each in group.clients)


def test_clients_said_not_to_be_doubles_are_listed_no_more(agency: Units) -> None:
    assert say_apart(agency, 1, [2], BRUNO, NOW) == 1
    assert [{each.id for each in group.clients} for group in doubles(agency)] == [{1, 3}, {2, 3}]
    assert say_apart(agency, 3, [1, 2], BRUNO, NOW) == 2
    assert doubles(agency) == []
    assert overview(agency, NOW.date()).doubles == 0


def test_the_journal_says_who_parted_two_clients_and_only_once(agency: Units) -> None:
    say_apart(agency, 2, [1], BRUNO, NOW)
    assert say_apart(agency, 1, [2], BRUNO, NOW) == 0
    with agency.read() as unit:
        lines = [each for each in unit.journal_lines(20, None) if each.subject == "not_doubles"]
    assert [(each.author, each.subject_id, each.new) for each in lines] == [(BRUNO, 1, "2")]


def test_only_a_manager_says_that_clients_are_not_doubles(agency: Units) -> None:
    with pytest.raises(UserError, match=BRUNO) as refusal:
        say_apart(agency, 1, [2], ALICE, NOW)
    assert refusal.value.code == "reserve_au_manager"
    assert len(doubles(agency)) == 2


@pytest.mark.parametrize("others", [[], [1], [99], [2, 99]])
def test_other_clients_are_needed_who_are_all_known(agency: Units, others: list[int]) -> None:
    with pytest.raises(UserError) as parting:
        say_apart(agency, 1, others, BRUNO, NOW)
    with pytest.raises(UserError) as deciding:
        doubles_to_decide(agency, [1, *others], BRUNO)
    assert parting.value.code == deciding.value.code == "doubles_absents"


def test_only_a_manager_reads_what_helps_to_decide_of_the_clients_he_names(
    agency: Units,
) -> None:
    told = {each.id: each for group in doubles(agency) for each in group.clients}
    assert doubles_to_decide(agency, [1, 3], BRUNO) == {at: told[at] for at in (1, 3)}
    with pytest.raises(UserError) as refusal:
        doubles_to_decide(agency, [1, 3], ALICE)
    assert refusal.value.code == "reserve_au_manager"


def test_a_company_and_its_manager_who_share_a_phone_are_no_doubles(store: Units) -> None:
    people = [
        named(1, "MARTIN Zoé", "01 99 00 00 01")._replace(client_type=ClientType.TNS),
        named(2, "Voiles SARL", "01 99 00 00 01")._replace(client_type=ClientType.ENTREPRISE),
        named(3, "DUVAL Paul", "01 99 00 00 01"),
        named(4, "VOILES SARL", None, None),
    ]
    fill(store, people, [], [])
    told = [({each.id for each in group.clients}, group.shared) for group in doubles(store)]
    assert told == [({1, 3}, (Shared.PHONE,)), ({2, 4}, (Shared.NAME,))]
    assert overview(store, NOW.date()).doubles == 2
