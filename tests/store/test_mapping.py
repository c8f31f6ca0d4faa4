"""A row of the store is the value that was put there: its words are terms again, not texts."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from mplus3_xl.domain.queue.cases import ClientCard
from mplus3_xl.domain.vocabulary import ClientType, ContractState, Movement, Tag, Term
from mplus3_xl.store.mapping import to_card, to_client, to_contract, to_dossier
from tests.domain.invented import EFFECT, client, contract, dossier

CONTACT = ("06 39 98 00 01", "zoe@exemple.fr", EFFECT, True, "97400")


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        (client(client_type=ClientType.TNS), to_client),
        (client(client_type=None), to_client),
        (
            contract(
                client_type=ClientType.TNS, movement=Movement.AVENANT, state=ContractState.RESILIE
            ),
            to_contract,
        ),
        (dossier(appel=Tag.OK, lagon=Tag.KO, sms_mail=Tag.SANS_OBJET), to_dossier),
        (dossier(bilan=Tag.KO), to_dossier),
    ],
)
def test_a_row_is_read_as_it_was(
    kept: Sequence[Any], read: Callable[[Sequence[Any]], Sequence[Any]]
) -> None:
    found = read([str(each) if isinstance(each, Term) else each for each in kept])
    assert found == kept
    assert [type(each) for each in found] == [type(each) for each in kept]


@pytest.mark.parametrize(
    ("kind", "name"),
    [(ClientType.ENTREPRISE, "Essai SARL"), (ClientType.PARTICULIER, "MARTIN Zoé")],
)
def test_a_card_has_the_name_shown_the_term_and_the_zone(kind: ClientType, name: str) -> None:
    found = to_card(("L1", str(kind), "MARTIN", "Zoé", "Essai SARL", *CONTACT))
    assert found == ClientCard("L1", name, kind, *CONTACT[:-1], "Indian/Reunion")
    assert found.client_type is kind
