"""The journal on the desk: who changed what, and when."""

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.layout.listed import recherche
from mplus3_xl.layout.model import Value
from mplus3_xl.live.port import Desk
from mplus3_xl.services.journal.told import ToldLine, journal_told

MOST_LINES = 500


def show_journal(desk: Desk, workspace: Workspace) -> None:
    """Show the last lines, the latest first."""
    lines = journal_told(workspace.store(), MOST_LINES)
    desk.write_table(recherche.JOURNAL_TABLE, [_row(line) for line in lines])
    desk.show(recherche.JOURNAL_TABLE)
    desk.tell(f"Les {MOST_LINES} derniers changements au plus, le dernier en premier.")


def _row(line: ToldLine) -> dict[str, Value]:
    """Return a line of the journal as a row of `tJournal`."""
    return {
        "quand": line.at,
        "qui": line.author,
        "client": line.client,
        "quoi": line.what,
        "avant": line.before,
        "apres": line.after,
    }
