"""Following the actions: what is to be done, and what was."""

from datetime import date, datetime

from mplus3_xl.domain.bilan.free_texts import text_problems
from mplus3_xl.domain.bilan.kept import BilanError
from mplus3_xl.domain.bilan.next_actions import Reminders, reminders
from mplus3_xl.domain.calls import Action
from mplus3_xl.errors import UserError
from mplus3_xl.services.ports import Change, Reading, Store


def actions_to_do(store: Store, today: date, owner: str | None = None) -> Reminders:
    """Return the actions not done, of one account manager or of all, by urgency."""
    with store.read() as unit:
        return reminders(unit.open_actions(owner), today)


def finish_action(
    store: Store, action_id: int, result: str | None, author: str, now: datetime
) -> Action:
    """Mark an action as done today, with what came of it.

    Raises UserError (gone, or done already) and BilanError (a result that must not be kept).
    """
    problems = text_problems("tActions:resultat", "Résultat", result)
    if problems:
        raise BilanError(problems)
    with store.write() as unit:
        action = _open_action(unit, action_id)
        done = action._replace(done_on=now.date(), result=(result or "").strip() or None)
        values = {"done_on": done.done_on, "result": done.result}
        unit.update("actions", [(action_id, values)])
        line = Change("actions", action_id, "done_on", None, now.date().isoformat())
        unit.write_journal([line], now, author)
        return done


def _open_action(unit: Reading, action_id: int) -> Action:
    action = unit.action(action_id)
    if action is None:
        raise UserError(
            "action_absente",
            f"L’action n° {action_id} n’existe plus.",
            "Actualisez la feuille Actions.",
        )
    if action.done_on is not None:
        raise UserError(
            "action_deja_faite",
            f"L’action n° {action_id} a été faite le {action.done_on:%d/%m/%Y}.",
            "Actualisez la feuille Actions.",
        )
    return action
