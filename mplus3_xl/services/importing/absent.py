"""Contracts that the exports no longer list, by number: of whatever row, an avenant has another."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from mplus3_xl.domain.lagon.drafts import DraftFile, Kind
from mplus3_xl.services.ports.store import Reading


def newly_absent(unit: Reading, files: Sequence[DraftFile]) -> list[int]:
    """Return the contracts that a whole export of their site no longer lists."""
    whole = [file for file in files if file.kind is Kind.CONTRACTS and not file.partial]
    listed = _listed(whole)
    return [
        contract_id
        for scope in sorted({file.scope for file in whole})
        for contract_id, (number, marked) in unit.numbers_in_scope(scope).items()
        if not marked and number not in listed
    ]


def found_again(
    unit: Reading, files: Iterable[DraftFile], changed: Collection[int]
) -> list[tuple[int, date]]:
    """Return the contracts that were absent since a day and are listed, by whichever site.

    But for those `changed` already, as their very row is there again.
    """
    marked = unit.absent_contracts()
    listed = _listed(files) if marked else ()
    return [
        (contract_id, since)
        for contract_id, (number, since) in marked.items()
        if number in listed and contract_id not in changed
    ]


def _listed(files: Iterable[DraftFile]) -> set[str]:
    """Return the numbers of contracts that the files list, those of refused rows too."""
    listed: set[str] = set()
    for file in files:
        if file.kind is Kind.CONTRACTS:
            listed.update((draft.number for draft in file.contracts), file.refused_numbers)
    return listed
