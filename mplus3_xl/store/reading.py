"""The reading half of a unit of work."""

from mplus3_xl.store.client.privacy_reading import PrivacyReading
from mplus3_xl.store.glance import Glance
from mplus3_xl.store.lookups import Lookups
from mplus3_xl.store.queue.soundness import Soundness
from mplus3_xl.store.register.month_reading import MonthReading
from mplus3_xl.store.settings_reading import SettingsReading


class StoreReader(
    Glance,
    Lookups,
    Soundness,
    MonthReading,
    PrivacyReading,
    SettingsReading,
):
    """Looking things up on one consistent state (`services.ports.store.Reading`)."""
