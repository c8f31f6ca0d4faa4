"""What a manager sets: read, saved as a new version, taken back by another one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from mplus3_xl.domain.absences import Absence, AbsenceLine
from mplus3_xl.domain.reglages import Reglages, Typed, differences, planned
from mplus3_xl.errors import UserError
from mplus3_xl.services.assigning import names_in
from mplus3_xl.services.people import refuse_unless_manager
from mplus3_xl.services.ports import Change, Reading, Store, Writing
from mplus3_xl.services.reglages_ports import SettingsVersion
from mplus3_xl.services.replanning import replan

SUBJECT = "settings_versions"
"""What the journal says a change of the settings is of; its number is the version's."""


class Saved(NamedTuple):
    """The settings after a save: how many values changed, how many dossiers moved with them."""

    reglages: Reglages
    changed: int
    moved: int


def reglages_of(store: Store) -> Reglages:
    """Return the settings in force."""
    with store.read() as unit:
        return reglages_in(unit)


def reglages_in(unit: Reading) -> Reglages:
    """Return the settings in force, within a unit of work."""
    return _reglages(unit.settings_version())


def save_reglages(
    store: Store,
    version: int,
    typed: Sequence[Typed],
    author: str,
    now: datetime,
    away: Sequence[AbsenceLine] | None = None,
) -> Saved:
    """Set what is typed, all or nothing; `version` is the one that it was typed on.

    `away` are all the lines of absences; `None`: they stay.

    Nothing that changes makes no version. Raises UserError: no manager, somebody saved since,
    values that are refused (ReglagesError).
    """
    with store.write() as unit:
        refuse_unless_manager(unit, author, "Seul un responsable change les réglages.")
        last = unit.settings_version()
        old = _reglages(last)
        if last is not None and last.version != version:
            raise UserError(
                "reglages_modifies",
                f"{last.author} a changé les réglages le {last.at:%d/%m/%Y à %H:%M}, depuis que "
                "vous les avez ouverts.",
                "Rouvrez la feuille Paramètres pour les voir ; rien n’a été enregistré.",
            )
        new = planned(old, typed, away, names_in(unit))
        return _follow(unit, old, new, author, now)


def undo_reglages(store: Store, author: str, now: datetime) -> Saved:
    """Set again what stood before the author's own last save of the settings, as a new version.

    Raises UserError: no manager, nothing was set, or somebody else set it.
    """
    with store.write() as unit:
        refuse_unless_manager(unit, author, "Seul un responsable change les réglages.")
        last = unit.settings_version()
        if last is None:
            raise UserError(
                "rien_a_annuler",
                "Les réglages sont ceux d’origine : il n’y a rien à annuler.",
                "Rien n’a été changé.",
            )
        if last.author != author:
            raise UserError(
                "annulation_d_un_autre",
                f"Les réglages en vigueur ont été enregistrés par {last.author}, le "
                f"{last.at:%d/%m/%Y à %H:%M}.",
                "Seul un réglage à soi s’annule ; corrigez-les à la main, puis enregistrez.",
            )
        old, before = _reglages(last), _reglages(unit.settings_version(last.version - 1))
        return _follow(unit, old, before._replace(version=last.version + 1), author, now)


def _follow(unit: Writing, old: Reglages, new: Reglages, author: str, now: datetime) -> Saved:
    """Write the version that follows, and let the dossiers follow it."""
    changes = [Change(SUBJECT, new.version, *each) for each in differences(old, new)]
    if not changes:
        return Saved(old, 0, 0)
    content = {
        "values": dict(new.values),
        "reasons": dict(new.reasons),
        "absences": [
            [each.charge, each.first.isoformat(), each.last.isoformat(), each.stand_in]
            for each in new.absences
        ],
    }
    unit.add_settings(SettingsVersion(new.version, now, author, content))
    moved = replan(unit, new.spans, now.date()) if new.spans != old.spans else []
    unit.write_journal([*changes, *moved], now, author)
    dossiers = {change.subject_id for change in moved if change.subject == "dossiers"}
    return Saved(new, len({change.field.partition(".")[0] for change in changes}), len(dossiers))


def _reglages(kept: SettingsVersion | None) -> Reglages:
    if kept is None:
        return Reglages()
    absences = tuple(
        Absence(charge, date.fromisoformat(first), date.fromisoformat(last), stand_in)
        for charge, first, last, stand_in in kept.content.get("absences", ())
    )
    return Reglages(kept.version, kept.content["values"], kept.content["reasons"], absences)
