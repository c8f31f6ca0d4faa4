"""The drop-down lists that follow what the agency sets, whom its dossiers name, and the day."""

from collections.abc import Iterable, Sequence
from datetime import date

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.agency.charges import Charge
from mplus3_xl.layout.choices import choices
from mplus3_xl.live.port import Desk


def show_lists(
    desk: Desk, agencies: Iterable[Agency], charges: Sequence[Charge], today: date
) -> None:
    """Write these lists, all in one call."""
    made = choices(agencies, charges, today).items()
    desk.write_form({name: [[word] for word in words] for name, words in made})
