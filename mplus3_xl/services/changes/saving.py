"""Writing one change of a dossier: its columns, what was typed, and the lines that tell it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mplus3_xl.domain.model import Client, Dossier
from mplus3_xl.domain.tags import Tags, status
from mplus3_xl.domain.vocabulary import Closing, Status
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.people import name_of, names_in
from mplus3_xl.services.changes.journal import told
from mplus3_xl.services.changes.journaling import changes_between
from mplus3_xl.services.ports.glance import Glance
from mplus3_xl.services.ports.store import Reading, Writing
from mplus3_xl.services.records import Change, Draft, Save


class DossierGoneError(UserError):
    """The dossier is no longer there."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A dossier after a save; `repeated`: this form was saved before, nothing was written."""

    dossier_id: int
    version: int
    tags: Tags
    status: Status
    changes: tuple[Change, ...] = ()
    repeated: bool = False


def dossier_of(unit: Glance, dossier_id: int) -> Dossier:
    """Return a dossier. Raises DossierGoneError."""
    dossier = unit.dossier(dossier_id)
    if dossier is None:
        raise DossierGoneError(
            "dossier_absent",
            f"Le dossier {dossier_id} n’existe plus : un import, une fusion ou des réglages ont "
            "regroupé ou retiré ses contrats.",
            "Actualisez la file, puis ouvrez le dossier du client.",
        )
    return dossier


def saved_of(dossier: Dossier, changes: tuple[Change, ...] = (), *, repeated: bool) -> Saved:
    """Describe a dossier as a save leaves it."""
    tags = dossier.tags
    return Saved(dossier.id, dossier.version, tags, status(tags), changes, repeated)


def write_change(
    unit: Writing,
    old: Dossier,
    new: Dossier,
    content: Mapping[str, str],
    save: Save,
    others: Sequence[Change] = (),
) -> Saved:
    """Write `new` and `content` as one new version; nothing at all if they are as before.

    `others` are the changes that the same save wrote elsewhere. A save that takes back another is
    recorded in any case: of one that only noted an attempt, which stays, there is nothing else.
    """
    draft = unit.draft_of(old.id)
    before = draft.content if draft else {}
    changes = (
        *changes_between("dossiers", [(old, new)]),
        *_typed(old.id, before, content),
        *others,
    )
    if not changes and save.undoes is None:
        return saved_of(old, repeated=False)
    new = new._replace(version=save.version)
    unit.change("dossiers", [(old, new)])
    unit.write_draft(old.id, Draft(content, save.author, save.at))
    unit.record_saves([(save, changes)])
    return saved_of(new, changes, repeated=False)


def refuse_closed(dossier: Dossier) -> None:
    """Raise UserError for a dossier that is closed."""
    if dossier.closing is not None:
        raise UserError(
            "dossier_clos",
            f"Ce dossier est clos : {Closing(dossier.closing).label}.",
            "Rien n’a été enregistré ; ce que vous avez tapé est gardé en brouillon.",
        )


def refuse_erased(unit: Glance, client: Client) -> None:
    """Refuse a client who was erased (UserError)."""
    erasure = unit.erasure_of(client.id)
    if erasure is not None:
        raise UserError(
            "client_efface",
            f"« {client.name} » a déjà été effacé le {erasure.at:%d/%m/%Y} par "
            f"{name_of(unit, erasure.author)}.",
            "Il n’y a plus rien à faire ici ; vérifiez qu’il l’est aussi dans Lagon.",
        )


def refuse_changed(unit: Reading, dossier: Dossier, version: int) -> None:
    """Raise UserError for a dossier that is no longer at the version that was open."""
    if dossier.version != version:
        last = told(unit.last_lines_of(dossier.id), names_in(unit))
        raise UserError(
            "dossier_modifie",
            f"Ce dossier a été modifié depuis que vous l’avez ouvert. Dernier changement : {last}",
            "Rouvrez la fiche pour le voir ; ce que vous avez tapé est gardé en brouillon.",
        )


def filled(content: Mapping[str, str]) -> dict[str, str]:
    """Return the texts that are not empty."""
    return {name: text for name, text in content.items() if text}


def _typed(dossier_id: int, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            yield Change("drafts", dossier_id, name, old.get(name), new.get(name))
