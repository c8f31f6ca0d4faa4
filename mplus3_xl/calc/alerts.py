"""Message boxes: shown in a window to a person, or answered by a test."""

from dataclasses import dataclass, field
from typing import Protocol

from mplus3_xl.calc import bridge
from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.part import RefusedError, missing

_BUTTONS = {
    "ok": "BUTTONS_OK",
    "ok_cancel": "BUTTONS_OK_CANCEL",
    "yes_no": "BUTTONS_YES_NO",
    "yes_no_cancel": "BUTTONS_YES_NO_CANCEL",
}
_REFUSING = "DEFAULT_BUTTON_NO"
_KINDS = {None: "MESSAGEBOX", "info": "INFOBOX", "critical": "ERRORBOX"}
_ANSWERS = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}


@dataclass(frozen=True, slots=True)
class Alert:
    """What a message box says, and the buttons it offers."""

    prompt: str
    title: str = ""
    buttons: str = "ok"
    mode: str | None = None
    refusing: bool = False
    """Whether the key Enter says no."""

    def __post_init__(self) -> None:
        if self.buttons not in _BUTTONS:
            raise ValueError(f"buttons must be one of {', '.join(_BUTTONS)}")
        if self.mode not in _KINDS:
            raise ValueError('mode must be "info" or "critical"')


class Answers(Protocol):
    """Who answers a message box, with the name of a button."""

    def answer(self, alert: Alert) -> str:
        """The button pressed: "ok", "cancel", "yes" or "no"."""
        ...


@dataclass(slots=True)
class Scripted:
    """Answers given in advance, in order, then `default`; what was shown is kept for reading."""

    replies: list[str] = field(default_factory=list)
    default: str = "ok"
    shown: list[Alert] = field(default_factory=list)

    def answer(self, alert: Alert) -> str:
        """The next reply. Raises `RefusedError` for a button that the box does not have."""
        self.shown.append(alert)
        reply = self.replies.pop(0) if self.replies else self.default
        if reply not in alert.buttons.split("_"):
            raise RefusedError(f"no button {reply!r} under {alert.prompt!r}: {alert.buttons}")
        return reply


@dataclass(frozen=True, slots=True)
class Windows:
    """A real message box over the window of the active book."""

    context: Uno
    windowed: bool

    def answer(self, alert: Alert) -> str:
        """Wait until the person presses a button."""
        if not self.windowed:
            missing("a message box without a window; set app.impl.answers to a Scripted")
        manager = self.context.ServiceManager
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)
        toolkit = manager.createInstanceWithContext("com.sun.star.awt.Toolkit", self.context)
        box = toolkit.createMessageBox(
            desktop.CurrentFrame.ContainerWindow,
            bridge.enum("awt.MessageBoxType", _KINDS[alert.mode]),
            _constant(_BUTTONS[alert.buttons]) | (_constant(_REFUSING) if alert.refusing else 0),
            alert.title,
            alert.prompt,
        )
        return _ANSWERS[box.execute()]


def _constant(name: str) -> int:
    return int(bridge.constant(f"awt.MessageBoxButtons.{name}"))
