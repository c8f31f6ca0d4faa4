"""The numbers of an import as the store already writes them."""

from collections.abc import Sequence

from mplus3_xl.domain.lagon.drafts import DraftFile, Kind
from mplus3_xl.domain.lagon.lost_zeros import meant, respell
from mplus3_xl.services.ports.store import Reading


def give_zeros_back(unit: Reading, files: Sequence[DraftFile]) -> None:
    """Write the numbers of the files as the store or their client files know them."""
    clients, contracts = unit.client_numbers(), unit.contract_numbers()
    lists = [file for file in files if file.kind is Kind.CLIENTS]
    for file in lists:
        respell(file, meant({each.number for each in file.clients}, clients), {})
    clients |= {each.number for file in lists for each in file.clients}
    for file in files:
        if file.kind is Kind.CONTRACTS:
            holders = {each.client_number for each in file.contracts if each.client_number}
            own = {each.number for each in file.contracts} | file.refused_numbers
            respell(file, meant(holders, clients), meant(own, contracts))
