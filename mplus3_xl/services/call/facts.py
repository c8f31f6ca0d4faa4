"""Reading what is known of a dossier when its client is called."""

from datetime import datetime

from mplus3_xl.domain.bilan.bilan import Said
from mplus3_xl.domain.bilan.kept import KeptBilan, said_of, saved_before
from mplus3_xl.domain.bilan.offer import Offer
from mplus3_xl.domain.bilan.situation import prefilled
from mplus3_xl.domain.call.facts import CallFacts
from mplus3_xl.domain.client.fields import prefilled as fields_of
from mplus3_xl.domain.client.typed import type_of
from mplus3_xl.domain.contact.attempts import first_day_counted
from mplus3_xl.domain.model import Client
from mplus3_xl.domain.reglages.versions import Reglages
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.services.changes.saving import dossier_of
from mplus3_xl.services.ports.glance import Glance


def facts_of(unit: Glance, dossier_id: int, now: datetime, known: Reglages) -> CallFacts:
    """Read a dossier with all that the call needs. Raises UserError if it is gone."""
    dossier = dossier_of(unit, dossier_id)
    client = unit.clients_by_id([dossier.client_id])[dossier.client_id]
    contracts = tuple(unit.contracts_in(dossier_id))
    client_type = type_of(client, contracts)
    since = first_day_counted(now.date(), known.limits["fenetre_tentatives"])
    attempts = tuple(unit.attempts_to(client))
    kept, offer = unit.kept_bilan(client.id), known.offer
    said = _said(client, client_type, kept, offer)
    return CallFacts(
        dossier=dossier,
        client=client,
        client_type=client_type,
        contracts=contracts,
        contacts=unit.contacts_of([client.id], since, now)[client.id],
        attempts=attempts,
        fields=fields_of(client, unit.field_answers(dossier_id)),
        pieces=tuple(unit.piece_answers([contract.id for contract in contracts])),
        actions=tuple(unit.actions_of(client.id)),
        actes=tuple(unit.actes_of(client.id)),
        offer=offer,
        said=said,
        held=tuple(unit.contracts_of([client.id])) if said else (),
        bilan_of_before=saved_before(kept, dossier, attempts),
    )


def _said(
    client: Client, client_type: ClientType | None, kept: KeptBilan | None, offer: Offer
) -> Said | None:
    """Return what was said in the bilan that was saved; nothing before the first."""
    if kept is None:
        return None
    asked = client_type or ClientType.PARTICULIER
    return said_of(kept, asked, prefilled(client, asked, kept.answers), offer)
