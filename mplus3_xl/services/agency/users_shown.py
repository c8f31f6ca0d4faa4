"""What a sheet showed of a user: of what it says now, only what somebody changed there is meant."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mplus3_xl.domain.yes_no import YES, yes_no
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.people import name_of

if TYPE_CHECKING:
    from mplus3_xl.services.ports.store import Reading
    from mplus3_xl.services.records import User

_LABELS = {"charge_clientele": "Chargé", "manager": "Responsable"}
"""What the sheet calls what is said of a login, by field."""


class ShownUser(NamedTuple):
    """What the sheet showed of a login."""

    charge_clientele: str | None
    manager: bool
    confirmed: bool


def text_of(user: "User") -> str:
    """Return what the sheet shows of a user, as one text that stays in its line."""
    answers = map(yes_no, (user.manager, not user.to_confirm))
    return " | ".join((*answers, user.charge_clientele or ""))


def shown_in(text: str) -> ShownUser | None:
    """Read it back, the name last, whatever it holds; nothing was shown by an empty text."""
    if not text:
        return None
    manager, confirmed, charge = text.split(" | ", 2)
    return ShownUser(charge or None, manager == YES, confirmed == YES)


def meant(old: "User", wanted: "User", shown: ShownUser) -> "User":
    """Return the user as he is now, with what of `wanted` is not as it was shown."""
    changed = {
        name: getattr(wanted, name)
        for name in _LABELS
        if getattr(wanted, name) != getattr(shown, name)
    }
    return old._replace(named_by=wanted.named_by, **changed)


def conflicts(
    unit: "Reading", old: "User", wanted: "User", shown: ShownUser, *, confirms: bool
) -> Iterator[str]:
    """Say what somebody else changed meanwhile and is changed here too, to another value.

    One who `confirms` a line means all that it shows.
    """
    for name, label in _LABELS.items():
        now, said = getattr(old, name), getattr(wanted, name)
        mine = confirms or said != getattr(shown, name)
        if mine and now not in (getattr(shown, name), said):
            value = yes_no(now) if isinstance(now, bool) else now or "rien"
            yield f"{old.login}, {label} : {_who(unit, old, name)} y a mis « {value} »"


def changed_since(problems: list[str]) -> UserError:
    """Say what both changed, and what to do."""
    return UserError(
        "utilisateurs_modifies",
        "Ce que vous changez a été changé depuis que cette feuille est ouverte : "
        f"{' ; '.join(problems)}. Rien n’est enregistré, et ce que vous avez tapé est encore là.",
        "Notez-le, rouvrez la feuille par « Paramètres », qui montre ce qui a changé, et tapez-le "
        "à nouveau.",
    )


def _who(unit: "Reading", user: "User", name: str) -> str:
    told = [line for line in unit.row_lines_since([("users", user.id)], 0) if line.field == name]
    if not told:
        return "quelqu’un"
    return f"{name_of(unit, told[-1].author)} (le {told[-1].at:%d/%m/%Y à %H:%M})"
