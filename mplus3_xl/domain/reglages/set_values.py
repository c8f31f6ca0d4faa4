"""The values that a manager sets, one by one: what may be set, and whether what is typed may stand.

A value is a number or a yes/no, under its code in `rules/windows.toml` or `rules/attempts.toml`,
or that of `switches`. Not legal advice: a value that gives more room than the default of the law
needs a written reason, and none passes the bounds of its rule.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from mplus3_xl.domain.call_form import FormProblem, is_blank
from mplus3_xl.domain.limits import limit, said_source
from mplus3_xl.domain.reglages.setting import Setting
from mplus3_xl.domain.reglages.switches import families, gaps, pieces
from mplus3_xl.domain.yes_no import NO, YES, read_yes_no
from mplus3_xl.rules import table

REASON_MOST = 255  # characters
REASON = ".motif"
"""What follows the code of a setting in the name of its reason."""


class Typed(NamedTuple):
    """What the sheet holds of a setting: a number, "Oui", "Non", or whatever was typed."""

    code: str
    value: object
    reason: str | None = None


class Values(NamedTuple):
    """What differs from the rule tables, and why, by code."""

    values: Mapping[str, Any]
    reasons: Mapping[str, str]


def settings() -> tuple[Setting, ...]:
    """Return what a manager may set: limits, families, gaps, pieces."""
    return (*limit_settings(), *families(), *gaps(), *pieces())


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
        if limit(code).settable
    )  # fmt: skip
    return (*spans, *around)


def read_values(typed: Sequence[Typed], old: Values) -> tuple[Values, list[FormProblem]]:
    """Return `old` once `typed` is set, what is not typed being as it was, and what is wrong.

    A problem's place is the code, or the code and `REASON`.
    """
    known = {setting.code: setting for setting in settings()}
    values, reasons = dict(old.values), dict(old.reasons)
    problems: list[FormProblem] = []
    for each in typed:
        setting = known[each.code]
        value = _read(setting, each.value)
        problems += _problems(setting, value, each)
        values.pop(each.code, None)
        reasons.pop(each.code, None)
        if value is not None and value != setting.default:
            values[each.code] = value
            if not is_blank(each.reason):
                reasons[each.code] = (each.reason or "").strip()
    return Values(values, reasons), problems


def _read(setting: Setting, typed: object) -> Any:
    """Return a value as it was meant; None for what cannot be read."""
    if setting.yes_no:
        return read_yes_no(typed)
    if isinstance(typed, str):  # pasted, or typed in a cell that a paste has made one of text
        bare = "".join(typed.split())
        return int(bare) if bare.isascii() and bare.isdecimal() else None
    return typed if isinstance(typed, int) and not isinstance(typed, bool) else None


def _problems(setting: Setting, value: Any, typed: Typed) -> Iterator[FormProblem]:
    label = f"« {setting.label} »"
    if setting.yes_no and value is None:
        said = f"{label} : choisissez {YES} ou {NO}{_found(typed.value)}."
        yield FormProblem(setting.code, "valeur_inconnue", said)
    elif not setting.yes_no and (value is None or not setting.least <= value <= setting.most):
        said = f"{label} : un nombre entier de {setting.least} à {setting.most} {setting.unit}"
        message = f"{said} est attendu{_found(typed.value)} ({said_source(setting.source)})."
        yield FormProblem(setting.code, "valeur_inconnue", message)
    elif setting.is_looser(value) and is_blank(typed.reason):
        said = setting.caution or (
            f"{setting.said(value)} laisse plus de liberté que la règle "
            f"({setting.said(setting.default)}, {said_source(setting.source)})"
        )
        message = f"{label} : {said} : écrivez pourquoi."
        yield FormProblem(f"{setting.code}{REASON}", "motif_absent", message)
    if len(typed.reason or "") > REASON_MOST:
        message = f"{label} : le motif tient en {REASON_MOST} caractères."
        yield FormProblem(f"{setting.code}{REASON}", "motif_trop_long", message)


def _found(typed: object) -> str:
    return f", pas « {typed} »" if typed not in (None, "") else ""
