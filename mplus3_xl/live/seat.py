"""Who is at the keyboard: asked once, of one whom nobody has named yet."""

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.errors import UserError
from mplus3_xl.live.port import Desk, Tone
from mplus3_xl.services.agency.naming import Person, name_oneself, who_am_i
from mplus3_xl.services.agency.people import charges_in_service

MOST_NAMES = 20  # a question holds about a thousand characters


def who(desk: Desk, workspace: Workspace) -> Person:
    """Return who clicks; a question that is cancelled is not asked again.

    Raises UserError for an answer that no dossier knows.
    """
    store = workspace.store()
    person = who_am_i(store, author(), workspace.now)
    if person.known:
        return person
    answer = desk.ask_text(_question(person.login, charges_in_service(store)))
    return name_oneself(store, person.login, answer or "", workspace.now)


def meet(desk: Desk, workspace: Workspace) -> None:
    """Ask who has just saved, if nobody knows; a wrong answer takes nothing from what is saved."""
    try:
        who(desk, workspace)
    except UserError as trouble:
        desk.tell(f"Enregistré, mais on ne sait pas encore qui vous êtes. {trouble}", Tone.WARNING)


def _question(login: str, names: list[str]) -> str:
    shown = ", ".join(names[:MOST_NAMES]) + ("…" if len(names) > MOST_NAMES else "")
    return (
        f"L’identifiant « {login} » n’est pas encore connu. Quel chargé de clientèle êtes-vous ? "
        f"({shown}). Ne tapez rien si vous n’en êtes pas un. Un responsable le confirmera."
    )
