"""The queue as it is read from the store: what surrounds each dossier."""

from datetime import date, datetime, timedelta

import pytest

from mplus3_xl.domain.queue.queue import QueueRow
from mplus3_xl.domain.vocabulary import ClientType, ContractState
from mplus3_xl.services.queue.queue import queue
from mplus3_xl.services.records import QueueFilter
from mplus3_xl.store.units import Units
from tests.conftest import NOW
from tests.domain.invented import EFFECT, client, contract, dossier
from tests.services.calls import AGENCIES, prepared
from tests.services.desk import fill

OLDER = date(2026, 8, 24)
KNOWN = dossier()
DAY = timedelta(days=1)


@pytest.fixture
def desk(store: Units) -> Units:
    """A person with a company and no type, two contracts in one dossier and none in another."""
    known = client(company="Essai SARL", first_effect=OLDER, name_only=True)
    auto = contract(id=1, number="C1", dossier_id=1, family="auto", client_type=ClientType.TNS)
    first = contract(
        id=2,
        key="C2",
        number="C2",
        dossier_id=1,
        effect_date=OLDER,
        family="mrh",
        client_type=ClientType.ENTREPRISE,
        state=ContractState.RESILIE,
        absent_since=NOW.date(),
        probable_replacement=True,
    )
    given = dossier(
        charge_clientele="Inès Morvan", assigned_to="Hugo Mazin", assigned_until=NOW.date()
    )
    fill(store, [known], [given, dossier(id=2)], [auto, first])
    return store


def rows(store: Units, now: datetime = NOW) -> dict[int, QueueRow]:
    shown = queue(store, AGENCIES, now, QueueFilter(everything=True))
    return {row.dossier: row for row in shown}


def test_the_contracts_of_a_dossier_are_told_together(desk: Units) -> None:
    row = rows(desk)[1]
    assert (row.contrats, row.familles) == (("C1", "C2"), ("auto", "mrh"))
    assert (row.absent_dernier_export, row.remplacement_probable) == (True, True)
    assert (row.client_existant, row.nom_seul) == (False, True)
    assert row.date_effet == EFFECT


def test_a_dossier_without_contract_is_shown_without(desk: Units) -> None:
    row = rows(desk)[2]
    assert (row.contrats, row.familles, row.type_client) == ((), (), None)
    assert (row.absent_dernier_export, row.remplacement_probable) == (False, False)
    assert row.client_existant  # of the contract of another dossier


def test_a_client_without_type_has_that_of_his_first_contract_and_keeps_his_name(
    desk: Units,
) -> None:
    row = rows(desk)[1]
    assert (row.type_client, row.nom) == (ClientType.ENTREPRISE, "MARTIN Zoé")


def test_of_two_contracts_of_one_day_the_queue_and_the_form_take_the_type_of_the_same(
    store: Units,
) -> None:
    late = contract(number="C2", key="C2", dossier_id=1, client_type=ClientType.TNS)
    first = contract(id=2, dossier_id=1, client_type=ClientType.ENTREPRISE)
    fill(store, [client()], [dossier()], [late, first])
    assert prepared(store, 1, NOW).facts.client_type is ClientType.ENTREPRISE
    assert rows(store)[1].type_client is ClientType.ENTREPRISE


def test_a_dossier_given_away_names_its_owner_until_the_last_day(desk: Units) -> None:
    row = rows(desk)[1]
    assert (row.charge, row.affecte, row.titulaire) == ("Hugo Mazin", True, "Inès Morvan")
    assert row.affecte_jusquau == NOW.date()
    row = rows(desk, NOW + timedelta(days=1))[1]
    assert (row.charge, row.affecte, row.titulaire) == ("Inès Morvan", False, None)
    assert row.affecte_jusquau is None


@pytest.mark.parametrize(
    ("day", "minutes", "shown"),
    [
        (KNOWN.earliest - DAY, None, False),
        (KNOWN.earliest, None, True),
        (KNOWN.latest, None, True),
        (KNOWN.latest + DAY, None, False),
        (KNOWN.latest + DAY, 0, True),  # called back at this very minute
        (KNOWN.latest + DAY, 1, False),
        (KNOWN.earliest - DAY, -60, True),
    ],
)
def test_the_queue_shows_from_the_first_day_to_the_last_and_who_is_to_be_called_back(
    store: Units, day: date, minutes: int | None, *, shown: bool
) -> None:
    now = datetime.combine(day, NOW.time())
    at = None if minutes is None else now + timedelta(minutes=minutes)
    fill(store, [client()], [KNOWN._replace(callback_at=at)], [contract(dossier_id=1)])
    assert [row.dossier for row in queue(store, AGENCIES, now, QueueFilter())] == [1] * shown


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("charge", [None, "Inès Morvan"])
def test_the_queue_of_a_site_has_no_dossier_of_another(
    store: Units, charge: str | None, *, everything: bool
) -> None:
    sites = ("Corniche", "Rouvière")
    held = [
        KNOWN._replace(id=at, client_id=at, agency=site, charge_clientele="Inès Morvan")
        for at, site in enumerate(sites, 1)
    ]
    fill(store, [client(id=at, number=f"L{at}") for at in (1, 2)], held)
    for at, site in enumerate(sites, 1):
        wanted = QueueFilter(site, charge, everything)
        found = queue(store, AGENCIES, NOW, wanted)
        assert [(row.dossier, row.agence) for row in found] == [(at, site)]


def test_dossiers_that_nothing_else_tells_apart_stand_in_the_order_of_their_ids(
    store: Units,
) -> None:
    later = EFFECT + timedelta(days=1)
    fill(
        store,
        [client(id=1, number="L1")],
        [dossier(id=1, client_id=1), dossier(id=2, client_id=1)],
        [
            contract(id=1, client_id=1, number="C1", dossier_id=1),
            contract(id=2, client_id=1, number="C2", dossier_id=1),
            contract(id=3, key="C1b", client_id=1, number="C1", effect_date=later, dossier_id=2),
        ],
    )
    rows = queue(store, AGENCIES, NOW, QueueFilter(everything=True))
    assert [row.dossier for row in rows] == [1, 2]
