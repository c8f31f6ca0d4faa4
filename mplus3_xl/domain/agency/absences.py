"""Who is away, from which day to which (both included), and who stands in meanwhile.

An absence moves no dossier: a manager sees it where he gives the dossiers, "jusqu’au" its last day.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from mplus3_xl.domain.call_form import FormProblem, is_blank
from mplus3_xl.domain.text import fold

PLACE = "absences"
"""What the place of a problem begins with: then the line and the column, both from 0."""


class Absence(NamedTuple):
    """The days on which an account manager is away; `stand_in` may be nobody."""

    charge: str
    first: date
    last: date
    stand_in: str | None = None

    @property
    def said(self) -> str:
        """How staff read it."""
        days = f"du {self.first:%d/%m/%Y} au {self.last:%d/%m/%Y}"
        return f"{self.charge} {days}" + (f" (remplaçant : {self.stand_in})" * bool(self.stand_in))

    def meets(self, other: "Absence") -> bool:
        """Say whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


class AbsenceLine(NamedTuple):
    """A line of the sheet: names, days, or whatever was typed."""

    charge: object = None
    first: object = None
    last: object = None
    stand_in: object = None


def from_day(absences: Iterable[Absence], day: date) -> tuple[Absence, ...]:
    """Return the absences that are not over on a day, the first to begin first."""
    return tuple(sorted((each for each in absences if day <= each.last), key=_order))


def of_charge(
    absences: Iterable[Absence], charge: str, first: date, last: date | None
) -> Absence | None:
    """Return the first absence of somebody between two days, both included; `None`: no end."""
    return next(
        (
            each
            for each in from_day(absences, first)
            if each.charge == charge and (last is None or each.first <= last)
        ),
        None,
    )


def read_absences(
    lines: Sequence[AbsenceLine], names: Collection[str]
) -> tuple[tuple[Absence, ...], list[FormProblem]]:
    """Return the absences that are typed, and all that is wrong with them; blank lines are none.

    `names` are those of the account managers.
    """
    known = {fold(name): name for name in names}
    problems: list[FormProblem] = []
    read: dict[int, Absence] = {}
    for at, line in enumerate(lines):
        if all(cell is None or is_blank(str(cell)) for cell in line):
            continue
        found = list(_problems(at, line, known))
        problems += found
        first, last = line.first, line.last
        if not found and isinstance(first, date) and isinstance(last, date):
            stand_in = known.get(fold(str(line.stand_in or "")))
            read[at] = Absence(known[fold(str(line.charge))], first, last, stand_in)
    problems += _together(read)
    return tuple(sorted(read.values(), key=_order)), problems


def _order(absence: Absence) -> tuple[date, str]:
    return absence.first, absence.charge


def _problems(at: int, line: AbsenceLine, known: dict[str, str]) -> Iterator[FormProblem]:
    """Find what is wrong with one line."""
    if fold(str(line.charge or "")) not in known:
        yield _wrong(at, 0, "charge_inconnu", _unknown(line.charge))
    for column, day in ((1, line.first), (2, line.last)):
        if not isinstance(day, date):
            said = f"« {day} » n’est pas une date" if day is not None else "Il manque un jour"
            yield _wrong(at, column, "jour_absent", f"{said} : tapez JJ/MM/AAAA.")
    if isinstance(line.first, date) and isinstance(line.last, date) and line.last < line.first:
        said = f"L’absence finirait le {line.last:%d/%m/%Y}, avant son premier jour"
        yield _wrong(at, 2, "absence_a_l_envers", f"{said} ({line.first:%d/%m/%Y}).")
    stand_in = fold(str(line.stand_in or ""))
    if stand_in and stand_in not in known:
        yield _wrong(at, 3, "charge_inconnu", _unknown(line.stand_in))
    elif stand_in and stand_in == fold(str(line.charge)):
        yield _wrong(at, 3, "remplacant_absent", f"{known[stand_in]} ne se remplace pas soi-même.")


def _together(read: dict[int, Absence]) -> Iterator[FormProblem]:
    """Find the absences that do not go together: twice the same person, a stand-in who is away."""
    for at, absence in read.items():
        others = [(line, each) for line, each in read.items() if line != at and absence.meets(each)]
        if any(line < at and each.charge == absence.charge for line, each in others):
            said = f"{absence.charge} est déjà en absence à ces jours-là, sur une autre ligne."
            yield _wrong(at, 1, "absence_en_double", said)
        away = next((each for _, each in others if each.charge == absence.stand_in), None)
        if away:
            yield _wrong(at, 3, "remplacant_absent", f"Le remplaçant s’absente : {away.said}.")


def _wrong(at: int, column: int, code: str, message: str) -> FormProblem:
    return FormProblem(f"{PLACE}.{at}.{column}", code, message)


def _unknown(name: object) -> str:
    if name is None:
        return "Il manque le chargé de clientèle."
    return f"« {name} » n’est le nom d’aucun chargé de clientèle : choisissez dans la liste."
