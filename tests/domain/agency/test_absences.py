"""Who is away: lines read as typed, refused whole, and shown while they last."""

from datetime import date

import pytest

from mplus3_xl.domain.agency.absences import (
    Absence,
    AbsenceLine,
    from_day,
    of_charge,
    read_absences,
)
from mplus3_xl.domain.reglages.plan import Known, Proposed, ReglagesError, differences, planned
from mplus3_xl.domain.reglages.set_values import Typed
from mplus3_xl.domain.reglages.versions import Reglages

INES, HUGO, LEA = "Inès Morvan", "Hugo Mazin", "Léa Prigent"
NAMES = (INES, HUGO, LEA)
FIRST, LAST = date(2026, 11, 24), date(2026, 11, 28)
AWAY = Absence(INES, FIRST, LAST, HUGO)
LINE = AbsenceLine(INES, FIRST, LAST, HUGO)


def problems(*lines: AbsenceLine) -> dict[str, str]:
    _, found = read_absences(lines, NAMES)
    return {problem.field: problem.code for problem in found}


def test_an_absence_is_read_whatever_the_accents_and_blank_lines_are_none() -> None:
    typed = [AbsenceLine(" ", None, ""), AbsenceLine("ines morvan", FIRST, LAST, "HUGO MAZIN")]
    assert read_absences(typed, NAMES) == ((AWAY,), [])


def test_an_absence_of_one_day_needs_no_stand_in() -> None:
    assert problems(AbsenceLine(INES, FIRST, FIRST)) == {}


@pytest.mark.parametrize(
    ("line", "place", "code"),
    [
        (AbsenceLine("Personne", FIRST, LAST), 0, "charge_inconnu"),
        (AbsenceLine(None, FIRST, LAST), 0, "charge_inconnu"),
        (AbsenceLine(INES, None, LAST), 1, "jour_absent"),
        (AbsenceLine(INES, FIRST, "bientôt"), 2, "jour_absent"),
        (AbsenceLine(INES, LAST, FIRST), 2, "absence_a_l_envers"),
        (AbsenceLine(INES, FIRST, LAST, "Personne"), 3, "charge_inconnu"),
        (AbsenceLine(INES, FIRST, LAST, INES), 3, "remplacant_absent"),
    ],
)
def test_a_line_that_does_not_hold_is_marked_where_it_is_wrong(
    line: AbsenceLine, place: int, code: str
) -> None:
    assert problems(AbsenceLine(), line) == {f"absences.1.{place}": code}


def test_nobody_is_away_twice_on_one_day() -> None:
    assert problems(LINE, AbsenceLine(INES, LAST, LAST)) == {"absences.1.1": "absence_en_double"}
    after = date(2026, 11, 29)
    assert problems(LINE, AbsenceLine(INES, after, after)) == {}


def test_a_stand_in_is_not_away_meanwhile() -> None:
    assert problems(LINE, AbsenceLine(HUGO, LAST, LAST)) == {"absences.0.3": "remplacant_absent"}
    assert problems(LINE, AbsenceLine(HUGO, date(2026, 11, 29), date(2026, 11, 30))) == {}


def test_an_absence_is_shown_until_its_last_day_included() -> None:
    assert from_day([AWAY], LAST) == (AWAY,)
    assert from_day([AWAY], date(2026, 11, 29)) == ()


def test_absences_are_shown_and_kept_the_first_to_begin_first() -> None:
    sooner = Absence(LEA, date(2026, 11, 23), LAST)
    assert from_day([AWAY, sooner], LAST) == (sooner, AWAY)
    assert read_absences([LINE, AbsenceLine(LEA, sooner.first, LAST)], NAMES)[0] == (sooner, AWAY)


def test_an_absence_counts_for_dossiers_given_on_one_of_its_days() -> None:
    today = date(2026, 11, 20)
    assert of_charge([AWAY], INES, today, date(2026, 11, 23)) is None
    assert of_charge([AWAY], INES, today, FIRST) == AWAY
    assert of_charge([AWAY], INES, today, None) == AWAY
    assert of_charge([AWAY], HUGO, today, None) is None


def test_absences_are_refused_with_all_the_rest() -> None:
    lines = [AbsenceLine("Personne", FIRST, LAST)]
    with pytest.raises(ReglagesError) as refusal:
        planned(Reglages(), Proposed([Typed("tolerance_days", "x")], lines), Known(charges=NAMES))
    assert {each.field for each in refusal.value.problems} == {"tolerance_days", "absences.0.0"}


def test_absences_that_are_not_typed_stay_and_a_blank_sheet_ends_them() -> None:
    old = planned(Reglages(), Proposed([], [LINE]), Known(charges=NAMES))
    assert planned(old, Proposed([Typed("tolerance_days", 5)])).absences == (AWAY,)
    new = planned(old, Proposed([], [AbsenceLine()]), Known(charges=NAMES))
    assert differences(old, new) == [("absences", AWAY.said, None)]
    assert AWAY.said == "Inès Morvan du 24/11/2026 au 28/11/2026 (remplaçant : Hugo Mazin)"
