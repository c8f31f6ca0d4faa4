"""The queue: which dossiers to show, in which order, and why (R12 to R17).

`QueueRow` is what every screen and export shows of a dossier; its fields bear the French names
of the command line's answers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from mplus3_xl.domain.agencies import Agency
from mplus3_xl.domain.calling_hours import next_slot
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.tags import Tags, status
from mplus3_xl.domain.vocabulary import ClientType, Closing, Phase, Status
from mplus3_xl.rules import table

_MOST_ATTEMPTS: int = table("attempts")["limit"]["max_tentatives"]["value"]
_SHOWN_PHASES = (Phase.BIENTOT, Phase.FENETRE, Phase.EN_RETARD)


@dataclass(frozen=True, slots=True)
class ClientCard:
    """What the queue shows of a client; `first_effect` is that of his oldest contract (R3)."""

    number: str | None
    name: str
    client_type: ClientType | None
    phone: str | None
    email: str | None
    first_effect: date | None
    name_only: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A dossier with what surrounds it, before it is ranked."""

    dossier: Dossier
    client: ClientCard
    contracts: tuple[str, ...]
    families: tuple[str, ...]
    absent: bool
    probable_replacement: bool
    attempts: int


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue; days are `date`, moments Paris local time."""

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


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a case stands in the calling order: its class, the day within it, and why."""

    rank: int
    day: date
    reason: str


def is_done(dossier: Dossier) -> bool:
    """Say whether nothing is left to do: finished, or closed without success."""
    return dossier.closing is not None or status(dossier.tags) is Status.TERMINE


def is_shown(dossier: Dossier, now: datetime) -> bool:
    """Say whether the queue shows the dossier by default (R12)."""
    if is_done(dossier):
        return False
    due = dossier.callback_at is not None and dossier.callback_at <= now
    under_way = status(dossier.tags) is Status.EN_COURS
    return due or under_way or dossier.window.phase(now.date()) in _SHOWN_PHASES


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _moment(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y à %H:%M}"


def _days_left(last: date, today: date) -> str:
    left = (last - today).days
    return {0: "c’est le dernier jour", 1: "encore 1 jour"}.get(left, f"encore {left} jours")


def _closed_place(dossier: Dossier) -> _Place:
    if dossier.closing is None:
        return _Place(8, dossier.target, "Terminé : tous les objectifs sont atteints.")
    return _Place(8, dossier.target, f"Clos : {Closing(dossier.closing).label}.")


def _waiting_place(case: Case, now: datetime) -> _Place | None:
    """Return the place of a case that cannot be called now whatever its window, if it is one."""
    dossier = case.dossier
    waits = [at for at in (dossier.callback_at, dossier.next_try_at) if at is not None and at > now]
    if waits:
        return _Place(5, min(waits).date(), f"Prochain essai prévu le {_moment(min(waits))}.")
    if case.attempts >= _MOST_ATTEMPTS:
        count = f"{case.attempts} essais en 30 jours, pour {_MOST_ATTEMPTS} permis"
        return _Place(5, dossier.latest, f"Essais épuisés : {count}.")
    return None


def _window_place(dossier: Dossier, today: date) -> _Place:
    window = dossier.window
    match window.phase(today):
        case Phase.FENETRE:
            left = _days_left(window.end, today)
            return _Place(2, window.end, f"Dans la fenêtre jusqu’au {_day(window.end)} ({left}).")
        case Phase.EN_RETARD:
            reason = f"En retard depuis le {_day(window.end)} : à appeler avant le "
            return _Place(3, window.latest, f"{reason}{_day(window.latest)} inclus.")
        case Phase.BIENTOT:
            return _Place(4, window.start, f"Bientôt : la fenêtre s’ouvre le {_day(window.start)}.")
        case Phase.TROP_TOT:
            reason = f"Trop tôt : pas d’appel avant le {_day(window.earliest)}."
            return _Place(6, window.earliest, reason)
        case Phase.HORS_DELAI:
            reason = f"Hors délai depuis le {_day(window.latest)} (plus de 4 mois)."
            return _Place(7, window.latest, reason)


def _place(case: Case, now: datetime) -> _Place:
    dossier = case.dossier
    if is_done(dossier):
        return _closed_place(dossier)
    if dossier.callback_at is not None and dossier.callback_at <= now:
        reason = f"Rappel attendu depuis le {_moment(dossier.callback_at)}."
        return _Place(1, dossier.callback_at.date(), reason)
    return _waiting_place(case, now) or _window_place(dossier, now.date())


def _row(case: Case, place: _Place, agency: Agency | None, now: datetime) -> QueueRow:
    dossier, client, window = case.dossier, case.client, case.dossier.window
    phase, done = window.phase(now.date()), is_done(dossier)
    oldest = client.first_effect
    return QueueRow(
        rang=0,
        raison=place.reason,
        dossier=dossier.id,
        client=client.number,
        nom=client.name,
        type_client=client.client_type,
        agence=dossier.agency,
        charge=dossier.charge_clientele,
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
        statut=status(dossier.tags),
        tags=dossier.tags,
        rappel=dossier.callback_at,
        prochain_creneau=None if done else next_slot(agency, window, now),
        tentatives_30j=case.attempts,
        client_existant=oldest is not None and oldest < dossier.effect_date,
        absent_dernier_export=case.absent,
        remplacement_probable=case.probable_replacement,
        cloture=Closing(dossier.closing) if dossier.closing else None,
        telephone=client.phone,
        email=client.email,
        nom_seul=client.name_only,
    )


def rank(cases: Iterable[Case], agencies: Mapping[str, Agency], now: datetime) -> list[QueueRow]:
    """Put the cases in calling order (R13) and say why each stands where it does.

    `agencies` maps a site's name to its hours. Ties: target, client number, first contract.
    """
    placed = [(case, _place(case, now)) for case in cases]
    placed.sort(
        key=lambda each: (
            each[1].rank,
            each[1].day,
            each[0].dossier.target,
            each[0].client.number or "\uffff",
            each[0].contracts[0] if each[0].contracts else "",
        )
    )
    return [
        replace(_row(case, place, agencies.get(case.dossier.agency or ""), now), rang=position)
        for position, (case, place) in enumerate(placed, start=1)
    ]


def start_of_day(day: date) -> datetime:
    """Return when a day given with `--au` begins: 00:00 (R14)."""
    return datetime.combine(day, time.min)


def closing_soon(rows: Sequence[QueueRow], today: date, days: int = 3) -> list[QueueRow]:
    """Return the rows whose window closes within `days` days."""
    return [
        row for row in rows if row.phase is Phase.FENETRE and (row.fenetre_fin - today).days <= days
    ]
