"""The users on the desk: shown to everybody, changed by a manager."""

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.yes_no import read_yes_no
from mplus3_xl.errors import UserError
from mplus3_xl.layout.french import count
from mplus3_xl.layout.reglages import parametres
from mplus3_xl.live.port import Desk, Row
from mplus3_xl.live.reglages.reglages_saving import is_saved
from mplus3_xl.live.reglages.reglages_typed import READ, proposed
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.agency.people import everybody
from mplus3_xl.services.agency.users_shown import ShownUser, shown_in
from mplus3_xl.workbook_content import user_lines

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
    keys = [column.key for column in parametres.USER_COLUMNS]
    lines = user_lines(everybody(workspace.store()))
    desk.write_table(parametres.USERS, [dict(zip(keys, line, strict=True)) for line in lines])


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
    """Return what is typed of the users, otherwise than it was shown. Raises UserError."""
    known = {user.login for user in everybody(workspace.store())}
    rows = [row for row in desk.read_table(parametres.USERS) if row["identifiant"] in known]
    for row in rows:
        _refuse_no_answer(row)
    typed = [_naming(row, shown_in(str(row["etat_lu"] or ""))) for row in rows]
    return [each for each in typed if each.confirms or _said(each) != _said(each.shown)]


def keep_users(desk: Desk, workspace: Workspace) -> list[str]:
    """Keep what is typed of the users, which a save of the rest of the sheet leaves; say so."""
    if not desk.typed_in(parametres.TITLE):
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


def _naming(row: Row, shown: ShownUser | None) -> Naming:
    charge = row["charge"]
    return Naming(
        str(row["identifiant"]),
        None if charge is None else str(charge),
        bool(read_yes_no(row["responsable"])),
        shown,
        confirms=bool(read_yes_no(row["confirme"])) and shown is not None and not shown.confirmed,
    )


def _said(user: Naming | ShownUser | None) -> tuple[str | None, bool] | None:
    return user and (user.charge_clientele, user.manager)


def _refuse_no_answer(row: Row) -> None:
    for key, title in (("responsable", "Responsable"), ("confirme", "Confirmé")):
        if row[key] is not None and read_yes_no(row[key]) is None:
            raise UserError(
                "utilisateur_oui_non",
                f"{row['identifiant']}, {title} : « {row[key]} » n’est ni Oui ni Non.",
                "Choisissez dans la liste, puis enregistrez à nouveau ; rien n’a été changé.",
            )
