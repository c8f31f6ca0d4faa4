"""A new version of the settings: all that was typed, checked together, and what it changes."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from mplus3_xl.domain.agency.absences import PLACE, AbsenceLine, read_absences
from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.agency.charges import CHARGE, ChargeLine, read_charges, said_charge
from mplus3_xl.domain.agency.sites import AGENCY, Sites, read_sites, said_site
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.limits import limit
from mplus3_xl.domain.reglages.set_values import REASON, Typed, Values, read_values, settings
from mplus3_xl.domain.reglages.versions import Reglages
from mplus3_xl.domain.texts.script_edits import TEXT, read_texts, shown_texts
from mplus3_xl.domain.windows import Spans, window_of
from mplus3_xl.errors import UserError

Difference: TypeAlias = tuple[str, str | None, str | None]
"""A code (or a code and `REASON`), and what it was said to be before and after."""

# Every day of four years: each month end, the 29 February among them.
_EFFECTS = tuple(date(2024, 1, 1) + timedelta(days=at) for at in range(1461))


class Proposed(NamedTuple):
    """What is typed to be set; what is not given stays as it is."""

    values: Sequence[Typed] = ()
    absences: Sequence[AbsenceLine] | None = None
    sites: Sites | None = None
    charges: Sequence[ChargeLine] | None = None
    texts: Mapping[str, str | None] | None = None


class Known(NamedTuple):
    """What is checked against: the agencies in force and those that dossiers bear, the chargés.

    `borne` counts the dossiers of the chargés whose line is gone.
    """

    agencies: Sequence[Agency] = ()
    in_use: Collection[str] = ()
    charges: Collection[str] = ()
    borne: Mapping[str, int] = MappingProxyType({})


NOTHING_KNOWN = Known()


class ReglagesError(UserError):
    """Settings that are refused: all their problems at once, to mark their places."""

    def __init__(self, problems: Iterable[FormProblem]) -> None:
        self.problems = tuple(problems)
        said = " ".join(problem.message for problem in self.problems)
        super().__init__(
            "reglages_refuses",
            f"Aucun réglage n’est changé. {said}",
            "Corrigez ce qui est marqué, puis enregistrez à nouveau.",
        )


def planned(old: Reglages, typed: Proposed, known: Known = NOTHING_KNOWN) -> Reglages:
    """Return the version that follows `old` once `typed` is set.

    Raises ReglagesError with every problem: its place is that of `read_values`, `read_sites`,
    `read_charges`, `read_absences` or `read_texts`.
    """
    (values, reasons), problems = read_values(typed.values, Values(old.values, old.reasons))
    new = old._replace(version=old.version + 1, values=values, reasons=reasons)
    if typed.values:
        problems += _disordered(new, {problem.field for problem in problems})
    names: Collection[str] = {*known.charges, *old.charges}
    if typed.charges is not None:
        charges, found = read_charges(typed.charges, known.charges, known.borne)
        new, names = new._replace(charges=charges), {*known.charges, *charges}
        problems += found
    if typed.absences is not None:
        absences, found = read_absences(typed.absences, sorted(names))
        new = new._replace(absences=absences)
        problems += found
    if typed.sites is not None:
        served = {each.name for each in known.agencies} & {*known.in_use}
        sites, found = read_sites(typed.sites, served)
        if sites != tuple(known.agencies):
            new = new._replace(sites=sites)
        problems += found
    if typed.texts is not None:
        texts, found = read_texts(typed.texts, old.texts)
        new = new._replace(texts=texts)
        problems += found
    if problems:
        raise ReglagesError(problems)
    return new


def differences(old: Reglages, new: Reglages) -> list[Difference]:
    """Return what a version changes."""
    return [
        *_of_values(old, new),
        *_of_sites(old.sites, new.sites),
        *_of_charges(old.charges, new.charges),
        *((PLACE, each.said, None) for each in old.absences if each not in new.absences),
        *((PLACE, None, each.said) for each in new.absences if each not in old.absences),
        *_of_texts(old.texts, new.texts),
    ]


def _of_values(old: Reglages, new: Reglages) -> Iterator[Difference]:
    for setting in settings():
        code = setting.code
        before, after = (side.values.get(code, setting.default) for side in (old, new))
        if before != after:
            yield code, setting.said(before), setting.said(after)
        if old.reasons.get(code) != new.reasons.get(code):
            yield f"{code}{REASON}", old.reasons.get(code), new.reasons.get(code)


def _of_sites(old: Sequence[Agency], new: Sequence[Agency]) -> Iterator[Difference]:
    before, after = ({each.name: said_site(each) for each in side} for side in (old, new))
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield AGENCY, before.get(name), after.get(name)


def _of_charges(old: Mapping[str, bool], new: Mapping[str, bool]) -> Iterator[Difference]:
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield CHARGE, said_charge(name, old.get(name)), said_charge(name, new.get(name))


def _of_texts(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Difference]:
    """Find the texts that change; one that was ours is told in our words."""
    before, after = shown_texts(old), shown_texts(new)
    for code in before:
        if before[code] != after[code]:
            yield f"{TEXT}{code}", before[code], after[code]


def _disordered(new: Reglages, wrong: Collection[str]) -> Iterator[FormProblem]:
    """Find the values that do not hold together, unless one of them is `wrong` by itself."""
    if not {"alerte_tentatives", "max_tentatives"} & {*wrong}:
        yield from _together(new)
    if not {*Spans._fields} & {*wrong}:
        yield from _out_of_order(new.spans)


def _together(new: Reglages) -> Iterator[FormProblem]:
    """Find the limits that do not hold together: an alert that what it warns of would hide.

    A limit of one attempt leaves nothing to warn of: then an alert at one is let be.
    """
    alert, most = new.limits["alerte_tentatives"], new.limits["max_tentatives"]
    fits = max(most - 1, 1)
    if alert > fits:
        said = (
            f"« {limit('alerte_tentatives').label} » ({alert}) ne se montrerait jamais : "
            f"« {limit('max_tentatives').label} » ({most}) arrête les appels avant. "
            f"Tapez au plus {fits}."
        )
        yield FormProblem("alerte_tentatives", "alerte_trop_tard", said)


def _out_of_order(spans: Spans) -> Iterator[FormProblem]:
    """Find a day of effect whose window is not within the days on which one may call."""
    windows = [(effect, window_of(effect, spans)) for effect in _EFFECTS]
    early = next(((day, each) for day, each in windows if each.start < each.earliest), None)
    late = next(((day, each) for day, each in windows if each.end > each.latest), None)
    if early:
        day, window = early
        said = f"s’ouvrirait le {window.start:%d/%m/%Y}, avant le premier jour permis"
        message = _for(day, f"{said} ({window.earliest:%d/%m/%Y})")
        yield FormProblem("earliest_months", "fenetre_trop_tot", message)
    if late:
        day, window = late
        said = f"se fermerait le {window.end:%d/%m/%Y}, après le dernier jour permis"
        message = _for(day, f"{said} ({window.latest:%d/%m/%Y})")
        yield FormProblem("latest_months", "fenetre_trop_tard", message)


def _for(effect: date, said: str) -> str:
    return f"Pour un contrat du {effect:%d/%m/%Y}, la fenêtre {said}."
