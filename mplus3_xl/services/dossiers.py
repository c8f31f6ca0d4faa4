"""Opening the form of a dossier, keeping what is typed in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mplus3_xl.domain.attempts import Attempt
from mplus3_xl.domain.model import Client, Contract, Dossier
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.services.ports import Store
from mplus3_xl.services.records import Draft
from mplus3_xl.services.saving import dossier_of, filled


@dataclass(frozen=True, slots=True)
class DossierView:
    """What the form of a dossier shows.

    `attempts` are those to reach the client, in all his dossiers, the latest first; `draft` is
    what the last save held, `kept` what was typed and not saved, one draft an author.
    """

    dossier: Dossier
    client: Client
    client_type: ClientType | None
    contracts: tuple[Contract, ...]
    attempts: tuple[Attempt, ...]
    draft: Draft | None
    kept: tuple[Draft, ...]

    @property
    def claims(self) -> int | None:
        """The claims since subscription, `None` if the exports give none."""
        known = [each.claims for each in self.contracts if each.claims is not None]
        return sum(known) if known else None

    def draft_for(self, author: str) -> Draft | None:
        """Return what to show to `author`: his unsaved text, if nothing was saved since."""
        for draft in self.kept:
            if draft.author == author and draft.version == self.dossier.version:
                return draft
        return self.draft


def open_dossier(store: Store, dossier_id: int) -> DossierView:
    """Read a dossier with all that its form shows. Raises UserError if it is gone."""
    with store.read() as unit:
        dossier = dossier_of(unit, dossier_id)
        client = unit.clients_by_id([dossier.client_id])[dossier.client_id]
        contracts = tuple(unit.contracts_in(dossier_id))
        types = (each.client_type for each in contracts if each.client_type)
        return DossierView(
            dossier=dossier,
            client=client,
            client_type=client.client_type or next(types, None),
            contracts=contracts,
            attempts=tuple(unit.attempts_of(client.id)),
            draft=unit.draft_of(dossier_id),
            kept=tuple(unit.kept_drafts(dossier_id)),
        )


def keep_draft(
    store: Store,
    dossier_id: int,
    content: Mapping[str, str],
    author: str,
    now: datetime,
    version: int | None = None,
) -> None:
    """Keep what is typed, apart from what is saved, so that no refusal loses it.

    `version` is the one that was open (by default the present one). Raises UserError if the
    dossier is gone.
    """
    with store.write() as unit:
        dossier = dossier_of(unit, dossier_id)
        saved = unit.draft_of(dossier_id)
        typed = filled(content)
        if typed == (saved.content if saved else {}):
            unit.drop_kept_draft(dossier_id, author)
        else:
            draft = Draft(typed, author, now, dossier.version if version is None else version)
            unit.keep_draft(dossier_id, draft)
