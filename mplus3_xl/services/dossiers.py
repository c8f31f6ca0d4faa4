"""Opening the form of a dossier, keeping what is typed in it, saving it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mplus3_xl.domain.attempts import Attempt
from mplus3_xl.domain.dossier_form import TypedTags, accepted_tags
from mplus3_xl.domain.model import Client, Contract, Dossier
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.services.ports import Draft, Save, Store
from mplus3_xl.services.saving import (
    Saved,
    dossier_of,
    filled,
    refuse_changed,
    refuse_closed,
    saved_of,
    write_change,
)


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


@dataclass(frozen=True, slots=True)
class DossierChange:
    """A form as it stands: the dossier and its version when opened, what is typed.

    `form_id` is the form's own (a UUID as text): the same one is saved once. `content` is the
    text of each field by name; an empty text is a field left blank.
    """

    dossier_id: int
    version: int
    form_id: str
    tags: TypedTags
    content: Mapping[str, str]


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


def save_dossier(store: Store, change: DossierChange, author: str, now: datetime) -> Saved:
    """Save a form: its text is kept first, then tags and text are written, or all refused.

    Raises UserError: dossier gone or closed, changed meanwhile by somebody, tags that do not go
    together (`TagsError`).
    """
    keep_draft(store, change.dossier_id, change.content, author, now, change.version)
    with store.write() as unit:
        dossier = dossier_of(unit, change.dossier_id)
        if unit.save_of_form(change.form_id) is not None:
            unit.drop_kept_draft(dossier.id, author)
            return saved_of(dossier, repeated=True)
        refuse_closed(dossier)
        refuse_changed(unit, dossier, change.version)
        tags = accepted_tags(dossier.tags, change.tags)
        unit.drop_kept_draft(dossier.id, author)
        save = Save(
            unit.next_id("saves"), change.form_id, dossier.id, dossier.version + 1, author, now
        )
        new = dossier.tagged(tags, now.date())
        return write_change(unit, dossier, new, filled(change.content), save)
