"""Finding the client who is calling back: by name, phone or number."""

from dataclasses import dataclass

from mplus3_xl.domain.client.search import wanted_of
from mplus3_xl.domain.model import Client, Dossier
from mplus3_xl.errors import UserError
from mplus3_xl.services.ports.store import Store

MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class Found:
    """A client and his dossiers, the latest effect date first."""

    client: Client
    dossiers: tuple[Dossier, ...]


def search_clients(store: Store, text: str) -> list[Found]:
    """Find clients, at most `MOST_FOUND`, in the order of their names.

    By the beginnings of words of the name, in any order; by phone in any spelling, or its last 4
    digits or more; by client or contract number; by what they were before (the file of a double,
    a phone that changed). Raises UserError for too short a text.
    """
    wanted = wanted_of(text)
    if wanted is None:
        raise UserError(
            "recherche_trop_courte",
            f"« {text.strip()} » est trop court pour chercher un client.",
            "Tapez deux lettres du nom au moins, quatre chiffres du téléphone, ou un numéro de "
            "client ou de contrat.",
        )
    with store.glance() as unit:
        clients = unit.clients_wanted(wanted, MOST_FOUND)
        dossiers = unit.dossiers_by_client([client.id for client in clients])
    return [Found(client, tuple(dossiers[client.id])) for client in clients]
