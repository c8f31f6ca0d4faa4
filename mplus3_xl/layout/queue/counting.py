"""How many dossiers of the queue stand where, for the cards of Accueil."""

from collections.abc import Sequence
from datetime import date

from mplus3_xl.domain.queue.queue import QueueRow, closing_soon
from mplus3_xl.domain.vocabulary import Phase, Status
from mplus3_xl.layout.content import Counters


def is_callable(row: QueueRow, today: date) -> bool:
    """Say whether the next slot of a row is today at the latest."""
    return row.prochain_creneau is not None and row.prochain_creneau.date() <= today


def counters(rows: Sequence[QueueRow], today: date) -> Counters:
    """Count the rows of the queue of `today`."""
    open_rows = [row for row in rows if row.statut is not Status.TERMINE and not row.cloture]
    in_window = [row for row in open_rows if row.phase is Phase.FENETRE]
    late = [row for row in open_rows if row.phase is Phase.EN_RETARD]
    return Counters(
        a_appeler=sum(is_callable(row, today) for row in (*in_window, *late)),
        dans_la_fenetre=len(in_window),
        se_ferment=len(closing_soon(in_window, today)),
        en_retard=len(late),
        bientot=sum(row.phase is Phase.BIENTOT for row in open_rows),
        en_cours=sum(row.statut is Status.EN_COURS for row in rows),
    )
