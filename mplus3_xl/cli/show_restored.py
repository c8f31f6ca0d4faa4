"""Saying what came of a store that was put back: what was carried over, what a person must do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mplus3_xl.cli import show
from mplus3_xl.layout.french import count

if TYPE_CHECKING:
    from mplus3_xl.store.files.carrying import Carried
    from mplus3_xl.store.files.restoring import Restored


def show_restored(restored: Restored) -> None:
    """Say where the replaced store is, and what its clients asked for that still holds."""
    kept = restored.kept
    show.done(
        f"Sauvegarde remise. L’ancienne base : {kept}"
        if kept
        else "Sauvegarde remise où il n’y avait pas de base : refaites le classeur (mplus3 ouvrir)."
    )
    if restored.carried is not None:
        _show_carried(restored.carried)
        return
    show.done(
        "L’ancienne base n’a pas pu être lue : les oppositions, les retraits de consentement et "
        "les effacements faits depuis la sauvegarde ne sont PAS repris. Notez-les de nouveau "
        "(bouton « Opposition », mplus3 rgpd effacer) avant d’appeler. Des numéros peuvent être "
        "redonnés : fermez tous les classeurs, puis rouvrez-les."
    )


def _show_carried(carried: Carried) -> None:
    told = (
        count(carried.oppositions, "opposition", "oppositions"),
        count(carried.withdrawals, "retrait de consentement", "retraits de consentement"),
        count(carried.erasures, "effacement", "effacements"),
    )
    if any(carried):
        show.done(f"Repris de l’ancienne base : {', '.join(told)}.")
    if carried.unmatched:
        show.done(
            f"Sans client dans cette sauvegarde, donc pas repris : {carried.unmatched} "
            "(opposition ou effacement). Reconnaissez-les dans l’ancienne base, et faites-les de "
            "nouveau avant d’appeler."
        )
