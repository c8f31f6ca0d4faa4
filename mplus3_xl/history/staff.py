"""Who worked in the past: each account manager's login, and his name beside it."""

from datetime import datetime

from mplus3_xl.domain.text import fold
from mplus3_xl.history.follow_up import MANAGER
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.ports.store import Store


def login_of(charge: str | None) -> str:
    """Return the login of an account manager: `ines.carbonel`."""
    return fold(charge or "").replace(" ", ".")


def name_staff(store: Store, now: datetime) -> None:
    """Say who bears each login, as a manager does; none is one, so that anybody may try it all."""
    with store.read() as unit:
        names = sorted(unit.charge_names())
    staff = [Naming(login_of(name), name, manager=False) for name in names]
    name_logins(store, staff, MANAGER, now)
