"""What a click asks whatever it is for, and all that a refresh of the queue asks."""

from mplus3_xl.store.asking import Asking
from mplus3_xl.store.client.sharing_reading import SharingReading
from mplus3_xl.store.queue.queue_reading import QueueReading
from mplus3_xl.store.queue.watching import Watching
from mplus3_xl.store.seats_reading import SeatsReading


class Glance(SeatsReading, QueueReading, Watching, SharingReading):
    """Looking at the queue, the people and the settings (`services.ports.glance.Glance`)."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
