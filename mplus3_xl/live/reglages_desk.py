"""What a manager sets, on the desk: shown to everybody, saved all or nothing, taken back."""

from collections.abc import Iterator, Mapping, Sequence

from mplus3_xl.bootstrap import Workspace, author, local_now
from mplus3_xl.domain.absences import PLACE, AbsenceLine
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.reglages import Reglages
from mplus3_xl.domain.reglages_plan import Proposed, ReglagesError
from mplus3_xl.domain.set_values import REASON, Typed
from mplus3_xl.layout import parametres, parametres_absences
from mplus3_xl.layout.forms import line_name
from mplus3_xl.layout.french import count
from mplus3_xl.layout.parametres_set import SET_BLOCKS, SETTING_REASON, SETTING_VALUE
from mplus3_xl.live.blocks import as_lines
from mplus3_xl.live.port import Desk, FieldValue, FormRefusedError
from mplus3_xl.services.reglages import Saved, save_reglages, undo_reglages


def show_reglages(desk: Desk, reglages: Reglages) -> None:
    """Write the settings, and take off the marks."""
    shown: dict[str, FieldValue] = {
        block.name: block.lines(reglages.values, reglages.reasons) for block in SET_BLOCKS
    }
    shown[parametres_absences.ABSENCES] = parametres_absences.lines(reglages.absences)
    desk.write_form(shown | {parametres.VERSION: reglages.version, parametres.PROBLEMS: None})


def save(desk: Desk, workspace: Workspace) -> None:
    """Save what is typed. Raises UserError; FormRefusedError marks each cell that is refused."""
    names = [block.name for block in SET_BLOCKS]
    read = desk.read_form([*names, parametres_absences.ABSENCES, parametres.VERSION])
    version = read[parametres.VERSION]
    shown = version if isinstance(version, int) else 0
    typed = list(_typed(read))
    away = [AbsenceLine(*line) for line in as_lines(read[parametres_absences.ABSENCES])]
    try:
        saved = save_reglages(
            workspace.store(), shown, Proposed(typed, away), author(), local_now()
        )
    except ReglagesError as refused:
        raise FormRefusedError(refused.code, refused.what, _by_cell(refused.problems)) from refused
    show_reglages(desk, saved.reglages)
    desk.tell(_said(saved, "enregistré") if saved.changed else "Rien n’a changé aux réglages.")


def take_back(desk: Desk, workspace: Workspace) -> None:
    """Set again what stood before one's own last save, once he said yes. Raises UserError."""
    if desk.ask("Annuler votre dernier enregistrement des réglages ?"):
        saved = undo_reglages(workspace.store(), author(), local_now())
        show_reglages(desk, saved.reglages)
        desk.tell(f"Annulé : {_said(saved, 'rétabli')}")


def _typed(read: Mapping[str, FieldValue]) -> Iterator[Typed]:
    for block in SET_BLOCKS:
        for setting, line in zip(block.settings(), as_lines(read[block.name]), strict=True):
            reason = line[SETTING_REASON]
            text = None if reason is None else str(reason)
            yield Typed(setting.code, line[SETTING_VALUE], text)


def _by_cell(problems: Sequence[FormProblem]) -> dict[str, str]:
    lines = {
        setting.code: (block.name, at)
        for block in SET_BLOCKS
        for at, setting in enumerate(block.settings())
    }
    found: dict[str, str] = {}
    for problem in problems:
        if problem.field.startswith(f"{PLACE}."):
            found[f"parametres_{problem.field}"] = problem.message
            continue
        code = problem.field.removesuffix(REASON)
        column = SETTING_VALUE if code == problem.field else SETTING_REASON
        found[line_name(*lines[code], column)] = problem.message
    return found


def _said(saved: Saved, done: str) -> str:
    said = count(saved.changed, f"réglage {done}", f"réglages {done}s")
    moved = count(saved.moved, "dossier a changé", "dossiers ont changé")
    follows = f" {moved} de fenêtre : actualisez la file." if saved.moved else ""
    return f"{said} (version n° {saved.reglages.version}).{follows}"
