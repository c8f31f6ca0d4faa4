"""What somebody would take back, told before he does."""

from typing import NamedTuple

from mplus3_xl.services.agency.people import names_in
from mplus3_xl.services.bilan.undoing import of_bilan
from mplus3_xl.services.changes.batches import told_batch
from mplus3_xl.services.changes.journal import told
from mplus3_xl.services.ports.store import Store
from mplus3_xl.services.undoing.undoing import undoable


class LastChange(NamedTuple):
    """One's last save: what it changed, in a sentence, of which dossier, of its bilan or not.

    `save_id` is the save itself, which must still be the last one when it is taken back.
    `only_attempt`: it noted a call and nothing else, which is not taken back but struck.
    """

    said: str
    dossier_id: int
    of_bilan: bool
    save_id: int
    only_attempt: bool = False


def last_change(store: Store, author: str) -> LastChange | None:
    """Say what `undo_last` would take back: the client, then the change; None if nothing.

    Raises UserError when it would not: nobody is asked about what cannot be done.
    """
    with store.glance() as unit:
        save = unit.last_save_of(author)
        if save is None:
            return None
        if save.batch is not None:
            return LastChange(
                told_batch(unit, save), save.dossier_id, of_bilan=False, save_id=save.id
            )
        dossier, lines = undoable(unit, save)
        name = unit.clients_by_id([dossier.client_id])[dossier.client_id].name
        others = [line for line in lines if line.subject != "attempts"]
        said = f"{name} – {told(others or lines, names_in(unit))}"
        return LastChange(said, save.dossier_id, of_bilan(save), save.id, only_attempt=not others)
