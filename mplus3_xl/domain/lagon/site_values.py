"""What the exports of two sites say of one client: that of his own site is believed (§5).

What the export of a site says whose claim is set aside only fills what is empty; the rest of it is
a difference, for a manager to settle in Lagon.
"""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from mplus3_xl.domain.client.contacts import same_value
from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.domain.lagon.site_claims import OWNER, Ruling
from mplus3_xl.domain.model import Client, ClientDraft

Copy = tuple[int, ClientDraft]
"""A row of a client, with its file's position in the command."""


class Aside(NamedTuple):
    """What is not believed, field by field: (the value that stays, the one set aside); and the
    fields of which both sites say the same.
    """

    differing: dict[str, tuple[Any, Any]]
    agreed: set[str]


def believed(
    files: Sequence[DraftFile], copies: Sequence[Copy], client: Client | None, ruling: Ruling | None
) -> tuple[list[Copy], list[Copy]]:
    """Part the rows of a client into those that are believed, his own site's last, and others."""
    home = ruling.kept.agency if ruling else client and client.agency
    aside = {claim.agency for claim in ruling.others} if ruling else set()
    own = [copy for copy in copies if files[copy[0]].scope not in aside]
    theirs = [copy for copy in copies if files[copy[0]].scope in aside]
    return sorted(own, key=lambda copy: files[copy[0]].scope == home), theirs


def set_aside(
    files: Sequence[DraftFile],
    theirs: Sequence[Copy],
    client: Client | None,
    offered: dict[str, Any],
    entered: Collection[str],
) -> Aside:
    """Fill what is empty of `offered` and of the client with what `theirs` say; return the rest.

    What a person entered is compared elsewhere (`entered.said_otherwise`).
    """
    aside = Aside({}, set())
    for at, draft in theirs:
        for name in files[at].fields - {"number", *OWNER}:
            value, kept = getattr(draft, name), offered.get(name, getattr(client, name, None))
            if value is None:
                continue
            if name in entered or kept is None:
                offered[name] = value if offered.get(name) is None else offered[name]
            elif same_value(name, kept, value):
                aside.agreed.add(name)
            else:
                aside.differing[name] = (kept, value)
    return aside
