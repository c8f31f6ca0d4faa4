"""The inventory: family by family, what the client holds with us, elsewhere, or not.

Families are data (`rules/families.toml`, domain notes §2.2); a TNS has two baskets. What is held
with us comes from the contracts and is only read.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from mplus3_xl.domain.bilan.situation import Situation
from mplus3_xl.domain.model import Contract
from mplus3_xl.domain.rule_labels import label_of
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import Holding
from mplus3_xl.rules import table

Family = dict[str, Any]
_HELD = (Holding.CHEZ_NOUS, Holding.AILLEURS)


class Line(NamedTuple):
    """One line: a family, and where one contract of it is held; `holding` is blank until asked.

    `contract` is the number of ours. For one held elsewhere: `echeance`, any of its yearly dates;
    `over_a_year`, confirmed by the client when he does not know since when; `notice_on`, the day
    the renewal notice was sent, and `no_notice` when none came; `event` and `event_on`, what
    happened (`regimes.toml`).
    """

    family: str
    holding: Holding | None = None
    insurer: str | None = None
    echeance: date | None = None
    subscribed_on: date | None = None
    premium_cents: int | None = None
    contract: str | None = None
    over_a_year: bool = False
    notice_on: date | None = None
    no_notice: bool = False
    event: str | None = None
    event_on: date | None = None

    @property
    def named(self) -> str:
        """The family and the insurer, if the client could name it."""
        family, insurer = family_label(self.family), self.insurer or ""
        return f"{family} ({insurer})" if fold(insurer) not in ("", "inconnu") else family


def families_for(situation: Situation) -> tuple[Family, ...]:
    """Return the families to go through; one stays while the answers do not rule it out."""
    return tuple(
        family
        for family in _families()
        if situation.client_type in family["client_types"]
        and situation.says(family.get("when", {})) is not False
    )


def held_contracts(contracts: Iterable[Contract]) -> tuple[Contract, ...]:
    """Return the contracts held with us, once each: the latest row of each number."""
    latest: dict[str, Contract] = {}
    for contract in sorted(contracts, key=attrgetter("effect_date")):
        latest[contract.number] = contract
    return tuple(each for each in latest.values() if not each.ended)


def unclassified(contracts: Iterable[Contract]) -> tuple[Contract, ...]:
    """Return the contracts with us that no family names: a person has to look at them."""
    return tuple(each for each in held_contracts(contracts) if each.family is None)


def inventory(
    situation: Situation, contracts: Sequence[Contract], typed: Iterable[Line]
) -> tuple[Line, ...]:
    """Return the lines, in the order of the families: ours, then those elsewhere, else the answer.

    Several contracts of a family are several lines. A family outside the situation is shown when
    something of it is held.
    """
    ours = [_our_line(contract, contracts) for contract in held_contracts(contracts)]
    said = [line for line in typed if line.holding is not Holding.CHEZ_NOUS]
    asked = {family["code"] for family in families_for(situation)}
    return tuple(
        line
        for family in _families()
        for line in _lines_of(family["code"], ours, said, family["code"] in asked)
    )


def lines_to_ask(situation: Situation, lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the lines to go through: of a family that is off, only what is held."""
    return tuple(
        line for line in lines if situation.offer.asks(line.family) or line.holding in _HELD
    )


def lines_set_aside(
    situation: Situation, old: Iterable[Line], typed: Iterable[Line]
) -> tuple[Line, ...]:
    """Return the answers, out of sight, to families that are off and of which nothing is typed."""
    spoken_of = {line.family for line in typed}
    return tuple(
        line
        for line in old
        if not situation.offer.asks(line.family)
        and line.holding is not Holding.AILLEURS
        and line.family not in spoken_of
    )


def fill_rest(lines: Iterable[Line], holding: Holding) -> tuple[Line, ...]:
    """Answer every blank line at once: "le reste : aucun" or "le reste : ne sait pas"."""
    return tuple(line._replace(holding=holding) if line.holding is None else line for line in lines)


def family_label(code: str) -> str:
    """Return a family's name, as staff read it."""
    return label_of("families", "family", code)


def reviewed_families() -> tuple[str, ...]:
    """Return the families whose advice is brought up to date every some years."""
    return tuple(each["code"] for each in _families() if each.get("reviewed"))


def _families() -> list[Family]:
    families: list[Family] = table("families")["family"]
    return families


def _our_line(contract: Contract, rows: Iterable[Contract]) -> Line:
    """Return the line of a contract with us; since when is told by its first row."""
    same = [each for each in rows if each.number == contract.number]
    first = min(each.subscribed_on or each.effect_date for each in same)
    return Line(
        contract.family or "",
        Holding.CHEZ_NOUS,
        subscribed_on=first,
        premium_cents=contract.premium_cents,
        contract=contract.number,
    )


def _lines_of(
    family: str, ours: Iterable[Line], said: Iterable[Line], asked: bool
) -> Iterator[Line]:
    mine = [line for line in ours if line.family == family]
    typed = [line for line in said if line.family == family]
    elsewhere = [line for line in typed if line.holding is Holding.AILLEURS]
    if mine or elsewhere:
        yield from (*mine, *elsewhere)
    elif asked:
        yield next((line for line in typed if line.holding), Line(family))
