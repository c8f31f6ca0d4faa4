"""Reading what the manager's figures count, one row a dossier."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, ColumnElement, Connection, Row, func, select

from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.cases import is_done
from mplus3_xl.domain.queue.holder import charge_on
from mplus3_xl.domain.vocabulary import (
    SETTLED_PIECES,
    ActionKind,
    Closing,
    ContractState,
    FieldState,
    GapAnswer,
)
from mplus3_xl.store.records import records_in
from mplus3_xl.store.tables.attempts import attempts
from mplus3_xl.store.tables.bilans import gap_replies
from mplus3_xl.store.tables.calls import actions, field_answers, piece_answers
from mplus3_xl.store.tables.lagon import contracts, dossiers

if TYPE_CHECKING:
    from mplus3_xl.domain.register.figures import Fact

_OWN = len(dossiers.c)


class FigureReading:
    """Reading what the manager's figures count."""

    _connection: Connection

    def figure_facts(self, today: date) -> list[Fact]:
        """Read what the figures of a day need of each dossier, by number."""
        attempted = (attempts.c.counts.is_(True), attempts.c.struck_at.is_(None))
        withheld = field_answers.c.state == FieldState.NON_COMMUNIQUE
        quote = actions.c.kind == ActionKind.DEVIS
        answered = gap_replies.c.answer.is_not(None)
        taken = gap_replies.c.answer == GapAnswer.OPPORTUNITE
        counts = {
            "attempts": _count(attempts.c.dossier_id, dossiers.c.id, *attempted),
            "fields_withheld": _count(field_answers.c.dossier_id, dossiers.c.id, withheld),
            "quotes": _count(actions.c.dossier_id, dossiers.c.id, quote),
            "gaps": _count(gap_replies.c.client_id, dossiers.c.client_id, answered),
            "opportunities": _count(gap_replies.c.client_id, dossiers.c.client_id, taken),
            "contracts": _running_contracts(),
            "pieces_missing": _missing_pieces(),
        }
        columns = [column.label(name) for name, column in counts.items()]
        query = select(*dossiers.c, *columns).order_by(dossiers.c.id)
        return [_fact(row, tuple(counts), today) for row in self._connection.execute(query)]


def _count(counted: Column[Any], dossier: ColumnElement[Any], *wanted: ColumnElement[bool]) -> Any:
    query = select(func.count()).select_from(counted.table)
    return query.where(counted == dossier, *wanted).scalar_subquery()


def _running_contracts() -> Any:
    """Count the contracts of a client once each: an avenant repeats the number of its own (R1)."""
    query = select(func.count(contracts.c.number.distinct()))
    mine = contracts.c.client_id == dossiers.c.client_id
    return query.where(mine, contracts.c.state == ContractState.EN_COURS).scalar_subquery()


def _missing_pieces() -> Any:
    held = piece_answers.join(contracts, contracts.c.id == piece_answers.c.contract_id)
    query = select(func.count()).select_from(held)
    mine = contracts.c.dossier_id == dossiers.c.id
    return query.where(mine, piece_answers.c.state.not_in(SETTLED_PIECES)).scalar_subquery()


def _fact(row: Row[Any], counted: tuple[str, ...], today: date) -> Fact:
    """Return the facts of a dossier, whose charge is that of the day it was done, else of today."""
    from mplus3_xl.domain.call.tries import is_talked
    from mplus3_xl.domain.register.figures import Fact

    (dossier,) = records_in(Dossier, [row[:_OWN]])
    done = is_done(dossier)
    day = (dossier.appel_ok_on or dossier.closed_on or today) if done else today
    return Fact(
        dossier_id=dossier.id,
        client_id=dossier.client_id,
        agency=dossier.agency,
        charge=charge_on(dossier, day),
        window=dossier.window,
        done=done,
        reached_on=dossier.appel_ok_on,
        talked=not done and is_talked(dossier, None),
        closing=Closing(dossier.closing) if dossier.closing else None,
        **{name: getattr(row, name) for name in counted},
    )
