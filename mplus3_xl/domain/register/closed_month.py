"""A frozen month: which actes it holds, for ever, and what makes a copy of it the same.

Each acte is reported once. One that comes after its month was frozen, a correction above all, is
an "écart" of the first later month that can still take it.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import NamedTuple

from mplus3_xl.domain.register.actes import Acte
from mplus3_xl.domain.register.month import Month


class ClosedMonth(NamedTuple):
    """Who froze a month, when, and the SHA-256 of the two files as they were given out.

    `month` is written AAAA-MM. After an erasure the files themselves are gone, the digests stay.
    """

    month: str
    closed_at: datetime
    closed_by: str
    actes: int
    csv_sha256: str
    xlsx_sha256: str
    anonymised_on: date | None = None


class MonthFiles(NamedTuple):
    """The two files of a month, as bytes."""

    csv: bytes
    xlsx: bytes


def sha256(content: bytes) -> str:
    """Return the digest of a file, as it is written on its Lisez-moi."""
    return hashlib.sha256(content).hexdigest()


def digest_of(acte: Acte) -> str:
    """Return what tells whether an acte is as it was when its month was frozen."""
    text = json.dumps(acte, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(text.encode())


def written_at(acte: Acte) -> datetime:
    """Return when an acte was written: a correction keeps the day of what it corrects."""
    corrected: str | None = acte.content.get("corrige_le")
    return datetime.fromisoformat(corrected) if corrected else acte.done_at


def reported_in(acte: Acte, closed: Collection[Month]) -> Month:
    """Return the month that reports an acte which no frozen month holds yet."""
    month = Month.of(acte.done_on)
    if month not in closed:
        return month
    month = max(month.following, Month.of(written_at(acte)))
    while month in closed:
        month = month.following
    return month


def differences(frozen: Mapping[int, str], actes: Collection[Acte]) -> list[str]:
    """Say in French how the actes of a frozen month differ from what was frozen."""
    found = {acte.id: digest_of(acte) for acte in actes}
    gone = sorted(frozen.keys() - found.keys())
    changed = sorted(
        acte_id for acte_id, digest in found.items() if frozen.get(acte_id, digest) != digest
    )
    return [
        *(f"l’acte n° {acte_id} a disparu" for acte_id in gone),
        *(f"l’acte n° {acte_id} a changé" for acte_id in changed),
    ]
