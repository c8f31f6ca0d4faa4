"""What an importer hands over: the rows of a file, read but not yet decided about."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from mplus3_xl.domain.model import ClientDraft, ContractDraft
from mplus3_xl.errors import Problem

# A file of refused rows: how its name begins, and the columns that the program adds to it.
REJECTS_PREFIX = "rejets_"
OWN_TITLES = ("Motif du rejet", "Ligne d’origine")


class Kind(StrEnum):
    """What an export lists."""

    CONTRACTS = "contrats"
    CLIENTS = "clients"


@dataclass(slots=True)
class DraftFile:
    """One export, read.

    `scope` is the site it lists, empty if that is not known; `titles` are its headers, by column
    code; `partial` says that it is a list of corrected rows, so that what it lacks is not missing
    from Lagon. `fields` are those that a column of the file fills. `lines` are all the rows as
    found: row `n` of the file is `lines[n - 1]`, and `header_line` is the titles'.
    `unread` are the fields of the cells that could not be read, by line: they say nothing.
    `hidden`: how many of its rows the person does not see; they are read like the others.
    `refused_numbers` are those of the rows refused: they are in the export all the same.
    """

    name: str
    kind: Kind
    scope: str
    partial: bool
    fields: frozenset[str]
    read: int
    header_line: int
    lines: Sequence[Sequence[Any]]
    contracts: list[ContractDraft] = field(default_factory=list)
    clients: list[ClientDraft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    titles: Mapping[str, str] = field(default_factory=dict)
    set_aside: tuple[str, ...] = ()
    refused_numbers: frozenset[str] = frozenset()
    unread: Mapping[int, Set[str]] = field(default_factory=dict)
    hidden: int = 0

    def said(self, line: int) -> frozenset[str]:
        """Return the fields that the row of a line speaks of: what could not be read stays."""
        unread = self.unread.get(line)
        return self.fields - unread if unread else self.fields
