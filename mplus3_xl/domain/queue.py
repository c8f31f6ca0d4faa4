"""The queue: what is shown of each dossier, in calling order (R13 to R17).

`QueueRow` is what every screen and export shows of a dossier; its fields bear the French names
of the command line's answers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple, TypeAlias

from mplus3_xl.domain.agencies import Agency
from mplus3_xl.domain.approach import Approach, shut_until
from mplus3_xl.domain.assigning import charge_on, is_assigned
from mplus3_xl.domain.calling_hours import next_slot, soonest_slot, start_of_day
from mplus3_xl.domain.calling_order import Place, approach_of, place_of
from mplus3_xl.domain.cases import Case
from mplus3_xl.domain.contact_gate import Permission, Verdict, gate
from mplus3_xl.domain.limits import Limits
from mplus3_xl.domain.postponing import waits_until
from mplus3_xl.domain.tags import Tags, status
from mplus3_xl.domain.vocabulary import ClientType, Closing, Phase, Status

# What is asked of the gate: of whom, and of which site.
Asked: TypeAlias = tuple[Approach, Agency | None]


class _Placed(NamedTuple):
    """A case, what is known of the client to call, his site, and where the case stands."""

    case: Case
    approach: Approach
    site: Agency | None
    place: Place


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


def _row(
    position: int, placed: _Placed, verdict: Verdict, now: datetime, limits: Limits
) -> QueueRow:
    case, approach, place = placed.case, placed.approach, placed.place
    dossier, client = case.dossier, case.client
    window, done, tags = approach.window, approach.done, dossier.tags
    phase, assigned = window.phase(now.date()), is_assigned(dossier, now.date())
    oldest = client.first_effect
    return QueueRow(
        rang=position,
        raison=place.reason,
        dossier=dossier.id,
        client=client.number,
        nom=client.name,
        type_client=client.client_type,
        agence=dossier.agency,
        charge=charge_on(dossier, now.date()),
        contrats=case.contracts,
        familles=case.families,
        date_effet=dossier.effect_date,
        cible=window.target,
        fenetre_debut=window.start,
        fenetre_fin=window.end,
        au_plus_tot=window.earliest,
        au_plus_tard=window.latest,
        phase=phase,
        eligible=phase is Phase.FENETRE and not done,
        statut=status(tags),
        tags=tags,
        rappel=dossier.callback_at,
        prochain_creneau=None if done else _next_slot(placed, now, limits),
        tentatives_30j=case.contacts.attempts,
        client_existant=oldest is not None and oldest < dossier.effect_date,
        absent_dernier_export=case.absent,
        remplacement_probable=case.probable_replacement,
        cloture=Closing(dossier.closing) if dossier.closing else None,
        telephone=client.phone,
        email=client.email,
        nom_seul=client.name_only,
        permission=verdict.permission,
        permission_raison=verdict.message,
        affecte=assigned,
        titulaire=dossier.charge_clientele if assigned else None,
        affecte_jusquau=dossier.assigned_until if assigned else None,
    )


def _next_slot(placed: _Placed, now: datetime, limits: Limits) -> datetime | None:
    """Return when to call next (R14): not before the attempts allow one more.

    What the client asked for or agreed to is called back at that very moment, whatever the window
    (D12); the gate decides then. Once that moment is past, at the first callable one.
    """
    dossier, approach = placed.case.dossier, placed.approach
    if dossier.callback_at is not None and dossier.callback_at > now:
        return dossier.callback_at
    days = (
        shut_until(approach.client_type, approach.contacts, now.date(), limits),
        None if dossier.callback_at else waits_until(dossier, now.date()),
    )
    planned = (dossier.next_try_at, *(start_of_day(day) for day in days if day))
    after = max([now, *filter(None, planned)])
    if dossier.callback_at is not None:
        return soonest_slot(placed.site, after)
    return next_slot(placed.site, approach.window, after)


def rank(
    cases: Iterable[Case], agencies: Mapping[str, Agency], now: datetime, limits: Limits
) -> list[QueueRow]:
    """Put the cases in calling order (R13) and say why each stands where it does.

    `agencies` maps a site's name to its hours; `limits` are those in force. Ties:
    target, client number, first contract.
    """
    placed = sorted((_placed(case, agencies, now, limits) for case in cases), key=_order)
    verdicts = _verdicts(((each.approach, each.site) for each in placed), now, limits)
    return [
        _row(position, each, verdict, now, limits)
        for position, (each, verdict) in enumerate(zip(placed, verdicts, strict=True), start=1)
    ]


def _placed(case: Case, agencies: Mapping[str, Agency], now: datetime, limits: Limits) -> _Placed:
    approach, site = approach_of(case), agencies.get(case.dossier.agency or "")
    return _Placed(case, approach, site, place_of(case.dossier, approach, now, limits))


def _order(placed: _Placed) -> tuple[int, date, date, str, str]:
    case, place = placed.case, placed.place
    return (
        place.rank,
        place.day,
        case.dossier.target,
        case.client.number or "\uffff",
        case.contracts[0] if case.contracts else "",
    )


def _verdicts(asked: Iterable[Asked], now: datetime, limits: Limits) -> Iterator[Verdict]:
    """Yield what the gate says of each at `now`; it is asked once for those who are alike."""
    known: dict[Asked, Verdict] = {}
    for each in asked:
        if each not in known:
            known[each] = gate(*each, now, limits)
        yield known[each]


def closing_soon(rows: Sequence[QueueRow], today: date, days: int = 3) -> list[QueueRow]:
    """Return the rows whose window closes within `days` days."""
    return [
        row for row in rows if row.phase is Phase.FENETRE and (row.fenetre_fin - today).days <= days
    ]
