"""The exports that an agency had of Lagon, month after month: all that it held on each day."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from python_calamine import CalamineWorkbook

_NUMBER, _EMAIL, _EFFECT = "N° client Lagon", "E-mail", "Date d'effet "


class PastExports(NamedTuple):
    """The rows of the last of them, header first; an earlier one has those that it could have."""

    clients: list[list[str]]
    contracts: list[list[Any]]

    @property
    def numbers(self) -> list[str]:
        """The Lagon numbers of the clients."""
        place = self.clients[0].index(_NUMBER)
        return [row[place] for row in self.clients[1:]]


def read_past(folder: Path, span: timedelta) -> PastExports:
    """Read the two files of `folder`, the contracts' days moved by `span`."""
    with (folder / "CLIENTS.csv").open(encoding="cp1252", newline="") as file:
        clients = list(csv.reader(file, delimiter=";"))
    with CalamineWorkbook.from_path(folder / "CONTRATS.xlsx") as book:
        contracts = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return PastExports(clients, [[moved(cell, span) for cell in row] for row in contracts])


def moved(cell: Any, span: timedelta) -> Any:
    """Move a day by `span`; anything else stays."""
    return cell + span if isinstance(cell, date) else cell


def write_exports(
    past: PastExports, folder: Path, day: date, emails: Mapping[str, str]
) -> list[Path]:
    """Write what Lagon gave out on a day; `emails` were typed into it, by client number."""
    place = past.contracts[0].index(_EFFECT)
    held = [row for row in past.contracts[1:] if row[place] <= day]
    texts = ([_text(cell) for cell in row] for row in held)
    clients = [_with_email(row, past.clients[0], emails) for row in past.clients[1:]]
    return [
        _write(folder / f"CLIENTS {day:%Y-%m}.csv", [past.clients[0], *clients]),
        _write(folder / f"CONTRATS {day:%Y-%m}.csv", [past.contracts[0], *texts]),
    ]


def _with_email(row: list[str], header: list[str], emails: Mapping[str, str]) -> list[str]:
    email = emails.get(row[header.index(_NUMBER)])
    place = header.index(_EMAIL)
    return row if email is None else [*row[:place], email, *row[place + 1 :]]


def _text(cell: Any) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


def _write(path: Path, rows: Iterable[list[str]]) -> Path:
    with path.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path
