"""The month of the register: reported, frozen, and given again as it was frozen."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from mplus3_xl.domain.register.actes import Acte
from mplus3_xl.domain.register.closed_month import (
    ClosedMonth,
    MonthFiles,
    differences,
    digest_of,
    reported_in,
    sha256,
)
from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.register.report import MonthReport, report_of
from mplus3_xl.errors import UserError
from mplus3_xl.layout.french import first_of
from mplus3_xl.services.agency.people import name_of, refuse_unless_manager
from mplus3_xl.services.ports.store import Reading, Store
from mplus3_xl.services.records import Change

Draw = Callable[[MonthReport], MonthFiles]
RESERVED = "Seul un responsable clôture un mois."
_TOLD = 10  # differences named in a refusal


def month_report(store: Store, month: Month) -> MonthReport:
    """Return the report of a month; of a frozen one, what was frozen. Raises UserError."""
    with store.read() as unit:
        return _reported(unit, month)


def is_closed(store: Store, month: Month) -> bool:
    """Say whether a month is frozen."""
    with store.read() as unit:
        return month in _closed(unit)


def left_open(store: Store, month: Month) -> list[Month]:
    """Return the months before this one that have actes to report and are not frozen."""
    with store.read() as unit:
        closed = _closed(unit)
        actes = unit.unfrozen_actes(month.previous.last)
    return sorted({each for acte in actes if (each := reported_in(acte, closed)) < month})


class Given(NamedTuple):
    """A month as it is given out: what it says, and its two files."""

    report: MonthReport
    files: MonthFiles


def month_given(store: Store, month: Month, draw: Draw) -> Given:
    """Return the report of a month and its files, read at one moment; `draw` makes them of it.

    A frozen month gives the bytes that were kept, or is refused with the difference (UserError).
    After an erasure they are drawn anew, without the names.
    """
    with store.read() as unit:
        report = _reported(unit, month)
        if report.closed is not None and report.closed.anonymised_on is None:
            return Given(report, _kept_files(unit, month, report.closed))
    return Given(report, draw(report))


def _reported(unit: Reading, month: Month) -> MonthReport:
    closed = _closed(unit).get(month)
    if closed is not None:
        return _frozen(unit, month, closed)
    return _report(unit, month, _open_actes(unit, month), None)


def _kept_files(unit: Reading, month: Month, closed: ClosedMonth) -> MonthFiles:
    files = unit.month_files(str(month))
    if files is None or _digests(files) != (closed.csv_sha256, closed.xlsx_sha256):
        raise UserError(
            "mois_abime",
            f"Les fichiers gardés du mois {month} ne sont plus ceux de la clôture du "
            f"{closed.closed_at:%d/%m/%Y}.",
            "Reprenez la dernière sauvegarde qui les contient : mplus3 base restaurer.",
        )
    return files


def close_month(store: Store, month: Month, draw: Draw, author: str, now: datetime) -> ClosedMonth:
    """Freeze a month that is over: its rows, its two files, who and when.

    Only a manager may. Raises UserError for one that is not over, or is frozen already.
    """
    with store.write() as unit:
        refuse_unless_manager(unit, author, RESERVED)
        _refuse_unfinished(month, now)
        _refuse_closed(unit, _closed(unit).get(month))
        actes = _open_actes(unit, month)
        closed = ClosedMonth(str(month), now, author, len(actes), "", "")
        files = draw(_report(unit, month, actes, closed))
        csv_sha256, xlsx_sha256 = _digests(files)
        closed = closed._replace(csv_sha256=csv_sha256, xlsx_sha256=xlsx_sha256)
        unit.add_month(closed, files, {acte.id: digest_of(acte) for acte in actes})
        line = Change("months", month.year * 100 + month.number, "csv_sha256", None, csv_sha256)
        unit.write_journal([line], now, author)
        return closed


def _open_actes(unit: Reading, month: Month) -> list[Acte]:
    closed = _closed(unit)
    return [acte for acte in unit.unfrozen_actes(month.last) if reported_in(acte, closed) == month]


def _frozen(unit: Reading, month: Month, closed: ClosedMonth) -> MonthReport:
    rows = unit.frozen_rows(str(month))
    actes = unit.actes_by_id(rows)
    found = differences(rows, actes)
    if found:
        raise UserError(
            "mois_different",
            f"Le mois {month}, clôturé le {closed.closed_at:%d/%m/%Y}, n’est plus tel qu’il a été "
            f"clôturé : {first_of(found, _TOLD)}.",
            "Reprenez la dernière sauvegarde sûre (mplus3 base restaurer) et cherchez qui a "
            "touché à la base.",
        )
    return _report(unit, month, actes, closed)


def _report(
    unit: Reading, month: Month, actes: list[Acte], closed: ClosedMonth | None
) -> MonthReport:
    wanted = {acte.corrects for acte in actes if acte.corrects and Month.of(acte.done_on) != month}
    corrected = {acte.id: acte for acte in unit.actes_by_id(wanted)}
    return report_of(month, actes, corrected, closed)


def _closed(unit: Reading) -> dict[Month, ClosedMonth]:
    return {Month.read(closed.month): closed for closed in unit.closed_months()}


def _digests(files: MonthFiles) -> tuple[str, str]:
    return sha256(files.csv), sha256(files.xlsx)


def _refuse_unfinished(month: Month, now: datetime) -> None:
    if not month.is_over(now.date()):
        raise UserError(
            "mois_en_cours",
            f"Le mois {month} n’est pas fini : un acte peut encore s’y ajouter jusqu’au "
            f"{month.last:%d/%m/%Y}.",
            f"Clôturez-le à partir du {month.following.first:%d/%m/%Y} ; d’ici là, "
            "« Exporter le mois » (ou mplus3 exporter) en donne l’état provisoire.",
        )


def _refuse_closed(unit: Reading, closed: ClosedMonth | None) -> None:
    if closed is not None:
        raise UserError(
            "mois_deja_clos",
            f"Le mois {closed.month} a été clôturé le {closed.closed_at:%d/%m/%Y à %H:%M} par "
            f"{name_of(unit, closed.closed_by)}.",
            "Il ne change plus : ce qui est corrigé depuis est dans les écarts d’un mois suivant, "
            "celui de la correction.",
        )
