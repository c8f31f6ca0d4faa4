"""Other dossiers of the same client that may join a call (D3, R19)."""

from collections.abc import Iterable
from datetime import date

from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.cases import is_done
from mplus3_xl.errors import UserError


def joinable(dossier: Dossier, others: Iterable[Dossier], today: date) -> tuple[Dossier, ...]:
    """Return the open dossiers of the client whose contracts are 2.5 months old at least.

    A call that is over takes none: its acte is written, or will not be.
    """
    if is_done(dossier):
        return ()
    return tuple(
        other
        for other in others
        if other.id != dossier.id
        and other.client_id == dossier.client_id
        and not is_done(other)
        and other.earliest <= today
    )


def refuse_joining(dossier: Dossier, other: Dossier, today: date) -> None:
    """Raise UserError unless `other` may join the call of `dossier`."""
    if joinable(dossier, [other], today):
        return
    if other.client_id != dossier.client_id or other.id == dossier.id:
        raise _refused(f"Le dossier {other.id} n’est pas un autre dossier du même client.")
    refuse_over(dossier)
    refuse_over(other)
    raise _refused(
        f"Les contrats du dossier {other.id} sont trop récents : pas d’appel avant le "
        f"{other.earliest:%d/%m/%Y}."
    )


def refuse_over(dossier: Dossier) -> None:
    """Raise UserError for a dossier that is finished or closed: it joins no call, nor takes any."""
    if is_done(dossier):
        raise _refused(f"Le dossier {dossier.id} est terminé ou clos.")


def _refused(what: str) -> UserError:
    remedy = "Seul un autre AN ouvert et assez ancien du client rejoint l’appel."
    return UserError("dossier_non_joint", what, remedy)
