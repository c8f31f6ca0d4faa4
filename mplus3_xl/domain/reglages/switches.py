"""The families and the gaps of the bilan, and the pieces, that a manager switches on or off.

Each is a setting under its code after `FAMILY`, `GAP` or `PIECE`. A gap that the notes do not
verify is off; to switch it on needs a written reason, as to do without a piece that a verified list
makes compulsory (each insurer sets its own list, domain notes §2.1).
"""

from collections.abc import Mapping
from typing import Any

from mplus3_xl.domain.bilan.offer import Offer
from mplus3_xl.domain.reglages.setting import Setting
from mplus3_xl.rules import is_verified, table

FAMILY, GAP, PIECE = "famille:", "manque:", "piece:"
UNVERIFIED = "ce manque n’est pas vérifié, l’annoncer demande un motif"
COMPULSORY = "cette pièce est obligatoire, ne plus la demander demande un motif"


def families() -> tuple[Setting, ...]:
    """Return the switch of each family, in the order of the inventory."""
    return tuple(
        Setting(f"{FAMILY}{each['code']}", each["label"], "", True, "")
        for each in table("families")["family"]
    )


def gaps() -> tuple[Setting, ...]:
    """Return the switch of each gap, in the order of its table."""
    return tuple(
        Setting(
            f"{GAP}{each['code']}", each["label"], "", is_verified(each), each["source"],
            looser="" if is_verified(each) else "oui", caution=UNVERIFIED,
        )
        for each in table("gaps")["gap"]
    )  # fmt: skip


def pieces() -> tuple[Setting, ...]:
    """Return the switch of each piece, in the order of its table."""
    needed = {
        piece
        for each in table("pieces")["set"]
        if is_verified(each)
        for piece in each["obligatoire"]
    }
    return tuple(
        Setting(
            f"{PIECE}{each['code']}", each["label"], "", True, "",
            looser="non" if each["code"] in needed else "", caution=COMPULSORY,
        )
        for each in table("pieces")["piece"]
    )  # fmt: skip


def offer_of(values: Mapping[str, Any]) -> Offer:
    """Return what is on and off, from the values that were set."""
    return Offer(
        families_off=_codes(values, FAMILY, on=False),
        gaps_off=_codes(values, GAP, on=False),
        gaps_on=_codes(values, GAP, on=True),
        pieces_off=_codes(values, PIECE, on=False),
    )


def _codes(values: Mapping[str, Any], kind: str, *, on: bool) -> frozenset[str]:
    return frozenset(
        code.removeprefix(kind)
        for code, value in values.items()
        if code.startswith(kind) and value is on
    )
