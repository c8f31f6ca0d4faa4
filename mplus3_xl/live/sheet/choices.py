"""The drop-down lists that follow what the agency sets, whom its dossiers name, and the day."""

from collections.abc import Iterable, Sequence
from datetime import date

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.agency.charges import Charge
from mplus3_xl.layout.choices import choices
from mplus3_xl.live.port import Fields


def lists_of(agencies: Iterable[Agency], charges: Sequence[Charge], today: date) -> Fields:
    """Return these lists as blocks, by name."""
    made = choices(agencies, charges, today).items()
    return {name: [[word] for word in words] for name, words in made}
