"""The register of the actes on the desk: listed, and corrected by a new acte, which says why."""

from collections.abc import Sequence

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.register.actes import CORRECTABLE, Acte
from mplus3_xl.errors import UserError
from mplus3_xl.layout.french import count, cut_short, of
from mplus3_xl.layout.listed import suivi
from mplus3_xl.live.asking import choose
from mplus3_xl.live.port import Desk
from mplus3_xl.live.sheet.list_lines import tell_on
from mplus3_xl.services.lists.listed import acte_rows, first_listed
from mplus3_xl.services.register.actes import acte_to_correct, correct_acte

LABELS = dict(zip(CORRECTABLE, suivi.CORRECTABLE_LABELS, strict=True))
MOST_SHOWN = 120  # characters of the old text that a question repeats
MOST_TYPED = 254  # what the box of VBA takes


def show_actes(desk: Desk, workspace: Workspace) -> None:
    """Write the actes of the last year, the latest first."""
    rows = acte_rows(workspace.store(), workspace.today)
    desk.write_table(suivi.ACTES_TABLE, rows)
    said = count(len(rows), "acte", "actes")
    first = first_listed(workspace.today)
    tell_on(desk, suivi.ACTES_TITLE, f"{said} depuis le {first:%d/%m/%Y}")


def correct(desk: Desk, workspace: Workspace) -> None:
    """Ask what was wrong in the selected acte, and write the acte that corrects it."""
    acte_id = desk.selected_key(suivi.ACTES_TABLE)
    if not isinstance(acte_id, int):
        raise UserError(
            "aucun_acte",
            "Aucun acte n’est choisi.",
            "Choisissez une ligne du registre, puis recommencez.",
        )
    acte = acte_to_correct(workspace.store(), acte_id)
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
    shown = cut_short(str(acte.content[names[at]]), MOST_SHOWN)
    text = desk.ask_text(
        f"{LABELS[names[at]]} : « {shown} ». Le nouveau texte, en {MOST_TYPED} caractères au plus ?"
    )
    if text is None:
        return None
    reason = desk.ask_text("Pourquoi cette correction ?")
    return None if reason is None else ({names[at]: text}, reason)
