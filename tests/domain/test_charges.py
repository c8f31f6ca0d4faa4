"""Who is in service, as the dossiers and a manager say it."""

import pytest

from mplus3_xl.domain.charges import (
    NAME_MOST,
    Charge,
    ChargeLine,
    charge_list,
    in_service,
    read_charges,
)

NAMES = ("Hugo Mazin", "Inès Morvan")
INES = ChargeLine("Inès Morvan", "Oui")


def _codes(*lines: ChargeLine) -> dict[str, str]:
    return {problem.field: problem.code for problem in read_charges(lines, NAMES)[1]}


def test_a_name_that_dossiers_bear_is_in_service_without_saying_so() -> None:
    assert read_charges([ChargeLine("HUGO MAZIN", "Oui"), INES, ChargeLine()], NAMES) == ({}, [])
    assert in_service(NAMES, {}) == [*NAMES]


def test_a_name_out_of_service_is_given_no_work() -> None:
    said, _ = read_charges([ChargeLine("hugo mazin", "non"), INES], NAMES)
    assert said == {"Hugo Mazin": False}
    assert in_service(NAMES, said) == ["Inès Morvan"]


def test_a_new_name_is_in_service_once_it_is_written() -> None:
    said, _ = read_charges([INES, ChargeLine("  Samir   Attal ")], NAMES)
    assert said == {"Samir Attal": True}
    assert in_service(NAMES, said) == [*NAMES, "Samir Attal"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (ChargeLine(None, "Oui"), ("charges.1.0", "charge_sans_nom")),
        (ChargeLine("INES MORVAN", "Oui"), ("charges.1.0", "charge_en_double")),
        (ChargeLine("A" * (NAME_MOST + 1), "Oui"), ("charges.1.0", "charge_illisible")),
        (ChargeLine("…", "Oui"), ("charges.1.0", "charge_illisible")),
        (ChargeLine("06 12 34 56 78", "Oui"), ("charges.1.0", "charge_illisible")),
        (ChargeLine("Samir Attal", "Peut-être"), ("charges.1.1", "service_inconnu")),
    ],
)
def test_a_line_that_says_nobody_or_nothing_is_refused(
    line: ChargeLine, problem: tuple[str, str]
) -> None:
    assert _codes(INES, line) == dict([problem])


def test_everybody_known_is_listed_once_those_in_service_first() -> None:
    met = [("Corniche", "Hugo Mazin"), ("Rouvière", "Hugo Mazin"), (None, "Inès Morvan")]
    assert charge_list(met, ["Samir Attal"], {"Hugo Mazin": False, "Zoé Arnal": True}) == (
        Charge("Inès Morvan"),
        Charge("Samir Attal"),
        Charge("Zoé Arnal"),
        Charge("Hugo Mazin", False, ("Corniche", "Rouvière")),
    )
