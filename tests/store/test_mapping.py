"""A row of the store is the value that was put there: its words are terms again, not texts."""

from typing import Any

import pytest

from mplus3_xl.domain.queue.cases import ClientCard
from mplus3_xl.domain.vocabulary import ClientType, ContractState, Movement, Tag, Term
from mplus3_xl.store.asking import as_taken
from mplus3_xl.store.mapping import to_card
from mplus3_xl.store.records import records_in
from tests.conftest import NOW
from tests.domain.invented import EFFECT, client, contract, dossier

CONTACT = ("06 39 98 00 01", "zoe@exemple.fr", EFFECT, True, "97400")


@pytest.mark.parametrize(
    "kept",
    [
        client(client_type=ClientType.TNS, created_on=EFFECT, name_only=True),
        client(client_type=None),
        contract(
            client_type=ClientType.TNS, movement=Movement.AVENANT, state=ContractState.RESILIE
        ),
        dossier(appel=Tag.OK, lagon=Tag.KO, sms_mail=Tag.SANS_OBJET, callback_at=NOW),
        dossier(bilan=Tag.KO),
    ],
)
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_row_is_read_as_it_was(kept: Any, engine: str) -> None:
    words = [str(each) if isinstance(each, Term) else each for each in kept]
    row = as_taken(dict(zip(kept._fields, words, strict=True)), engine).values()
    (found,) = records_in(type(kept), [[*row]])
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
