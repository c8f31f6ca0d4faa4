"""What is to be typed into Lagon: listed, marked as typed, and confirmed by the next export."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from mplus3_xl.domain.client.contacts import same_value
from mplus3_xl.domain.client.fields import shown_text
from mplus3_xl.domain.client.lagon_reports import LagonReport, column_of
from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.domain.model import ClientDraft
from mplus3_xl.errors import Problem, UserError
from mplus3_xl.services.changes.journaling import as_text
from mplus3_xl.services.journal.values import words_of
from mplus3_xl.services.ports.store import Store, Writing
from mplus3_xl.services.records import Change, Conflict

CONFIRMED_DAYS = 30
"""How long a line that an export confirmed is still shown."""

# A row of a client, and the fields that it speaks of.
_Row = tuple[ClientDraft, frozenset[str]]


def reports_to_lagon(store: Store) -> list[LagonReport]:
    """Return what no export confirmed yet, the oldest first."""
    with store.glance() as unit:
        return unit.open_reports(None)


def reports_listed(store: Store, today: date) -> list[tuple[LagonReport, str]]:
    """Return what waits for an export, and what one confirmed lately, with the clients' names.

    The old value of a line that waits is what the last export said, if it said another one.
    """
    with store.glance() as unit:
        since = today - timedelta(days=CONFIRMED_DAYS)
        said = {(each.subject_id, each.field): each for each in unit.conflicts_of("clients")}
        waiting = [_as_said(each, said) for each in unit.open_reports(None)]
        found = [*waiting, *unit.confirmed_reports(since)]
        clients = unit.clients_by_id({each.client_id for each in found})
        return [(each, clients[each.client_id].name) for each in found]


def _as_said(report: LagonReport, said: Mapping[tuple[int, str], Conflict]) -> LagonReport:
    column = column_of(report.field)
    conflict = said.get((report.client_id, column))
    if conflict is None:
        return report
    return report._replace(old=words_of("clients", column, conflict.offered, {}))


def mark_reported(
    store: Store, days: Mapping[int, date | None], author: str, now: datetime
) -> list[LagonReport]:
    """Set the day on which lines were typed into Lagon, by id; return those that changed.

    Lines gone or confirmed since are left out, and so is an empty day where somebody else said
    one: a sheet that was read before shows none. Raises UserError for a day before the line was
    made or to come.
    """
    with store.write() as unit:
        found = [
            each
            for each in unit.open_reports(None)
            if each.id in days and each.reported_on != days[each.id]
            if days[each.id] is not None or each.reported_by == author
        ]
        for each in found:
            _refuse_day(each, days[each.id], now.date())
        new = [
            each._replace(reported_on=days[each.id], reported_by=author if days[each.id] else None)
            for each in found
        ]
        typed = ("reported_on", "reported_by")
        unit.update(
            "lagon_reports", ((each.id, {n: getattr(each, n) for n in typed}) for each in new)
        )
        pairs = zip(found, new, strict=True)
        lines = [
            Change("lagon_reports", b.id, "reported_on", as_text(a.reported_on),
                   as_text(b.reported_on))
            for a, b in pairs
        ]  # fmt: skip
        unit.write_journal(lines, now, author)
        return new


def _refuse_day(report: LagonReport, day: date | None, today: date) -> None:
    if day is not None and not report.made_at.date() <= day <= today:
        raise UserError(
            "report_date",
            f"« {report.label} » → « {report.new} » : « Reporté le » va du "
            f"{report.made_at:%d/%m/%Y}, jour où la ligne a été notée, au {today:%d/%m/%Y}.",
            "Corrigez cette date, puis enregistrez à nouveau.",
        )


def settle_reports(
    unit: Writing,
    files: Sequence[DraftFile],
    refused: Mapping[int, Sequence[Problem]],
    today: date,
) -> Iterator[Change]:
    """Confirm the lines that the client exports show; bring back those they show unchanged.

    `refused` are the rows refused, by their file's position: they say nothing. Where the exports
    of two sites show one value each, the line waits: a person decides (§5).
    """
    reports = unit.open_reports(None)
    clients = unit.clients_by_id({report.client_id for report in reports})
    ids = {each.number: each.id for each in clients.values() if each.number}
    rows = _rows_of(ids, files, refused)
    for report in reports:
        shown = set(_shown(report, rows.get(report.client_id, ())))
        if shown == {True}:
            unit.update("lagon_reports", [(report.id, {"confirmed_on": today})])
            yield Change("lagon_reports", report.id, "confirmed_on", None, as_text(today))
        elif shown == {False} and report.reported_on is not None and report.reported_on < today:
            unit.update("lagon_reports", [(report.id, {"reported_on": None, "reported_by": None})])
            reported = as_text(report.reported_on)
            yield Change("lagon_reports", report.id, "reported_on", reported, None)


def _rows_of(
    ids: Mapping[str, int], files: Sequence[DraftFile], refused: Mapping[int, Sequence[Problem]]
) -> dict[int, list[_Row]]:
    """Return the rows of the clients of these numbers, by their id."""
    rows: dict[int, list[_Row]] = {}
    for at, file in enumerate(files if ids else ()):
        lines = {problem.line for problem in refused.get(at, ())}
        for draft in file.clients:
            if draft.number in ids and draft.line not in lines:
                rows.setdefault(ids[draft.number], []).append((draft, file.said(draft.line)))
    return rows


def _shown(report: LagonReport, rows: Iterable[_Row]) -> Iterator[bool]:
    """Say of each row that speaks of a line's field whether it shows the new value.

    An empty cell counts where no row is filled.
    """
    column = column_of(report.field)
    said = [getattr(draft, column) for draft, fields in rows if column in fields]
    for value in [each for each in said if each is not None] or said[:1]:
        yield same_value(column, shown_text(report.field, value), report.new)
