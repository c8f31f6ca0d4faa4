"""How a month is named, and how sure its report is."""

from collections.abc import Sequence

from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.register.report import MonthReport
from mplus3_xl.layout.french import MONTHS, count, short_day, slot
from mplus3_xl.services.agency.people import Named


def month_name(month: Month) -> str:
    """Return `octobre 2026`."""
    return f"{MONTHS[month.number - 1]} {month.year}"


def file_stem(month: Month) -> str:
    """Return the name of the month's files, without their ending."""
    return f"Actes_M+3_{month}"


def counts_line(report: MonthReport) -> str:
    """Say how many actes the month counts, and how many more were corrected since."""
    counted = sum(row.counted for row in report.actes)
    said = f"{month_name(report.month).capitalize()} : {count(counted, 'acte', 'actes')}"
    corrected = len(report.actes) - counted
    return f"{said}, {count(corrected, 'corrigé', 'corrigés')}" if corrected else said


def closing_question(report: MonthReport, left: Sequence[Month]) -> str:
    """Ask whether to freeze the month, with its counts, what that means, and the months `left`."""
    names = ", ".join(map(month_name, left))
    forgotten = f"Avant lui, ne sont pas clôturés : {names}. " if left else ""
    return (
        f"{counts_line(report)}. {forgotten}Clôturer ce mois est définitif : ses fichiers ne "
        "changeront plus, et ce qui sera corrigé ensuite ira dans les écarts d’un mois suivant, "
        "celui de la correction. Clôturer ?"
    )


def state_line(report: MonthReport, named: Named = str) -> str:
    """Say whether the month is frozen, by whom and when; a file says it by the login."""
    closed = report.closed
    if closed is None:
        return "Mois non clôturé : état provisoire"
    line = f"Mois clôturé {slot(closed.closed_at)} par {named(closed.closed_by)}"
    if closed.anonymised_on:
        return f"{line}  ·  anonymisé le {short_day(closed.anonymised_on)}"
    return line
