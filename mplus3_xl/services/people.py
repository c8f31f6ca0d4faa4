"""Who works here: a login stands for an account manager, and may be a manager's."""

from dataclasses import dataclass
from datetime import datetime

from mplus3_xl.domain.text import fold
from mplus3_xl.errors import UserError
from mplus3_xl.services.ports import Change, Reading, Store, User, Writing


@dataclass(frozen=True, slots=True)
class Person:
    """Who is at the keyboard; `known` once somebody said who the login is."""

    login: str
    charge_clientele: str | None
    manager: bool
    known: bool


def who_am_i(store: Store, login: str, now: datetime) -> Person:
    """Return who bears `login`; one never met is recorded once, for the manager to name."""
    key = _key(login)
    with store.read() as unit:
        user = unit.user(key)
    return _person(user or _recorded(store, key, now))


def everybody(store: Store) -> list[User]:
    """Return all the logins, in their order."""
    with store.read() as unit:
        return unit.users()


def charge_names(store: Store) -> list[str]:
    """Return the names that a login may stand for."""
    with store.read() as unit:
        return unit.charge_names()


def name_oneself(store: Store, login: str, charge: str, now: datetime) -> Person:
    """Say which account manager one is, to be confirmed by a manager; empty: none.

    It is said once. Raises UserError: a name that no dossier bears, or somebody spoke before.
    """
    key = _key(login)
    with store.write() as unit:
        old = _user(unit, key, now)
        if old.named_by is not None:
            raise UserError(
                "deja_nomme",
                f"{old.named_by} a déjà dit qui est « {key} ».",
                "Si ce n’est pas juste, demandez à un responsable de le corriger (Paramètres).",
            )
        name = _known_name(unit, charge)
        return _named(unit, old, old._replace(charge_clientele=name, named_by=key), now, key)


def name_login(
    store: Store, login: str, charge: str | None, manager: bool, author: str, now: datetime
) -> Person:
    """Say which account manager a login stands for, and whether it is a manager's.

    Only a manager may, or anybody as long as there is none. Raises UserError.
    """
    key = _key(login)
    with store.write() as unit:
        _refuse_unless_manager(unit, author)
        old = _user(unit, key, now)
        name = _as_known(unit, charge)
        new = old._replace(charge_clientele=name, manager=manager, named_by=_key(author))
        return _named(unit, old, new, now, author)


def _named(unit: Writing, old: User, new: User, now: datetime, author: str) -> Person:
    changed = {
        "charge_clientele": new.charge_clientele,
        "manager": new.manager,
        "named_by": new.named_by,
    }
    unit.update("users", [(new.id, changed)])
    unit.write_journal(_changes(old, new), now, author)
    return _person(new)


def _key(login: str) -> str:
    """Return a login as it is compared: Windows makes no difference of case."""
    key = login.strip().casefold()
    if not key:
        raise UserError(
            "login_vide",
            "Le nom d’utilisateur est vide.",
            "Tapez le nom avec lequel la personne ouvre sa session.",
        )
    return key


def _person(user: User) -> Person:
    return Person(user.login, user.charge_clientele, user.manager, user.named_by is not None)


def _recorded(store: Store, login: str, now: datetime) -> User:
    with store.write() as unit:
        return _user(unit, login, now)


def _user(unit: Writing, login: str, now: datetime) -> User:
    """Return who bears a login, recorded first if nobody met it."""
    user = unit.user(login)
    if user is None:
        user = User(unit.next_id("users"), login, None, False, now.date())
        unit.add_user(user)
    return user


def _refuse_unless_manager(unit: Reading, author: str) -> None:
    managers = [user.login for user in unit.users() if user.manager]
    if managers and _key(author) not in managers:
        raise UserError(
            "reserve_au_manager",
            "Seul un responsable dit qui est qui.",
            f"Demandez à : {', '.join(managers)}.",
        )


def _as_known(unit: Reading, charge: str | None) -> str | None:
    """Write a name as the dossiers do, or as it was typed if none bears it."""
    typed = (charge or "").strip()
    same = (name for name in unit.charge_names() if fold(name) == fold(typed))
    return next(same, typed) or None


def _known_name(unit: Reading, typed: str) -> str | None:
    """Return the name that the dossiers have. Raises UserError if none of them has it."""
    name, known = _as_known(unit, typed), unit.charge_names()
    if name is not None and name not in known:
        raise UserError(
            "charge_inconnu",
            f"Aucun dossier n’a « {name} » pour chargé de clientèle.",
            f"Choisissez parmi : {', '.join(known) or 'aucun nom connu'}.",
        )
    return name


def _changes(old: User, new: User) -> list[Change]:
    pairs = [
        ("charge_clientele", old.charge_clientele, new.charge_clientele),
        ("manager", _yes_no(old.manager), _yes_no(new.manager)),
    ]
    return [Change("users", new.id, name, was, now) for name, was, now in pairs if was != now]


def _yes_no(value: bool) -> str:
    return "oui" if value else "non"
