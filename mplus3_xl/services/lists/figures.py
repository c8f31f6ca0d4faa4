"""The manager's figures, of all and of each site, account manager and month, and their rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mplus3_xl.domain.register.figures import Fact, Figure, Share, figure_of, shares_of
from mplus3_xl.domain.register.pilotage import EVERYTHING, GROUPINGS, Choice, Pilotage, pilotage_of
from mplus3_xl.services.lists.complete_clients import complete_clients
from mplus3_xl.services.lists.missing_pieces import missing_pieces
from mplus3_xl.services.ports.glance import Glance
from mplus3_xl.services.ports.store import Store


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure, the dossiers that it counts, each with its share, and the clients' names."""

    value: float | None
    shares: list[Share]
    names: Mapping[int, str]


def pilotage(store: Store, today: date, choice: Choice = EVERYTHING) -> Pilotage:
    """Return the figures of a day; a dossier of nobody is under an empty name."""
    return pilotage_of(figure_facts(store, today), today, choice)


def figure_facts(store: Store, today: date) -> list[Fact]:
    """Return the facts that the figures count, one a dossier: their rows."""
    with store.glance() as unit:
        return _facts(unit, today)


def counted_in(
    store: Store, today: date, choice: Choice, figure: Figure, group: tuple[str, object]
) -> Counted:
    """Return what a figure counts in a group (a grouping, and the key of one of its groups)."""
    grouping, key = group
    with store.glance() as unit:
        chosen = choice.of(_facts(unit, today))
        facts = [fact for fact in chosen if GROUPINGS[grouping](fact) == key]
        shares = shares_of(figure, facts, today)
        clients = unit.clients_by_id({share.fact.client_id for share in shares})
        value = figure_of(figure, facts, today)
        return Counted(value, shares, {number: clients[number].name for number in clients})


def _facts(unit: Glance, today: date) -> list[Fact]:
    kept = {each.client_id: each for each in unit.kept_bilans()}
    facts, complete = unit.figure_facts(today), complete_clients(unit, kept)
    missing = missing_pieces(unit, facts, kept, today)
    told = ((missing.get(each.dossier_id, each.pieces_missing), each) for each in facts)
    return [
        each._replace(complete=each.client_id in complete, pieces_missing=pieces)
        if each.client_id in complete or pieces != each.pieces_missing
        else each
        for pieces, each in told
    ]
