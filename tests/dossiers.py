"""A dossier as the store has it, with what hangs on it, for tests to look at."""

from typing import NamedTuple

from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.model import Client, Contract, Dossier
from mplus3_xl.services.changes.saving import dossier_of
from mplus3_xl.services.ports.store import Store
from mplus3_xl.services.records import Draft


class DossierView(NamedTuple):
    """A dossier; `draft` is what its last save held, `kept` what was typed and not saved."""

    dossier: Dossier
    client: Client
    contracts: tuple[Contract, ...]
    attempts: tuple[Attempt, ...]
    draft: Draft | None
    kept: tuple[Draft, ...]


def open_dossier(store: Store, dossier_id: int) -> DossierView:
    """Read a dossier. Raises UserError if it is gone."""
    with store.read() as unit:
        dossier = dossier_of(unit, dossier_id)
        return DossierView(
            dossier,
            unit.clients_by_id([dossier.client_id])[dossier.client_id],
            tuple(unit.contracts_in(dossier_id)),
            tuple(unit.attempts_of(dossier.client_id)),
            unit.draft_of(dossier_id),
            tuple(unit.kept_drafts(dossier_id)),
        )
