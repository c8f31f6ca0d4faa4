"""Making a store, bringing it up to date, refusing one that is of another format."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from mplus3_xl.errors import UserError
from mplus3_xl.store.engine import file_of, is_sqlite, place_of
from mplus3_xl.store.migrations import HEAD
from mplus3_xl.store.schema import known_revision, stored_revision, upgrade


def exists(engine: Engine) -> bool:
    """Say whether the store was made; never makes it."""
    return stored_revision(engine) is not None


def was_copied(copies: Path) -> bool:
    """Say whether there are `copies` of a store: where it is not, it is gone."""
    return any(copies.glob("*.sqlite"))


def absent(engine: Engine, folder: Path, copies: Path) -> UserError:
    """Return the refusal of a store that is not there, of the space in `folder`.

    Where `copies` of one were kept, there was one.
    """
    own = is_sqlite(engine) and file_of(engine).parent == folder
    where = f"pour l’espace « {folder} »" if own else f"à l’adresse « {place_of(engine)} »"
    if was_copied(copies):
        return UserError(
            "base_disparue",
            f"Il n’y a plus de base {where}, et il y en a des sauvegardes dans « {copies} ».",
            "Remettez la dernière : mplus3 base restaurer FICHIER. Pour repartir d’une base vide : "
            "mplus3 base creer.",
        )
    return UserError(
        "base_absente",
        f"Il n’y a pas encore de base {where}.",
        "Si ce classeur est une copie ou a changé de dossier, rouvrez le sien : mplus3 ouvrir. "
        "Sinon, importez un export (bouton « Importer un export », ou mplus3 importer FICHIER…), "
        "ou faites une base vide : mplus3 base creer.",
    )


def is_ready(engine: Engine) -> bool:
    """Say whether the store was made. Raises UserError: older or newer than the program."""
    revision = known_revision(engine)
    if revision is None:
        return False
    if revision != HEAD:
        raise UserError(
            "base_ancienne",
            f"La base est au format {revision}, le programme attend le format {HEAD}.",
            "Mettez-la à jour (une copie est faite avant) : mplus3 base migrer.",
        )
    return True


def migrate(engine: Engine, copies: Path, now: datetime, target: str = HEAD) -> Path | None:
    """Make the store, or bring it to `target`, all or nothing.

    An older store is copied into the folder `copies` first; its path is returned. Raises
    UserError for a newer one.
    """
    if is_sqlite(engine):
        file_of(engine).parent.mkdir(parents=True, exist_ok=True)
    revision = known_revision(engine)
    if revision == target:
        return None
    copy = None
    if revision is not None:
        from mplus3_xl.store.files.backup import save

        copy = save(engine, copies / f"avant-migration-{revision}-{now:%Y%m%d-%H%M%S}.sqlite")
    upgrade(engine, target)
    return copy
