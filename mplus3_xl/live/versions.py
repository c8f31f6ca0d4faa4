"""Whether the workbook is of the installed version and of this store, asked at the first click."""

from collections.abc import Callable, Sequence
from pathlib import Path

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.errors import UserError
from mplus3_xl.layout.technical import DEMO, STORE
from mplus3_xl.live.port import Values
from mplus3_xl.workbook_versions import installed, note_versions, versions_noted


class ForeignBookError(UserError):
    """The workbook is of another version: its places are others, and so are its macros."""


_WORDS = {
    "meta_layout": "la mise en page",
    "meta_package": "le programme",
    "meta_xlwings": "xlwings",
}
_WARNED = "meta_package"


def check(
    workspace: Workspace,
    book: Path,
    read_form: Callable[[Sequence[str]], Values],
) -> str | None:
    """Compare the workbook `book` with the program; return what to warn of. Raises UserError.

    Another layout or xlwings is refused (ForeignBookError); another release of the program, of the
    same layout, only warned of, until a click has said so (`note_versions`). That of a demo is
    refused on a real store, that of a store on another one. A workbook that may be used is noted in
    the folder: its later clicks need not ask.
    """
    if versions_noted(workspace, book):
        return None
    expected, read = installed(), read_form([*_WORDS, DEMO, STORE])
    found = {name: str(read[name] or "inconnue") for name in _WORDS}
    other = [name for name in _WORDS if found[name] != expected[name]]
    said = [_told(_WORDS[name], found[name], expected[name]) for name in other]
    if other not in ([], [_WARNED]):
        raise ForeignBookError(
            "classeur_version",
            " ".join(said),
            "Fermez-le et rouvrez-le par son raccourci (ou mplus3 ouvrir), qui le refait : ce "
            "que vous avez enregistré est dans la base.",
        )
    if read[DEMO] and not workspace.frozen:
        raise UserError(
            "classeur_demo",
            f"Ce classeur est celui d’une démonstration (jour figé au {read[DEMO]}), et la base "
            f"de « {workspace.folder} » est la vraie.",
            "Rien n’est fait. Ouvrez le classeur de l’agence ; celui de la démonstration s’ouvre "
            "avec « mplus3 ouvrir --espace » et son dossier.",
        )
    if read[STORE] and not _is_own(workspace, str(read[STORE])):
        return None
    if said:
        return f"{said[0]} Il sert encore ; refaites-le à l’occasion."
    note_versions(workspace, book)
    return None


def _is_own(workspace: Workspace, told: str) -> bool:
    """Say whether the store is that of the workbook, if it can be read: the click says it if not.

    Raises UserError: it is another one, or there is none.
    """
    try:
        own = workspace.identity
    except UserError:
        return False
    if own != told:
        from mplus3_xl.store.engine import place_of

        raise UserError(
            "classeur_autre_base",
            "Ce classeur a été fait pour une autre base que celle d’ici "
            f"(« {place_of(workspace.engine())} »).",
            "Rien n’est fait. Si la base d’ici est la bonne, refaites-le : mplus3 ouvrir. Sinon, "
            "rouvrez-le depuis son dossier, ou donnez l’adresse de sa base (MPLUS3_BASE ou "
            "mplus3.toml).",
        )
    return True


def _told(what: str, found: str, expected: str) -> str:
    return (
        f"Ce classeur a été fait pour une autre version ({what} : {found}, installé : {expected})."
    )
