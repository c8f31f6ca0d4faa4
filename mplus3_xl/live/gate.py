"""The one way into the spreadsheet: each read, write or call passes here and is counted.

Finding an object (a sheet of a book, a table of a sheet), where it is and whether it ends with
totals moves no content and is not counted. The switches of the application (drawing, status bar),
set and set back around a click, are counted apart: they are a constant.
"""

from collections.abc import Callable
from typing import Any

from mplus3_xl.errors import UserError


class Gate:
    """Counts what goes through; `refusals` are the exceptions by which a spreadsheet says no."""

    def __init__(self, refusals: tuple[type[Exception], ...]) -> None:
        self._refusals = refusals
        self.calls: list[str] = []
        self.switches: list[str] = []

    def read(self, thing: Any, attribute: str) -> Any:
        """Return an attribute of an object of the spreadsheet."""
        return self._pass(self.calls, f"read {attribute}", getattr, thing, attribute)

    def write(self, thing: Any, attribute: str, value: object) -> None:
        """Set an attribute of an object of the spreadsheet."""
        self._pass(self.calls, f"write {attribute}", setattr, thing, attribute, value)

    def call(self, what: str, function: Callable[..., Any], *arguments: object) -> Any:
        """Call a method or a macro; `what` names it in the count."""
        return self._pass(self.calls, what, function, *arguments)

    def switch(self, app: Any, attribute: str, value: object) -> None:
        """Set a switch of the application."""
        self._pass(self.switches, attribute, setattr, app, attribute, value)

    def _pass(
        self, counted: list[str], what: str, function: Callable[..., Any], *arguments: object
    ) -> Any:
        counted.append(what)
        try:
            return function(*arguments)
        except self._refusals as refusal:
            raise UserError(
                "tableur_refus",
                "Le tableur a refusé de lire ou d’écrire le classeur "
                "(case verrouillée, en cours de saisie, ou classeur fermé).",
                "Terminez la saisie en cours (Entrée ou Échap), puis recommencez ; si cela se "
                "répète, fermez le classeur et rouvrez-le.",
            ) from refusal
