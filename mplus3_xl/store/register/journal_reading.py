"""Reading the journal: what changed a dossier, who did it, and what can be taken back."""

from collections import defaultdict
from collections.abc import Collection

from mplus3_xl.services.records import JournalLine, Save
from mplus3_xl.store.asking import Asking, Values
from mplus3_xl.store.records import records, records_in
from mplus3_xl.store.sql import among_sql

_LINES = """
SELECT journal.id, journal.at, journal.author, journal.subject, journal.subject_id, journal.field,
       journal.old, journal.new, saves.undoes IS NOT NULL
FROM journal LEFT JOIN saves ON saves.id = journal.save_id
"""
_TAKEN_BACK = "SELECT undoes FROM saves WHERE undoes IS NOT NULL"
# What belongs to the form of a dossier: its own columns, the texts typed in it, and whatever else
# a save of it wrote.
_OF_FORM = """
((journal.subject IN ('dossiers', 'drafts') AND journal.subject_id = :dossier)
 OR saves.dossier_id = :dossier)
"""
# The contracts that came to the dossier or left it.
_MOVED = """
(journal.subject = 'contracts' AND journal.field = 'dossier_id'
 AND (journal.old = :told OR journal.new = :told))
"""
_TRIED = """
(journal.subject = 'attempts'
 AND journal.subject_id IN (SELECT id FROM attempts WHERE dossier_id = :dossier))
"""
# `NOT IN` knows nothing of a null.
_LAST_OF = f"""
WHERE author = :author AND undoes IS NULL AND id NOT IN ({_TAKEN_BACK})
AND (batch IS NULL OR batch NOT IN (
    SELECT batch FROM saves WHERE id IN ({_TAKEN_BACK}) AND batch IS NOT NULL))
ORDER BY id DESC LIMIT 1
"""
_STANDS = f"""
(journal.save_id IS NULL OR journal.save_id NOT IN (
    SELECT id FROM saves WHERE undoes IS NOT NULL OR id IN ({_TAKEN_BACK})))
"""


class JournalReading:
    """Reading the journal."""

    _asking: Asking

    def last_save_of(self, author: str) -> Save | None:
        """Find the last save of somebody that was not taken back and takes none back.

        A batch is taken back at once: what it left then, changed otherwise since, is no longer one.
        """
        return next(iter(records(self._asking, Save, "saves", _LAST_OF, {"author": author})), None)

    def lines_of_save(self, save: Save) -> list[JournalLine]:
        """Read the lines that one save wrote, in their order."""
        return self._lines("WHERE journal.save_id = :save ORDER BY journal.id", {"save": save.id})

    def saves_of_batch(self, batch: int) -> list[Save]:
        """Read the saves of a batch that were not taken back."""
        wanted = f"WHERE batch = :batch AND id NOT IN ({_TAKEN_BACK}) ORDER BY id"
        return records(self._asking, Save, "saves", wanted, {"batch": batch})

    def lines_of_batch(self, batch: int) -> list[JournalLine]:
        """Read the lines that the saves of a batch wrote, in their order."""
        return self._lines("WHERE saves.batch = :batch ORDER BY journal.id", {"batch": batch})

    def lines_since(self, dossier_id: int, line_id: int) -> list[JournalLine]:
        """Read what changed a dossier after a line, but for what was taken back since."""
        wanted = f"WHERE {_OF_FORM} AND journal.id > :line AND {_STANDS} ORDER BY journal.id"
        return self._lines(wanted, {"dossier": dossier_id, "line": line_id})

    def row_lines_since(self, rows: Collection[tuple[str, int]], line_id: int) -> list[JournalLine]:
        """Read what changed rows, each a subject and its id, after a line, outside any save."""
        by_subject: defaultdict[str, list[int]] = defaultdict(list)
        for subject, row_id in rows:
            by_subject[subject].append(row_id)
        if not by_subject:
            return []
        theirs = " OR ".join(map(self._of_subject, by_subject))
        wanted = f"WHERE ({theirs}) AND journal.id > :line AND journal.save_id IS NULL"
        return self._lines(f"{wanted} ORDER BY journal.id", {**by_subject, "line": line_id})

    def _of_subject(self, subject: str) -> str:
        among = among_sql("journal.subject_id", f":{subject}", self._asking.engine)
        return f"(journal.subject = '{subject}' AND {among})"

    def last_lines_of(self, dossier_id: int) -> list[JournalLine]:
        """Read the last change of a dossier: the lines of one author and moment."""
        wanted, asked = (
            f"WHERE ({_OF_FORM} OR {_MOVED})",
            {"dossier": dossier_id, "told": str(dossier_id)},
        )
        last = self._lines(f"{wanted} ORDER BY journal.id DESC LIMIT 1", asked)
        if not last:
            return []
        together = "journal.at = :at AND journal.author = :author"
        known = {**asked, "at": last[0].at, "author": last[0].author}
        return self._lines(f"{wanted} AND {together} ORDER BY journal.id", known)

    def journal_lines(self, limit: int, dossier_id: int | None) -> list[JournalLine]:
        """Read the last lines, of all or of one dossier, the latest first."""
        wanted = "" if dossier_id is None else f"WHERE {_OF_FORM} OR {_TRIED}"
        asked = {"dossier": dossier_id, "limit": limit}
        return self._lines(f"{wanted} ORDER BY journal.id DESC LIMIT :limit", asked)

    def _lines(self, rest: str, values: Values) -> list[JournalLine]:
        return records_in(JournalLine, self._asking.rows(f"{_LINES} {rest}", values))
