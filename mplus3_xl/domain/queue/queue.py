"""The queue: what is shown of each dossier, in calling order (R13 to R17).

`QueueRow` is what every screen and export shows of a dossier; its fields bear the French names
of the command line's answers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import NamedTuple, TypeAlias

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.contact.gate import Permission
from mplus3_xl.domain.limits import Limits
from mplus3_xl.domain.queue.asked import Asked, asked_of
from mplus3_xl.domain.queue.assigning import charge_on, is_assigned
from mplus3_xl.domain.queue.cases import Case
from mplus3_xl.domain.queue.standing import Standing, standing
from mplus3_xl.domain.tags import Tags, status
from mplus3_xl.domain.vocabulary import ClientType, Closing, Phase, Status
from mplus3_xl.domain.windows import closes_soon

_Placed: TypeAlias = tuple[Case, Asked, Standing]
"""A case, what the hour is asked about it, and where it stands."""


class QueueRow(NamedTuple):
    """One line of the queue; days are `date`, moments Paris local time.

    `charge` is who has the dossier that day; one that was given to him (`affecte`) names its owner,
    and the last day before it is the owner's again.
    """

    rang: int
    raison: str
    dossier: int
    client: str | None
    nom: str
    type_client: ClientType | None
    agence: str | None
    charge: str | None
    contrats: tuple[str, ...]
    familles: tuple[str, ...]
    date_effet: date
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
    client_existant: bool
    absent_dernier_export: bool
    remplacement_probable: bool
    cloture: Closing | None
    telephone: str | None
    email: str | None
    nom_seul: bool = False
    permission: Permission = Permission.PERMIS
    permission_raison: str = ""
    affecte: bool = False
    titulaire: str | None = None
    affecte_jusquau: date | None = None


def _row(position: int, placed: _Placed, today: date) -> QueueRow:
    case, asked, stands = placed
    dossier, client, approach = case.dossier, case.client, asked.approach
    window, assigned = approach.window, is_assigned(dossier, today)
    return QueueRow(  # by position: 36 names would take five times as long, thousands of times
        position,
        stands.place.reason,
        dossier.id,
        client.number,
        client.name,
        client.client_type,
        dossier.agency,
        charge_on(dossier, today),
        case.contracts,
        case.families,
        dossier.effect_date,
        window.target,
        window.start,
        window.end,
        window.earliest,
        window.latest,
        stands.phase,
        stands.phase is Phase.FENETRE and not approach.done,
        status(dossier),
        dossier.tags,
        dossier.callback_at,
        stands.slot,
        case.contacts.attempts,
        case.is_existing_client,
        case.absent,
        case.probable_replacement,
        Closing(dossier.closing) if dossier.closing else None,
        client.phone,
        client.email,
        client.name_only,
        stands.permission,
        stands.reason,
        assigned,
        dossier.charge_clientele if assigned else None,
        dossier.assigned_until if assigned else None,
    )


def rank(
    cases: Iterable[Case],
    agencies: Mapping[str, Agency],
    now: datetime,
    limits: Limits,
    wanted: Callable[[Asked], bool] = lambda _: True,
) -> list[QueueRow]:
    """Put the cases that are wanted in calling order (R13) and say why each stands where it does.

    `agencies` maps a site's name to its hours; `limits` are those in force. Ties:
    target, client number, first contract.
    """
    today = now.date()

    @cache
    def stands_where(asked: Asked) -> Standing | None:
        return standing(asked, now, limits) if wanted(asked) else None

    placed: list[_Placed] = []
    for case in cases:
        asked = asked_of(case, agencies, today)
        if stands := stands_where(asked):
            placed.append((case, asked, stands))
    placed.sort(key=_order)
    return [_row(position, each, today) for position, each in enumerate(placed, start=1)]


def _order(placed: _Placed) -> tuple[int, datetime, date, str, str]:
    case, _, (*_, place) = placed
    return (
        place.rank,
        place.at,
        case.dossier.target,
        case.client.number or "\uffff",
        case.contracts[0] if case.contracts else "",
    )


def closing_soon(rows: Sequence[QueueRow], today: date) -> list[QueueRow]:
    """Return the rows whose window is about to close."""
    return [
        row for row in rows if row.phase is Phase.FENETRE and closes_soon(row.fenetre_fin, today)
    ]
