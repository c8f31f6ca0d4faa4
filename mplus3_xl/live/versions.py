"""Whether the workbook and the installed program are of one version, asked at the first click."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.errors import UserError
from mplus3_xl.layout.technical import DEMO
from mplus3_xl.live.port import FieldValue
from mplus3_xl.workbook_versions import installed, note_versions, versions_noted

_WORDS = {
    "meta_layout": "la mise en page",
    "meta_package": "le programme",
    "meta_xlwings": "xlwings",
}
_WARNED = "meta_package"


def check(
    workspace: Workspace,
    book: Path,
    read_form: Callable[[Sequence[str]], Mapping[str, FieldValue]],
) -> str | None:
    """Compare the workbook `book` with the program; return what to warn of. Raises UserError.

    Another layout or xlwings is refused; another release of the program, of the same layout, only
    warned of, once. That of a demo is refused on a real store. A workbook that may be used is noted
    in the folder: its later clicks need not ask.
    """
    folder = workspace.folder
    if versions_noted(folder, book):
        return None
    expected, read = installed(), read_form([*_WORDS, DEMO])
    found = {name: str(read[name] or "inconnue") for name in _WORDS}
    other = [name for name in _WORDS if found[name] != expected[name]]
    said = [_told(_WORDS[name], found[name], expected[name]) for name in other]
    if other not in ([], [_WARNED]):
        raise UserError(
            "classeur_version",
            " ".join(said),
            "Fermez-le, refaites-le avec « mplus3 classeur » et rouvrez-le : rien n’est perdu, "
            "tout est dans la base.",
        )
    if read[DEMO] and not workspace.frozen:
        raise UserError(
            "classeur_demo",
            f"Ce classeur est celui d’une démonstration (jour figé au {read[DEMO]}), et la base "
            f"de « {folder} » est la vraie.",
            "Rien n’est fait. Ouvrez le classeur de l’agence ; celui de la démonstration s’ouvre "
            "avec « mplus3 ouvrir --espace » et son dossier.",
        )
    note_versions(folder, book)
    return f"{said[0]} Il sert encore ; refaites-le à l’occasion." if said else None


def _told(what: str, found: str, expected: str) -> str:
    return (
        f"Ce classeur a été fait pour une autre version ({what} : {found}, installé : {expected})."
    )
