"""Reading the dossiers of a queue, by index, with what surrounds them."""

from collections.abc import Collection
from datetime import date, datetime
from itertools import compress

from mplus3_xl.domain.contact.outcomes import refusal_outcomes
from mplus3_xl.domain.queue.cases import Cases
from mplus3_xl.domain.vocabulary import Tag
from mplus3_xl.services.records import QueueFilter
from mplus3_xl.store.asking import moment
from mplus3_xl.store.queue.contact_reading import ContactReading
from mplus3_xl.store.queue.queue_cases import cases_of
from mplus3_xl.store.queue.queue_statement import queue, told_by
from mplus3_xl.store.sql import among_sql

_MANAGED = Tag.KO.value
"""The tag Bilan of a dossier whose client may have refused it."""


class QueueReading(ContactReading):
    """Reading the dossiers of a queue."""

    def cases(self, wanted: QueueFilter, now: datetime, since: date) -> Cases:
        """Read the dossiers of a queue as of `now`; attempts are counted from the day `since`."""
        site, person = wanted.agency is not None, wanted.charge_clientele is not None
        engine = self._asking.engine
        query = queue(engine, of_site=site, of_person=person, everything=wanted.everything)
        asked = {"agency": wanted.agency, "charge": wanted.charge_clientele}
        (row,) = self._asking.rows(query, asked | {"today": now.date(), "now": now})
        told = told_by(row)
        phones = dict(zip(told.client_id, told.folded_phone, strict=True))
        active = {*compress(told.client_id, told.runs)}
        contacts = self._contacts(phones, since, now, active)
        tags = zip(told.dossier, told.bilan, strict=True)
        managed = {dossier for dossier, bilan in tags if bilan == _MANAGED}
        return cases_of(told, now.date(), contacts, self._refused(managed))

    def _refused(self, dossier_ids: Collection[int]) -> dict[int, date]:
        """Return when the client refused the bilan, by dossier of those whose bilan is KO (R18)."""
        if not dossier_ids:
            return {}
        outcomes = ", ".join(f"'{code}'" for code in refusal_outcomes())
        query = f"""
        SELECT dossier_id, MAX(at) FROM attempts
        WHERE {among_sql("dossier_id", ":dossiers", self._asking.engine)}
        AND outcome IN ({outcomes}) AND struck_at IS NULL GROUP BY dossier_id
        """
        rows = self._asking.rows(query, {"dossiers": dossier_ids})
        return {dossier_id: moment(at).date() for dossier_id, at in rows}
