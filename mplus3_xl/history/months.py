"""The months before a day, in order: imports, calls, corrections, oppositions, months closed."""

import random
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from mplus3_xl.domain.agency.agencies import Agencies, Agency
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.register.month import Month
from mplus3_xl.history.calls import Caller, begin, call_in_vain, finish, give_up, refuse_bilan
from mplus3_xl.history.exports import PastExports, write_exports
from mplus3_xl.history.follow_up import MANAGER, follow_actions, type_into_lagon
from mplus3_xl.history.plans import DAY, MORNING, Event, Span, events_of, second_call
from mplus3_xl.history.staff import login_of, name_staff
from mplus3_xl.importers.lagon import read_export
from mplus3_xl.monthly import draw
from mplus3_xl.services.call.opposing import oppose
from mplus3_xl.services.importing.importing import Context, import_exports
from mplus3_xl.services.ports.store import Store
from mplus3_xl.services.register.actes import correct_acte
from mplus3_xl.services.register.month import close_month

_SEED = 2315
_CLOSED = 2  # months, the oldest; none where the month report's own library is missing
_CORRECTED, _CORRECTED_WITHIN = 0.25, timedelta(days=45)


class Past:
    """The days of `span`, lived in an empty store: what is to come, which dossiers are known.

    Whoever was to be called then was called, or his dossier is closed.
    """

    def __init__(self, store: Store, agencies: Agencies, past: PastExports, span: Span) -> None:
        self.store, self.agencies, self.past, self.span = store, agencies, past, span
        self.chance = random.Random(_SEED)
        self.caller = Caller(store, agencies.by_name(), self.chance)
        self.to_come: list[Event] = []
        self.planned: set[int] = set()
        self.emails: dict[str, str] = {}

    def live(self, progress: Callable[[str], None]) -> None:
        """Live each month: its export, what is typed into Lagon, then its calls."""
        first, last = self.span
        month, closable = Month.of(first), _CLOSED if find_spec("pandas") else 0
        while month.first <= last:
            progress(f"Historique : {month}")
            begins = datetime.combine(max(month.first, first), MORNING)
            self._begin_month(begins)
            if begins.date() > first and closable:
                close_month(self.store, month.previous, draw, MANAGER, begins)
                closable -= 1
            self._live_until(min(month.last, last))
            month = month.following
        name_staff(self.store, datetime.combine(last, MORNING))

    def _begin_month(self, now: datetime) -> None:
        self.emails |= type_into_lagon(self.store, self.chance, now)
        follow_actions(self.store, self.chance, now)
        with TemporaryDirectory() as name:
            paths = write_exports(self.past, Path(name), now.date(), self.emails)
            files = [read_export(path, self.agencies, {}, now.date()) for path in paths]
        import_exports(self.store, files, Context(MANAGER, now, now.date()), lambda _: None)
        for each in self._new_dossiers():
            self._plan(events_of(each, self._agency(each), self.span, self.chance))

    def _new_dossiers(self) -> list[Dossier]:
        with self.store.read() as unit:
            clients = unit.clients_by_number(self.past.numbers).values()
            held = unit.dossiers_by_client([each.id for each in clients])
        known = [each for dossiers in held.values() for each in dossiers]
        new = [each for each in known if each.id not in self.planned]
        self.planned |= {each.id for each in new}
        return sorted(new, key=lambda each: each.id)

    def _agency(self, dossier: Dossier) -> Agency | None:
        return self.caller.agencies.get(dossier.agency or "")

    def _plan(self, events: Iterable[Event]) -> None:
        for event in events:
            heappush(self.to_come, event)

    def _live_until(self, day: date) -> None:
        while self.to_come and self.to_come[0].at.date() <= day:
            event = heappop(self.to_come)
            if event.kind == "correct":
                self._correct(event)
            else:
                self._call(event)

    def _correct(self, event: Event) -> None:
        text = {"note": f"Note relue le {event.at:%d/%m} : à rappeler le matin."}
        correct_acte(self.store, event.number, text, "Erreur de saisie", MANAGER, event.at)

    def _call(self, event: Event) -> None:
        with self.store.read() as unit:
            dossier = unit.dossier(event.number)
        if dossier is None or dossier.closing is not None:
            return  # an opposition, said for another dossier of that client, closed it
        author = login_of(dossier.charge_clientele)
        match event.kind:
            case "in vain":
                call_in_vain(self.caller, dossier.id, author, event.at)
            case "opposed":
                oppose(self.store, dossier.id, author, event.at)
            case "refused":
                refuse_bilan(self.caller, dossier.id, author, event.at)
            case "lost":
                give_up(self.caller, dossier.id, author, event.at)
            case "begun":
                begin(self.caller, dossier.id, author, event.at)
                self._plan(second_call(dossier, self._agency(dossier), event.at, self.span))
            case _:
                self._finish(dossier, author, event.at)

    def _finish(self, dossier: Dossier, author: str, at: datetime) -> None:
        acte = finish(self.caller, dossier.id, author, at)
        later = at + self.chance.randrange(3, _CORRECTED_WITHIN.days) * DAY
        corrected = self.chance.random() < _CORRECTED and later.date() <= self.span.last
        if acte is not None and corrected:
            self._plan([Event(later, acte.id, "correct")])
