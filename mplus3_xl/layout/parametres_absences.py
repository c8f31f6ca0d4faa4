"""The block of `Paramètres` where a manager types who is away; it keeps its size."""

from collections.abc import Iterable

from mplus3_xl.domain.absences import Absence
from mplus3_xl.layout import lists
from mplus3_xl.layout.model import Column, Value
from mplus3_xl.layout.style import Kind

ABSENCES, TABLE = "parametres_absences", "tAbsences"
LINES = 15
TITLE = "Absences"
WHY = "Premier et dernier jour inclus. Les dossiers se donnent dans la File, par Affecter."
COLUMNS = (
    Column("charge", "Chargé de clientèle", 56, choices=lists.CHARGES, typed=True),
    Column("du", "Absent du", 24, Kind.DATE, typed=True),
    Column("au", "Au", 24, Kind.DATE, typed=True),
    Column("remplacant", "Remplaçant", 48, choices=lists.CHARGES, typed=True),
)


def lines(absences: Iterable[Absence]) -> list[tuple[Value, ...]]:
    """Return the lines of the block."""
    return [tuple(each) for each in absences]
