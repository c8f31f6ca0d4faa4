"""Who works here: a login stands for an account manager, and may be a manager's."""

from dataclasses import dataclass
from datetime import datetime

from mplus3_xl.domain.text import fold
from mplus3_xl.errors import UserError
from mplus3_xl.services.ports import Change, Reading, Store, User


@dataclass(frozen=True, slots=True)
class Person:
    """Who is at the keyboard; `known` once a manager said who the login is."""

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


def unknown_logins(store: Store) -> list[User]:
    """Return the logins that nobody named yet: who, and since which day."""
    with store.read() as unit:
        return [user for user in unit.users() if not _person(user).known]


def name_login(
    store: Store, login: str, charge: str | None, manager: bool, author: str, now: datetime
) -> Person:
    """Say which account manager a login stands for, and whether it is a manager's.

    Only a manager may, or anybody as long as there is none. Raises UserError.
    """
    key = _key(login)
    with store.write() as unit:
        _refuse_unless_manager(unit, author)
        old = unit.user(key)
        if old is None:
            old = User(unit.next_id("users"), key, None, False, now.date())
            unit.add_user(old)
        new = old._replace(charge_clientele=_as_known(unit, charge), manager=manager)
        changed = {"charge_clientele": new.charge_clientele, "manager": new.manager}
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
    known = user.charge_clientele is not None or user.manager
    return Person(user.login, user.charge_clientele, user.manager, known)


def _recorded(store: Store, login: str, now: datetime) -> User:
    with store.write() as unit:
        user = unit.user(login)  # another click may have been faster
        if user is None:
            user = User(unit.next_id("users"), login, None, False, now.date())
            unit.add_user(user)
        return user


def _refuse_unless_manager(unit: Reading, author: str) -> None:
    managers = [user.login for user in unit.users() if user.manager]
    if managers and _key(author) not in managers:
        raise UserError(
            "reserve_au_manager",
            "Seul un manager dit qui est qui.",
            f"Demandez à : {', '.join(managers)}.",
        )


def _as_known(unit: Reading, charge: str | None) -> str | None:
    """Write a name as the dossiers do, or as it was typed if none bears it."""
    typed = (charge or "").strip()
    same = (name for name in unit.charge_names() if fold(name) == fold(typed))
    return next(same, typed) or None


def _changes(old: User, new: User) -> list[Change]:
    pairs = [
        ("charge_clientele", old.charge_clientele, new.charge_clientele),
        ("manager", _yes_no(old.manager), _yes_no(new.manager)),
    ]
    return [Change("users", new.id, name, was, now) for name, was, now in pairs if was != now]


def _yes_no(value: bool) -> str:
    return "oui" if value else "non"
