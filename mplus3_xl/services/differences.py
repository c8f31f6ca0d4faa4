"""Differences between what an export said of a client and what persons entered, settled."""

from mplus3_xl.domain.contacts import same_value
from mplus3_xl.services.ports import Writing


def settle_difference(unit: Writing, client_id: int, field: str, entered: str | None) -> None:
    """Forget what an export said of a field, if `entered` says the same or nobody says anything.

    `entered` is what a person says of it now, as the journal writes it (R9).
    """
    for each in unit.open_conflicts("clients"):
        if (each.subject_id, each.field) != (client_id, field):
            continue
        if entered is None or same_value(field, entered, each.offered):
            unit.drop_conflicts("clients", [(client_id, field)])
