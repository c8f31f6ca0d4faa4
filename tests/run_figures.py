"""What the tests of a run count, gathered from all its processes and said at its end.

With pytest-xdist each worker counts for itself and hands its counts to the process that reports.
"""

from collections import Counter

import pytest

FIGURES: Counter[str] = Counter()
"""The counts of this process, then of all of them; an action is pressed as `pressed <id>`."""
_HANDED = "mplus3_figures"
_PRESSED = "pressed "


def note_pressed(action: str) -> None:
    FIGURES[_PRESSED + action] += 1


def pressed() -> set[str]:
    """The ids of the actions that a test has pressed."""
    return {name.removeprefix(_PRESSED) for name in FIGURES if name.startswith(_PRESSED)}


def hand_over(config: pytest.Config) -> None:
    """Give the counts of a worker to the process that started it; nothing in that process."""
    output = getattr(config, "workeroutput", None)
    if output is not None:
        output[_HANDED] = dict(FIGURES)


def take_over(worker: object) -> None:
    """Add the counts of a worker that has ended; one that crashed has handed nothing."""
    FIGURES.update(getattr(worker, "workeroutput", {}).get(_HANDED, {}))


def say(terminal: pytest.TerminalReporter, actions: int) -> None:
    """Write what was counted, where anything was; `actions` is how many can be pressed."""
    if found := pressed():
        terminal.write_line(f"{len(found)} of {actions} actions pressed for real.")
    if FIGURES["gestures"]:
        terminal.write_line(f"From the queue to the acte: {FIGURES['gestures']} gestures.")
    if FIGURES["seeded"] or FIGURES["tools asked"] or FIGURES["VBA seeded"]:
        _say_the_gate(terminal)


def _say_the_gate(terminal: pytest.TerminalReporter) -> None:
    terminal.section("Excel gate")
    terminal.write_line(
        f"faults seeded: {FIGURES['seeded']}, caught: {FIGURES['caught']}"
        f" (by our rules {FIGURES['by our rules']}, else by openxml-audit"
        f" {FIGURES['by openxml-audit']}, else by the Open XML SDK {FIGURES['by the SDK']})"
    )
    terminal.write_line(
        f"good file: tools asked: {FIGURES['tools asked']}, false alarms: {FIGURES['false alarms']}"
    )
    terminal.write_line(
        f"VBA faults seeded: {FIGURES['VBA seeded']}, caught: {FIGURES['VBA caught']}"
    )
