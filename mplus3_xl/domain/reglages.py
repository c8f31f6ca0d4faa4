"""What a manager sets: the values that replace those of the rule tables, version after version.

A value is a number or a yes/no, under its code in `rules/windows.toml` or `rules/attempts.toml`,
or that of `switches`; version 0 is the rule tables themselves. Not legal advice: a value that gives
more room than the default of the law needs a written reason, and none passes the bounds of its
rule.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from mplus3_xl.domain.absences import PLACE, Absence, AbsenceLine, read_absences
from mplus3_xl.domain.bilan.offer import Offer
from mplus3_xl.domain.call_form import FormProblem, is_blank
from mplus3_xl.domain.limits import Limits, default_limits
from mplus3_xl.domain.setting import Setting
from mplus3_xl.domain.switches import families, gaps, offer_of
from mplus3_xl.domain.windows import DEFAULT_SPANS, Spans, window_of
from mplus3_xl.errors import UserError
from mplus3_xl.rules import table

REASON_MOST = 255  # characters
REASON = ".motif"
"""What follows the code of a setting in the name of its reason."""
_YES_NO = {"Oui": True, "Non": False}
# Every day of four years: each month end, the 29 February among them.
_EFFECTS = tuple(date(2024, 1, 1) + timedelta(days=at) for at in range(1461))


class Typed(NamedTuple):
    """What the sheet holds of a setting: a number, "Oui", "Non", or whatever was typed."""

    code: str
    value: object
    reason: str | None = None


class Reglages(NamedTuple):
    """The settings of one version: what differs from the rule tables, and why, by code.

    `absences` are all those that are known, past ones too.
    """

    version: int = 0
    values: Mapping[str, Any] = {}
    reasons: Mapping[str, str] = {}
    absences: tuple[Absence, ...] = ()

    @property
    def limits(self) -> Limits:
        """The limits in force around a call."""
        known = default_limits()
        return {**known, **{code: self.values[code] for code in known if code in self.values}}

    @property
    def spans(self) -> Spans:
        """The spans in force of a window."""
        set_ = {code: self.values[code] for code in Spans._fields if code in self.values}
        return DEFAULT_SPANS._replace(**set_)

    @property
    def offer(self) -> Offer:
        """The families and the gaps that are gone through in a bilan."""
        return offer_of(self.values)


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


def settings() -> tuple[Setting, ...]:
    """Return what a manager may set: the limits, then the families, then the gaps."""
    return (*limit_settings(), *families(), *gaps())


def limit_settings() -> tuple[Setting, ...]:
    """Return the limits and the windows that he may set, in the order of the rule tables."""
    windows, limits = table("windows"), table("attempts")["limit"]
    spans = (
        Setting(
            code, entry["label"], entry["unit"], windows[code], entry["source"],
            least=entry["least"], most=entry["most"],
        )
        for code, entry in windows["setting"].items()
    )  # fmt: skip
    around = (
        Setting(
            code, entry["label"], entry["unit"], entry["value"], entry["source"],
            entry["looser"], entry.get("least", 0), entry.get("most", 0),
        )
        for code, entry in limits.items()
        if "looser" in entry
    )  # fmt: skip
    return (*spans, *around)


def planned(
    old: Reglages,
    typed: Sequence[Typed],
    away: Sequence[AbsenceLine] | None = None,
    names: Collection[str] = (),
) -> Reglages:
    """Return the version that follows `old` once `typed` is set; what is not typed stays.

    `away` are all the lines of absences, `names` those of the account managers. Raises
    ReglagesError with every problem: its place is the code, or the code and `REASON`, or that of
    `read_absences`.
    """
    known = {setting.code: setting for setting in settings()}
    problems: list[FormProblem] = []
    values, reasons = dict(old.values), dict(old.reasons)
    for each in typed:
        setting = known[each.code]
        value = _read(setting, each.value)
        found = list(_problems(setting, value, each))
        problems += found
        values.pop(each.code, None)
        reasons.pop(each.code, None)
        if value is not None and value != setting.default:
            values[each.code] = value
            if not is_blank(each.reason):
                reasons[each.code] = (each.reason or "").strip()
    absences = old.absences
    if away is not None:
        absences, found = read_absences(away, names)
        problems += found
    new = Reglages(old.version + 1, values, reasons, absences)
    wrong = {problem.field for problem in problems}
    if not wrong & {"alerte_tentatives", "max_tentatives"}:
        problems += _together(new)
    if not wrong & set(Spans._fields):
        problems += _out_of_order(new.spans)
    if problems:
        raise ReglagesError(problems)
    return new


def differences(old: Reglages, new: Reglages) -> list[tuple[str, str | None, str | None]]:
    """Return what a version changes: code (or code and `REASON`), before, after."""
    found: list[tuple[str, str | None, str | None]] = []
    for setting in settings():
        code = setting.code
        before, after = (side.values.get(code, setting.default) for side in (old, new))
        if before != after:
            found.append((code, setting.said(before), setting.said(after)))
        if old.reasons.get(code) != new.reasons.get(code):
            found.append((f"{code}{REASON}", old.reasons.get(code), new.reasons.get(code)))
    found += [(PLACE, each.said, None) for each in old.absences if each not in new.absences]
    found += [(PLACE, None, each.said) for each in new.absences if each not in old.absences]
    return found


def _read(setting: Setting, typed: object) -> Any:
    """Return a value as it was meant; None for what cannot be read."""
    if setting.yes_no:
        return _YES_NO.get(str(typed))
    return typed if isinstance(typed, int) and not isinstance(typed, bool) else None


def _problems(setting: Setting, value: Any, typed: Typed) -> Iterator[FormProblem]:
    label = f"« {setting.label} »"
    if setting.yes_no and value is None:
        said = f"{label} : choisissez Oui ou Non{_found(typed.value)}."
        yield FormProblem(setting.code, "valeur_inconnue", said)
    elif not setting.yes_no and (value is None or not setting.least <= value <= setting.most):
        said = f"{label} : un nombre entier de {setting.least} à {setting.most} {setting.unit}"
        message = f"{said} est attendu{_found(typed.value)} ({setting.source})."
        yield FormProblem(setting.code, "valeur_inconnue", message)
    elif setting.is_looser(value) and is_blank(typed.reason):
        said = setting.caution or (
            f"{setting.said(value)} laisse plus de liberté que la règle "
            f"({setting.said(setting.default)}, {setting.source})"
        )
        message = f"{label} : {said} : écrivez pourquoi."
        yield FormProblem(f"{setting.code}{REASON}", "motif_absent", message)
    if len(typed.reason or "") > REASON_MOST:
        message = f"{label} : le motif tient en {REASON_MOST} caractères."
        yield FormProblem(f"{setting.code}{REASON}", "motif_trop_long", message)


def _found(typed: object) -> str:
    return f", pas « {typed} »" if typed not in (None, "") else ""


def _together(new: Reglages) -> Iterator[FormProblem]:
    """Find the limits that do not hold together: an alert after what it warns of."""
    alert, most = new.limits["alerte_tentatives"], new.limits["max_tentatives"]
    if alert > most:
        said = f"L’alerte ({alert} essais) viendrait après la limite ({most} essais)."
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
