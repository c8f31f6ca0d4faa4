"""The users on the desk: shown to everybody, changed by a manager."""

from collections.abc import Mapping

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.errors import UserError
from mplus3_xl.layout import parametres
from mplus3_xl.layout.french import count
from mplus3_xl.layout.model import Value
from mplus3_xl.live.port import Desk
from mplus3_xl.live.reglages_saving import is_saved
from mplus3_xl.live.reglages_typed import READ, proposed
from mplus3_xl.services.people import Naming, everybody, name_logins
from mplus3_xl.services.records import User
from mplus3_xl.workbook_content import user_line

NOTHING = (
    "Rien n’a changé parmi les utilisateurs. Le reste de la feuille s’enregistre par "
    "« Enregistrer les réglages »."
)
USERS_LEFT = (
    "Ce qui est tapé parmi les utilisateurs n’est pas enregistré, mais y reste : cliquez sur "
    "« Enregistrer »."
)
REGLAGES_LEFT = (
    "Ce qui est tapé plus haut n’est pas enregistré, mais y reste : cliquez sur « Enregistrer les "
    "réglages »."
)


def show_users(desk: Desk, workspace: Workspace) -> None:
    """Write the table of the users as the store has them."""
    desk.write_lines(parametres.USERS, [user_line(user) for user in everybody(workspace.store())])


def save_users(desk: Desk, workspace: Workspace) -> None:
    """Save what was changed in the table of the users. Raises UserError."""
    store = workspace.store()
    changed = _changed(desk, workspace)
    left = ""
    if changed:
        name_logins(store, changed, author(), workspace.now)
        show_users(desk, workspace)
        left = _keep_reglages(desk, workspace)
    said = count(len(changed), "utilisateur enregistré", "utilisateurs enregistrés")
    desk.tell(f"{said}.{left}" if changed else NOTHING)


def _changed(desk: Desk, workspace: Workspace) -> list[Naming]:
    """Return what is typed of the users, otherwise than the store has it. Raises UserError."""
    known = {user.login: user for user in everybody(workspace.store())}
    typed = {str(row["identifiant"]): row for row in desk.read_table(parametres.USERS)}
    for login in (each for each in typed if each in known):
        _refuse_no_answer(login, typed[login])
    return [
        _naming(login, row)
        for login, row in typed.items()
        if login in known and _differs(row, known[login])
    ]


def keep_users(desk: Desk, workspace: Workspace) -> list[str]:
    """Keep what is typed of the users, which a save of the rest of the sheet leaves; say so."""
    if not desk.typed_in(parametres.TITLE):  # what differs, another seat saved
        return []
    try:
        unsaved = bool(_changed(desk, workspace))
    except UserError:
        unsaved = True
    if not unsaved:
        return []
    desk.keep_typed(parametres.TITLE)
    return [USERS_LEFT]


def _keep_reglages(desk: Desk, workspace: Workspace) -> str:
    """Keep what is typed of the settings, which a save of the users leaves; say so."""
    if not desk.typed_in(parametres.TITLE):
        return ""
    read = desk.read_form(READ)
    if is_saved(workspace, read[parametres.VERSION], proposed(read, workspace)):
        return ""
    desk.keep_typed(parametres.TITLE)
    return f" {REGLAGES_LEFT}"


def _naming(login: str, row: Mapping[str, Value]) -> Naming:
    charge = row["charge"]
    return Naming(login, None if charge is None else str(charge), row["responsable"] == "Oui")


def _refuse_no_answer(login: str, row: Mapping[str, Value]) -> None:
    for key, title in (("responsable", "Responsable"), ("confirme", "Confirmé")):
        if row[key] not in (None, "Oui", "Non"):
            raise UserError(
                "utilisateur_oui_non",
                f"{login}, {title} : « {row[key]} » n’est ni Oui ni Non.",
                "Choisissez dans la liste, puis enregistrez à nouveau ; rien n’a été changé.",
            )


def _differs(row: Mapping[str, Value], user: User) -> bool:
    confirmed = row["confirme"] == "Oui" and user.to_confirm
    same = (row["charge"], row["responsable"] == "Oui") == (user.charge_clientele, user.manager)
    return confirmed or not same
