"""The actions to follow outside the workbook: a calendar file a person."""

from pathlib import Path

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.errors import UserError, said_by
from mplus3_xl.exports.calendar import calendars
from mplus3_xl.layout.french import count
from mplus3_xl.live.port import Desk
from mplus3_xl.services.bilan.following import actions_to_follow
from mplus3_xl.whole_files import put_whole

FOLDER = "agendas"


def write_calendars(desk: Desk, workspace: Workspace) -> None:
    """Write the calendar of each person who has something to do, and say where. UserError."""
    listed = actions_to_follow(workspace.store())
    names = {each.action.client_id: each.client for each in listed}
    actions = (each.action._replace(object=each.object) for each in listed)
    made = calendars(actions, names, workspace.now)
    if not made:
        raise UserError(
            "rien_a_suivre",
            "Aucune action n’est à suivre : il n’y a pas d’agenda à écrire.",
            "Prévoyez une action dans une fiche ou dans un bilan, puis recommencez.",
        )
    folder = workspace.folder / FOLDER
    _write(folder, made)
    said = count(len(made), "agenda écrit", "agendas écrits")
    desk.tell(f"{said} dans {folder} : {', '.join(made)}. Ouvrez le vôtre avec votre agenda.")


def _write(folder: Path, made: dict[str, bytes]) -> None:
    try:
        for name, text in made.items():
            put_whole(folder / name, text, lasting=False)
    except OSError as error:
        raise UserError(
            "agenda_bloque",
            f"Les agendas ne peuvent pas être écrits dans « {folder} » ({said_by(error)}).",
            "Vérifiez que le dossier est accessible et que ses fichiers sont fermés.",
        ) from error
