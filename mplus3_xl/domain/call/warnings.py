"""What is said of a call that is saved, without refusing it: what to tell, when to try again."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from mplus3_xl.domain.call.facts import CallFacts
from mplus3_xl.domain.call.tries import CallSetting, Try, shut_after
from mplus3_xl.domain.call_form import FieldAnswer
from mplus3_xl.domain.contact.approach import comes_too_late
from mplus3_xl.domain.contact.outcomes import Outcome
from mplus3_xl.domain.limits import Limits, limit
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.vocabulary import FieldState, Tag


def try_warnings(
    facts: CallFacts, tried: Try | None, dossier: Dossier, setting: CallSetting
) -> tuple[str, ...]:
    """Say what a callback or a next try comes up against; `dossier` is as it will be."""
    called_back = tried.effect.callback_at if tried else None
    return (
        *callback_warnings(called_back, dossier.appel, dossier.latest),
        *_no_try(tried, dossier),
        *_shut_callback(facts, tried, dossier, setting),
    )


def _no_try(tried: Try | None, dossier: Dossier) -> Iterator[str]:
    if tried is not None:
        again = tried.effect.next_try_at
        yield from no_try_warnings(tried.outcome, again, dossier.appel, dossier.latest)


def _shut_callback(
    facts: CallFacts, tried: Try | None, dossier: Dossier, setting: CallSetting
) -> Iterator[str]:
    """Warn of a callback that comes before the attempts, this one with them, allow one more."""
    callback_at = tried.effect.callback_at if tried else None
    if tried is None or callback_at is None:
        return
    again = shut_after(facts, tried.effect, callback_at.date(), setting)
    appel, last = dossier.appel, dossier.latest
    yield from shut_callback_warnings(callback_at, again, appel, last, setting.limits)


def calls_to_tell(
    facts: CallFacts, fields: Sequence[FieldAnswer], setting: CallSetting
) -> Iterator[str]:
    """Remind to tell the client about commercial calls once his phone changes (L223-2)."""
    known = {answer.code: answer for answer in facts.fields}
    for answer in fields:
        changed = answer.state is FieldState.MODIFIE and answer != known.get(answer.code)
        if answer.code == "telephone" and changed and setting.limits["info_telephone"]:
            yield limit("info_telephone").said(setting.limits)


def callback_warnings(callback_at: datetime | None, appel: Tag | None, last: date) -> Iterator[str]:
    """Warn of a callback after the last day to call: a first contact is refused by then (D6)."""
    if callback_at is not None and comes_too_late(appel, last, callback_at.date()):
        yield (
            f"Le rappel du {callback_at:%d/%m/%Y} vient après le dernier jour pour appeler, le "
            f"{last:%d/%m/%Y} : il faudra un motif et le nom d’un responsable. Convenez plutôt "
            "d’un jour plus proche."
        )


def no_try_warnings(
    outcome: Outcome, next_try_at: datetime | None, appel: Tag | None, last: date
) -> Iterator[str]:
    """Warn that nobody will try again: no moment is left up to the last day to call (D6)."""
    if outcome.retry and next_try_at is None and appel is not Tag.OK:
        yield (
            f"Plus aucun essai n’est possible avant le dernier jour pour appeler, le "
            f"{last:%d/%m/%Y} : écrivez au client, qu’il vous appelle."
        )


def shut_callback_warnings(
    callback_at: datetime, shut_until: date | None, appel: Tag | None, last: date, limits: Limits
) -> Iterator[str]:
    """Warn of a callback that the attempts will not allow: the gate refuses it by then (R15)."""
    if shut_until is None:
        return
    cure = f"Convenez d’un jour à partir du {shut_until:%d/%m/%Y}, ou laissez"
    if comes_too_late(appel, last, shut_until):
        cure = f"C’est après le dernier jour pour appeler, le {last:%d/%m/%Y} : laissez"
    most, days = limits["max_tentatives"], limit("fenetre_tentatives").quantity(limits)
    made = "le seul essai permis" if most == 1 else f"les {most} essais permis"
    yield (
        f"Le rappel du {callback_at:%d/%m/%Y} sera refusé : {made} en {days} "
        f"{'est pris' if most == 1 else 'sont pris'} jusqu’au "
        f"{shut_until - timedelta(days=1):%d/%m/%Y}. {cure} le client vous appeler."
    )
