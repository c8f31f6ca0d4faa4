"""A click that does not end: in its own process, it or its LibreOffice is killed on the way.

The commands are what the click's process is given to run, in place of a button's.
"""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.live.book import calling_book
from mplus3_xl.live.entry import run
from mplus3_xl.live.port import Desk

DOSSIER, AUTHOR = 1, "essai"
REFRESH = "from mplus3_xl.live import actions; actions.actualiser()"
OPEN = "from mplus3_xl.live import actions; actions.ouvrir()"
BILAN = "from mplus3_xl.live import actions; actions.ouvrir_bilan()"
AGAIN = "from mplus3_xl.live import actions; actions.recalculer()"
SAVE = "from mplus3_xl.live import actions; actions.enregistrer()"
KEEP = "from tests.live import dying; dying.keep()"


def killed_at_call(number: int, command: str, victims: Iterable[int] = ()) -> str:
    """The command, killed before its call of that number into the spreadsheet.

    `victims` are the processes to kill; none is the click's own.
    """
    return f"from tests.live import dying; dying.at_call({number}, {list(victims)}); {command}"


def killed_at_statement(number: int, command: str) -> str:
    """The command, killed once the store has run that many statements."""
    return f"from tests.live import dying; dying.at_statement({number}); {command}"


def at_call(number: int, victims: list[int]) -> None:
    from mplus3_xl.live.gate import Gate

    really, numbers = Gate._pass, count(1)

    def counted(gate: Gate, *arguments: Any) -> Any:
        _kill_at(number, numbers, victims)
        return really(gate, *arguments)

    Gate._pass = counted  # type: ignore[method-assign, assignment]  # in a process of its own


def at_statement(number: int) -> None:
    from mplus3_xl.store.store_file import _ByDriver

    numbers = count(1)

    def counted(really: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*arguments: Any) -> Any:
            answer = really(*arguments)
            _kill_at(number, numbers, [])
            return answer

        return asked

    for name in ("rows", "run", "run_each"):
        setattr(_ByDriver, name, counted(getattr(_ByDriver, name)))


def _kill_at(number: int, numbers: Iterator[int], victims: list[int]) -> None:
    if next(numbers) == number:
        for victim in victims or [os.getpid()]:
            os.kill(victim, signal.SIGKILL)


def keep() -> None:
    """Keep the note that the environment holds, then say it on the sheet."""
    run("Garder", _keep, calling_book())


def _keep(desk: Desk, workspace: Workspace) -> None:
    from mplus3_xl.services.queue.dossiers import keep_draft

    note = os.environ["NOTE"]
    keep_draft(workspace.store(), DOSSIER, {"fiche_note": note}, AUTHOR, workspace.now)
    desk.tell(note)
