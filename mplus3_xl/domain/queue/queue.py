"""The queue: what is shown of each dossier, in calling order (R13 to R17).

`QueueRow` is what every screen and export shows of a dossier; its fields bear the French names
of the command line's answers.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from itertools import repeat
from typing import Any, NamedTuple, TypeAlias

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.contact.gate import Permission
from mplus3_xl.domain.limits import Limits
from mplus3_xl.domain.queue.asked import Asked, asked_of
from mplus3_xl.domain.queue.cases import Case, Profile
from mplus3_xl.domain.queue.standing import Standing, standing
from mplus3_xl.domain.tags import Tags, status
from mplus3_xl.domain.vocabulary import ClientType, Closing, Phase, Status

_Order: TypeAlias = tuple[int, datetime, date]
_Placed: TypeAlias = tuple[Case, tuple[Any, ...]]
"""A case, and what its row shares with those of its profile."""


class QueueRow(NamedTuple):
    """One line of the queue; days are `date`, moments Paris local time.

    What is the dossier's own comes first; what those of its profile share, from `raison` on.
    `charge` is who has the dossier that day; one that was given to him (`affecte`) names its owner,
    and the last day before it is the owner's again.
    """

    rang: int
    dossier: int
    client: str | None
    nom: str
    contrats: tuple[str, ...]
    familles: tuple[str, ...]
    date_effet: date
    client_existant: bool
    absent_dernier_export: bool
    remplacement_probable: bool
    telephone: str | None
    email: str | None
    nom_seul: bool
    charge: str | None
    affecte: bool
    titulaire: str | None
    affecte_jusquau: date | None
    raison: str
    type_client: ClientType | None
    agence: str | None
    cible: date
    fenetre_debut: date
    fenetre_fin: date
    au_plus_tot: date
    au_plus_tard: date
    phase: Phase
    eligible: bool
    statut: Status
    tags: Tags
    rappel: datetime | None
    prochain_creneau: datetime | None
    tentatives_30j: int
    permission: Permission
    permission_raison: str
    cloture: Closing | None


def rank(
    cases: Collection[Case],
    agencies: Mapping[str, Agency],
    now: datetime,
    limits: Limits,
    wanted: Callable[[Asked], bool] = lambda _: True,
) -> list[QueueRow]:
    """Put the cases that are wanted in calling order (R13) and say why each stands where it does.

    `agencies` maps a site's name to its hours; `limits` are those in force. Ties:
    target, client number, first contract, dossier.
    """
    today = now.date()
    placed: defaultdict[_Order, list[_Placed]] = defaultdict(list)
    for alike in _by_profile(cases):
        profile = alike[0].profile
        asked = asked_of(profile, agencies, today)
        if wanted(asked):
            stands = standing(asked, now, limits)
            order = (stands.place.rank, stands.place.at, profile.target)
            shared = _shared(profile, asked, stands)
            placed[order].extend(zip(alike, repeat(shared)))
    ranked = [each for order in sorted(placed) for each in sorted(placed[order], key=_tie)]
    return [
        QueueRow._make((position,) + case[1:] + shared)  # noqa: RUF005 - thousands of rows
        for position, (case, shared) in enumerate(ranked, start=1)
    ]


def _tie(placed: _Placed) -> tuple[str, str, int]:
    """Return what comes first of those whose target is the same."""
    case, _ = placed
    return case.client or "\uffff", case.contrats[0] if case.contrats else "", case.dossier


def _by_profile(cases: Collection[Case]) -> Collection[Sequence[Case]]:
    """Put the cases that share their profile together."""
    alike: defaultdict[int, list[Case]] = defaultdict(list)
    for case in cases:
        alike[id(case.profile)].append(case)
    return alike.values()


def _shared(profile: Profile, asked: Asked, stands: Standing) -> tuple[Any, ...]:
    """Return what the rows of a profile share, in the order of `QueueRow`."""
    return (
        stands.place.reason,
        profile.client_type,
        profile.agency,
        *profile.window,
        stands.phase,
        stands.phase is Phase.FENETRE and not asked.approach.done,
        status(profile),
        profile.tags,
        profile.callback_at,
        stands.slot,
        profile.contacts.attempts,
        stands.permission,
        stands.reason,
        Closing(profile.closing) if profile.closing else None,
    )
