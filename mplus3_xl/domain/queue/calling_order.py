"""The calling order, and why each dossier stands where it does (R13)."""

from datetime import date, datetime
from typing import NamedTuple

from mplus3_xl.domain.contact.approach import comes_too_late, shut_until
from mplus3_xl.domain.contact.calling_hours import start_of_day
from mplus3_xl.domain.limits import Limits, limit, tries
from mplus3_xl.domain.queue.asked import Asked
from mplus3_xl.domain.vocabulary import Closing, Phase
from mplus3_xl.domain.windows import Window
from mplus3_xl.rules import table


class Place(NamedTuple):
    """Where a case stands in the calling order: its class, the moment within it, and why."""

    rank: int
    at: datetime
    reason: str


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _place(rank: int, day: date, reason: str) -> Place:
    """Return the place of a case that has a day and no hour."""
    return Place(rank, start_of_day(day), reason)


def _moment(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y à %H:%M}"


def _days_left(last: date, today: date) -> str:
    left = (last - today).days
    return {0: "c’est le dernier jour", 1: "encore 1 jour"}.get(left, f"encore {left} jours")


def _closed_place(asked: Asked) -> Place:
    target = asked.approach.window.target
    if asked.closing is None:
        return _place(8, target, "Terminé : tous les objectifs sont atteints.")
    return _place(8, target, f"Clos : {Closing(asked.closing).label}.")


def _waiting_place(asked: Asked, now: datetime, limits: Limits) -> Place | None:
    """Return the place of a dossier that cannot be called now whatever its window, if it is one."""
    approach = asked.approach
    if until := asked.postponed_until:
        return _place(5, until, f"Différé au {_day(until)} : {asked.postponed_reason}.")
    planned = ((asked.callback_at, "Rappel"), (asked.next_try_at, "Prochain essai"))
    waits = [(at, what) for at, what in planned if at is not None and at > now]
    again = shut_until(approach.client_type, approach.contacts, now.date(), limits)
    if waits:
        at, what = min(waits)
        if again is None or asked.callback_at or at.date() >= again:
            return Place(5, at, f"{what} prévu le {_moment(at)}.")
    if again is None:
        return None
    days, most = limit("fenetre_tentatives").quantity(limits), limits["max_tentatives"]
    count = f"{tries(approach.contacts.attempts)} en {days}, pour {most} permis"
    too_late = comes_too_late(approach.appel, approach.window.latest, again)
    late = ", trop tard pour appeler" if too_late else ""
    return _place(5, again, f"Essais épuisés : {count} ; à nouveau permis le {_day(again)}{late}.")


def _window_place(window: Window, today: date) -> Place:
    match window.phase(today):
        case Phase.FENETRE:
            left = _days_left(window.end, today)
            return _place(2, window.end, f"Dans la fenêtre jusqu’au {_day(window.end)} ({left}).")
        case Phase.EN_RETARD:
            reason = f"En retard depuis le {_day(window.end)} : à appeler au plus tard le "
            return _place(3, window.latest, f"{reason}{_day(window.latest)}.")
        case Phase.BIENTOT:
            return _place(4, window.start, f"Bientôt : la fenêtre s’ouvre le {_day(window.start)}.")
        case Phase.TROP_TOT:
            reason = f"Trop tôt : pas d’appel avant le {_day(window.earliest)}."
            return _place(6, window.earliest, reason)
        case Phase.HORS_DELAI:
            reason = f"Hors délai depuis le {_day(window.latest)}."
            return _place(7, window.latest, reason)


def place_of(asked: Asked, now: datetime, limits: Limits) -> Place:
    """Return where a dossier stands on the day of `now`, under the limits in force."""
    place = _place_of(asked, now, limits)
    if not asked.owes_details:
        return place
    return place._replace(reason=f"{place.reason} {table('outcomes')['details']['waits']}")


def _place_of(asked: Asked, now: datetime, limits: Limits) -> Place:
    approach, callback_at = asked.approach, asked.callback_at
    if approach.done:
        return _closed_place(asked)
    if wrong := approach.contacts.wrong_number_on:
        reason = f"Faux numéro, noté le {_day(wrong)} : à corriger avant tout nouvel essai."
        return _place(5, wrong, reason)
    if callback_at is not None and callback_at <= now:
        again = shut_until(approach.client_type, approach.contacts, now.date(), limits)
        shut = f" ; essais épuisés, à nouveau permis le {_day(again)}" if again else ""
        last = approach.window.latest
        if comes_too_late(approach.appel, last, now.date()):
            shut = f" ; trop tard depuis le {_day(last)}, sauf accord d’un responsable"
        return Place(1, callback_at, f"Rappel attendu depuis le {_moment(callback_at)}{shut}.")
    if approach.refused_on is not None and callback_at is None:
        said = f"Bilan refusé le {_day(approach.refused_on)} : gestion seulement, rien à appeler."
        return _place(5, approach.refused_on, said)
    return _waiting_place(asked, now, limits) or _window_place(approach.window, now.date())
