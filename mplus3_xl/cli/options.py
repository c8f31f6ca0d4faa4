"""The options that several commands share, and reading what they are given."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from mplus3_xl.domain.vocabulary import Phase

# The days that an answer may be for: no contract is older (R6), and calendars end somewhere.
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2199, 12, 31)


def read_day(text: str) -> date:
    """Read a day written AAAA-MM-JJ or JJ/MM/AAAA; misuse otherwise."""
    from mplus3_xl.importers.cells import Fault, day

    found = day(text)
    if isinstance(found, Fault) or found is None or text.strip().isdecimal():
        raise typer.BadParameter(f"« {text} » n’est pas une date. Écrivez-la AAAA-MM-JJ.")
    if not FIRST_DAY <= found <= LAST_DAY:
        bounds = f"entre le {FIRST_DAY:%d/%m/%Y} et le {LAST_DAY:%d/%m/%Y}"
        raise typer.BadParameter(f"« {text} » est hors des dates comprises : {bounds}.")
    return found


def read_phase(text: str) -> Phase:
    """Read a phase by its code or its name; misuse otherwise."""
    from mplus3_xl.domain.text import fold

    for phase in Phase:
        if fold(text) in (fold(phase.value), fold(phase.label)):
            return phase
    known = ", ".join(Phase)
    raise typer.BadParameter(f"« {text} » n’est pas une phase. Phases : {known}.")


UNCHECKED = False
"""Typer does not judge whether a file may be read: who opens it refuses it, and says what to do."""

Folder = Annotated[
    Path | None,
    typer.Option(
        "--espace",
        metavar="DIR",
        help="Dossier de travail (réglages, base, classeur). Variable : MPLUS3_ESPACE.",
        readable=UNCHECKED,
    ),
]
StoreAddress = Annotated[
    str | None,
    typer.Option(
        "--base",
        metavar="URL",
        help="Autre base, par exemple postgresql://… Variable : MPLUS3_BASE.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--sortie",
        metavar="DIR",
        help="Où écrire ; le dossier de travail sinon.",
        readable=UNCHECKED,
    ),
]
Day = Annotated[
    date | None,
    typer.Option(
        "--au",
        metavar="AAAA-MM-JJ",
        parser=read_day,
        help="Jour pour lequel répondre ; aujourd’hui sinon.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Répondre en JSON.")]
