"""Changing the actions to follow: the owner, the due day, the day done and what came of it.

All lines are written, or none; each problem names the client and the action.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.agency.charges import not_in_service
from mplus3_xl.domain.bilan.next_actions import action_problems
from mplus3_xl.domain.contact.calls import Action, ActionDraft
from mplus3_xl.domain.text import meant_by
from mplus3_xl.domain.texts.free_texts import text_problems
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.people import names_in_service
from mplus3_xl.services.bilan.following import ListedAction, listed_of
from mplus3_xl.services.changes.journaling import as_text
from mplus3_xl.services.ports.store import Reading, Store
from mplus3_xl.services.records import Change

_CHANGED = ("owner", "due_on", "done_on", "result")


class ActionChange(NamedTuple):
    """A line as it is typed; `seen` is what the action was when it was shown (`state_of`)."""

    action_id: int
    owner: str | None
    due_on: date | None
    done_on: date | None
    result: str | None
    seen: str


def state_of(action: Action | ActionChange) -> str:
    """Return what may change of an action, as one text: two states differ if their texts do."""
    return " | ".join(as_text(getattr(action, name)) or "" for name in _CHANGED)


def change_actions(
    store: Store,
    changes: Sequence[ActionChange],
    author: str,
    now: datetime,
    agencies: Mapping[str, Agency] | None = None,
) -> list[Action]:
    """Write the lines that differ from the store; return the actions as they are now.

    A line that nobody typed in says nothing, whatever became of its action since it was shown.
    Raises UserError with every problem: an action gone or changed by somebody meanwhile, a due
    day past or on which nobody works at the dossier's agency, a day done that is to come, a result
    that must not be kept, an owner whom nobody knows.
    """
    with store.write() as unit:
        names = names_in_service(unit)
        typed = [_as_known(each, names) for each in changes if state_of(each) != each.seen]
        listed = _listed(unit, typed)
        wanted = [each for each in typed if _differs(listed.get(each.action_id), each)]
        sites = _sites(unit, listed.values(), agencies or {})
        _refuse_wrong(wanted, listed, names, now.date(), sites)
        pairs = [(listed[each.action_id].action, _after(each)) for each in wanted]
        unit.update("actions", [(old.id, values) for old, values in pairs])
        lines = [line for old, values in pairs for line in _lines(old, values)]
        unit.write_journal(lines, now, author)
        return [old._replace(**values) for old, values in pairs]


def _listed(unit: Reading, changes: Iterable[ActionChange]) -> dict[int, ListedAction]:
    """Return the actions by their numbers, but for those that are gone."""
    known = (unit.action(each.action_id) for each in changes)
    return {each.action.id: each for each in listed_of(unit, [a for a in known if a])}


def _sites(
    unit: Reading, listed: Iterable[ListedAction], agencies: Mapping[str, Agency]
) -> dict[int, Agency]:
    """Return by action the agency of its dossier, if both are still there."""
    held = [(each.action.id, each.action.dossier_id or 0) for each in listed]
    dossiers = unit.dossiers_by_ids({dossier_id for _, dossier_id in held})
    names = ((at, dossiers[each].agency or "") for at, each in held if each in dossiers)
    return {at: agencies[name] for at, name in names if name in agencies}


def _refuse_wrong(
    wanted: Iterable[ActionChange],
    listed: Mapping[int, ListedAction],
    names: Collection[str],
    today: date,
    sites: Mapping[int, Agency],
) -> None:
    """Refuse them all for what is wrong with one; each problem is told once (UserError)."""
    problems = dict.fromkeys(
        message
        for each in wanted
        for message in _problems(
            listed.get(each.action_id), each, names, today, sites.get(each.action_id)
        )
    )
    if problems:
        raise UserError(
            "actions_refusees",
            f"Rien n’est enregistré. {' '.join(problems)}",
            "Corrigez ces lignes, puis enregistrez à nouveau.",
        )


def _differs(listed: ListedAction | None, change: ActionChange) -> bool:
    after = _after(change).items()
    return listed is None or any(getattr(listed.action, name) != value for name, value in after)


def _after(change: ActionChange) -> dict[str, Any]:
    return {
        "owner": (change.owner or "").strip() or None,
        "due_on": change.due_on,
        "done_on": change.done_on,
        "result": (change.result or "").strip() or None,
    }


def _lines(old: Action, values: dict[str, Any]) -> Iterator[Change]:
    for name, value in values.items():
        if getattr(old, name) != value:
            before = as_text(getattr(old, name))
            yield Change("actions", old.id, name, before, as_text(value))


def _as_known(change: ActionChange, names: Collection[str]) -> ActionChange:
    """Write the owner as the dossiers do, if one of them bears the name."""
    return change._replace(owner=meant_by(change.owner or "", names) or change.owner)


def _problems(
    listed: ListedAction | None,
    change: ActionChange,
    names: Collection[str],
    today: date,
    agency: Agency | None,
) -> Iterator[str]:
    if listed is None:
        yield f"L’action n° {change.action_id} n’existe plus : actualisez la feuille."
        return
    action, client = listed.action, listed.client
    if state_of(action) != change.seen:
        said = f"« {listed.object} » a été changée par quelqu’un ; actualisez la feuille."
        yield f"{client} : l’action {said}"
        return
    told = (*_of_the_owner(action, change, names), *_said(action, change, today, agency))
    yield from (f"{client}, « {listed.object} » – {said}" for said in told)


def _of_the_owner(action: Action, change: ActionChange, names: Collection[str]) -> Iterator[str]:
    """Refuse who may not be given work, unless he had the action before."""
    owner = _after(change)["owner"]
    if owner is not None and owner != action.owner and owner not in names:
        yield f"{action.kind.label} : {not_in_service(owner, names)}"


def _said(
    action: Action, change: ActionChange, today: date, agency: Agency | None
) -> Iterator[str]:
    if change.due_on is None:
        yield f"{action.kind.label} : l’échéance est vide, écrivez une date."
    elif change.due_on != action.due_on:
        draft = ActionDraft(action.kind, action.object, change.due_on)
        yield from (each.message for each in action_problems([draft], today, agency))
    if change.done_on is not None and not action.created_at.date() <= change.done_on <= today:
        yield (
            f"{action.kind.label} : « Fait le » va du {action.created_at:%d/%m/%Y}, jour où "
            f"l’action a été notée, au {today:%d/%m/%Y}, aujourd’hui."
        )
    for each in text_problems("resultat", "Résultat", change.result):
        yield each.message
