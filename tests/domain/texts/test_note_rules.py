"""What a note may hold: both sides of each refusal, and the false alarms that must not ring."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban, luhn
from stdnum.fr import nir

from mplus3_xl.domain.texts.note_rules import note_findings
from mplus3_xl.rules import table


def refusals(text: str) -> list[str]:
    return [problem.code for problem in note_findings(text).problems]


@pytest.mark.parametrize("text", [None, "", "   ", "Rappeler après 17 h, il travaille le matin."])
def test_an_ordinary_note_passes_in_silence(text: str | None) -> None:
    assert note_findings(text) == ((), ())


def test_a_note_has_500_characters_at_most() -> None:
    assert refusals("é" * 500) == []
    assert refusals("é" * 501) == ["note_trop_longue"]
    assert "501" in note_findings("é" * 501).problems[0].message
    assert "500" in note_findings("é" * 501).problems[0].message


def test_the_limit_is_a_setting() -> None:
    assert note_findings("abcd", longest=4).problems == ()
    assert note_findings("abcde", longest=4).problems != ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Paie avec 4970 1012 3456 7893.", "numero_carte"),
        ("Paie avec la 4970101234567893", "numero_carte"),
        ("4970-1012-3456-7893 fin 12/27", "numero_carte"),
        ("en 2027 4970 1012 3456 7893", "numero_carte"),
        ("Mastercard 5555 5555 5555 4444", "numero_carte"),
        ("Mastercard 2223 0031 2200 3222", "numero_carte"),
        ("Amex 3782 822463 10005", "numero_carte"),
        ("FR14 2004 1010 0505 0001 3M02 606", "numero_compte"),
        ("Iban fr1420041010050500013m02606 à prélever", "numero_compte"),
        ("Compte BE68 5390 0754 7034 en Belgique", "numero_compte"),
        ("RIB 20041 01005 0500013M026 06", "numero_compte"),
        ("n° 2 95 10 99 126 111 93", "numero_secu"),
        ("295109912611193", "numero_secu"),
        ("2 53 07 2B 073 004 70", "numero_secu"),
        ("CNI 123456789012", "numero_identite"),
        ("Carte nationale d’identité n° X4RTBPFW4", "numero_identite"),
        ("Passeport n° 12AB34567, reçu ce jour", "numero_identite"),
        ("Permis de conduire numéro 123456789012", "numero_identite"),
    ],
)
def test_a_number_that_is_never_kept_is_refused(text: str, code: str) -> None:
    assert refusals(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "4970 1012 3456 7894 n’a pas la bonne clé",
        "Contrat 1234567890123456",
        "Contrat 6200 0000 0000 0005",  # its sum is right, no issuer begins so
        "Police 49701012345678931",  # 17 digits
        "06 12 34 56 78 ou 04 91 00 12 34",
        "06 12 34 56 78 06 98 76 54 32",
        "+33 6 12 34 56 78",
        "SIRET 732 829 320 00074",
        "35600000009075",
        "FR14 2004 1010 0505 0001 3M02 607",
        "RIB 20041 01005 0500013M026 07",
        "2 95 10 99 126 111 94",
        "N° client L4821, dossier 2026-11-24, CA 85 000 €",
        "CONTRAT AB1234567890 signé le 24/11/2026 à 10 h 30",
        "CNI reçue, contrat 123456789012",
        "Permis depuis 2019, CNI reçue le 24/11/2026",
        "Permis à demander, le rappeler au 0612345678",
        "Envoie son permis 0612345678",
    ],
)
def test_phones_contracts_companies_and_wrong_keys_pass(text: str) -> None:
    assert refusals(text) == []


@given(st.integers(0, 10**14 - 1), st.sampled_from(["", " ", "-", "\u00a0"]))
def test_any_card_of_16_digits_is_found_however_it_is_spaced(number: int, mark: str) -> None:
    digits = f"4{number:014d}"
    digits += luhn.calc_check_digit(digits)
    spaced = mark.join(digits[start : start + 4] for start in range(0, 16, 4))
    assert "numero_carte" in refusals(f"Carte {spaced}, merci")


@given(st.integers(0, 10**10 - 1), st.from_regex(r"[0-9A-Z]{11}", fullmatch=True), st.booleans())
def test_any_french_account_is_found(bank: int, account: str, grouped: bool) -> None:
    body = f"{bank:010d}{account}00"
    key = iban.calc_check_digits(f"FR00{body}")
    number = f"FR{key}{body}"
    shown = " ".join(number[start : start + 4] for start in range(0, 27, 4)) if grouped else number
    assert "numero_compte" in refusals(f"Virement sur {shown} demain")


@given(
    st.sampled_from("12"), st.integers(0, 99), st.integers(1, 12), st.integers(1, 95),
    st.integers(1, 990), st.integers(1, 999),
)  # fmt: skip
def test_any_social_security_number_is_found(
    sex: str, year: int, month: int, department: int, town: int, rank: int
) -> None:
    body = f"{sex}{year:02d}{month:02d}{department:02d}{town:03d}{rank:03d}"
    number = body + nir.calc_check_digits(body)
    assert "numero_secu" in refusals(f"Son numéro : {number}.")
    assert "numero_secu" in refusals(f"Son numéro : {nir.format(number)}.")


def test_a_refusal_does_not_repeat_the_number() -> None:
    message = note_findings("Paie avec 4970 1012 3456 7893.").problems[0].message
    assert "4970" not in message


@pytest.mark.parametrize("group", table("attempts")["watched_words"], ids=lambda each: each["code"])
def test_each_watched_word_warns_and_does_not_refuse(group: dict[str, str]) -> None:
    for word in group["words"]:
        found = note_findings(f"Le client dit : {word.upper()}.")
        assert found.problems == ()
        assert any(group["advice"] in warning for warning in found.warnings), word


def test_a_watched_word_is_a_whole_word_in_the_singular_or_the_plural() -> None:
    assert note_findings("Il est content de son conseiller").warnings == ()
    assert len(note_findings("Des maladies").warnings) == 1
