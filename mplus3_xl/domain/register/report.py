"""The report of one month, whole: its rows, and what makes it sure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mplus3_xl.domain.register.actes import Acte
from mplus3_xl.domain.register.closed_month import ClosedMonth
from mplus3_xl.domain.register.listing import (
    acte_rows,
    action_rows,
    deviation_rows,
    in_force,
    opportunity_rows,
    report_rows,
)
from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.register.rows import (
    ActeRow,
    ActionRow,
    DeviationRow,
    OpportunityRow,
    ReportRow,
)


@dataclass(frozen=True, slots=True)
class MonthReport:
    """What a month's two files say. `closed` is `None` as long as the month is not frozen.

    `rules_versions` are those under which its actes were made.
    """

    month: Month
    closed: ClosedMonth | None
    actes: tuple[ActeRow, ...]
    opportunities: tuple[OpportunityRow, ...]
    actions: tuple[ActionRow, ...]
    reports: tuple[ReportRow, ...]
    deviations: tuple[DeviationRow, ...]
    rules_versions: tuple[str, ...]


def report_of(
    month: Month, actes: Iterable[Acte], corrected: Mapping[int, Acte], closed: ClosedMonth | None
) -> MonthReport:
    """Return the report of the actes that this month reports.

    Those of an earlier month came after it was frozen; `corrected` are the actes that they
    correct, by number. A dossier that was closed without success is in no month: it has no acte, it
    may be opened again (a closing is taken back, a frozen month is not), and the journal and the
    actes alone must give the month again. Pilotage counts the closed ones, by reason (D10).
    """
    listed = list(actes)
    own = [acte for acte in listed if Month.of(acte.done_on) == month]
    late = [acte for acte in listed if Month.of(acte.done_on) != month]
    valid = in_force(own)
    return MonthReport(
        month=month,
        closed=closed,
        actes=acte_rows(own),
        opportunities=opportunity_rows(valid),
        actions=action_rows(valid),
        reports=report_rows(valid),
        deviations=deviation_rows(late, corrected),
        rules_versions=tuple(sorted({acte.rules_version for acte in own})),
    )
