"""What two managers typed on one version of the settings: each keeps what only he changed.

A place is a value (its code), a text (`TEXT` and its code), or a whole list: the absences, the
agencies, the account managers.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from mplus3_xl.domain.agency.absences import PLACE, read_absences
from mplus3_xl.domain.agency.charges import CHARGE, read_charges
from mplus3_xl.domain.agency.sites import AGENCY, read_sites
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.reglages.plan import Known, Proposed
from mplus3_xl.domain.reglages.set_values import REASON, Values, read_values, settings
from mplus3_xl.domain.reglages.versions import Reglages
from mplus3_xl.domain.texts.script_edits import TEXT, label_of_text, read_texts

_LISTS = {
    PLACE: "les absences",
    AGENCY: "les agences et leurs horaires",
    CHARGE: "les chargés de clientèle",
}
_WRONG = "wrong"  # what is held by a place where something cannot be read: like no other


class Merge(NamedTuple):
    """What is to be set on the last version, and the places that both managers changed."""

    typed: Proposed
    both: tuple[str, ...]


def merge(typed: Proposed, shown: Reglages, last: Reglages, known: Known) -> Merge:
    """Compare what is `typed` on the version `shown` with what was saved since, up to `last`."""
    read = dict(_read(typed, shown, known))
    mine = {place for place, what in read.items() if what not in _known(place, shown, last)}
    both = tuple(place for place in read if place in mine and _met(place, read, shown, last))
    kept = Proposed(
        values=[each for each in typed.values if each.code in mine],
        absences=typed.absences if PLACE in mine else None,
        sites=typed.sites if AGENCY in mine else None,
        charges=typed.charges if CHARGE in mine else None,
        texts={code: each for code, each in (typed.texts or {}).items() if TEXT + code in mine}
        or None,
    )
    return Merge(kept, both)


def held(reglages: Reglages, place: str) -> Any:
    """Return what a version of the settings holds at a place, to be compared."""
    lists = {PLACE: reglages.absences, AGENCY: reglages.sites, CHARGE: dict(reglages.charges)}
    if place in lists:
        return lists[place]
    if place.startswith(TEXT):
        return reglages.texts.get(place.removeprefix(TEXT))
    return reglages.values.get(place), reglages.reasons.get(place)


def refused(place: str, last: Reglages, author: str, at: datetime) -> FormProblem:
    """Refuse a place that `author` changed too: who, when, and what stands there now."""
    since = f"le {at:%d/%m/%Y à %H:%M}, depuis que cette feuille est ouverte"
    redo = "rouvrez la feuille par son bouton pour voir ce qui a changé, puis tapez le vôtre"
    if place in _LISTS:
        said = f"{author} a changé {_LISTS[place]} {since} : {redo}."
        return FormProblem(f"{place}.0.0", "reglage_modifie", said)
    if place.startswith(TEXT):
        label = label_of_text(place.removeprefix(TEXT))
        said = f"« {label} » : {author} l’a changé {since} : {redo}."
        return FormProblem(place, "reglage_modifie", said)
    setting = next(each for each in settings() if each.code == place)
    now = setting.said(last.values.get(place, setting.default))
    said = f"« {setting.label} » : {author} a mis {now} {since}. Tapez {now} pour l’accepter, ou"
    return FormProblem(place, "reglage_modifie", f"{said} {redo}.")


def _read(typed: Proposed, shown: Reglages, known: Known) -> Iterator[tuple[str, Any]]:
    """Return what each place that is typed would hold on the version that was shown."""
    (values, reasons), wrong = read_values(typed.values, Values(shown.values, shown.reasons))
    bad = {problem.field.removesuffix(REASON) for problem in wrong}
    for each in typed.values:
        new = (values.get(each.code), reasons.get(each.code))
        yield each.code, _WRONG if each.code in bad else new
    if typed.texts is not None:
        texts, _ = read_texts(typed.texts, shown.texts)
        yield from ((TEXT + code, texts.get(code)) for code in typed.texts)
    if typed.charges is not None:
        charges, found = read_charges(typed.charges, known.charges, known.borne)
        # One who was added, and whom dossiers name since, need not be said to be in service.
        same = {
            name: True for name in shown.charges if shown.charges[name] and name in known.charges
        }
        yield CHARGE, _WRONG if found else {**same, **charges}
    if typed.absences is not None:
        names = {*known.charges, *shown.charges}
        absences, found = read_absences(typed.absences, sorted(names))
        yield PLACE, _WRONG if found else absences
    if typed.sites is not None:
        sites, found = read_sites(typed.sites, ())
        as_shown = sites == (shown.sites or tuple(known.agencies))
        yield AGENCY, _WRONG if found else shown.sites if as_shown else sites


def _known(place: str, shown: Reglages, last: Reglages) -> tuple[Any, Any]:
    return held(shown, place), held(last, place)


def _met(place: str, read: dict[str, Any], shown: Reglages, last: Reglages) -> bool:
    """Say whether a place was changed since, otherwise than it is typed."""
    before, since = _known(place, shown, last)
    if place == CHARGE and read[place] is not _WRONG:
        moved = {name for name in {*before, *since} if before.get(name) != since.get(name)}
        return any(read[place].get(name) != since.get(name) for name in moved)
    return bool(before != since)
