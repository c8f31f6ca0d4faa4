"""Who works here: the logins, the managers among them, and those who may be given work."""

from typing import TYPE_CHECKING

from mplus3_xl.domain.charges import Charge, charge_list, in_service
from mplus3_xl.errors import UserError
from mplus3_xl.services.records import User
from mplus3_xl.services.reglages_kept import reglages_in

if TYPE_CHECKING:
    from mplus3_xl.services.ports import Reading, Store


def refuse_unless_manager(unit: "Reading", author: str, what: str) -> None:
    """Raise UserError for one who is no manager, as long as there is one; `what` says what for."""
    managers = managers_of(unit)
    if managers and key_of(author) not in managers:
        raise UserError("reserve_au_manager", what, f"Demandez à : {', '.join(managers)}.")


def check_manager(store: "Store", author: str, what: str) -> None:
    """Do the same before a question is asked. Raises UserError."""
    with store.read() as unit:
        refuse_unless_manager(unit, author, what)


def everybody(store: "Store") -> list[User]:
    """Return all the logins, in their order."""
    with store.read() as unit:
        return unit.users()


def charges_in_service(store: "Store") -> list[str]:
    """Return those who may be given work, in order: a login may stand for one of them."""
    with store.read() as unit:
        return names_in_service(unit)


def charges_known(store: "Store") -> tuple[Charge, ...]:
    """Return every account manager known, those in service first."""
    with store.read() as unit:
        users = [user.charge_clientele for user in unit.users() if user.charge_clientele]
        return charge_list(unit.charges(), users, reglages_in(unit).charges)


def names_met(unit: "Reading") -> set[str]:
    """Return the account managers whom the dossiers and the users name."""
    users = (user.charge_clientele for user in unit.users())
    return {*unit.charge_names(), *filter(None, users)}


def names_in_service(unit: "Reading") -> list[str]:
    """Return those who may be given work, in order."""
    return in_service(names_met(unit), reglages_in(unit).charges)


def name_of(unit: "Reading", login: str | None) -> str:
    """Return who bears a login as the dossiers name him, else the login itself."""
    user = unit.user(key_of(login)) if login else None
    return (user and user.charge_clientele) or login or "Quelqu’un"


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


def managers_of(unit: "Reading") -> list[str]:
    """Return the logins of the managers."""
    return [user.login for user in unit.users() if user.manager]
