"""Who bears a login: it stands for an account manager, and may be a manager's."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from mplus3_xl.domain.agency.charges import NAME_MOST, is_name, not_in_service
from mplus3_xl.domain.text import meant_by
from mplus3_xl.domain.yes_no import yes_no
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.people import (
    key_of,
    managers_of,
    name_of,
    names_in_service,
    refuse_unless_manager,
)
from mplus3_xl.services.agency.users_shown import ShownUser, changed_since, conflicts, meant
from mplus3_xl.services.records import Change, User

if TYPE_CHECKING:
    from mplus3_xl.services.ports.store import Reading, Store, Writing


class Person(NamedTuple):
    """Who is at the keyboard; `known` once somebody said who the login is."""

    login: str
    charge_clientele: str | None
    manager: bool
    known: bool


class Naming(NamedTuple):
    """What is said of a login: its account manager, if it has one, and whether it is a manager.

    Where a sheet `shown` it first, only what differs from there is said; `confirms`: all of it is.
    """

    login: str
    charge_clientele: str | None
    manager: bool
    shown: ShownUser | None = None
    confirms: bool = False


def who_am_i(store: "Store", login: str, now: datetime) -> Person:
    """Return who bears `login`; one never met is recorded once, for the manager to name."""
    key = key_of(login)
    with store.glance() as unit:
        user = unit.user(key)
    return _person(user or _recorded(store, key, now))


def name_oneself(store: "Store", login: str, charge: str, now: datetime) -> Person:
    """Say which account manager one is, to be confirmed by a manager; empty: none.

    It is said once. Raises UserError: nobody in service bears the name, or somebody spoke before.
    """
    key = key_of(login)
    with store.write() as unit:
        old = _user(unit, key, now)
        if old.named_by is not None:
            raise UserError(
                "deja_nomme",
                f"{name_of(unit, old.named_by)} a déjà dit qui est « {key} ».",
                "Si ce n’est pas juste, demandez à un responsable de le corriger (Paramètres).",
            )
        name = _known_name(unit, charge)
        return _named(unit, old, old._replace(charge_clientele=name, named_by=key), now, key)


def name_logins(
    store: "Store", named: Sequence[Naming], author: str, now: datetime
) -> list[Person]:
    """Say which account managers logins stand for, and which are managers': all or none.

    Only a manager may, or anybody as long as there is none; one manager always stays. Raises
    UserError: also for what somebody else changed since it was shown, and who.
    """
    with store.write() as unit:
        managers = managers_of(unit)
        refuse_unless_manager(unit, author, "Seul un responsable dit qui est qui.")
        pairs = [(naming, *_wanted(unit, naming, author, now)) for naming in named]
        if both := [said for each in pairs for said in _both_changed(unit, *each)]:
            raise changed_since(both)
        persons = [
            _named(unit, old, meant(old, new, each.shown) if each.shown else new, now, author)
            for each, old, new in pairs
        ]
        if managers and not managers_of(unit):
            raise UserError(
                "dernier_responsable",
                "Il ne resterait aucun responsable.",
                "Nommez d’abord un autre responsable ; rien n’a été changé.",
            )
        return persons


def _wanted(unit: "Writing", naming: Naming, author: str, now: datetime) -> tuple[User, User]:
    """Return a user as he is, and as he is said to be. Raises UserError."""
    old = _user(unit, key_of(naming.login), now)
    name = _as_known(unit, naming.charge_clientele)
    _refuse_no_name(name)
    return old, old._replace(charge_clientele=name, manager=naming.manager, named_by=key_of(author))


def _both_changed(unit: "Reading", naming: Naming, old: User, new: User) -> list[str]:
    if naming.shown is None:
        return []
    return list(conflicts(unit, old, new, naming.shown, confirms=naming.confirms))


def _named(unit: "Writing", old: User, new: User, now: datetime, author: str) -> Person:
    changed = {
        "charge_clientele": new.charge_clientele,
        "manager": new.manager,
        "named_by": new.named_by,
    }
    unit.update("users", [(new.id, changed)])
    unit.write_journal(_changes(old, new), now, author)
    return _person(new)


def _person(user: User) -> Person:
    return Person(user.login, user.charge_clientele, user.manager, user.named_by is not None)


def _recorded(store: "Store", login: str, now: datetime) -> User:
    with store.write() as unit:
        return _user(unit, login, now)


def _user(unit: "Writing", login: str, now: datetime) -> User:
    """Return who bears a login, recorded first if nobody met it."""
    user = unit.user(login)
    if user is None:
        user = User(unit.next_id("users"), login, None, False, now.date())
        unit.add("users", user)
    return user


def _as_known(unit: "Reading", charge: str | None) -> str | None:
    """Write a name as the dossiers do, or as it was typed if none bears it."""
    typed = (charge or "").strip()
    return meant_by(typed, names_in_service(unit)) or typed or None


def _refuse_no_name(name: str | None) -> None:
    if name is not None and not is_name(name):
        raise UserError(
            "nom_invalide",
            f"« {name} » n’est pas un nom de chargé de clientèle : des lettres, {NAME_MOST} "
            "caractères au plus.",
            "Choisissez-le dans la liste, ou laissez vide qui n’est chargé d’aucun dossier.",
        )


def _known_name(unit: "Reading", typed: str) -> str | None:
    """Return the name that the dossiers have. Raises UserError if nobody has it."""
    name, known = _as_known(unit, typed), names_in_service(unit)
    if name is not None and name not in known:
        raise not_in_service(name, known)
    return name


def _changes(old: User, new: User) -> list[Change]:
    pairs = [
        ("charge_clientele", old.charge_clientele, new.charge_clientele),
        ("manager", yes_no(old.manager).lower(), yes_no(new.manager).lower()),
    ]
    return [Change("users", new.id, name, was, now) for name, was, now in pairs if was != now]
