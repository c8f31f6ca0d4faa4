"""Who works here: the logins, the managers among them, and those who may be given work."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mplus3_xl.domain.agency.charges import Charge, charge_list, in_service
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.reglages_kept import reglages_in
from mplus3_xl.services.records import User

if TYPE_CHECKING:
    from mplus3_xl.services.ports.glance import Glance
    from mplus3_xl.services.ports.store import Store

Named = Callable[[str | None], str]
"""What gives the name to show, from a login."""


@dataclass(frozen=True, slots=True)
class Names:
    """How people are shown whoever bears a login: by his name, else by the login itself."""

    by_login: Mapping[str, str | None]

    @classmethod
    def among(cls, users: Iterable[User]) -> "Names":
        """Take the names from all the users."""
        return cls({user.login: user.charge_clientele for user in users})

    def __call__(self, login: str | None) -> str:
        """Return what to show of a login."""
        return (login and self.by_login.get(key_of(login))) or login or "Quelqu’un"


def refuse_unless_manager(unit: "Glance", author: str, what: str) -> None:
    """Raise UserError for one who is no manager, as long as there is one; `what` says what for."""
    managers = managers_of(unit)
    if managers and key_of(author) not in managers:
        who = ", ".join(map(names_in(unit), managers))
        raise UserError("reserve_au_manager", what, f"Demandez à : {who}.")


def check_manager(store: "Store", author: str, what: str) -> None:
    """Do the same before a question is asked. Raises UserError."""
    with store.glance() as unit:
        refuse_unless_manager(unit, author, what)


def everybody(store: "Store") -> list[User]:
    """Return all the logins, in their order."""
    with store.glance() as unit:
        return unit.users()


def others_than(store: "Store", login: str) -> list[str]:
    """Return who else works on a store, as people are shown."""
    users = everybody(store)
    others = (user.login for user in users if user.login != key_of(login))
    return sorted({*map(Names.among(users), others)})


def charges_in_service(store: "Store") -> list[str]:
    """Return those who may be given work, in order: a login may stand for one of them."""
    with store.glance() as unit:
        return names_in_service(unit)


def charges_known(store: "Store") -> tuple[Charge, ...]:
    """Return every account manager known, those in service first."""
    with store.glance() as unit:
        users = [user.charge_clientele for user in unit.users() if user.charge_clientele]
        return charge_list(unit.charges(), users, reglages_in(unit).charges)


def names_met(unit: "Glance") -> set[str]:
    """Return the account managers whom the dossiers and the users name."""
    users = (user.charge_clientele for user in unit.users())
    return {*unit.charge_names(), *filter(None, users)}


def names_in_service(unit: "Glance") -> list[str]:
    """Return those who may be given work, in order."""
    return in_service(names_met(unit), reglages_in(unit).charges)


def names_in(unit: "Glance") -> Names:
    """Return how people are shown, for the users of a store that is open."""
    return Names.among(unit.users())


def names_of(store: "Store") -> Names:
    """Return the same for a store, where nothing else of it is read."""
    with store.glance() as unit:
        return names_in(unit)


def name_of(unit: "Glance", login: str | None) -> str:
    """Return how people are shown one who bears a login."""
    return names_in(unit)(login)


def key_of(login: str) -> str:
    """Return a login as it is compared: Windows makes no difference of case."""
    key = login.strip().casefold()
    if not key:
        raise UserError(
            "login_vide",
            "Le nom d’utilisateur est vide.",
            "Tapez le nom avec lequel la personne ouvre sa session.",
        )
    return key


def managers_of(unit: "Glance") -> list[str]:
    """Return the logins of the managers."""
    return [user.login for user in unit.users() if user.manager]
