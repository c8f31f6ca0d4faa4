"""What a manager typed in `Paramètres`, as it is to be checked."""

from collections.abc import Iterator, Sequence

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.domain.agency.absences import AbsenceLine
from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.agency.charges import Charge, ChargeLine
from mplus3_xl.domain.agency.site_hours import HourLine
from mplus3_xl.domain.agency.sites import SiteLine, Sites, lines_of
from mplus3_xl.domain.reglages.plan import Proposed
from mplus3_xl.domain.reglages.set_values import Typed
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.yes_no import yes_no
from mplus3_xl.importers.cells import Fault, day
from mplus3_xl.layout.model import Value
from mplus3_xl.layout.reglages.parametres import VERSION
from mplus3_xl.layout.reglages.parametres_lines import (
    ABSENCES,
    AGENCIES,
    CHARGES,
    LINE_BLOCKS,
    SHOWN_CHARGES,
    WEEKS,
)
from mplus3_xl.layout.reglages.parametres_set import SET_BLOCKS, SETTING_REASON, SETTING_VALUE
from mplus3_xl.live.port import FieldValue, Values
from mplus3_xl.live.sheet.blocks import as_lines
from mplus3_xl.services.agency.people import charges_known

READ = (*(block.name for block in (*SET_BLOCKS, *LINE_BLOCKS)), SHOWN_CHARGES, VERSION)
"""What is read of the sheet to know what is typed."""


def proposed(read: Values, workspace: Workspace) -> Proposed:
    """Return what is typed; agencies that the sheet could show in part only stay as they are."""
    shown = [None if name is None else str(name) for (name,) in as_lines(read[SHOWN_CHARGES])]
    charges = [
        ChargeLine(name, serves, was)
        for (name, serves, *_), was in zip(as_lines(read[CHARGES.name]), shown, strict=True)
    ]
    return Proposed(
        values=list(_values(read)),
        absences=[_absence(line) for line in as_lines(read[ABSENCES.name])],
        sites=_sites(read) if all_have_a_line(workspace.agencies.sites) else None,
        charges=[*charges, *_without_line(charges, charges_known(workspace.store()))],
    )


def all_have_a_line(agencies: Sequence[Agency]) -> bool:
    """Say whether the sheet shows all the agencies and all their hours."""
    sites = lines_of(agencies)
    return len(sites.lines) <= AGENCIES.size and len(sites.hours) <= WEEKS.size


def _without_line(typed: Sequence[ChargeLine], known: Sequence[Charge]) -> Iterator[ChargeLine]:
    """Return those whom the sheet did not show, unless they are typed, as they are."""
    written = {fold(str(name or "")) for line in typed for name in (line.name, line.shown)}
    for each in known:
        if fold(each.name) not in written:
            yield ChargeLine(each.name, yes_no(each.in_service))


def _absence(line: Sequence[Value]) -> AbsenceLine:
    """Return a line of the sheet; a day that is typed as a text is read as one."""
    charge, first, last, stand_in = line
    return AbsenceLine(charge, _day_or_as_typed(first), _day_or_as_typed(last), stand_in)


def _day_or_as_typed(cell: Value) -> object:
    read = day(cell) if isinstance(cell, str) else cell
    return cell if isinstance(read, Fault) else read


def _values(read: Values) -> Iterator[Typed]:
    for block in SET_BLOCKS:
        for setting, line in zip(block.settings(), as_lines(read[block.name]), strict=True):
            reason = line[SETTING_REASON]
            text = None if reason is None else str(reason)
            yield Typed(setting.code, line[SETTING_VALUE], text)


def _sites(read: Values) -> Sites:
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
