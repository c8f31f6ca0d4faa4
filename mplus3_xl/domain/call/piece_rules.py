"""Objective 2: the pieces that each contract needs.

Source: guide, "Finaliser les contrats en cours"; domain notes §2.1. The lists are data:
`rules/pieces.toml`, and the sets that `rules/families.toml` names.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from mplus3_xl.domain.bilan.offer import AS_SHIPPED, Offer
from mplus3_xl.domain.conditions import Answers, holds
from mplus3_xl.domain.model import Contract
from mplus3_xl.domain.vocabulary import ClientType, Term
from mplus3_xl.rules import is_verified, table

COMMON = "commun"
"""The set of the pieces that every contract needs."""
_A_PERSON_DECIDES = "Si elle ne concerne pas ce client : « Non requise »."


class PieceLevel(Term):
    """How much a piece is needed: without an `OBLIGATOIRE` one there is no bilan (R24)."""

    OBLIGATOIRE = "obligatoire", "Obligatoire"
    SELON_CAS = "selon_cas", "Selon le cas"


class PieceRequirement(NamedTuple):
    """A piece that a contract needs; `unverified`: to be checked by the agency."""

    piece: str
    label: str
    level: PieceLevel
    unverified: bool
    max_age_months: int | None
    help: str


def requirements(
    family: str | None, client_type: ClientType | None, situation: Answers
) -> tuple[PieceRequirement, ...]:
    """Return the pieces of a contract: DP and devis signed for all, then its family's.

    A piece of several sets is named once, at its strongest level. While `situation` does not tell
    whether a set applies, the set is proposed and a person decides ("Non requise").
    """
    found: dict[str, PieceRequirement] = {}
    for entry, unsure in _sets(family, client_type, situation):
        for needed in _of_set(entry, unsure):
            known = found.get(needed.piece)
            found[needed.piece] = needed if known is None else _stronger(known, needed)
    return tuple(found.values())


def pieces_of(
    contracts: Iterable[Contract],
    client_type: ClientType | None,
    situation: Answers,
    offer: Offer = AS_SHIPPED,
) -> dict[int, tuple[PieceRequirement, ...]]:
    """Return the pieces of each contract that runs, by its id, but for those that are off."""
    return {
        each.id: tuple(
            needed
            for needed in requirements(each.family, client_type, situation)
            if needed.piece not in offer.pieces_off
        )
        for each in contracts
        if not each.ended
    }


def piece_label(piece: str) -> str:
    """Return the name of a piece as staff read it."""
    label: str = _papers()[piece]["label"]
    return label


@cache
def _papers() -> dict[str, dict[str, Any]]:
    return {each["code"]: each for each in table("pieces")["piece"]}


def _sets(
    family: str | None, client_type: ClientType | None, situation: Answers
) -> Iterator[tuple[dict[str, Any], bool]]:
    """Give the sets that apply, and whether it is unsure that they do."""
    families = {each["code"]: each for each in table("families")["family"]}
    named = {COMMON, *(families[family]["pieces"] if family in families else ())}
    for entry in table("pieces")["set"]:
        meant = client_type is None or client_type in entry["client_types"]
        applies = holds(entry.get("when", {}), situation)
        if entry["code"] in named and meant and applies is not False:
            yield entry, applies is None


def _of_set(entry: Mapping[str, Any], unsure: bool) -> Iterator[PieceRequirement]:
    for level in PieceLevel:
        for piece in entry[level.value]:
            paper = _papers()[piece]
            said = (paper.get("help"), _A_PERSON_DECIDES if unsure else None)
            yield PieceRequirement(
                piece=piece,
                label=paper["label"],
                level=level,
                unverified=not is_verified(entry),
                max_age_months=paper.get("max_age_months"),
                help=" ".join(filter(None, said)),
            )


def _stronger(one: PieceRequirement, other: PieceRequirement) -> PieceRequirement:
    """Return the compulsory one, else the one whose list is verified, else the surest."""
    return min(
        one,
        other,
        key=lambda each: (each.level is PieceLevel.SELON_CAS, each.unverified, len(each.help)),
    )
