"""The new dossiers of an export in the name of somebody out of service: nobody would call them.

Lagon may still name who left; a manager gives his dossiers to another.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from mplus3_xl.domain.agency.charges import is_in_service
from mplus3_xl.domain.model import Dossier
from mplus3_xl.layout.french import count
from mplus3_xl.services.agency.reglages_kept import reglages_in

if TYPE_CHECKING:
    from mplus3_xl.services.ports.store import Reading


def out_of_service(unit: "Reading", created: Iterable[Dossier]) -> dict[str, int]:
    """Count the dossiers of each account manager who is said to be out of service."""
    said = reglages_in(unit).charges
    names = (each.charge_clientele for each in created)
    return dict(Counter(name for name in names if name and not is_in_service(name, said)))


def out_of_service_said(found: Mapping[str, int]) -> str:
    """Say whose dossiers are to be given to another."""
    made = count(sum(found.values()), "nouveau dossier", "nouveaux dossiers")
    names = ", ".join(f"{name} : {number}" for name, number in found.items())
    given = "« Affecter », dans File, dès qu’ils y sont (Accueil les compte)"
    return f"{made} au nom de qui n’est plus en service ({names}) : {given}."
