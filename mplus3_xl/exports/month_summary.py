"""The sums of a month: whole, by site, by account manager, by week."""

from typing import TYPE_CHECKING, NamedTuple

from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.register.report import MonthReport
from mplus3_xl.errors import UserError

if TYPE_CHECKING:
    from pandas import DataFrame

# What is added up: the column of the sheet Actes, and how the sum is called.
MEASURES = {
    "counted": "Actes",
    "in_window": "Dans la fenêtre",
    "contract_count": "Contrats",
    "attempts": "Essais",
    "fields_changed": "Champs modifiés",
    "fields_withheld": "Champs non communiqués",
    "pieces_missing": "Pièces manquantes",
    "opportunities": "Opportunités",
    "actions": "Actions",
}
NO_AGENCY, NO_CHARGE = "Sans agence", "Sans chargé"
_WEEK = 7

Line = tuple[str | int, ...]


class Summary(NamedTuple):
    """Sums over the actes that count, each line: its names, then a figure for each measure.

    The four say the same in all. A week is cut at the ends of the month.
    """

    total: Line
    by_agency: list[Line]
    by_charge: list[Line]
    by_week: list[Line]


def summary(report: MonthReport) -> Summary:
    """Add up the rows of a month. Raises UserError if pandas is missing."""
    frame = _frame(report)
    return Summary(
        total=tuple(int(figure) for figure in frame[list(MEASURES)].sum()),
        by_agency=_sums(frame, ["agency"]),
        by_charge=_sums(frame, ["charge", "agency"]),
        by_week=[_week(report.month, line) for line in _sums(frame, ["week"])],
    )


def no_pandas() -> UserError:
    """Return the refusal of a seat that was installed without the extra `export`."""
    return UserError(
        "export_absent",
        "L’export du mois et sa clôture ont besoin de pandas, qui n’est pas installé ici.",
        "Installez-le avec le pip de M+3 (pip install pandas), ou faites-les d’un autre poste.",
    )


def _frame(report: MonthReport) -> "DataFrame":
    try:
        from pandas import DataFrame
    except ImportError as error:
        raise no_pandas() from error
    lines = [
        (
            row.agency or NO_AGENCY,
            row.charge or NO_CHARGE,
            _week_of(report.month, row.done_on.day),
            *(getattr(row, name) for name in MEASURES),
        )
        for row in report.actes
        if row.counted
    ]
    return DataFrame(lines, columns=["agency", "charge", "week", *MEASURES])


def _sums(frame: "DataFrame", by: list[str]) -> list[Line]:
    sums = frame.groupby(by)[list(MEASURES)].sum().reset_index()
    return [tuple(line) for line in sums.to_numpy(dtype=object).tolist()]


def _week_of(month: Month, day: int) -> int:
    """Return the day that begins the week, Monday to Sunday, of a day of the month."""
    return max(1, day - month.first.replace(day=day).weekday())


def _week(month: Month, line: Line) -> Line:
    first = int(line[0])
    last = min(first + _WEEK - 1 - month.first.replace(day=first).weekday(), month.last.day)
    return (f"{first:02}/{month.number:02} au {last:02}/{month.number:02}", *line[1:])
