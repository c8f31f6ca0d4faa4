"""Carrying over what clients asked for ever, from a store that is replaced to the one put back.

So is which store it is: the workbooks that were made for it go on.

Oppositions (R223-3), withdrawn consents and erasures bind the agency whatever happens to its files:
a copy made before them would call those people again, and name them again.
"""

import uuid
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from mplus3_xl.domain.contact.consent import Opposition
from mplus3_xl.services.call.opposing import stop_calling
from mplus3_xl.services.client.privacy import erase_in
from mplus3_xl.services.records import Change
from mplus3_xl.store.asking import Asking, Changing
from mplus3_xl.store.files.counting_on import count_on
from mplus3_xl.store.reading import StoreReader
from mplus3_xl.store.records import records
from mplus3_xl.store.store_file import StoreFile
from mplus3_xl.store.writing import StoreWriter

_NOBODY = 0
"""The client of an opposition whom the store does not know yet: his number or phone finds him."""
_RUNNING = "SELECT id, at, author FROM consents WHERE withdrawn_at IS NULL"
_WITHDRAWN = """
SELECT id, at, author, withdrawn_at, withdrawn_by FROM consents WHERE withdrawn_at IS NOT NULL
"""


class Carried(NamedTuple):
    """How many of each were carried over; `unmatched` ones name nobody whom the store can find."""

    oppositions: int = 0
    withdrawals: int = 0
    erasures: int = 0
    unmatched: int = 0


def carry_over(replaced: Path, restored: Path, author: str, now: datetime) -> Carried:
    """Write in `restored` what `replaced` holds and it does not; both of the program's format.

    `author` is who puts it back, `now` when.
    """
    with StoreFile(replaced).reading() as old, StoreFile(restored).writing() as new:
        _become(new, StoreReader(old).store_identity())
        # Only when nothing was imported elsewhere does an id mean the same client in both.
        grown = StoreReader(new).imports_made() <= StoreReader(old).imports_made()
        withdrawals = _carry_withdrawals(old, new)
        opposed, nobody = _carry_oppositions(old, new, grown=grown)
        erased, unknown = _carry_erasures(old, new, grown=grown)
        count_on(old, new, author, now)
    return Carried(opposed, withdrawals, erased, nobody + unknown)


def begin_anew(restored: Path) -> None:
    """Let a store be another than the one it was copied from, whose workbooks are not its own."""
    with StoreFile(restored).writing() as new:
        _become(new, str(uuid.uuid4()))


def _become(store: Changing, identity: str) -> None:
    store.run("UPDATE store_identity SET id = :identity", {"identity": identity})


def _carry_withdrawals(old: Asking, new: Changing) -> int:
    """Withdraw the consents withdrawn since; one is known by its id, moment and author."""
    held = set(new.rows(_RUNNING))
    values = {
        consent_id: {"withdrawn_at": withdrawn_at, "withdrawn_by": withdrawn_by}
        for consent_id, at, author, withdrawn_at, withdrawn_by in old.rows(_WITHDRAWN)
        if (consent_id, at, author) in held
    }
    StoreWriter(new).update("consents", values.items())
    return len(values)


def _carry_oppositions(old: Asking, new: Changing, *, grown: bool) -> tuple[int, int]:
    """Add the oppositions made since, and stop calling whom they name; count those of nobody."""
    unit = StoreWriter(new)
    known = {_words(each) for each in _oppositions(new)}
    since = [each for each in _oppositions(old) if _words(each) not in known]
    carried = 0
    for each in since:
        client_id = _client_of(unit, each, grown=grown)
        if client_id != _NOBODY or each.client_number or each.phone:
            _oppose(unit, each._replace(client_id=client_id, dossier_id=None))
            carried += 1
    return carried, len(since) - carried


def _oppositions(asking: Asking) -> list[Opposition]:
    return records(asking, Opposition, "oppositions", "ORDER BY id")


def _words(each: Opposition) -> tuple[Any, ...]:
    """Return what an opposition is known by in another store, whose ids may be others."""
    return each.client_number, each.phone, each.at, each.author


def _client_of(unit: StoreReader, each: Opposition, *, grown: bool) -> int:
    numbered = unit.clients_by_number([each.client_number] if each.client_number else [])
    for client in numbered.values():
        return client.id
    return each.client_id if grown and unit.clients_by_id([each.client_id]) else _NOBODY


def _oppose(unit: StoreWriter, opposition: Opposition) -> None:
    own_id, before = unit.next_id("oppositions"), unit.opposed(None)
    unit.add("oppositions", opposition._replace(id=own_id))
    noted = [Change("oppositions", own_id, "client_id", None, str(opposition.client_id))]
    for client in unit.clients_by_id(sorted(unit.opposed(None) - before)).values():
        stop_calling(unit, client, opposition.author, opposition.at, noted)
        noted = []


def _carry_erasures(old: Asking, new: Changing, *, grown: bool) -> tuple[int, int]:
    """Erase again whoever was erased since, with those merged into him; count whom no id names."""
    known, unit = StoreReader(old), StoreWriter(new)
    done = set(unit.erasures())
    since = [each for each in known.erasures() if each not in done]
    if not grown:
        return 0, len(since)
    merged = {each.old_client_id for each in unit.aliases()}
    gone = {each.client_id for each in done} | merged
    erased = 0
    for erasure in since:
        joined = (each for each in known.aliases() if each.client_id == erasure.client_id)
        named = {erasure.client_id, *(each.old_client_id for each in joined)}
        for client_id in unit.clients_by_id(sorted(named - gone)):
            erase_in(unit, erasure._replace(client_id=client_id), erasure.at.date())
            erased += 1
    return erased, 0
