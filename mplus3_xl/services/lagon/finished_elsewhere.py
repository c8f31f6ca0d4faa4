"""Contracts that another client had when their M+3 was done: it is not done again (guide).

Lagon gives a contract another client when two files are made one there, or a number changes.
"""

from collections.abc import Iterable, Sequence

from mplus3_xl.domain.model import Contract, Dossier
from mplus3_xl.domain.tags import status
from mplus3_xl.domain.vocabulary import Closing, Status
from mplus3_xl.services.ports.store import Reading

Worked = tuple[Dossier, bool]
"""A dossier, and whether somebody worked on it."""


def finished_elsewhere(
    unit: Reading, contracts: Iterable[Contract], own: Sequence[Worked]
) -> list[Worked]:
    """Return the finished dossiers that hold one of the contracts and are not among `own`."""
    held = {each.dossier_id for each in contracts if each.dossier_id is not None}
    others = held - {dossier.id for dossier, _ in own}
    found = unit.dossiers_by_ids(others).values() if others else ()
    return [(each, True) for each in found if is_finished(each)]


def by_client(known: Sequence[Worked], contracts: Iterable[Contract]) -> dict[int, list[Worked]]:
    """Return by client id the dossiers that are his, and the finished ones of his contracts."""
    found: dict[int, list[Worked]] = {}
    for each in known:
        found.setdefault(each[0].client_id, []).append(each)
    finished = {dossier.id: dossier for dossier, _ in known if is_finished(dossier)}
    for contract in contracts:
        dossier = finished.get(contract.dossier_id or 0)
        if dossier is not None and dossier.client_id != contract.client_id:
            found.setdefault(contract.client_id, []).append((dossier, True))
    return found


def is_finished(dossier: Dossier) -> bool:
    """Say whether the M+3 was done: all its tags fell, or the client refused the bilan (R18)."""
    refused = dossier.closing == Closing.BILAN_REFUSE
    return refused or (dossier.closing is None and status(dossier) is Status.TERMINE)
