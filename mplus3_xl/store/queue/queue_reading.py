"""Reading the dossiers of a queue, by index, with what surrounds them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from mplus3_xl.domain.contact.approach import NOBODY_TRIED
from mplus3_xl.domain.contact.outcomes import refusal_outcomes
from mplus3_xl.domain.queue.cases import OF_DOSSIER, Case
from mplus3_xl.domain.vocabulary import Tag
from mplus3_xl.services.records import QueueFilter
from mplus3_xl.store.conditions import among
from mplus3_xl.store.queue.contact_reading import ContactReading
from mplus3_xl.store.queue.queue_rows import ID, Made, is_running
from mplus3_xl.store.queue.queue_statement import queue
from mplus3_xl.store.tables.attempts import attempts

_CLIENT, _PHONE, _BILAN = ID + 1, ID + 2, OF_DOSSIER.index("bilan")


class QueueReading(ContactReading):
    """Reading the dossiers of a queue."""

    def cases(self, wanted: QueueFilter, now: datetime, since: date) -> list[Case]:
        """Read the dossiers of a queue as of `now`; attempts are counted from the day `since`."""
        found = self._by_dossier(wanted, now)
        phones = {rows[0][_CLIENT]: rows[0][_PHONE] for rows in found.values()}
        active = {row[_CLIENT] for rows in found.values() for row in rows if is_running(row)}
        contacts = self._contacts(phones, since, now, active)
        managed = [number for number, rows in found.items() if rows[0][_BILAN] == Tag.KO.value]
        refused, made = self._refused(managed), Made(now.date())
        return [
            made.case(rows, contacts.get(rows[0][_CLIENT], NOBODY_TRIED), refused.get(number))
            for number, rows in found.items()
        ]

    def _by_dossier(self, wanted: QueueFilter, now: datetime) -> dict[int, list[Any]]:
        """Read the rows of each dossier."""
        site, person = wanted.agency is not None, wanted.charge_clientele is not None
        query = queue(of_site=site, of_person=person, everything=wanted.everything)
        asked = {"agency": wanted.agency, "charge": wanted.charge_clientele}
        moment = {"today": now.date(), "now": now}
        found: defaultdict[int, list[Any]] = defaultdict(list)
        for row in self._connection.execute(query, asked | moment).all():
            found[row[ID]].append(row)
        return found

    def _refused(self, dossier_ids: Collection[int]) -> dict[int, date]:
        """Return when the client refused the bilan, by dossier of those whose bilan is KO (R18)."""
        if not dossier_ids:
            return {}
        query = select(attempts.c.dossier_id, func.max(attempts.c.at))
        query = query.where(
            among(attempts.c.dossier_id, dossier_ids),
            attempts.c.outcome.in_(refusal_outcomes()),
            attempts.c.struck_at.is_(None),
        )
        rows = self._connection.execute(query.group_by(attempts.c.dossier_id))
        return {dossier_id: at.date() for dossier_id, at in rows}
