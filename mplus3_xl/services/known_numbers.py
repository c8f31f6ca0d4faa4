"""The numbers of an import as the store already writes them."""

from collections.abc import Sequence

from mplus3_xl.domain.drafts import DraftFile, Kind
from mplus3_xl.domain.lost_zeros import meant, respell
from mplus3_xl.services.ports import Reading


def give_zeros_back(unit: Reading, files: Sequence[DraftFile]) -> None:
    """Write the numbers of the files as the store or their client files know them."""
    clients = unit.numbers("clients")
    lists = [file for file in files if file.kind is Kind.CLIENTS]
    exports = [file for file in files if file.kind is Kind.CONTRACTS]
    listed = meant((each.number for file in lists for each in file.clients), clients)
    for file in lists:
        respell(file, listed, {})
    clients |= {each.number for file in lists for each in file.clients}
    rows = [each for file in exports for each in file.contracts]
    holders = meant((each.client_number for each in rows if each.client_number), clients)
    refused = frozenset[str]().union(*(file.refused_numbers for file in exports))
    own = meant({each.number for each in rows} | refused, unit.numbers("contracts"))
    for file in exports:
        respell(file, holders, own)
