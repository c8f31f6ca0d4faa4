"""Pilotage on the desk: counted again for what is chosen, and the rows of one figure."""

from typing import NamedTuple

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.domain.register.figures import Figure, Share
from mplus3_xl.domain.register.pilotage import Choice
from mplus3_xl.errors import UserError
from mplus3_xl.layout.french import count, short_day
from mplus3_xl.layout.model import LAST_ROW, Value
from mplus3_xl.layout.pilotage import counted, pilotage, pilotage_choices
from mplus3_xl.layout.pilotage.pilotage_lines import (
    GROUPINGS,
    TOTAL,
    Grouping,
    blocks,
    choice_line,
    figures_shown,
    left_out,
    shown_value,
)
from mplus3_xl.live.port import Desk, Row
from mplus3_xl.live.register.pilotage_reading import choice_of, key_of
from mplus3_xl.live.sheet.blocks import as_lines
from mplus3_xl.services.lists import figures
from mplus3_xl.services.lists.figures import Counted

NAMES = tuple(each.name for each in pilotage_choices.CHOICES)
BLOCKS = {each.block: each for each in GROUPINGS}


class Chosen(NamedTuple):
    """A figure chosen on the sheet: whose it is, and what the sheet shows."""

    grouping: Grouping
    label: str
    figure: Figure
    choice: Choice
    value: Value


def show_figures(desk: Desk, workspace: Workspace) -> None:
    """Write the figures of what the drop-downs say. Raises UserError for what is no month."""
    choice = choice_of(desk.read_form(NAMES))
    found = figures.pilotage(workspace.store(), workspace.today, choice)
    desk.write_form({**blocks(found, choice, workspace.today)})
    desk.go_to(pilotage.TITLE)
    said = f"Compté au {short_day(workspace.today)} : {choice_line(choice)}."
    nothing = "" if found.by_agency else "Aucun dossier ne correspond à ce choix."
    desk.tell(" ".join(filter(None, (said, nothing, left_out(found)))))


def show_rows(desk: Desk, workspace: Workspace) -> None:
    """Write the dossiers that the selected figure counts. Raises UserError when there is none."""
    chosen = _chosen(desk)
    group = (chosen.grouping.code, key_of(chosen.grouping, chosen.label))
    found = figures.counted_in(
        workspace.store(), workspace.today, chosen.choice, chosen.figure, group
    )
    if len(found.shares) > LAST_ROW:
        raise UserError(
            "trop_de_lignes",
            f"Ce chiffre compte {len(found.shares)} dossiers, la feuille en tient {LAST_ROW}.",
            "Choisissez une agence, un chargé ou un mois, puis recommencez.",
        )
    desk.filter_table(counted.TABLE, {})
    desk.write_table(counted.TABLE, [_row(share, found) for share in found.shares])
    desk.show(counted.TABLE)
    desk.tell(_said(chosen, found))


def _chosen(desk: Desk) -> Chosen:
    block, line, column = (desk.selected_in(tuple(BLOCKS)) or "..").split(".")
    if not column or int(column) == 0:
        raise UserError(
            "aucun_chiffre",
            "Aucun chiffre de Pilotage n’est choisi.",
            "Choisissez un chiffre dans un des tableaux de Pilotage, puis recommencez.",
        )
    read = desk.read_form((*NAMES, TOTAL.block, block))
    choice, cells = choice_of(read), as_lines(read[block])[int(line)]
    if as_lines(read[TOTAL.block])[0][0] != choice_line(choice) or cells[0] is None:
        raise UserError(
            "choix_non_compte",
            "Ce chiffre n’est pas celui du choix qui est au-dessus.",
            "Cliquez sur « Actualiser le pilotage », puis choisissez un chiffre.",
        )
    grouping, at = BLOCKS[block], int(column)
    figure = figures_shown(grouping)[at - 1]
    return Chosen(grouping, str(cells[0]), figure, choice, cells[at])


def _row(share: Share, found: Counted) -> Row:
    fact = share.fact
    return {
        "client": found.names[fact.client_id],
        "agence": fact.agency,
        "charge": fact.charge,
        "cible": fact.window.target,
        "fenetre_fin": fact.window.end,
        "joint_le": fact.reached_on,
        "compte": share.of,
        "sur": share.over,
        "dossier": fact.dossier_id,
    }


def _said(chosen: Chosen, found: Counted) -> str:
    value = shown_value(chosen.figure, found.value)
    rows = count(len(found.shares), "ligne", "lignes")
    said = f"{chosen.figure.label}, {chosen.label} : {_french(value)}, en {rows}."
    if value == chosen.value:
        return said
    return f"{said} La feuille disait {_french(chosen.value)} : actualisez le pilotage."


def _french(value: Value) -> str:
    return "rien" if value is None else str(value).replace(".", ",")
