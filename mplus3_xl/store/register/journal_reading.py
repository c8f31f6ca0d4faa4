"""Reading the journal: what changed a dossier, who did it, and what can be taken back."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select, tuple_

from mplus3_xl.services.records import JournalLine, Save
from mplus3_xl.store.tables.attempts import attempts
from mplus3_xl.store.tables.calls import saves
from mplus3_xl.store.tables.history import journal

# What belongs to the form of a dossier: its own columns, and the texts typed in it.
_FORM = ("dossiers", "drafts")


class JournalReading:
    """Reading the journal."""

    _connection: Connection

    def last_save_of(self, author: str) -> Save | None:
        """Find the last save of somebody that was not taken back and takes none back.

        A batch is taken back at once: what it left then, changed otherwise since, is no longer one.
        """
        in_batch = saves.c.batch.is_not(None)  # `not in` knows nothing of a null
        batches = select(saves.c.batch).where(saves.c.id.in_(_taken_back()), in_batch)
        alone_or_whole = or_(saves.c.batch.is_(None), saves.c.batch.not_in(batches))
        query = select(saves).where(saves.c.author == author, saves.c.undoes.is_(None))
        query = query.where(saves.c.id.not_in(_taken_back()), alone_or_whole)
        row = self._connection.execute(query.order_by(saves.c.id.desc()).limit(1)).first()
        return None if row is None else Save(*row)

    def lines_of_save(self, save: Save) -> list[JournalLine]:
        """Read the lines that one save wrote, in their order."""
        return self._lines(_query().where(journal.c.save_id == save.id).order_by(journal.c.id))

    def saves_of_batch(self, batch: int) -> list[Save]:
        """Read the saves of a batch that were not taken back."""
        query = select(saves).where(saves.c.batch == batch, saves.c.id.not_in(_taken_back()))
        return [Save(*row) for row in self._connection.execute(query.order_by(saves.c.id))]

    def lines_of_batch(self, batch: int) -> list[JournalLine]:
        """Read the lines that the saves of a batch wrote, in their order."""
        return self._lines(_query().where(saves.c.batch == batch).order_by(journal.c.id))

    def lines_since(self, dossier_id: int, line_id: int) -> list[JournalLine]:
        """Read what changed a dossier after a line, but for what was taken back since."""
        settled = select(saves.c.id).where(
            or_(saves.c.undoes.is_not(None), saves.c.id.in_(_taken_back()))
        )
        stands = or_(journal.c.save_id.is_(None), journal.c.save_id.not_in(settled))
        query = _query().where(_of_form(dossier_id), journal.c.id > line_id, stands)
        return self._lines(query.order_by(journal.c.id))

    def row_lines_since(self, rows: Collection[tuple[str, int]], line_id: int) -> list[JournalLine]:
        """Read what changed rows, each a subject and its id, after a line, outside any save."""
        if not rows:
            return []
        row = tuple_(journal.c.subject, journal.c.subject_id)
        query = _query().where(row.in_(rows), journal.c.id > line_id, journal.c.save_id.is_(None))
        return self._lines(query.order_by(journal.c.id))

    def last_lines_of(self, dossier_id: int) -> list[JournalLine]:
        """Read the last change of a dossier: the lines of one author and moment."""
        of_it = or_(_of_form(dossier_id), _moved(dossier_id))
        last = self._lines(_query().where(of_it).order_by(journal.c.id.desc()).limit(1))
        if not last:
            return []
        together = (journal.c.at == last[0].at, journal.c.author == last[0].author)
        query = _query().where(of_it, *together)
        return self._lines(query.order_by(journal.c.id))

    def journal_lines(self, limit: int, dossier_id: int | None) -> list[JournalLine]:
        """Read the last lines, of all or of one dossier, the latest first."""
        query = _query()
        if dossier_id is not None:
            tries = select(attempts.c.id).where(attempts.c.dossier_id == dossier_id)
            tried = and_(journal.c.subject == "attempts", journal.c.subject_id.in_(tries))
            query = query.where(or_(_of_form(dossier_id), tried))
        return self._lines(query.order_by(journal.c.id.desc()).limit(limit))

    def _lines(self, query: Select[Any]) -> list[JournalLine]:
        return [JournalLine(*row) for row in self._connection.execute(query)]


def _query() -> Select[Any]:
    lines = [column for column in journal.c if column.name != "save_id"]
    query = select(*lines, saves.c.undoes.is_not(None))
    return query.outerjoin(saves, saves.c.id == journal.c.save_id)


def _of_form(dossier_id: int) -> ColumnElement[bool]:
    """What belongs to the form, and whatever else a save of the dossier wrote."""
    own = and_(journal.c.subject.in_(_FORM), journal.c.subject_id == dossier_id)
    return or_(own, saves.c.dossier_id == dossier_id)


def _moved(dossier_id: int) -> ColumnElement[bool]:
    """The contracts that came to the dossier or left it."""
    moved = (journal.c.subject == "contracts", journal.c.field == "dossier_id")
    return and_(*moved, or_(journal.c.old == str(dossier_id), journal.c.new == str(dossier_id)))


def _taken_back() -> Select[Any]:
    return select(saves.c.undoes).where(saves.c.undoes.is_not(None))
