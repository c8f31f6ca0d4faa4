"""A store with invented clients and dossiers, as an import would have left it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, insert

from mplus3_xl.domain.contact.calls import Action, Attempted, CallForm
from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.domain.model import Client, Contract, Dossier
from mplus3_xl.services.bilan.action_changes import ActionChange, change_actions, state_of
from mplus3_xl.services.bilan.following import actions_to_follow
from mplus3_xl.services.importing.importing import Context, ImportReport, import_exports
from mplus3_xl.services.ports.store import Store
from mplus3_xl.services.records import ImportedFile, JournalLine
from mplus3_xl.store.tables.attempts import attempts
from mplus3_xl.store.units import Units
from tests.conftest import NOW

LATER = NOW + timedelta(minutes=5)
ALICE, BRUNO = "alice", "bruno"


def fill(
    store: Store,
    clients: list[Client],
    dossiers: list[Dossier] | None = None,
    contracts: list[Contract] | None = None,
) -> None:
    with store.write() as unit:
        counts = ImportedFile("essai.csv", "contrats", "", 0, 0, 0, 0, 0)
        unit.add_import(NOW, NOW.date(), "import", [counts])
        unit.add_all("clients", clients)
        unit.add_all("dossiers", dossiers or [])
        unit.add_all("contracts", contracts or [])


def take(store: Units, *files: DraftFile, now: datetime = NOW) -> ImportReport:
    """Import files, at the moment of the tests."""
    return import_exports(store, files, Context("import", now, now.date()), lambda _: None)


def held(store: Units, dossier_id: int = 1) -> Dossier:
    """A dossier as the store has it."""
    with store.read() as unit:
        return unit.dossiers_by_ids([dossier_id])[dossier_id]


def form(form_id: str, *tags: str | None, version: int = 1, **content: str) -> CallForm:
    """The form of dossier 1 as somebody filled it; `tags` in the order of the sheet.

    Its outcome is the one that gives the first tag: he called back, or he did not answer. Whether
    he might be called is the matter of other tests.
    """
    typed = TypedTags(*tags)
    outcome = {"OK": "entrant", "KO": "nrp"}.get(typed.appel or "", "")
    tried = Attempted(outcome, breach_reason="Il attendait l’appel." if outcome else "")
    return CallForm(1, version, form_id, tried, typed, content=content)


def journal_of(store: Units, limit: int, dossier_id: int | None = None) -> list[JournalLine]:
    """The last lines of the journal, of all or of one dossier, the latest first."""
    with store.read() as unit:
        return unit.journal_lines(limit, dossier_id)


def done_today(
    store: Units, result: str, author: str, now: datetime, action_id: int | None = None
) -> Action:
    """Say in the list that an action, by default its only one, is done, and what came of it."""
    (waiting,) = (
        each.action for each in actions_to_follow(store) if action_id in (None, each.action.id)
    )
    seen = state_of(waiting)
    line = ActionChange(waiting.id, waiting.owner, waiting.due_on, now.date(), result, seen)
    (done,) = change_actions(store, [line], author, now)
    return done


def attempted(engine: Engine, at: datetime = NOW, **known: Any) -> None:
    """Record an unanswered attempt of dossier 1, by Alice."""
    values = {"dossier_id": 1, "at": at, "outcome": "nrp", "counts": True, "author": ALICE}
    with engine.begin() as connection:
        connection.execute(insert(attempts).values(values | known))
