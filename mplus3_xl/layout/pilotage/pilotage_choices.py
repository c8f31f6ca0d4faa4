"""What Pilotage counts: the choices of an agency, of a chargé and of months."""

from typing import NamedTuple

from mplus3_xl.layout import choices
from mplus3_xl.layout import counted_words as words
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.model import Area, Cell, Check, Rule
from mplus3_xl.layout.style import Style

AGENCY, CHARGE = "pilotage_agence", "pilotage_charge"
DUE, DONE = "pilotage_mois_a_faire", "pilotage_mois_contact"


class DropDown(NamedTuple):
    """A choice: the name of its cell, its label, the word for all, its list, what it chooses."""

    name: str
    label: str
    everything: str
    source: str
    what: str


CHOICES = (
    DropDown(AGENCY, "Agence", words.ALL_AGENCIES, choices.COUNTED_AGENCIES, "Une agence."),
    DropDown(CHARGE, "Chargé", words.ALL_CHARGES, choices.COUNTED_CHARGES, "Un chargé."),
    DropDown(
        DUE, "Mois à faire", words.ALL_MONTHS, choices.COUNTED_MONTHS, "Le mois du jour cible."
    ),
    DropDown(
        DONE,
        "Mois du contact",
        words.ALL_MONTHS,
        choices.COUNTED_MONTHS,
        "Le mois où l’appel est passé à OK.",
    ),
)


def choice_cells(
    content: Content, first: int, col: int
) -> tuple[list[Cell], list[tuple[Area, Check]]]:
    """Return the drop-downs, each under its label; the charts stand on their right."""
    cells, checks = [], []
    for at, each in enumerate(CHOICES):
        row = first + 2 * at
        value = content.fields.get(each.name) or each.everything
        cells.append(Cell(row, col, each.label, Style.STRONG))
        cells.append(Cell(row + 1, col, value, Style.INPUT, name=each.name))
        check = Check(
            Rule.CHOICE,
            error_title=each.label,
            error="Choisissez dans la liste, ou vérifiez ce que vous avez tapé.",
            prompt_title=each.label,
            prompt=f"{each.what} Puis « Actualiser le pilotage ».",
            source=each.source,
            strict=False,
        )
        checks.append((Area(row + 1, col, row + 1, col), check))
    return cells, checks
