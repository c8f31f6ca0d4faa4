"""What a manager does to the rows that he selected in the queue: asked first, done, then shown."""

from collections.abc import Sequence
from datetime import timedelta

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.agency.absences import Absence, from_day, of_charge
from mplus3_xl.domain.vocabulary import Closing
from mplus3_xl.errors import UserError
from mplus3_xl.layout.french import count, short_day
from mplus3_xl.layout.queue import file
from mplus3_xl.live.asking import choose_until, choose_why, day_and_why
from mplus3_xl.live.port import Desk
from mplus3_xl.live.queue import queue_desk
from mplus3_xl.live.shown_after import sheet_follows
from mplus3_xl.services.agency.people import charges_in_service, check_manager
from mplus3_xl.services.queue import assigning, backlog, postponing
from mplus3_xl.services.queue.assigning import Assigned, assign_dossiers
from mplus3_xl.services.queue.backlog import Backlog, backlog_of, close_backlog, nothing_late
from mplus3_xl.services.queue.postponing import Postponed, postpone_dossiers, preview_postponing

MOST_AWAY = 5  # a question holds about a thousand characters
GONE = "absent de la base, actualisez la file"


def assign(desk: Desk, workspace: Workspace) -> None:
    """Give the selected dossiers to whom the manager names, until the day he says. UserError."""
    store, today = workspace.store(), workspace.today
    check_manager(store, author(), assigning.RESERVED)
    chosen = selected(desk)
    example = f"Tapez le numéro ; pour une absence, puis le dernier jour : 1 {today:%d/%m/%Y}"
    away = from_day(workspace.reglages.absences, today)
    question = f"{_counted(len(chosen))}. À qui ? {example}.{_said_away(away)}"
    answer = choose_until(desk, question, charges_in_service(store))
    if answer is None:
        return
    done = assign_dossiers(store, chosen, *answer, author(), workspace.now)
    if done.given:
        queue_desk.write_queue(desk, workspace)
    absence = of_charge(away, done.charge, today, done.until)
    desk.tell(f"{_said(done)}{f' Attention, absence : {absence.said}.' if absence else ''}")


def postpone(desk: Desk, workspace: Workspace) -> None:
    """Put the selected dossiers off until the day that the manager says, and why. UserError."""
    store = workspace.store()
    check_manager(store, author(), postponing.RESERVED)
    chosen = selected(desk)
    soon = workspace.today + timedelta(days=7)
    example = f"par exemple : {soon:%d/%m/%Y} client en congés"
    question = (
        f"{_counted(len(chosen))}. Différer jusqu’à quel jour, et pourquoi ? Tapez les deux, "
    )
    answer = day_and_why(desk, f"{question}{example}.")
    if answer is None:
        return
    planned = preview_postponing(store, chosen, *answer, workspace.today)
    if planned.missed and not desk.ask(_missed(planned)):
        return
    done = postpone_dossiers(store, chosen, *answer, author(), workspace.now)
    if done.moved:
        queue_desk.write_queue(desk, workspace)
    desk.tell(_said_postponed(done))


def close_late(desk: Desk, workspace: Workspace) -> None:
    """Close the dossiers out of time that nobody worked on, all or those selected. UserError."""
    store, today = workspace.store(), workspace.today
    check_manager(store, author(), backlog.RESERVED)
    late = backlog_of(store, today)
    if late.oldest is None:
        raise nothing_late()
    among = late.dossier_ids.intersection(desk.selected_keys(file.TABLE))
    scopes = [late.dossier_ids, among] if among else [late.dossier_ids]
    lines = [f"tous ({len(late.dossier_ids)})", f"les lignes choisies ({len(among)})"]
    asked = f"{_late(late)} Lesquels clore, et pourquoi ?"
    at, reason = choose_why(desk, asked, lines[: len(scopes)], "1 avant notre arrivée")
    if reason is None:
        return
    desk.progress(f"clôture de {count(len(scopes[at]), 'dossier', 'dossiers')}…")
    closed = close_backlog(store, scopes[at], reason, author(), workspace.now)
    said = f"{count(closed, 'dossier clos', 'dossiers clos')} : {Closing.HORS_DELAI.label}."
    with sheet_follows(desk, said):
        queue_desk.write_queue(desk, workspace)
        desk.tell(said)


def selected(desk: Desk) -> list[int]:
    """Return the dossiers of the rows selected in the queue. Raises UserError if there is none."""
    found = [key for key in desk.selected_keys(file.TABLE) if isinstance(key, int)]
    if not found:
        raise UserError(
            "aucune_ligne",
            "Aucune ligne de la file n’est choisie.",
            "Dans la feuille File, choisissez une ou plusieurs lignes (Ctrl pour en ajouter), "
            "puis recommencez.",
        )
    return found


def left(*why: tuple[int, str]) -> str:
    """Say how many dossiers stay as they were, and why."""
    told = [
        f"{number} laissé{'s' if number > 1 else ''} : {reason}" for number, reason in why if number
    ]
    return "".join(f" ; {each}" for each in told)


def _said(done: Assigned) -> str:
    until = f" jusqu’au {short_day(done.until)} inclus" if done.until else ""
    given = count(done.given, "dossier affecté", "dossiers affectés")
    why = left(
        (done.done, "terminé ou clos"),
        (done.unchanged, "déjà ainsi"),
        (done.gone, GONE),
    )
    return f"{given} à {done.charge}{until}{why}."


def _said_away(away: Sequence[Absence]) -> str:
    """Say who is away, or soon will be: the first few."""
    shown = " ; ".join(each.said for each in away[:MOST_AWAY])
    more = " ; …" if len(away) > MOST_AWAY else ""
    return f" Absences : {shown}{more}." if away else ""


def _late(late: Backlog) -> str:
    first = short_day(late.oldest) if late.oldest else ""
    said = count(len(late.dossier_ids), "dossier hors délai", "dossiers hors délai")
    said = f"{said} sans aucun travail, le plus ancien à appeler vers le {first}."
    if not late.worked:
        return said
    return f"{said} {count(late.worked, 'autre, travaillé, reste', 'autres, travaillés, restent')}."


def _missed(planned: Postponed) -> str:
    window = count(planned.missed, "fenêtre sera finie", "fenêtres seront finies")
    first = short_day(planned.first_missed) if planned.first_missed else ""
    return f"{window} avant le {short_day(planned.until)} (la première le {first}). Différer ?"


def _said_postponed(done: Postponed) -> str:
    why = left(
        (done.too_late, "dernier jour pour appeler avant"),
        (done.done, "terminé ou clos"),
        (done.unchanged, "déjà ainsi"),
        (done.gone, GONE),
    )
    moved = count(done.moved, "dossier différé", "dossiers différés")
    return f"{moved} au {short_day(done.until)}{why}."


def _counted(number: int) -> str:
    return count(number, "dossier choisi", "dossiers choisis")
