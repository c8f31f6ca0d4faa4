"""The lines of Pilotage: each table is a grouping of the figures, of a fixed number of lines.

A chart and a defined name need cells that do not move: what is longer is said to be longer.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from mplus3_xl.domain.register.figures import (
    Figure,
    all_figures,
    closed_figure,
    figures_of,
    weekly_figure,
)
from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.register.pilotage import Choice, Figures, Pilotage, monday
from mplus3_xl.domain.vocabulary import Closing
from mplus3_xl.layout import counted_words
from mplus3_xl.layout.counted_words import month_label, months_until
from mplus3_xl.layout.french import short_day
from mplus3_xl.layout.model import Value

MONTHS, WEEKS = 12, 6
_ONE_DECIMAL = Decimal("0.1")
Block = list[tuple[Value, ...]]


class Grouping(NamedTuple):
    """A table of the sheet: its grouping (`domain/register/pilotage.py`), its names, its lines."""

    code: str
    table: str
    block: str
    title: str
    label: str
    what: str
    lines: int


TOTAL = Grouping(
    "total", "tPilotage", "pilotage_ensemble", "Ensemble", "Le choix",
    "Choisissez un chiffre ou son titre : sa définition s’affiche. « Voir les lignes » montre "
    "ce qu’il compte.", 1,
)  # fmt: skip
AGENCIES = Grouping(
    "by_agency", "tPilotageAgences", "pilotage_par_agence", "Par agence", "Agence",
    "L’agence du dossier.", 4,
)  # fmt: skip
CHARGES = Grouping(
    "by_charge", "tPilotageCharges", "pilotage_par_charge", "Par chargé", "Chargé",
    "Le chargé de clientèle du dossier, dans l’ordre des noms.", 10,
)  # fmt: skip
MONTHS_DUE = Grouping(
    "by_month_due", "tPilotageMois", "pilotage_par_mois", "Par mois à faire", "Mois à faire",
    "Le mois du jour cible, trois mois après la date d’effet, que l’appel ait eu lieu ou non.",
    MONTHS,
)  # fmt: skip
MONTHS_DONE = Grouping(
    "by_month_done", "tPilotageContacts", "pilotage_par_contact", "Par mois du contact",
    "Mois du contact", "Le mois où l’appel est passé à OK, quel que soit le mois à faire.",
    MONTHS,
)  # fmt: skip
BY_WEEK = Grouping(
    "by_week", "tSemaines", "pilotage_par_semaine", "Les fenêtres qui se ferment", "Semaine du",
    "Par semaine, du lundi au dimanche.", WEEKS,
)  # fmt: skip
BY_CLOSING = Grouping(
    "by_closing", "tPilotageClos", "pilotage_par_motif", "Clos, par motif", "Motif de clôture",
    "Pour le choix fait en haut.", len(Closing),
)  # fmt: skip
GROUPINGS = (TOTAL, AGENCIES, CHARGES, MONTHS_DUE, MONTHS_DONE, BY_WEEK, BY_CLOSING)
_OF_ONE = {BY_WEEK: weekly_figure, BY_CLOSING: closed_figure}


def figures_shown(grouping: Grouping) -> tuple[Figure, ...]:
    """Return the figures that a table shows, one a column."""
    return (_OF_ONE[grouping](),) if grouping in _OF_ONE else all_figures()


def blocks(counted: Pilotage, choice: Choice, today: date) -> dict[str, Block]:
    """Return the lines of each table, by the name of its block."""
    due, done = choice.due or counted_words.month_ahead(today), choice.done or Month.of(today)
    none = figures_of(())
    weeks = [monday(today) + timedelta(weeks=week) for week in range(WEEKS)]
    by_month = (counted.by_month_due, counted.by_month_done)
    dues, dones = (
        [(month_label(month), found.get(month, none)) for month in months_until(last, MONTHS)]
        for found, last in zip(by_month, (due, done), strict=True)
    )
    named: dict[Grouping, Sequence[tuple[str, Figures]]] = {
        TOTAL: [(choice_line(choice), counted.total)],
        AGENCIES: _named(counted.by_agency, counted_words.NO_AGENCY),
        CHARGES: _named(counted.by_charge, counted_words.NO_CHARGE),
        MONTHS_DUE: dues,
        MONTHS_DONE: dones,
        BY_WEEK: [(short_day(week), counted.by_week.get(week, {})) for week in weeks],
        BY_CLOSING: [(each.label, counted.by_closing.get(each, {})) for each in Closing],
    }
    return {each.block: _lines(each, named[each]) for each in GROUPINGS}


def choice_line(choice: Choice) -> str:
    """Say whose dossiers are counted, in a few words."""
    said = (
        None if choice.agency is None else choice.agency or counted_words.NO_AGENCY,
        None if choice.charge is None else choice.charge or counted_words.NO_CHARGE,
        choice.due and f"à faire {month_label(choice.due)}",
        choice.done and f"contact {month_label(choice.done)}",
    )
    return " · ".join(filter(None, said)) or "Tout"


def left_out(counted: Pilotage) -> str:
    """Say what has more groups than its table has lines; empty when all are shown."""
    found = ((AGENCIES, len(counted.by_agency)), (CHARGES, len(counted.by_charge)))
    said = [
        f"{each.title} : {each.lines} lignes montrées sur {number}"
        for each, number in found
        if number > each.lines
    ]
    return f"{' ; '.join(said)}. Choisissez une agence pour voir les autres." if said else ""


def _named(groups: Mapping[str, Figures], nobody: str) -> list[tuple[str, Figures]]:
    return [(name or nobody, figures) for name, figures in groups.items()]


def _lines(grouping: Grouping, named: Sequence[tuple[str, Figures]]) -> Block:
    shown = figures_shown(grouping)
    return [
        (name, *(shown_value(figure, figures.get(figure.code, 0)) for figure in shown))
        for name, figures in named[: grouping.lines]
    ]


def shown_value(figure: Figure, value: float | None) -> Value:
    """Return a figure as it is shown: a ratio has one decimal, a half goes up as in a sheet."""
    if value is None or figure.over is None:
        return value
    return float(Decimal(str(value)).quantize(_ONE_DECIMAL, ROUND_HALF_UP))
