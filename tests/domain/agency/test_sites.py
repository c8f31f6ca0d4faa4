"""Agencies and hours as a manager types them."""

import pytest

from mplus3_xl.domain.agency.agencies import Agencies, Agency
from mplus3_xl.domain.agency.site_hours import HourLine, hour_lines
from mplus3_xl.domain.agency.sites import SiteLine, Sites, lines_of, read_sites, said_site

KNOWN = Agencies.default().sites
SHOWN = lines_of(KNOWN)
CORNICHE, ROUVIERE = SHOWN.lines


def _read(lines: tuple[SiteLine, ...], hours: tuple[HourLine, ...] = SHOWN.hours) -> dict[str, str]:
    _, problems = read_sites(Sites(lines, hours), {"Corniche"})
    return {problem.field: problem.code for problem in problems}


def _hours(line: HourLine) -> dict[str, str]:
    """Return what is wrong with a line more than those that are shown."""
    return _read(SHOWN.lines, (*SHOWN.hours, line))


LINE = len(SHOWN.hours)


def test_what_is_shown_reads_back_as_the_same_agencies() -> None:
    assert read_sites(SHOWN, {"Corniche"}) == (KNOWN, [])


def test_a_new_agency_has_its_names_codes_and_hours() -> None:
    new = SiteLine(
        "Prado", "Le Prado, Castellane", "h90003", "Assureur inventé", "Prado@Exemple.fr",
        "0465711239",
    )  # fmt: skip
    hours = HourLine("prado", "9:00-12:30", "14h00 – 17h30", "Lundi, MARDI")
    sites, problems = read_sites(Sites((*SHOWN.lines, new), (*SHOWN.hours, hours)), ())
    assert problems == []
    site = Agencies(sites).named("castellane")
    assert site is not None
    assert (site.codes, site.email, site.phone) == (
        ("H90003",), "prado@exemple.fr", "04 65 71 12 39",
    )  # fmt: skip
    assert list(hour_lines(site)) == [
        HourLine("Prado", "09:00 – 12:30", "14:00 – 17:30", "lundi, mardi")
    ]


def test_names_and_codes_may_stand_between_semicolons() -> None:
    new = ROUVIERE._replace(aliases="La Rouvière ; Rouvière Sud", codes="H90002;H90005")
    sites, problems = read_sites(Sites((CORNICHE, new), SHOWN.hours), ())
    assert problems == []
    assert (sites[1].aliases, sites[1].codes) == (
        ("La Rouvière", "Rouvière Sud"), ("H90002", "H90005"),
    )  # fmt: skip


def test_an_alias_twice_is_refused_at_its_place() -> None:
    assert _read((CORNICHE, ROUVIERE._replace(aliases="kennedy"))) == {
        "agences.1.1": "nom_en_double"
    }
    assert _read((CORNICHE._replace(aliases="CORNICHE"), ROUVIERE)) == {
        "agences.0.1": "nom_en_double"
    }


def test_a_site_code_belongs_to_one_agency_and_looks_like_one() -> None:
    assert _read((CORNICHE, ROUVIERE._replace(codes="h90001"))) == {"agences.1.2": "code_en_double"}
    assert _read((CORNICHE, ROUVIERE._replace(codes="9002"))) == {"agences.1.2": "code_inconnu"}


def test_an_agency_has_a_name_and_there_is_one_at_least() -> None:
    assert _read((CORNICHE, ROUVIERE, SiteLine(codes="H90009"))) == {"agences.2.0": "nom_absent"}
    assert "agence_absente" in {
        problem.code for problem in read_sites(Sites((SiteLine(),), ()), ())[1]
    }


def test_what_the_script_gives_to_clients_is_an_e_mail_and_a_phone() -> None:
    wrong = ROUVIERE._replace(email="rouviere chez exemple", phone="12")
    assert _read((CORNICHE, wrong)) == {
        "agences.1.4": "email_invalide",
        "agences.1.5": "telephone_invalide",
    }


def test_an_agency_whose_name_dossiers_bear_keeps_it() -> None:
    renamed = CORNICHE._replace(name="Corniche Kennedy", aliases="")
    hours = tuple(
        line._replace(agency=renamed.name) if line.agency == CORNICHE.name else line
        for line in SHOWN.hours
    )
    assert _read((renamed, ROUVIERE), hours) == {"agences.0.0": "agence_en_service"}
    left = tuple(line for line in SHOWN.hours if line.agency == CORNICHE.name)
    assert _read((CORNICHE,), left) == {}


def test_an_agency_that_never_opens_is_refused() -> None:
    left = tuple(line for line in SHOWN.hours if line.agency == CORNICHE.name)
    assert _read(SHOWN.lines, left) == {"agences.1.0": "horaires_absents"}


def test_an_agency_whose_only_line_of_hours_is_refused_is_marked_on_that_line_only() -> None:
    wrong = HourLine("Rouvière", "09:00 – 12:30", "", "lunddi")
    own = tuple(line for line in SHOWN.hours if line.agency == CORNICHE.name)
    assert _read(SHOWN.lines, (*own, wrong)) == {"horaires.1.3": "jour_inconnu"}


def test_hours_without_an_agency_ask_for_it() -> None:
    line = HourLine("", "09:00 – 12:30", "", "dimanche")
    _, problems = read_sites(Sites(SHOWN.lines, (line, *SHOWN.hours)), ())
    assert [problem.message for problem in problems] == ["Il manque l’agence de ces horaires."]


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        (HourLine("Prado", "09:00 – 12:30", "", "dimanche"), 0, "agence_inconnue"),
        (HourLine("Corniche", "9 heures", "", "dimanche"), 1, "plage_illisible"),
        (HourLine("Corniche", "09:00 – 25:00", "", "dimanche"), 1, "plage_illisible"),
        (HourLine("Corniche", "", "17:30 – 14:00", "dimanche"), 2, "plage_a_l_envers"),
        (HourLine("Corniche", "09:00 – 12:30", "12:00 – 17:00", "dimanche"), 2, "plages_melees"),
        (HourLine("Corniche", "", "", "dimanche"), 1, "plage_absente"),
        (HourLine("Corniche", "09:00 – 12:30", "", ""), 3, "jours_absents"),
        (HourLine("Corniche", "09:00 – 12:30", "", "lunddi"), 3, "jour_inconnu"),
        (HourLine("Corniche", "09:00 – 12:30", "", "lundi"), 3, "jour_en_double"),
    ],
)
def test_hours_that_cannot_be_are_refused_at_their_place(
    line: HourLine, column: int, code: str
) -> None:
    assert _hours(line) == {f"horaires.{LINE}.{column}": code}


def test_ranges_that_overlap_are_both_named() -> None:
    line = HourLine("Corniche", "9h-12h30", "12h-17h", "dimanche")
    _, problems = read_sites(Sites(SHOWN.lines, (line, *SHOWN.hours)), ())
    said = "« 12:00 – 17:00 » commence avant la fin de « 09:00 – 12:30 »."
    assert [problem.message for problem in problems] == [said]


def test_empty_lines_between_count_for_the_place_only() -> None:
    assert _read((CORNICHE, SiteLine(), ROUVIERE)) == {}
    wrong = ROUVIERE._replace(aliases="Kennedy")
    assert _read((CORNICHE, SiteLine(), wrong)) == {"agences.2.1": "nom_en_double"}


def test_the_journal_tells_an_agency_on_one_line() -> None:
    said = said_site(Agency("Corniche", ("Kennedy",), ("H90001",), KNOWN[0].hours))
    days = "lundi, mardi, mercredi, jeudi, vendredi"
    assert said == f"Corniche ; Kennedy ; H90001 ; {days} 09:00 – 12:30, 14:00 – 17:30"
