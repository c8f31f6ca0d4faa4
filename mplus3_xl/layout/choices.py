"""The drop-down lists that follow the agency and the day; they stand on the sheet of the day."""

from collections.abc import Iterable, Sequence
from datetime import date

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.agency.charges import Charge
from mplus3_xl.layout import counted_words

AGENCIES = "choixAgences"
CHARGES = "choixCharges"
COUNTED_AGENCIES = "choixAgencesComptees"
COUNTED_CHARGES = "choixChargesComptes"
COUNTED_MONTHS = "choixMoisComptes"
PLACES = 60
"""The cells of each list: a manager may make it longer."""


def choices(
    agencies: Iterable[Agency], charges: Sequence[Charge], today: date
) -> dict[str, tuple[str, ...]]:
    """Return the lists by their names."""
    sites = tuple(each.name for each in agencies)
    return {
        AGENCIES: sites,
        CHARGES: tuple(each.name for each in charges if each.in_service),
        COUNTED_AGENCIES: counted_words.agencies(sites),
        COUNTED_CHARGES: counted_words.charges(each.name for each in charges),
        COUNTED_MONTHS: counted_words.months(today),
    }
