"""What somebody would take back, told before he does."""

from mplus3_xl.services.journal import told
from mplus3_xl.services.ports import Store
from mplus3_xl.services.saving import dossier_of


def last_change(store: Store, author: str) -> str | None:
    """Say what `undo_last` would take back: the client, then the change; None if nothing.

    Raises UserError if the dossier is gone.
    """
    with store.read() as unit:
        save = unit.last_save_of(author)
        if save is None:
            return None
        client_id = dossier_of(unit, save.dossier_id).client_id
        name = unit.clients_by_id([client_id])[client_id].name
        return f"{name} – {told(unit.lines_of_save(save))}"
