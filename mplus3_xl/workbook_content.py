"""What the workbook of the day shows, as the store says it."""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence

from mplus3_xl import __version__
from mplus3_xl.bootstrap import Workspace
from mplus3_xl.domain.agency.charges import charge_list, is_in_service
from mplus3_xl.domain.queue.queue import Queue
from mplus3_xl.domain.yes_no import yes_no
from mplus3_xl.layout.content import Alerts, Content
from mplus3_xl.layout.model import Value
from mplus3_xl.layout.queue.counting import counters
from mplus3_xl.services.agency.people import Named, Names
from mplus3_xl.services.agency.users_shown import text_of
from mplus3_xl.services.lists.overview import Overview, overview
from mplus3_xl.services.records import User

USERS = "tUtilisateurs"
"""The table of the users, of the sheet Paramètres."""


def content_of(workspace: Workspace) -> Content:
    """Gather what the workbook of the day shows."""
    queue, store = workspace.queue_of(), workspace.store()
    state = overview(store, workspace.today)
    named = [user.charge_clientele for user in state.users if user.charge_clientele]
    return Content(
        au=workspace.today,
        version=__version__,
        frozen_day=workspace.frozen,
        queue=queue,
        counters=counters(queue, workspace.today),
        alerts=_alerts(state, queue, workspace.reglages.charges),
        agencies=workspace.agencies.sites,
        charges=charge_list(state.charges, named, workspace.reglages.charges),
        absences=workspace.reglages.absences,
        settings=workspace.reglages.values,
        reasons=workspace.reglages.reasons,
        fields={"parametres_version": workspace.reglages.version or None},
        blocks={
            USERS: user_lines(state.users),
        },
        interpreters=interpreters(sys.platform, sys.executable),
    )


def whole(content: Content, workspace: Workspace) -> Content:
    """Add what a click that shows the queue has no need of: figures and lists."""
    from mplus3_xl.domain.register.pilotage import EVERYTHING
    from mplus3_xl.layout.pilotage.pilotage_lines import blocks
    from mplus3_xl.layout.reglages.scripts import TEXTS, VERSION
    from mplus3_xl.layout.reglages.scripts import lines as lines_of
    from mplus3_xl.services.lists.figures import pilotage

    counted = pilotage(workspace.store(), workspace.today)
    figures = blocks(counted, EVERYTHING, workspace.today)
    reglages = workspace.reglages
    filled = {**content.blocks, **figures, **_lists(workspace), TEXTS: lines_of(reglages.texts)}
    fields = {**content.fields, VERSION: reglages.version or None}
    return content._replace(blocks=filled, fields=fields, store=workspace.identity or "")


def _lists(workspace: Workspace) -> dict[str, list[tuple[Value, ...]]]:
    """Return the lines of the lists that are read whole, by the name of their table."""
    from mplus3_xl.layout.listed import reports, suivi
    from mplus3_xl.services.lists.listed import acte_rows, action_rows, report_rows

    store, today = workspace.store(), workspace.today
    listed = (
        (suivi.ACTIONS_TABLE, suivi.ACTIONS, action_rows(store, today)),
        (suivi.ACTES_TABLE, suivi.ACTES, acte_rows(store, today)),
        (reports.TABLE, reports.COLUMNS, report_rows(store, today)),
    )
    return {
        name: [tuple(row[column.key] for column in columns) for row in rows]
        for name, columns, rows in listed
    }


def user_lines(users: Sequence[User]) -> list[tuple[Value, ...]]:
    """Return the cells of all the users, in the order of `parametres.USER_COLUMNS`."""
    named = Names.among(users)
    return [_user_line(user, named) for user in users]


def _user_line(user: User, named: Named) -> tuple[Value, ...]:
    answers = map(yes_no, (user.manager, not user.to_confirm))
    said = (user.seen_on, user.named_by and named(user.named_by), text_of(user))
    return (user.login, user.charge_clientele, *answers, *said)


def _alerts(state: Overview, queue: Queue, said: Mapping[str, bool]) -> Alerts:
    return Alerts(
        actions_en_retard=state.attention.actions_late,
        actions_du_jour=state.attention.actions_today,
        refusees=state.attention.refused,
        conflits=state.attention.conflicts,
        absents=state.attention.absent,
        doublons=state.doubles,
        remplacements=sum(queue.column("remplacement_probable")),
        familles_inconnues=state.attention.unknown_families,
        sans_charge=sum(
            many
            for name, many in Counter(queue.column("charge")).items()
            if name and not is_in_service(name, said)
        ),
        utilisateurs=sum(user.to_confirm for user in state.users),
    )


def interpreters(platform: str, executable: str) -> dict[str, str]:
    """Return the Python that the buttons start: this one, where Excel can run beside it.

    A workbook that is made on a server, for others to open, names none.
    """
    setting = {"win32": "INTERPRETER_WIN", "darwin": "INTERPRETER_MAC"}.get(platform)
    return {setting: executable} if setting else {}
