"""Who is in service, as the dossiers and a manager say it."""

import pytest

from mplus3_xl.domain.agency.charges import (
    NAME_MOST,
    Charge,
    ChargeLine,
    charge_list,
    in_service,
    read_charges,
    without_line,
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


TYPED_OVER = ChargeLine("Samir Attal", "Oui", "Hugo Mazin")


def _refused(*lines: ChargeLine, borne: int = 0) -> str:
    (problem,) = read_charges(lines, NAMES, {"Hugo Mazin": borne})[1]
    assert (problem.field, problem.code) == ("charges.0.0", "charge_sans_ligne")
    return problem.message


def test_a_name_that_dossiers_bear_is_not_lost_under_another() -> None:
    said = _refused(TYPED_OVER, INES, borne=12)
    assert said.startswith("12 dossiers portent le nom Hugo Mazin, qui garde donc sa ligne")
    assert "écrivez Samir Attal sur une ligne libre" in said
    assert _refused(TYPED_OVER, borne=1).startswith("1 dossier porte le nom Hugo Mazin")


@pytest.mark.parametrize("answer", ["Non", "Oui", None])
def test_one_who_is_out_of_service_is_not_put_back_by_an_erased_line(answer: str | None) -> None:
    said = _refused(ChargeLine(None, answer, "Hugo Mazin"), INES, borne=2)
    assert said.endswith("retapez-le ici, puis « Non » pour ne plus le proposer.")


def test_a_name_that_a_user_bears_is_not_lost_either() -> None:
    assert _refused(TYPED_OVER).startswith("Un utilisateur est nommé Hugo Mazin")


def test_a_name_may_move_to_another_line_or_be_written_otherwise() -> None:
    moved = ChargeLine("Hugo  Mazin", "Non", "Samir Attal")
    assert read_charges([TYPED_OVER, moved], NAMES) == (
        {"Hugo Mazin": False, "Samir Attal": True},
        [],
    )
    assert read_charges([ChargeLine("HUGO MAZIN", "Oui", "Hugo Mazin")], NAMES) == ({}, [])


def test_a_name_that_nobody_bears_leaves_with_its_line() -> None:
    lines = [ChargeLine("Samir Attal", "Oui", "Samir Atal"), ChargeLine(None, None, "Zoé Arnal")]
    assert read_charges(lines, NAMES) == ({"Samir Attal": True}, [])
    assert without_line(lines) == ["Samir Atal", "Zoé Arnal"]


def test_everybody_known_is_listed_once_those_in_service_first() -> None:
    met = [("Corniche", "Hugo Mazin"), ("Rouvière", "Hugo Mazin"), (None, "Inès Morvan")]
    assert charge_list(met, ["Samir Attal"], {"Hugo Mazin": False, "Zoé Arnal": True}) == (
        Charge("Inès Morvan"),
        Charge("Samir Attal"),
        Charge("Zoé Arnal"),
        Charge("Hugo Mazin", False, ("Corniche", "Rouvière")),
    )
