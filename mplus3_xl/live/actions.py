"""What each button does, in a few lines."""

from dataclasses import astuple

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.layout import accueil, file
from mplus3_xl.layout.french import count
from mplus3_xl.live.entry import action
from mplus3_xl.live.port import Desk


@action("Actualiser la file")
def actualiser(desk: Desk, workspace: Workspace) -> None:
    """Show the queue and the figures of the day as the store has them."""
    from mplus3_xl.workbook import content_of

    content = content_of(workspace)
    keys = [column.key for column in file.COLUMNS]
    desk.write_table(
        file.TABLE, [dict(zip(keys, file.values(row), strict=True)) for row in content.rows]
    )
    names = [f"accueil_{each[0]}" for each in (*accueil.CARDS, *accueil.ALERTS)]
    figures = (*astuple(content.counters), *astuple(content.alerts))
    desk.write_form(dict(zip(names, figures, strict=True)))
    desk.tell(f"File à jour : {count(len(content.rows), 'dossier', 'dossiers')}.")
