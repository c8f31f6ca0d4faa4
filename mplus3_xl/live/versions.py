"""Whether the workbook and the installed program are of one version, asked at the first click."""

from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from pathlib import Path

from mplus3_xl import __version__
from mplus3_xl.errors import UserError
from mplus3_xl.layout.technical import LAYOUT_VERSION
from mplus3_xl.live.port import FieldValue

NOTE = ".mplus3-classeur"
_WORDS = {
    "meta_layout": "la mise en page",
    "meta_package": "le programme",
    "meta_xlwings": "xlwings",
}


def installed() -> dict[str, str]:
    """Return the versions of what is installed, by the name of the workbook's own."""
    return {
        "meta_layout": LAYOUT_VERSION,
        "meta_package": __version__,
        "meta_xlwings": metadata.version("xlwings"),
    }


def check(
    folder: Path, book: Path, read_form: Callable[[Sequence[str]], Mapping[str, FieldValue]]
) -> None:
    """Compare the workbook `book` with the program. Raises UserError.

    A workbook found good is noted in `folder`, with its date: its later clicks need not ask.
    """
    expected = installed()
    note, state = folder / NOTE, _state(book, expected)
    if note.is_file() and note.read_text(encoding="utf-8") == state:
        return
    found = read_form(list(_WORDS))
    for name, what in _WORDS.items():
        if str(found[name]) != expected[name]:
            raise _refusal(what, str(found[name] or "inconnue"), expected[name])
    note.write_text(state, encoding="utf-8")


def _state(book: Path, expected: Mapping[str, str]) -> str:
    written = book.stat().st_mtime_ns if book.is_file() else 0
    return "\n".join([str(book), str(written), *expected.values()])


def _refusal(what: str, found: str, expected: str) -> UserError:
    return UserError(
        "classeur_version",
        f"Ce classeur a été fait pour une autre version ({what} : {found}, installé : {expected}).",
        "Fermez-le, refaites-le avec « mplus3 classeur » et rouvrez-le : rien n’est perdu, tout "
        "est dans la base.",
    )
