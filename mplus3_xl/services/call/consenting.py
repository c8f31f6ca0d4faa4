"""Noting a client's consent to commercial calls, and its withdrawal (R223-1 to R223-3)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mplus3_xl.domain.contact.consent import Consent, ConsentDraft, end_of
from mplus3_xl.domain.contact.consent_words import refuse_words
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.reglages_kept import reglages_in
from mplus3_xl.services.changes.saving import dossier_of, refuse_erased
from mplus3_xl.services.ports.store import Store
from mplus3_xl.services.records import Change


def opposed(name: str) -> UserError:
    """Return why no consent is noted of a client who wants no call: said before it is asked for."""
    return UserError(
        "client_oppose",
        f"{name} s’est opposé au démarchage : cela vaut pour toujours.",
        "Rien n’a été noté. N’appelez plus ce client.",
    )


def give_consent(
    store: Store,
    dossier_id: int,
    draft: ConsentDraft,
    author: str,
    now: datetime,
) -> Consent:
    """Note the consent of a dossier's client, with its proof. It ends within a year.

    Raises UserError: dossier gone, client opposed or erased, a consent without proof, too long, or
    in words that must not be kept.
    """
    with store.write() as unit:
        ends_on = end_of(draft, now.date(), reglages_in(unit).limits)
        client_id = dossier_of(unit, dossier_id).client_id
        client = unit.clients_by_id([client_id])[client_id]
        refuse_erased(unit, client)
        if unit.opposed([client_id]):
            raise opposed(client.name)
        refuse_words(draft, client)
        channel, purpose = draft.channel.strip(), draft.purpose.strip()
        proof = (draft.given_on, channel, purpose, ends_on, author, now)
        wording = draft.wording.strip() or None
        consent = Consent(unit.next_id("consents"), client_id, *proof, wording=wording)
        unit.add("consents", consent)
        line = Change("consents", consent.id, "ends_on", None, ends_on.isoformat())
        unit.write_journal([line], now, author)
        return consent


def withdraw_consent(store: Store, dossier_id: int, author: str, now: datetime) -> int:
    """Withdraw every consent of a dossier's client; return how many. The proofs are kept."""
    withdrawn: Mapping[str, Any] = {"withdrawn_at": now, "withdrawn_by": author}
    with store.write() as unit:
        client_id = dossier_of(unit, dossier_id).client_id
        given = [each for each in unit.consents_of(client_id) if each.withdrawn_at is None]
        unit.update("consents", ((each.id, withdrawn) for each in given))
        lines = [
            Change("consents", each.id, "withdrawn_at", None, now.isoformat()) for each in given
        ]
        unit.write_journal(lines, now, author)
        return len(given)
