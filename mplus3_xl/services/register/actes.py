"""The actes: written when the last tag falls, read in the register, corrected by a new one."""

from collections.abc import Mapping
from datetime import date, datetime

from mplus3_xl.domain.contact.attempts import last_note
from mplus3_xl.domain.contact.calls import CallForm
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.holder import charge_on
from mplus3_xl.domain.register.actes import (
    Acte,
    Done,
    content_of,
    corrected,
    new_replies,
    rules_version,
)
from mplus3_xl.domain.windows import is_in_window
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.reglages_kept import reglages_in
from mplus3_xl.services.changes.saving import refuse_erased
from mplus3_xl.services.ports.glance import Glance
from mplus3_xl.services.ports.store import Store, Writing
from mplus3_xl.services.records import Change, Save


def actes_between(store: Store, first: date, last: date) -> list[Acte]:
    """Return the actes done from `first` to `last`, both included, in order.

    One that was corrected stays, and the acte that corrects it names it.
    """
    with store.glance() as unit:
        return unit.actes_done(first, last)


def acte_to_correct(store: Store, acte_id: int) -> Acte:
    """Return an acte that may be corrected.

    Raises UserError: unknown acte, corrected already, client erased.
    """
    with store.glance() as unit:
        return _correctable(unit, acte_id)


def correct_acte(
    store: Store,
    acte_id: int,
    changes: Mapping[str, str],
    reason: str,
    author: str,
    now: datetime,
) -> Acte:
    """Write the acte that corrects another: the new texts by name, and why.

    Raises UserError: unknown acte, corrected already, client erased, no reason, nothing that may
    be corrected.
    """
    with store.write() as unit:
        old = _correctable(unit, acte_id)
        new = old._replace(
            id=unit.next_id("actes"),
            author=author,
            corrects=old.id,
            rules_version=_rules_in(unit),
            save_id=None,
            content=corrected(old, changes, reason) | {"corrige_le": now.isoformat()},
        )
        unit.add_acte(new)
        line = Change("actes", new.id, "corrects", None, str(old.id))
        unit.write_journal([line], now, author)
        return new


def write_acte(unit: Writing, dossier: Dossier, form: CallForm, save: Save) -> Acte:
    """Write the acte of a dossier whose last tag has just fallen, from what is now stored."""
    held = unit.contracts_in(dossier.id)
    contracts = [each for each in held if not each.ended]
    attempts = unit.attempts_of(dossier.client_id)
    kept = unit.kept_bilan(dossier.client_id)
    client = unit.clients_by_id([dossier.client_id])[dossier.client_id]
    said = {
        "note": form.attempted.note.strip() or last_note(attempts, dossier.id),
        "autres_assureurs": form.other_insurers.strip(),
        "sans_action": form.no_action_reason.strip() or (kept and kept.no_action_reason) or "",
    }
    done = Done(
        dossier=dossier,
        client=client,
        contracts=contracts,
        fields=unit.field_answers(dossier.id),
        pieces=unit.piece_answers([contract.id for contract in contracts]),
        attempts=reversed(attempts),
        actions=[each for each in unit.actions_of(client.id) if each.dossier_id == dossier.id],
        replies=new_replies(kept.replies if kept else (), unit.actes_of(client.id)),
        said=said,
    )
    reached = dossier.appel_ok_on
    acte = Acte(
        id=unit.next_id("actes"),
        dossier_id=dossier.id,
        client_id=client.id,
        done_at=save.at,
        done_on=save.at.date(),
        reached_on=reached,
        in_window=is_in_window(dossier.window, reached),
        agency=dossier.agency,
        charge_clientele=charge_on(dossier, save.at.date()),
        author=save.author,
        corrects=None,
        rules_version=_rules_in(unit),
        save_id=save.id,
        content=content_of(done),
    )
    unit.add_acte(acte)
    line = Change("actes", acte.id, "dossier_id", None, str(dossier.id))
    unit.write_journal([line], save.at, save.author)
    return acte


def _rules_in(unit: Glance) -> str:
    """Name the rules in force, and the version of the settings that stand above them."""
    return f"{rules_version()} ; réglages n° {reglages_in(unit).version}"


def _found(unit: Glance, acte_id: int) -> Acte:
    acte = unit.acte(acte_id)
    if acte is None:
        raise UserError(
            "acte_absent",
            f"L’acte n° {acte_id} n’existe pas.",
            "Actualisez la feuille Actes et choisissez un acte de la liste.",
        )
    return acte


def _correctable(unit: Glance, acte_id: int) -> Acte:
    acte = _found(unit, acte_id)
    _refuse_corrected(unit, acte)
    for client in unit.clients_by_id([acte.client_id]).values():
        refuse_erased(unit, client)
    return acte


def _refuse_corrected(unit: Glance, acte: Acte) -> None:
    for other in unit.actes_of(acte.client_id):
        if other.corrects == acte.id:
            raise UserError(
                "acte_deja_corrige",
                f"L’acte n° {acte.id} est déjà corrigé par l’acte n° {other.id}.",
                f"Corrigez l’acte n° {other.id}.",
            )
