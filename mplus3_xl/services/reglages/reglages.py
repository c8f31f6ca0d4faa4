"""What a manager sets: read, saved as a new version, taken back by another one."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.agency.charges import without_line
from mplus3_xl.domain.reglages.merge import held, merge, refused
from mplus3_xl.domain.reglages.plan import (
    Difference,
    Known,
    Proposed,
    ReglagesError,
    differences,
    planned,
)
from mplus3_xl.domain.reglages.versions import Reglages
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.people import name_of, names_in, names_met, refuse_unless_manager
from mplus3_xl.services.agency.reglages_kept import kept_content, reglages_from
from mplus3_xl.services.ports.store import Reading, Store, Writing
from mplus3_xl.services.queue.replanning import keeping_their_days, replan
from mplus3_xl.services.records import Change, SettingsVersion
from mplus3_xl.services.reglages.callbacks import callbacks_shut_out

SUBJECT = "settings_versions"
"""What the journal says a change of the settings is of; its number is the version's."""

RESERVED = "Seul un responsable change les réglages."


class Saved(NamedTuple):
    """The settings after a save: how many values changed, how many dossiers moved with them.

    `told` is each change, as the journal has it; `kept` counts the dossiers that would move too,
    had nobody worked on them, `shut_out` the callbacks that are no longer within the hours.
    """

    reglages: Reglages
    changed: int
    moved: int
    told: tuple[Difference, ...] = ()
    kept: int = 0
    shut_out: int = 0


def save_reglages(
    store: Store,
    version: int,
    typed: Proposed,
    author: str,
    now: datetime,
    own: Sequence[Agency] = (),
) -> Saved:
    """Set what is typed, all or nothing; `version` is the one that it was typed on.

    What was saved since stays, and what is typed as it was shown is not set again. `own` are the
    agencies of the folder, in force as long as none was set. Nothing that changes makes no version.
    Raises UserError: no manager, a version that the store does not know, values that are refused,
    those that somebody changed since among them (ReglagesError).
    """
    with store.write() as unit:
        refuse_unless_manager(unit, author, RESERVED)
        old, new = _planned(unit, version, typed, author, own)
        return _follow(unit, old, new, own, author, now)


def is_set(
    store: Store, version: int, typed: Proposed, author: str, own: Sequence[Agency] = ()
) -> bool:
    """Say whether what is typed is what is set: saving it would neither change it nor be refused.

    The arguments are those of `save_reglages`.
    """
    with store.read() as unit:
        try:
            return not _told(*_planned(unit, version, typed, author, own), own)
        except UserError:
            return False


def _planned(
    unit: Reading, version: int, typed: Proposed, author: str, own: Sequence[Agency]
) -> tuple[Reglages, Reglages]:
    """Return the settings in force and those that follow. Raises UserError, ReglagesError."""
    last = unit.settings_version()
    old = reglages_from(last)
    gone = without_line(typed.charges or ())
    borne = {name: unit.dossiers_bearing(name) for name in gone}
    known = Known(_in_force(old, own), unit.agency_names(), names_met(unit), borne)
    if last is not None and last.version != version:
        shown_on = known._replace(agencies=own)
        typed = _merged(unit, version, last, typed, shown_on, author)
    return old, planned(old, typed, known)


def _merged(
    unit: Reading, version: int, last: SettingsVersion, typed: Proposed, known: Known, author: str
) -> Proposed:
    """Return what is to be set on what was saved since. Raises UserError, ReglagesError."""
    shown = reglages_from(unit.settings_version(version))
    if shown.version != version:
        raise _changed_since(last, None if last.author == author else name_of(unit, last.author))
    now = reglages_from(last)
    kept, both = merge(typed, shown, now, known)
    if both:
        made = ((place, _last_to_change(unit, place, last, shown)) for place in both)
        named = names_in(unit)
        raise ReglagesError(
            refused(place, now, named(each.author), each.at) for place, each in made
        )
    return kept


def _last_to_change(
    unit: Reading, place: str, last: SettingsVersion, shown: Reglages
) -> SettingsVersion:
    """Return the latest version, after the one that was shown, that changed a place."""
    made = last
    while made.version > shown.version + 1:
        before = unit.settings_before(made.version)
        if before is None or held(reglages_from(before), place) != held(reglages_from(made), place):
            return made
        made = before
    return made


def _changed_since(last: SettingsVersion, other: str | None) -> UserError:
    who = f"{other} a" if other else "Vous avez"
    return UserError(
        "reglages_modifies",
        f"{who} changé les réglages le {last.at:%d/%m/%Y à %H:%M}, depuis que cette feuille est "
        "ouverte : rien n’a été enregistré, et ce que vous avez tapé est encore là.",
        "Notez-le, rouvrez la feuille par son bouton (Paramètres ou Scripts), qui montre ce qui a "
        "changé, et tapez-le à nouveau.",
    )


def undo_reglages(store: Store, author: str, now: datetime, own: Sequence[Agency] = ()) -> Saved:
    """Set again what stood before the author's own last save of the settings, as a new version.

    `own` is as for `save_reglages`. Raises UserError: no manager, nothing was set, somebody else
    set it, or dossiers came since to an agency that it added.
    """
    with store.write() as unit:
        refuse_unless_manager(unit, author, RESERVED)
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
                f"Les réglages en vigueur ont été enregistrés par {name_of(unit, last.author)}, le "
                f"{last.at:%d/%m/%Y à %H:%M}.",
                "Seul un réglage à soi s’annule ; corrigez-les à la main, puis enregistrez.",
            )
        old, before = reglages_from(last), reglages_from(unit.settings_before(last.version))
        new = before._replace(version=last.version + 1)
        _refuse_loss(unit, _in_force(old, own), _in_force(new, own))
        return _follow(unit, old, new, own, author, now)


def _refuse_loss(unit: Reading, old: Sequence[Agency], new: Sequence[Agency]) -> None:
    """Refuse that an agency leaves whose dossiers would have neither hours nor insurer."""
    gone = {each.name for each in old} - {each.name for each in new}
    if lost := sorted(gone & {*unit.agency_names()}):
        raise UserError(
            "annulation_d_une_agence",
            f"Des dossiers sont à présent à l’agence {', '.join(lost)}, que cet enregistrement a "
            "ajoutée.",
            "Rien n’a été annulé : corrigez à la main le reste de ce qu’il a changé, puis "
            "enregistrez.",
        )


def _in_force(reglages: Reglages, own: Sequence[Agency]) -> tuple[Agency, ...]:
    """Return the agencies that a manager set, else those of the folder."""
    return reglages.sites or tuple(own)


def _told(old: Reglages, new: Reglages, own: Sequence[Agency]) -> list[Difference]:
    """Return what changes, where agencies that nobody set are those of the folder."""
    return differences(
        old._replace(sites=_in_force(old, own)), new._replace(sites=_in_force(new, own))
    )


def _follow(
    unit: Writing,
    old: Reglages,
    new: Reglages,
    own: Sequence[Agency],
    author: str,
    now: datetime,
) -> Saved:
    """Write the version that follows, and let the dossiers follow it."""
    told = _told(old, new, own)
    changes = [Change(SUBJECT, new.version, *each) for each in told]
    if not changes:
        return Saved(old, 0, 0)
    unit.add_settings(SettingsVersion(new.version, now, author, kept_content(new)))
    moved = replan(unit, new.spans, now.date()) if new.spans != old.spans else []
    unit.write_journal([*changes, *moved], now, author)
    dossiers = {change.subject_id for change in moved if change.subject == "dossiers"}
    changed = {change.field.partition(".")[0] for change in changes}
    kept = keeping_their_days(unit, new.spans) if new.spans != old.spans else 0
    before, after = _in_force(old, own), _in_force(new, own)
    shut_out = callbacks_shut_out(unit, before, after, now) if before != after else 0
    return Saved(new, len(changed), len(dossiers), tuple(told), kept, shut_out)
