"""Ending in the files what an erasure began in the store: its copies, then its free pages.

Whoever waits for it is written down in the transaction that erases him, so that a process that
dies on the way loses nothing: the next one begins again.
"""

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.store.files.privacy_copies import Copies, erase_in_copies, leave_no_trace


def finish_erasures(workspace: Workspace) -> Copies:
    """Erase from the files whoever was erased from the store; nothing to do is quick.

    Raises UserError when a file cannot be written; who is erased still waits then.
    """
    store = workspace.store()
    with store.read() as unit:
        waiting, erasures = unit.file_erasures(), {each.client_id: each for each in unit.erasures()}
        made = unit.imports_made()
        kept = {each.old_client_id: each.client_id for each in unit.aliases()}
    if not waiting:
        return Copies([], [])
    named = [
        (each, erasures[kept.get(each.client_id, each.client_id)])
        for each in waiting
        if each.folded_name is not None
    ]
    copies = erase_in_copies(workspace.copies, named, made)
    # The names go, the lines stay: the free pages are still to be cleaned, of these names too.
    with store.write() as unit:
        unit.forget_file_erasures()
    leave_no_trace(workspace.engine())
    with store.write() as unit:
        unit.end_file_erasures([each.client_id for each in waiting])
    return copies
