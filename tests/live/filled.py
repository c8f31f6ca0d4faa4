"""A folder to work in, with as many invented dossiers as a test wants, all of one chargé."""

from pathlib import Path

from mplus3_xl import settings
from mplus3_xl.bootstrap import Workspace, author, open_workspace
from mplus3_xl.demo import DAY, HOUR
from mplus3_xl.domain.text import fold
from mplus3_xl.services.agency.naming import Naming, name_logins
from tests.conftest import NOW
from tests.domain.invented import client, contract, dossier
from tests.services.desk import fill
from tests.stores import made_in

CHARGE = "Hugo Mazin"
ODD_NAMES = ("=1+1", "DE LA TOUR-DU-PIN-CHAMBLY Marie-Hélène Éléonore Françoise", "ŒUVRARD Noël")
"""Names that a sheet could misread or cut."""


def filled(folder: Path, count: int) -> Workspace:
    """A folder whose store holds `count` dossiers, to be called now; who works there is known."""
    settings.freeze_day(folder, DAY, HOUR)
    workspace = open_workspace(folder, settings.own_store(folder), None)
    store, ids = made_in(workspace), range(1, count + 1)
    named = [_name(at) for at in ids]
    fill(
        store,
        [
            client(id=at, number=f"L{at}", last_name=name, first_name=None, folded_name=fold(name))
            for at, name in zip(ids, named, strict=True)
        ],
        [dossier(id=at, client_id=at, charge_clientele=CHARGE) for at in ids],
        [contract(id=at, client_id=at, number=f"C{at}", dossier_id=at) for at in ids],
    )
    name_logins(store, [Naming(author(), CHARGE, True)], "chef", NOW)
    return workspace


def _name(at: int) -> str:
    return ODD_NAMES[at - 1] if at <= len(ODD_NAMES) else f"INVENTÉ N{at}"
