"""Whose a client is whom the exports of two sites list: a manager decides, no file (§5).

A site claims a client when its own export gives him its agency. He stays where he was, with his
account manager, and the other claim is a difference; he moves when the export of his site gives
him to the other one, or, read beside it in one command, lists him no more.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from mplus3_xl.domain.lagon.drafts import DraftFile, Kind
from mplus3_xl.domain.model import Client, ClientDraft

OWNER = ("agency", "charge_clientele")
"""The fields that say whose a client is."""


class Claim(NamedTuple):
    """What the export of a site says of whose a client is."""

    agency: str
    charge_clientele: str | None


class Ruling(NamedTuple):
    """Whose a client stays, the claims set aside, and whether no other site that was read claims
    him any more.
    """

    kept: Claim
    others: tuple[Claim, ...]
    settled: bool

    def conflicts(self, client_id: int) -> Iterator[tuple[int, str, Any, Any]]:
        """Yield the differences: client id, field, the value kept and the one set aside."""
        for other in self.others:
            for name in OWNER:
                kept, claimed = getattr(self.kept, name), getattr(other, name)
                if claimed is not None and claimed != kept:
                    yield client_id, name, kept, claimed


def sites_read(files: Iterable[DraftFile]) -> frozenset[str]:
    """Return the sites of which a whole client export is there."""
    return frozenset(
        each.scope
        for each in files
        if each.kind is Kind.CLIENTS and not each.partial and each.scope
    )


def ruled(
    files: Sequence[DraftFile],
    copies: Sequence[tuple[int, ClientDraft]],
    client: Client | None,
    read: frozenset[str],
) -> Ruling | None:
    """Say whose a client is, of `copies` (file's position, row); `None` if no two sites differ.

    `client` is the one of the store, `read` are the `sites_read`.
    """
    claims = {
        draft.agency: Claim(draft.agency, draft.charge_clientele)
        for at, draft in reversed(copies)
        if draft.agency and draft.agency == files[at].scope
    }
    home = client.agency if client is not None and client.from_file else None
    if home is None or (home in read and home not in claims):
        home = next(reversed(claims), None)
    if home is None:
        return None
    others = tuple(claim for agency, claim in claims.items() if agency != home)
    known = Claim(home, client.charge_clientele if client is not None else None)
    return Ruling(claims.get(home, known), others, not others and bool(read - {home}))
