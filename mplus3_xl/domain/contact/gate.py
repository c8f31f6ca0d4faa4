"""May this client be called now: allowed, warned or refused, and why (domain notes §1.1).

The gate stands before the call. What happened anyway is recorded as a breach, with its reason.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.contact.approach import Approach, Contacts, comes_too_late, is_protected
from mplus3_xl.domain.contact.attempts import free_again
from mplus3_xl.domain.contact.calling_hours import is_lawful, may_call_at
from mplus3_xl.domain.contact.client_places import ahead
from mplus3_xl.domain.contact.consent import basis_of
from mplus3_xl.domain.contact.refusals import refusal_said
from mplus3_xl.domain.limits import OWN_RULE, Limits, limit, said_source
from mplus3_xl.domain.vocabulary import Phase, Tag, Term
from mplus3_xl.rules import table

_LATENESS = timedelta(minutes=table("attempts")["practice"]["agreed_time_kept_minutes"])
_GUIDE = "guide M+3"
_SPANS = table("windows")["setting"]


class Permission(Term):
    """What the gate says."""

    PERMIS = "permis", "Appel permis"
    AVERTI = "averti", "À confirmer"
    REFUSE = "refuse", "Appel refusé"
    SANS_OBJET = "sans_objet", "Pas d’appel"


class Reason(NamedTuple):
    """Why the gate does not simply open: the rule, its setting, and what staff read."""

    permission: Permission
    rule: str
    setting: str
    message: str


_DONE = Reason(
    Permission.SANS_OBJET,
    _GUIDE,
    "statut",
    "Dossier terminé ou clos : il n’y a plus d’appel à faire.",
)


class Verdict(NamedTuple):
    """What the gate says; `basis` is the ground of the call, `None` if there is none."""

    permission: Permission
    reasons: tuple[Reason, ...] = ()
    basis: str | None = None

    @property
    def message(self) -> str:
        """All the reasons, as staff read them."""
        return " ".join(reason.message for reason in self.reasons)

    @property
    def refusals(self) -> tuple[Reason, ...]:
        """The reasons that close the gate."""
        return tuple(each for each in self.reasons if each.permission is Permission.REFUSE)


def gate(approach: Approach, agency: Agency | None, now: datetime, limits: Limits) -> Verdict:
    """Say whether the client may be called at `now`; each reason names its rule and setting."""
    contacts = approach.contacts
    basis = basis_of(
        approach.client_type, active_contract=contacts.active_contract, consent=contacts.consent
    )
    reasons = (
        *_opposition(contacts, limits),
        *_basis(basis, limits),
        *_attempts(approach, now.date(), limits),
        *_number(contacts),
        *_household(contacts),
        *_refusal(approach),
        *_window(approach, now),
        *_hours(approach, agency, now, limits),
    )
    found = {reason.permission for reason in reasons}
    if Permission.REFUSE in found:
        return Verdict(Permission.REFUSE, reasons, basis)
    if approach.done:
        return Verdict(Permission.SANS_OBJET, (_DONE,), basis)
    permission = Permission.AVERTI if found else Permission.PERMIS
    return Verdict(permission, reasons, basis)


def _met(permission: Permission, code: str, limits: Limits, attempts: int = 0) -> Reason:
    rule = limit(code)
    return Reason(permission, said_source(rule.source), code, rule.said(limits, attempts))


def _opposition(contacts: Contacts, limits: Limits) -> Iterator[Reason]:
    if contacts.opposed:
        yield _met(Permission.REFUSE, "opposition_definitive", limits)


def _basis(basis: str | None, limits: Limits) -> Iterator[Reason]:
    if basis is None and limits["contrat_actif_requis"]:
        yield _met(Permission.REFUSE, "contrat_actif_requis", limits)


def _number(contacts: Contacts) -> Iterator[Reason]:
    """Warn before a number that was found to be wrong is dialled again (§4.2)."""
    if contacts.wrong_number_on is not None:
        rule = "pratique de l’agence"
        said = f"Faux numéro, noté le {contacts.wrong_number_on:%d/%m/%Y}"
        message = f"{said} : corrigez d’abord le téléphone du client ({rule})."
        yield Reason(Permission.AVERTI, rule, "issue", message)


def _household(contacts: Contacts) -> Iterator[Reason]:
    """Warn that somebody else was called at that phone (domain notes §5)."""
    if contacts.other is not None:
        name, at = contacts.other
        said = f"Déjà appelé à ce numéro : {name}, le {at:%d/%m/%Y à %H:%M} ({OWN_RULE})."
        yield Reason(Permission.AVERTI, OWN_RULE, "foyer", said)


def _refusal(approach: Approach) -> Iterator[Reason]:
    """Warn that nothing may be sold to a client who refused the bilan (domain notes §4.2)."""
    if approach.refused_on is not None:
        said = refusal_said(approach.refused_on)
        yield Reason(Permission.AVERTI, OWN_RULE, "gestion", said)


def _attempts(approach: Approach, today: date, limits: Limits) -> Iterator[Reason]:
    if not is_protected(approach.client_type, limits):
        return
    made = approach.contacts.attempts
    again = free_again(approach.contacts.tried_on, today, limits)
    if again is not None:
        met = _met(Permission.REFUSE, "max_tentatives", limits, made)
        yield met._replace(message=f"{met.message} À nouveau permis le {_again(approach, again)}.")
    elif made >= limits["alerte_tentatives"]:
        yield _met(Permission.AVERTI, "alerte_tentatives", limits, made)


def _again(approach: Approach, again: date) -> str:
    """Say the day that allows one more attempt, and that it is too late when it is (D6)."""
    if not comes_too_late(approach.appel, approach.window.latest, again):
        return f"{again:%d/%m/%Y}"
    last = f"après le dernier jour pour appeler, le {approach.window.latest:%d/%m/%Y}"
    return f"{again:%d/%m/%Y}, {last} : écrivez au client, qu’il vous appelle"


def _window(approach: Approach, now: datetime) -> Iterator[Reason]:
    """Refuse a first contact too early or too late, but with a reason and a manager's name."""
    if approach.appel is Tag.OK:
        return
    window, phase = approach.window, approach.window.phase(now.date())
    allowed = bool(approach.reason.strip() and approach.manager.strip())
    permission = Permission.AVERTI if allowed else Permission.REFUSE
    asks = "" if allowed else " : il faut un motif écrit et le nom d’un responsable"
    if phase is Phase.TROP_TOT:
        said = f"Trop tôt : pas d’appel avant le {window.earliest:%d/%m/%Y}{asks}"
        message = f"{said} ({_GUIDE} ; réglage « {_SPANS['earliest_months']['label']} »)."
        yield Reason(permission, _GUIDE, "earliest_months", message)
    elif phase is Phase.HORS_DELAI:
        said = f"Trop tard : l’appel était à faire au plus tard le {window.latest:%d/%m/%Y}{asks}"
        message = f"{said} ({_GUIDE} ; réglage « {_SPANS['latest_months']['label']} »)."
        yield Reason(permission, _GUIDE, "latest_months", message)


def is_agreed_time(approach: Approach, now: datetime, limits: Limits) -> bool:
    """Say whether it is the very time that the client agreed to, even outside the hours."""
    agreed = approach.agreed_at
    return bool(limits["rdv_hors_plage"] and agreed and agreed <= now < agreed + _LATENESS)


def _hours(
    approach: Approach, agency: Agency | None, now: datetime, limits: Limits
) -> Iterator[Reason]:
    """Warn outside the hours, but at the very time that the client agreed to.

    The law's hours and the site's are told apart: who works late breaks no law before 20:00.
    """
    if not is_protected(approach.client_type, limits) or may_call_at(agency, now):
        return
    if is_agreed_time(approach, now, limits):
        return
    moment = f"Il est {now:%H:%M} le {now:%d/%m/%Y}"
    if is_lawful(agency, now):
        said = f"{moment} : l’agence est fermée, à confirmer ({OWN_RULE} ; horaires de Paramètres)."
        yield Reason(Permission.AVERTI, OWN_RULE, "horaires", said)
        return
    law = "D223-9 C. conso."
    where = f"({law} ; réglage « {limit('rdv_hors_plage').label} »)"
    said = (
        f"{moment}{_there(agency, now)} : hors des heures d’appel de la loi, à confirmer {where}."
    )
    yield Reason(Permission.AVERTI, law, "rdv_hors_plage", said)


def _there(agency: Agency | None, now: datetime) -> str:
    """Say what time it is where a client overseas lives."""
    if agency is None or agency.zone is None:
        return ""
    return f", {now + ahead(agency.zone, now.date()):%H:%M} chez le client"
