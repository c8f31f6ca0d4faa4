"""What a click that only looks asks, whatever it is for: the queue, a form, people, settings."""

from mplus3_xl.store.asking import Asking
from mplus3_xl.store.call.attempts_reading import AttemptsReading
from mplus3_xl.store.call.bilan_reading import BilanReading
from mplus3_xl.store.call.call_reading import CallReading
from mplus3_xl.store.call.desk_reading import DeskReading
from mplus3_xl.store.client.doubles_reading import DoublesReading
from mplus3_xl.store.client.search_reading import SearchReading
from mplus3_xl.store.client.sharing_reading import SharingReading
from mplus3_xl.store.queue.queue_reading import QueueReading
from mplus3_xl.store.queue.watching import Watching
from mplus3_xl.store.register.figure_reading import FigureReading
from mplus3_xl.store.register.journal_names import JournalNames
from mplus3_xl.store.register.journal_reading import JournalReading
from mplus3_xl.store.seats_reading import SeatsReading


class Glance(
    SeatsReading,
    QueueReading,
    Watching,
    SharingReading,
    DeskReading,
    AttemptsReading,
    CallReading,
    BilanReading,
    JournalReading,
    JournalNames,
    FigureReading,
    DoublesReading,
    SearchReading,
):
    """Looking at the queue, a form and the journal (`services.ports.glance.Glance`)."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
