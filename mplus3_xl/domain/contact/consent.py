"""Consent to commercial calls, and opposition to them (L223-1, R223-1, R223-3 C. conso.).

A consent is for one purpose, ends after a year at most and never renews itself; an opposition has
no end. Limits: `rules/attempts.toml`.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from mplus3_xl.domain.limits import Limits, limit, said_source
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.errors import UserError


class Consent(NamedTuple):
    """A consent as it was collected: its day, channel, purpose and last day; who noted it.

    `client_number` and `phone` (E.164) say whose it was once the client is erased; `wording` is
    what he was read or signed, or the reference of it (R223-1), unknown of the older ones.
    """

    id: int
    client_id: int
    given_on: date
    channel: str
    purpose: str
    ends_on: date
    author: str
    at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = None
    client_number: str | None = None
    phone: str | None = None
    wording: str | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether it is valid on `day`, both ends included (R7)."""
        return self.withdrawn_at is None and self.given_on <= day <= self.ends_on


class Opposition(NamedTuple):
    """Whoever asked not to be called: by client, number of client and phone (E.164)."""

    id: int
    client_id: int
    client_number: str | None
    phone: str | None
    at: datetime
    author: str
    dossier_id: int | None = None


class ConsentDraft(NamedTuple):
    """What is typed of a consent; without `ends_on` it lasts as long as the law allows."""

    given_on: date
    channel: str
    purpose: str
    ends_on: date | None = None
    wording: str = ""


def end_of(draft: ConsentDraft, today: date, limits: Limits) -> date:
    """Return the last day of a consent. Raises UserError for one that proves nothing."""
    longest = draft.given_on + timedelta(days=limits["consentement"])
    ends_on = draft.ends_on or longest
    if not draft.channel.strip() or not draft.purpose.strip():
        raise UserError(
            "consentement_incomplet",
            "Un consentement se prouve : il manque son canal ou son objet.",
            "Écrivez comment il a été donné et pour quels appels.",
        )
    if draft.given_on > today:
        raise UserError(
            "consentement_futur",
            f"Le consentement est daté du {draft.given_on:%d/%m/%Y}, après aujourd’hui.",
            "Écrivez le jour où le client l’a donné.",
        )
    if not draft.given_on <= ends_on <= longest:
        rule = limit("consentement")
        raise UserError(
            "consentement_trop_long",
            f"Un consentement du {draft.given_on:%d/%m/%Y} ne peut pas finir le "
            f"{ends_on:%d/%m/%Y} : il vaut {rule.quantity(limits)} au plus "
            f"({said_source(rule.source)} ; réglage « {rule.label} »).",
            f"Écrivez une échéance du {draft.given_on:%d/%m/%Y} au {longest:%d/%m/%Y}.",
        )
    return ends_on


def valid_consents(consents: Iterable[Consent], today: date) -> list[Consent]:
    """Return the consents that hold today, each for its purpose, the one that lasts longest first.

    R223-1: a consent covers the products that it was asked for, and no others.
    """
    holding = (consent for consent in consents if consent.holds_on(today))
    return sorted(holding, key=lambda consent: consent.ends_on, reverse=True)


def valid_consent(consents: Iterable[Consent], today: date) -> Consent | None:
    """Return the consent that holds today, the one that lasts longest if several do."""
    return next(iter(valid_consents(consents, today)), None)


def basis_of(
    client_type: ClientType | None, *, active_contract: bool, consent: Consent | None
) -> str | None:
    """Return the ground on which the client may be called (`basis` of `attempts.toml`)."""
    if client_type is ClientType.ENTREPRISE:
        return "professionnel"
    if active_contract:
        return "execution_contrat"
    return "consentement" if consent else None


def commercial_warning(
    basis: str | None, consents: Sequence[Consent], limits: Limits
) -> str | None:
    """Return what to read before objective 3: what the client consented to, or that he did not.

    `consents` are those that hold; `None` is returned when the call needs none. L223-1 al. 4 lets
    a current contract carry related products; al. 8-9 make a contract that follows an unlawful
    call null.
    """
    if basis in ("professionnel", "demande_client"):
        return None
    if consents:
        purposes = ", ".join(dict.fromkeys(f"« {each.purpose} »" for each in consents))
        return (
            f"Consentement pour : {purposes}. Pour un autre objet, notez d’abord l’accord du "
            "client (R223-1 C. conso.)."
        )
    rule = limit("consentement")
    if basis == "execution_contrat":
        return (
            "Pas de consentement valide : parlez des contrats en cours et de ce qui les complète ; "
            f"notez l’accord du client avant le reste (L223-1 C. conso., réglage « {rule.label} », "
            f"{rule.quantity(limits)})."
        )
    from mplus3_xl.domain.texts.script import templates

    said = templates()["banniere_sans_base"].text
    return f"{said.removesuffix('.')} (L223-1 al. 8-9 C. conso., réglage « {rule.label} »)."
