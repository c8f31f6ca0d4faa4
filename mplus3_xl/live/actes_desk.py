"""Correcting an acte of the register: a new acte, which names the old one and says why."""

from collections.abc import Sequence

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.actes import CORRECTABLE, Acte
from mplus3_xl.errors import UserError
from mplus3_xl.layout import suivi
from mplus3_xl.layout.french import of
from mplus3_xl.live.asking import choose
from mplus3_xl.live.lists_desk import show_actes
from mplus3_xl.live.port import Desk
from mplus3_xl.services.actes import acte_of, correct_acte

LABELS = dict(zip(CORRECTABLE, suivi.CORRECTABLE_LABELS, strict=True))
MOST_SHOWN = 120  # characters of the old text that a question repeats
MOST_TYPED = 254  # what the box of VBA takes


def correct(desk: Desk, workspace: Workspace) -> None:
    """Ask what was wrong in the selected acte, and write the acte that corrects it."""
    acte_id = desk.selected_key(suivi.ACTES_TABLE)
    if not isinstance(acte_id, int):
        raise UserError(
            "aucun_acte",
            "Aucun acte n’est choisi.",
            "Choisissez une ligne du registre, puis recommencez.",
        )
    acte = acte_of(workspace.store(), acte_id)
    asked = _asked(desk, acte, list(LABELS))
    if asked is None:
        return
    changes, reason = asked
    new = correct_acte(workspace.store(), acte_id, changes, reason, author(), workspace.now)
    show_actes(desk, workspace)
    desk.tell(f"L’acte n° {new.id} corrige l’acte n° {acte_id}, qui reste au registre.")


def _asked(desk: Desk, acte: Acte, names: Sequence[str]) -> tuple[dict[str, str], str] | None:
    client = acte.content["client"]["nom"]
    what = f"Acte n° {acte.id} {of(client)} : que faut-il corriger ?"
    at = choose(desk, what, [LABELS[name] for name in names])
    if at is None:
        return None
    old = str(acte.content[names[at]])
    shown = old if len(old) <= MOST_SHOWN else f"{old[:MOST_SHOWN]}…"
    text = desk.ask_text(
        f"{LABELS[names[at]]} : « {shown} ». Le nouveau texte, en {MOST_TYPED} caractères au plus ?"
    )
    if text is None:
        return None
    reason = desk.ask_text("Pourquoi cette correction ?")
    return None if reason is None else ({names[at]: text}, reason)
