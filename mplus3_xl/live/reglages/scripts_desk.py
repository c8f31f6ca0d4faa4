"""The words of the script, on the desk: shown to everybody, saved all or nothing, taken back."""

from collections.abc import Iterator, Sequence

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.reglages.plan import Proposed
from mplus3_xl.domain.reglages.versions import Reglages
from mplus3_xl.domain.texts.script_edits import TEXT
from mplus3_xl.layout.forms import line_name
from mplus3_xl.layout.french import count
from mplus3_xl.layout.reglages import scripts
from mplus3_xl.live.port import Desk, FieldValue
from mplus3_xl.live.reglages.reglages_saving import (
    said_back,
    save_typed,
    stay_with_typing,
    taken_back,
)
from mplus3_xl.live.sheet.blocks import as_lines


def open_scripts(desk: Desk, workspace: Workspace) -> None:
    """Show the texts of the script that are in force; asked first if some are typed, not saved."""
    if stay_with_typing(desk, scripts.TITLE):
        return
    show_texts(desk, workspace.reglages)
    desk.go_to(scripts.TITLE)
    desk.tell("")


def show_texts(desk: Desk, reglages: Reglages) -> None:
    """Write the texts in force, and take off the marks."""
    shown = scripts.lines(reglages.texts)
    version = reglages.version
    desk.write_form({scripts.TEXTS: shown, scripts.VERSION: version, scripts.PROBLEMS: None})


def save(desk: Desk, workspace: Workspace) -> None:
    """Save the texts that are typed. Raises UserError; FormRefusedError marks those refused."""
    read = desk.read_form([scripts.TEXTS, scripts.VERSION])
    typed = Proposed(texts=dict(_typed(read[scripts.TEXTS])))
    saved = save_typed(workspace, read[scripts.VERSION], typed, _by_cell)
    show_texts(desk, saved.reglages)
    said = count(saved.changed, "texte enregistré", "textes enregistrés")
    told = f"{said} (version n° {saved.reglages.version})."
    desk.tell(told if saved.changed else "Aucun texte n’a changé.")


def take_back(desk: Desk, workspace: Workspace) -> None:
    """Set again what stood before one's own last save, once he said yes. Raises UserError."""
    if saved := taken_back(desk, workspace):
        show_texts(desk, saved.reglages)
        said = count(saved.changed, "réglage rétabli", "réglages rétablis")
        follows = " La file a changé : actualisez-la." if saved.moved else ""
        done = f"Annulé : {said} (version n° {saved.reglages.version}).{follows}"
        desk.tell("\n".join([done, *said_back(saved)]))


def _typed(block: FieldValue) -> Iterator[tuple[str, str | None]]:
    for code, line in zip(scripts.codes(), as_lines(block), strict=True):
        text = line[scripts.TEXT_AT]
        yield code, None if text is None else str(text)


def _by_cell(problems: Sequence[FormProblem]) -> dict[str, str]:
    """Return the messages by cell; those of one text stand together."""
    found: dict[str, str] = {}
    for problem in problems:
        line = scripts.codes().index(problem.field.removeprefix(TEXT))
        cell = line_name(scripts.TEXTS, line, scripts.TEXT_AT)
        found[cell] = f"{found[cell]}\n{problem.message}" if cell in found else problem.message
    return found
