"""The one way from a button to an action, and the one place where its trouble is shown."""

from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

from mplus3_xl.bootstrap import Workspace, open_workspace
from mplus3_xl.collection import no_collection, set_loaded_apart
from mplus3_xl.errors import UserError, refusal_of_system
from mplus3_xl.live import versions
from mplus3_xl.live.one_click import BusyError, one_click
from mplus3_xl.live.port import Desk, FormRefusedError, Tone
from mplus3_xl.logbook import NOT_WRITTEN, log
from mplus3_xl.settings import space_beside
from mplus3_xl.workbook_versions import note_versions

if TYPE_CHECKING:
    from mplus3_xl.live.book import Book

Work: TypeAlias = Callable[[Desk, Workspace], None]


def action(label: str, way: str) -> Callable[[], None]:
    """Make what a button calls: it takes nothing, as `RunPython` wants, and raises nothing.

    `label` is what a person reads, `way` what does it.
    """

    def work(desk: Desk, workspace: Workspace) -> None:
        work_of(way)(desk, workspace)

    def click() -> None:
        from mplus3_xl.live.book import calling_book

        run(label, work, calling_book())

    return click


def work_of(way: str) -> Work:
    """Return the function that `desk:function` names, its module loaded."""
    module, _, name = way.partition(":")
    found: Work = getattr(import_module(f".{module}", __package__), name)
    return found


def run(label: str, work: Work, book: "Book") -> None:
    """Do `work` on `book`; whatever happens, say it in French and set the workbook back."""
    with no_collection():  # looking for garbage costs a click 50 ms: it waits until the end
        try:
            workspace = open_workspace(space_beside(book.path), None, None, one_click=True)
            with one_click(workspace.folder), closing(workspace):
                book.begin(f"{label}…")
                warning = versions.check(workspace, book.path, book.read_form)
                work(book, workspace)
                if warning:
                    book.tell_too(warning, Tone.WARNING)
                    note_versions(workspace, book.path)
                book.take_refusal_off()
        except Exception as trouble:
            _show(label, trouble, book)
        finally:
            _set_back(book)
        set_loaded_apart()


def _show(label: str, trouble: Exception, book: "Book") -> None:
    try:
        if isinstance(trouble, BusyError):
            book.progress(str(trouble))  # the click that runs owns the sheets, and will end this
        elif isinstance(trouble, FormRefusedError):
            book.mark_problems(trouble.problems, trouble.accepted)
        elif isinstance(trouble, versions.ForeignBookError):
            book.alert(str(trouble), Tone.REFUSAL)  # its macros may not put a protection back
        elif isinstance(trouble, UserError):
            book.tell(str(trouble), Tone.REFUSAL)
        elif isinstance(trouble, OSError) and (refusal := refusal_of_system(trouble)):
            book.tell(str(refusal), Tone.REFUSAL)
        else:
            book.tell(_bug(label, trouble), Tone.REFUSAL)
    except Exception as worse:
        log(f"{label} : {trouble!r} n’a pas pu être montré", worse)


def _set_back(book: "Book") -> None:
    try:
        book.end()
    except Exception as trouble:
        log("Le classeur n’a pas pu être remis en état", trouble)


def _bug(label: str, error: Exception) -> str:
    path = log(label, error)
    told = f"transmettez le journal {path}." if path else f"dites-le. {NOT_WRITTEN}"
    return (
        f"erreur du programme pendant « {label} ». Rien n’a été enregistré à moitié. "
        f"Recommencez ; si cela se répète, {told}"
    )
