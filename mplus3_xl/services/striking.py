"""Striking an attempt recorded by mistake."""

from dataclasses import replace
from datetime import datetime

from mplus3_xl.domain.attempts import Attempt
from mplus3_xl.domain.striking import refuse_striking
from mplus3_xl.errors import UserError
from mplus3_xl.services.ports import Change, Store


def strike_attempt(
    store: Store, attempt_id: int, author: str, reason: str, now: datetime
) -> Attempt:
    """Strike an attempt: it stays visible and no longer counts toward the limit.

    Raises UserError: unknown, somebody else's, of another day, struck before, or no reason.
    """
    with store.write() as unit:
        attempt = unit.attempt(attempt_id)
        if attempt is None:
            raise UserError(
                "tentative_absente",
                f"L’essai {attempt_id} n’existe pas.",
                "Rouvrez la fiche et choisissez un essai de la liste.",
            )
        refuse_striking(attempt, author, reason, now)
        struck = {"struck_at": now, "struck_by": author, "struck_reason": reason.strip()}
        unit.update("attempts", [(attempt_id, struck)])
        line = Change("attempts", attempt_id, "struck_reason", None, reason.strip())
        unit.write_journal([line], now, author)
        return replace(attempt, struck_at=now, struck_by=author, struck_reason=reason.strip())
