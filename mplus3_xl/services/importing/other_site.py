"""Whom the export of another site than his changed: what the last export of Lagon says is taken.

Where the two sites claim a client, `domain.lagon.site_claims` decides. Elsewhere nothing says which
of them knows better: the person who imports is told who, to look at him in Lagon.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mplus3_xl.domain.lagon.drafts import DraftFile, Kind
from mplus3_xl.domain.model import Client
from mplus3_xl.layout.french import count, first_of

_MOST_NAMED = 5


class OtherSite(NamedTuple):
    """Clients as staff read them: those who change site, those whom another site's file changed."""

    moved: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def by_other_site(
    files: Sequence[DraftFile], changed: Iterable[tuple[Client, Client]]
) -> OtherSite:
    """Find them among the clients that an import changed, as they were and as they will be."""
    pairs = [(old, new) for old, new in changed if old.agency and new.agency]
    read = _sites_by_number(files)
    moved = [each for each in pairs if each[0].agency != each[1].agency]
    taken = [
        new
        for old, new in pairs
        if old.agency == new.agency
        if (sites := read.get(new.number or "")) and new.agency not in sites
    ]
    return OtherSite(
        tuple(f"{new.name}, {old.agency} → {new.agency}" for old, new in moved),
        tuple(f"{new.name}, {new.agency}" for new in taken),
    )


def _sites_by_number(files: Sequence[DraftFile]) -> dict[str, set[str]]:
    """Return the sites whose client exports list each client."""
    sites: dict[str, set[str]] = {}
    for file in files:
        if file.kind is Kind.CLIENTS and file.scope:
            for draft in file.clients:
                sites.setdefault(draft.number, set()).add(file.scope)
    return sites


def other_site_said(found: OtherSite) -> Iterator[str]:
    """Say how many, and who."""
    if found.moved:
        moved = count(len(found.moved), "client change", "clients changent")
        yield f"{moved} d’agence ({_listed(found.moved)}) : à vérifier dans Lagon."
    if found.changed:
        changed = count(len(found.changed), "client modifié", "clients modifiés")
        yield (
            f"{changed} par l’export d’une autre agence que la sienne ({_listed(found.changed)}) : "
            "à vérifier dans Lagon."
        )


def _listed(names: Sequence[str]) -> str:
    return first_of(names, _MOST_NAMED, " ; ", " ; ")
