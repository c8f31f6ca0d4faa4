"""A folder with one client to call, on the day of the call; who works there is known."""

from pathlib import Path

from mplus3_xl import settings
from mplus3_xl.bootstrap import Workspace, author, open_workspace
from mplus3_xl.services.agency.naming import Naming, name_logins
from tests.conftest import NOW
from tests.domain.invented import EFFECT, dossier
from tests.services.calls import CALL, car, person
from tests.services.desk import fill
from tests.stores import made_in

CHARGE = "Inès Morvan"


def to_call(folder: Path) -> Workspace:
    """A client with two dossiers, the second of contracts old enough to join the first."""
    settings.freeze_day(folder, CALL.date(), CALL.time())
    workspace = open_workspace(folder, settings.own_store(folder), None)
    store = made_in(workspace)
    second = EFFECT.replace(day=EFFECT.day - 16)
    fill(
        store,
        [person()],
        [
            dossier(charge_clientele=CHARGE, agency="Corniche"),
            dossier(second, id=2, charge_clientele=CHARGE, agency="Corniche"),
        ],
        [car(), car(id=2, number="C2", key="C2", dossier_id=2, effect_date=second)],
    )
    name_logins(store, [Naming(author(), CHARGE, True)], "chef", NOW)
    return workspace
