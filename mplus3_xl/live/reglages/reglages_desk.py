"""What a manager sets, on the desk: shown to everybody, saved all or nothing, taken back."""

from collections.abc import Sequence

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.agency.charges import Charge, without_line
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.reglages.plan import Proposed
from mplus3_xl.domain.reglages.set_values import REASON
from mplus3_xl.domain.reglages.versions import Reglages
from mplus3_xl.layout.forms import line_name
from mplus3_xl.layout.french import count
from mplus3_xl.layout.reglages import parametres
from mplus3_xl.layout.reglages.parametres_lines import CHARGES, LINE_BLOCKS, lines
from mplus3_xl.layout.reglages.parametres_set import SET_BLOCKS, SETTING_REASON, SETTING_VALUE
from mplus3_xl.live.port import Desk, Fields
from mplus3_xl.live.reglages.reglages_saving import (
    said_back,
    save_typed,
    stay_with_typing,
    taken_back,
)
from mplus3_xl.live.reglages.reglages_typed import READ, all_have_a_line, proposed
from mplus3_xl.live.reglages.users_desk import keep_users, show_users
from mplus3_xl.live.sheet import places
from mplus3_xl.live.sheet.choices import lists_of
from mplus3_xl.services.agency.people import charges_known
from mplus3_xl.services.reglages.reglages import Saved


def open_reglages(desk: Desk, workspace: Workspace) -> None:
    """Show the settings and the users as the store has them; asked first if some are typed."""
    if stay_with_typing(desk, parametres.TITLE):
        return
    left_out = show_reglages(desk, workspace, workspace.reglages)
    show_users(desk, workspace)
    desk.go_to(parametres.TITLE)
    desk.tell("\n".join(left_out))


def show_reglages(desk: Desk, workspace: Workspace, reglages: Reglages) -> list[str]:
    """Write the settings and the lists that follow them, and take off the marks.

    Returns what the blocks have no line for, as sentences; none if they show everything.
    """
    agencies = workspace.agencies_under(reglages).sites
    charges = charges_known(workspace.store())
    shown: Fields = {
        block.name: block.lines(reglages.values, reglages.reasons) for block in SET_BLOCKS
    }
    shown |= lines(agencies, charges, reglages.absences)
    desk.write_form(shown | {parametres.VERSION: reglages.version, parametres.PROBLEMS: None})
    desk.write_form(lists_of(agencies, charges, workspace.today))
    return _left_out(agencies, charges)


def save(desk: Desk, workspace: Workspace) -> None:
    """Save what is typed. Raises UserError; FormRefusedError marks each cell that is refused."""
    read = desk.read_form(READ)
    typed = proposed(read, workspace)
    saved = save_typed(workspace, read[parametres.VERSION], typed, _by_cell)
    left_out = [*show_reglages(desk, workspace, saved.reglages), *keep_users(desk, workspace)]
    done = _said(saved, "enregistré") if saved.changed else "Rien n’a changé aux réglages."
    desk.tell("\n".join([done, *_removed(typed), *left_out]))


def take_back(desk: Desk, workspace: Workspace) -> None:
    """Set again what stood before one's own last save, once he said yes. Raises UserError."""
    if saved := taken_back(desk, workspace):
        left_out = [*show_reglages(desk, workspace, saved.reglages), *keep_users(desk, workspace)]
        done = f"Annulé : {_said(saved, 'rétabli')}"
        desk.tell("\n".join([done, *said_back(saved), *left_out]))


def _removed(typed: Proposed) -> list[str]:
    """Say who left the list: a save is refused while dossiers or users bear the name."""
    names = ", ".join(without_line(typed.charges or ()))
    return [f"Plus dans la liste : {names} (nom d’aucun dossier ni utilisateur)."] if names else []


def _left_out(agencies: Sequence[Agency], charges: Sequence[Charge]) -> list[str]:
    names = ", ".join(each.name for each in charges[CHARGES.size :])
    said = [f"Sans ligne ici, donc inchangés : {names}."] if names else []
    if not all_have_a_line(agencies):
        said.append("Les agences et leurs horaires sont trop nombreux pour changer ici.")
    return said


def _by_cell(problems: Sequence[FormProblem]) -> dict[str, str]:
    """Return the messages by cell, from the top of the sheet; those of one cell stand together."""
    found: dict[str, list[str]] = {}
    for problem in problems:
        found.setdefault(_cell_of(problem.field), []).append(problem.message)
    return {cell: " ".join(found[cell]) for cell in sorted(found, key=places.cell_of)}


def _cell_of(field: str) -> str:
    """Return the cell that the place of a problem means."""
    lined = {block.place: block.name for block in LINE_BLOCKS}
    place, _, cell = field.partition(".")
    if place in lined:
        return f"{lined[place]}.{cell}"
    code = field.removesuffix(REASON)
    name, line = next(
        (block.name, at)
        for block in SET_BLOCKS
        for at, setting in enumerate(block.settings())
        if setting.code == code
    )
    return line_name(name, line, SETTING_VALUE if code == field else SETTING_REASON)


def _said(saved: Saved, done: str) -> str:
    said = count(saved.changed, f"réglage {done}", f"réglages {done}s")
    moved = count(saved.moved, "dossier a changé", "dossiers ont changé")
    follows = f" {moved} de fenêtre : actualisez la file." if saved.moved else ""
    one, many = "déjà commencé garde ses jours", "déjà commencés gardent leurs jours"
    stay = f" {count(saved.kept, f'dossier {one}', f'dossiers {many}')}." if saved.kept else ""
    late = count(saved.shut_out, "rappel prévu tombe", "rappels prévus tombent")
    shut = " désormais quand l’agence est fermée : cherchez « Rappel prévu » dans la file."
    shut_out = f" {late}{shut}" if saved.shut_out else ""
    return f"{said} (version n° {saved.reglages.version}).{follows}{stay}{shut_out}"
