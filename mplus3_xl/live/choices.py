"""The drop-down lists that follow what the agency sets and whom its dossiers name."""

from collections.abc import Iterable, Sequence

from mplus3_xl.domain.agencies import Agency
from mplus3_xl.domain.charges import Charge
from mplus3_xl.layout import lists
from mplus3_xl.live.port import Desk


def show_lists(desk: Desk, agencies: Iterable[Agency], charges: Sequence[Charge]) -> None:
    """Write the lists of the agencies and the chargés, all in one call."""
    choices = lists.set_lists(agencies, charges).items()
    desk.write_form({name: [[word] for word in words] for name, words in choices})
