"""Asking in the terminal before what cannot be undone; `--oui` answers for a script."""

import sys
from typing import Annotated

import typer

from mplus3_xl.cli import show
from mplus3_xl.errors import UserError

Sure = Annotated[bool, typer.Option("--oui", help="Faire sans demander.")]


def agreed(question: str) -> bool:
    """Ask, and wait for the word oui. Raises UserError when nobody is there to answer."""
    show.err().print(f"{question} Tapez oui :", end=" ", markup=False, soft_wrap=True)
    answer = sys.stdin.readline() if sys.stdin else ""  # a task without a window has none
    if not answer:
        show.err().print()  # the question ends no line
        raise UserError(
            "reponse_absente",
            "Personne n’a répondu à la question : rien n’a été fait.",
            "Recommencez là où vous pouvez taper la réponse ; une tâche qui tourne seule y répond "
            "par --oui.",
        )
    return answer.strip().lower() == "oui"
