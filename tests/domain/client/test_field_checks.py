"""The checks of the fields, with the vectors of the domain notes §4.3."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from mplus3_xl.domain.client.field_checks import CHECKS, Fault, Sound, plain_text
from mplus3_xl.rules import table


def found(control: str, text: str) -> Sound | Fault:
    return CHECKS[control](text)


def kept(control: str, text: str) -> str:
    sound = found(control, text)
    assert isinstance(sound, Sound), sound
    return sound.value


def refused(control: str, text: str) -> str:
    fault = found(control, text)
    assert isinstance(fault, Fault), fault
    assert text in fault.message
    return fault.code


def test_every_control_of_the_table_has_its_check() -> None:
    assert {field["control"] for field in table("required_fields")["field"]} == set(CHECKS)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("732 829 320 00074", "73282932000074"),
        ("73282932000074", "73282932000074"),
        ("732\u202f829\u202f320\u00a000074", "73282932000074"),
        ("35600000009075", "35600000009075"),  # La Poste has its own sum
    ],
)
def test_a_sound_siret_is_kept_as_its_digits(text: str, value: str) -> None:
    assert kept("siret", text) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("732 829 320 00075", "siret_faux"),
        ("35600000009076", "siret_faux"),
        ("00000000000000", "siret_faux"),  # the library lets it pass
        ("732829320", "siret_longueur"),  # a SIREN
        ("732829320000741", "siret_longueur"),
        ("7,32829E+13", "siret_longueur"),
        ("en cours", "siret_longueur"),
    ],
)
def test_a_siret_that_is_none_is_refused(text: str, code: str) -> None:
    assert refused("siret", text) == code


@given(st.integers(min_value=1, max_value=10**8 - 1), st.integers(0, 9999), st.integers(0, 13))
def test_one_wrong_digit_is_always_found(company: int, place: int, position: int) -> None:
    siren = f"{company:08d}"
    siren += luhn.calc_check_digit(siren)
    siret = f"{siren}{place:04d}"
    siret += luhn.calc_check_digit(siret)
    if siren == "356000000":
        return
    assert kept("siret", siret) == siret
    wrong = (int(siret[position]) + 1) % 10
    assert refused("siret", f"{siret[:position]}{wrong}{siret[position + 1 :]}") == "siret_faux"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("62.01Z", "62.01Z"),  # rév. 2
        ("6201z", "62.01Z"),
        (" 43.21 A ", "43.21A"),
        ("62.10Y", "62.10Y"),  # a letter that only NAF 2025 could have
        ("01.11G", "01.11G"),
    ],
)
def test_a_naf_of_either_nomenclature_is_kept_with_its_point(text: str, value: str) -> None:
    assert kept("naf", text) == value


@pytest.mark.parametrize(
    "text", ["62.01", "6201", "620.1Z", "00.11Z", "62.011Z", "62,01Z", "Z6201"]
)
def test_a_naf_of_another_form_is_refused(text: str) -> None:
    assert refused("naf", text) == "naf_invalide"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("06 12 34 56 78", "06 12 34 56 78"),
        ("0612345678", "06 12 34 56 78"),
        ("612345678", "06 12 34 56 78"),  # Excel took the zero
        ("0033612345678", "06 12 34 56 78"),
        ("33612345678", "06 12 34 56 78"),
        ("+33 (0)6 12 34 56 78", "06 12 34 56 78"),
        ("0692 12 34 56", "0692 12 34 56"),  # La Réunion
        ("+32 470 12 34 56", "+32 470 12 34 56"),
    ],
)
def test_a_phone_is_kept_as_it_is_dialled_without_warning(text: str, value: str) -> None:
    assert found("phone", text) == Sound(value)


@pytest.mark.parametrize(
    ("text", "word"),
    [("07 12 34 56 78", "pas attribuée"), ("0899 12 34 56", "surtaxé")],
)
def test_a_range_that_nobody_allocated_or_a_premium_one_warns_and_passes(
    text: str, word: str
) -> None:
    sound = found("phone", text)
    assert isinstance(sound, Sound)
    assert word in (sound.warning or "")


@pytest.mark.parametrize(
    "text", ["06 12 34 56", "06 12 34 56 78 / 06 98 76 54 32", "aucun", "12", "0612345678901"]
)
def test_what_is_no_phone_or_two_of_them_is_refused(text: str) -> None:
    assert refused("phone", text) == "telephone_invalide"


def test_an_address_is_kept_in_lower_case() -> None:
    assert found("email", " Zoe.MARTIN@Exemple.FR ") == Sound("zoe.martin@exemple.fr")


@pytest.mark.parametrize("text", ["zoe.martin", "zoe@", "@exemple.fr", "zoe@exemple", "a b@ex.fr"])
def test_what_is_no_address_is_refused(text: str) -> None:
    assert refused("email", text) == "email_invalide"


@pytest.mark.parametrize(
    ("typed", "meant"), sorted(table("required_fields")["mistyped_domain"].items())
)
def test_a_domain_often_mistyped_warns_and_passes(typed: str, meant: str) -> None:
    sound = found("email", f"zoe.martin@{typed}")
    assert isinstance(sound, Sound)
    assert meant in (sound.warning or "")
    assert found("email", f"zoe.martin@{meant}") == Sound(f"zoe.martin@{meant}")


@pytest.mark.parametrize(
    ("text", "value"), [("13007", "13007"), ("01000", "01000"), ("13 007", "13007")]
)
def test_a_postal_code_keeps_its_zero(text: str, value: str) -> None:
    assert kept("postal_code", text) == value


@pytest.mark.parametrize("text", ["1000", "130070", "00100", "2A004", "Marseille"])
def test_what_is_no_postal_code_is_refused(text: str) -> None:
    assert refused("postal_code", text) == "code_postal_invalide"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("85000", "85000"),
        ("85 000 €", "85000"),
        ("1\u202f234,56\u00a0€", "1234,56"),
        ("1.234,56", "1234,56"),
        ("1.234.567", "1234567"),
        ("1.234", "1234"),
        ("85000.0", "85000"),
        ("0", "0"),
        ("999 999 999 999", "999999999999"),
    ],
)
def test_an_amount_is_kept_plain(text: str, value: str) -> None:
    assert kept("amount", text) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("beaucoup", "montant_invalide"),
        ("1,234,5", "montant_invalide"),
        ("10,005", "montant_invalide"),
        ("1,234", "montant_invalide"),  # a euro and 23.4 cents: a French comma never groups
        ("nan", "montant_invalide"),
        ("-1", "montant_hors_bornes"),
        ("1 000 000 000 000", "montant_hors_bornes"),
        ("1e999999", "montant_hors_bornes"),
    ],
)
def test_what_is_no_amount_is_refused(text: str, code: str) -> None:
    assert refused("amount", text) == code


@pytest.mark.parametrize(
    ("text", "value"), [("0", "0"), ("12", "12"), ("12.0", "12"), ("1 200", "1200")]
)
def test_a_headcount_is_kept_whole(text: str, value: str) -> None:
    assert kept("integer", text) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2,5", "effectif_invalide"),
        ("deux", "effectif_invalide"),
        ("-1", "effectif_hors_bornes"),
        ("1 000 001", "effectif_hors_bornes"),
    ],
)
def test_what_is_no_headcount_is_refused(text: str, code: str) -> None:
    assert refused("integer", text) == code


def test_a_text_loses_its_stray_spaces() -> None:
    assert kept("text", "  12  rue des Lices ") == "12 rue des Lices"


def test_a_text_has_its_accents_composed_however_they_were_typed() -> None:
    assert plain_text("He\u0301le\u0300ne") == Sound("Hélène")


def test_a_text_longer_than_the_form_lets_type_is_refused() -> None:
    found = plain_text("x" * 256)
    assert isinstance(found, Fault)
    assert found.code == "texte_trop_long"
    assert "256 caractères : 255 au plus" in found.message
