"""Showing the queue and the dates of a contract in the terminal."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from mplus3_xl.cli.show import out
from mplus3_xl.domain.vocabulary import Phase
from mplus3_xl.layout.french import count

if TYPE_CHECKING:
    from rich.console import Console

    from mplus3_xl.domain.queue.queue import QueueRow
    from mplus3_xl.domain.windows import Window

_COLOURS = {Phase.FENETRE: "green", Phase.EN_RETARD: "red", Phase.BIENTOT: "yellow"}
_ROOM_FOR_REASONS = 150
_ROOM_FOR_A_TABLE = 82
_QUEUE_COLUMNS = {"": 3, "Client": 12, "Chargé": 10, "Phase": 15, "Jusqu’au": 10, "Appeler le": 11}


def queue(rows: Sequence["QueueRow"], *, everything: bool = False) -> None:
    """Show the queue as a table, a line a dossier; the reasons only where there is room."""
    if not rows:
        none = "Aucun dossier à appeler. (--tout montre aussi les autres.)"
        out().print("Aucun dossier." if everything else none)
        return
    console = out()
    if console.width < _ROOM_FOR_A_TABLE:
        _lines(console, rows)
        return
    wide = console.width >= _ROOM_FOR_REASONS
    table = Table(
        header_style="bold",
        title=f"{count(len(rows), 'dossier', 'dossiers')}, dans l’ordre d’appel",
    )
    for title, width in _QUEUE_COLUMNS.items():
        table.add_column(title, no_wrap=True, overflow="ellipsis", min_width=width)
    if wide:
        table.add_column("Raison", no_wrap=True)
    for row in rows:
        table.add_row(*_cells(row), *([escape(row.raison)] if wide else []))
    console.print(table)


def _cells(row: "QueueRow") -> list[str]:
    colour = _COLOURS.get(row.phase, "default")
    slot = f"{row.prochain_creneau:%d/%m %H:%M}" if row.prochain_creneau else "–"
    last = row.fenetre_fin if row.phase is not Phase.EN_RETARD else row.au_plus_tard
    cells = [str(row.rang), escape(row.nom), escape(row.charge or row.agence or "–")]
    return [*cells, f"[{colour}]{row.phase.label}[/]", f"{last:%d/%m/%Y}", slot]


def _lines(console: "Console", rows: Sequence["QueueRow"]) -> None:
    """Show a dossier on lines of its own, where a table would lose its last columns."""
    for row in rows:
        rank, name, charge, phase, last, slot = _cells(row)
        console.print(f"{rank}. [bold]{name}[/] ({charge}) : {phase}, jusqu’au {last}")
        console.print(f"   appeler le {slot}")


def window(effect_date: date, found: "Window", today: date) -> None:
    """Show the dates of one effect date."""
    phase = found.phase(today)
    out().print(f"Date d’effet : {effect_date:%d/%m/%Y}")
    out().print(f"À appeler autour du [bold]{found.target:%d/%m/%Y}[/]")
    out().print(f"Fenêtre : du {found.start:%d/%m/%Y} au {found.end:%d/%m/%Y} inclus")
    out().print(f"Jamais avant le {found.earliest:%d/%m/%Y}, ni après le {found.latest:%d/%m/%Y}")
    out().print(f"Au {today:%d/%m/%Y} : [bold]{phase.label}[/]")
