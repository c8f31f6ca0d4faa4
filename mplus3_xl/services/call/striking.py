"""Striking an attempt recorded by mistake."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.call.striking import dossier_without, refuse_in_acte, refuse_striking
from mplus3_xl.domain.call.tries import CallSetting, allowed
from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.model import Dossier
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.people import names_in
from mplus3_xl.services.agency.reglages_kept import reglages_in
from mplus3_xl.services.call.facts import facts_of
from mplus3_xl.services.changes.journaling import changes_between
from mplus3_xl.services.changes.saving import dossier_of, refuse_erased
from mplus3_xl.services.ports.store import Store, Writing
from mplus3_xl.services.records import Change


def strike_attempt(
    store: Store,
    attempt_id: int,
    author: str,
    reason: str,
    now: datetime,
    agencies: Mapping[str, Agency] | None = None,
) -> Attempt:
    """Strike an attempt: it stays visible and no longer counts; Appel and the next try follow.

    Raises UserError: unknown, somebody else's, of another day, struck before, an opposition, part
    of an acte, of an erased client, or no reason.
    """
    with store.write() as unit:
        attempt = unit.attempt(attempt_id)
        if attempt is None:
            raise UserError(
                "tentative_absente",
                f"L’essai {attempt_id} n’existe pas.",
                "Rouvrez la fiche et choisissez un essai de la liste.",
            )
        dossier = dossier_of(unit, attempt.dossier_id)
        others = _others(unit, dossier, attempt_id)
        refuse_erased(unit, unit.clients_by_id([dossier.client_id])[dossier.client_id])
        refuse_striking(attempt, author, reason, now, names_in(unit))
        refuse_in_acte(unit.actes_of(dossier.client_id), dossier.id)
        struck = {"struck_at": now, "struck_by": author, "struck_reason": reason.strip()}
        unit.update("attempts", [(attempt_id, struck)])
        line = Change("attempts", attempt_id, "struck_reason", None, reason.strip())
        agreed = _agreed(unit, dossier)
        known = reglages_in(unit)
        setting = CallSetting(author, now, agencies or {}, known.limits)
        facts = facts_of(unit, dossier.id, now, known)
        site = setting.calling_site(facts)
        new = dossier_without(
            dossier,
            attempt,
            others,
            site,
            agreed,
            # The attempts that stand are counted among the facts: this one is no other.
            lambda last, left: allowed(
                last._replace(counts=False), replace(facts, dossier=left), site, setting
            ),
        )
        if new != dossier:
            new = new._replace(version=dossier.version + 1)
            unit.change("dossiers", [(dossier, new)])
        unit.write_journal([line, *changes_between("dossiers", [(dossier, new)])], now, author)
        return attempt._replace(struck_at=now, struck_by=author, struck_reason=reason.strip())


def _agreed(unit: Writing, dossier: Dossier) -> Collection[datetime]:
    """Return when somebody noted that the client agreed to a precise time, as the journal tells."""
    told = unit.lines_since(dossier.id, 0)
    noted = (each.new for each in told if each.field == "callback_agreed_at")
    return {datetime.fromisoformat(text) for text in noted if text}


def _others(unit: Writing, dossier: Dossier, attempt_id: int) -> Sequence[Attempt]:
    """Return the other attempts of a dossier that still stand, in their order."""
    standing = (
        each
        for each in reversed(unit.attempts_of(dossier.client_id))
        if each.dossier_id == dossier.id and each.struck_at is None
    )
    return [each for each in standing if each.id != attempt_id]
