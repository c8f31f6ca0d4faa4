"""What a manager sets, on the desk: shown to everybody, saved all or nothing, taken back."""

from collections.abc import Iterator, Mapping, Sequence

from mplus3_xl.bootstrap import Workspace, author, local_now
from mplus3_xl.domain.absences import AbsenceLine
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.charges import ChargeLine
from mplus3_xl.domain.reglages import Reglages
from mplus3_xl.domain.reglages_plan import Proposed, ReglagesError
from mplus3_xl.domain.set_values import REASON, Typed
from mplus3_xl.domain.site_hours import HourLine
from mplus3_xl.domain.sites import SiteLine, Sites, lines_of
from mplus3_xl.importers.cells import Fault, day
from mplus3_xl.layout import lists, parametres
from mplus3_xl.layout.forms import line_name
from mplus3_xl.layout.french import count
from mplus3_xl.layout.model import Value
from mplus3_xl.layout.parametres_lines import ABSENCES, AGENCIES, CHARGES, LINE_BLOCKS, WEEKS, lines
from mplus3_xl.layout.parametres_set import SET_BLOCKS, SETTING_REASON, SETTING_VALUE
from mplus3_xl.live import places
from mplus3_xl.live.blocks import as_lines
from mplus3_xl.live.port import Desk, FieldValue, FormRefusedError
from mplus3_xl.services.people import charges_known
from mplus3_xl.services.reglages import Saved, save_reglages, undo_reglages

_Read = Mapping[str, FieldValue]


def show_reglages(desk: Desk, workspace: Workspace, reglages: Reglages) -> None:
    """Write the settings and the lists that follow them, and take off the marks."""
    agencies = workspace.agencies_under(reglages).sites
    charges = charges_known(workspace.store())
    shown: dict[str, FieldValue] = {
        block.name: block.lines(reglages.values, reglages.reasons) for block in SET_BLOCKS
    }
    shown |= lines(agencies, charges, reglages.absences)
    desk.write_form(shown | {parametres.VERSION: reglages.version, parametres.PROBLEMS: None})
    choices = lists.set_lists(agencies, charges).items()
    desk.write_form({name: [[word] for word in words] for name, words in choices})


def save(desk: Desk, workspace: Workspace) -> None:
    """Save what is typed. Raises UserError; FormRefusedError marks each cell that is refused."""
    names = [block.name for block in (*SET_BLOCKS, *LINE_BLOCKS)]
    read = desk.read_form([*names, parametres.VERSION])
    version = read[parametres.VERSION]
    shown = version if isinstance(version, int) else 0
    own = workspace.own_agencies.sites
    try:
        saved = save_reglages(
            workspace.store(), shown, _proposed(read, workspace), author(), local_now(), own
        )
    except ReglagesError as refused:
        raise FormRefusedError(refused.code, refused.what, _by_cell(refused.problems)) from refused
    show_reglages(desk, workspace, saved.reglages)
    desk.tell(_said(saved, "enregistré") if saved.changed else "Rien n’a changé aux réglages.")


def take_back(desk: Desk, workspace: Workspace) -> None:
    """Set again what stood before one's own last save, once he said yes. Raises UserError."""
    if desk.ask("Annuler votre dernier enregistrement des réglages ?"):
        own = workspace.own_agencies.sites
        saved = undo_reglages(workspace.store(), author(), local_now(), own)
        show_reglages(desk, workspace, saved.reglages)
        desk.tell(f"Annulé : {_said(saved, 'rétabli')}")


def _proposed(read: _Read, workspace: Workspace) -> Proposed:
    """Return what is typed; a list of which the sheet could show a part only stays as it is."""
    sites = lines_of(workspace.agencies.sites)
    shown = len(sites.lines) <= AGENCIES.size and len(sites.hours) <= WEEKS.size
    everybody = len(charges_known(workspace.store())) <= CHARGES.size
    return Proposed(
        values=list(_values(read)),
        absences=[_absence(line) for line in as_lines(read[ABSENCES.name])],
        sites=_sites(read) if shown else None,
        charges=[ChargeLine(*line[:2]) for line in as_lines(read[CHARGES.name])]
        if everybody
        else None,
    )


def _absence(line: Sequence[Value]) -> AbsenceLine:
    """Return a line of the sheet; a day that is typed as a text is read as one."""
    charge, first, last, stand_in = line
    return AbsenceLine(charge, _day_or_as_typed(first), _day_or_as_typed(last), stand_in)


def _day_or_as_typed(cell: Value) -> object:
    read = day(cell)
    return cell if isinstance(read, Fault) else read


def _values(read: _Read) -> Iterator[Typed]:
    for block in SET_BLOCKS:
        for setting, line in zip(block.settings(), as_lines(read[block.name]), strict=True):
            reason = line[SETTING_REASON]
            text = None if reason is None else str(reason)
            yield Typed(setting.code, line[SETTING_VALUE], text)


def _sites(read: _Read) -> Sites:
    return Sites(
        tuple(SiteLine(*line) for line in _texts(read[AGENCIES.name])),
        tuple(HourLine(*line) for line in _texts(read[WEEKS.name])),
    )


def _texts(block: FieldValue) -> Iterator[list[str]]:
    """Return the cells of a block as texts, their spaces tidied, their lines between commas."""
    for line in as_lines(block):
        yield [_tidied(str(cell)) if cell is not None else "" for cell in line]


def _tidied(text: str) -> str:
    return ", ".join(" ".join(part.split()) for part in text.splitlines() if part.strip())


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
    return f"{said} (version n° {saved.reglages.version}).{follows}"
