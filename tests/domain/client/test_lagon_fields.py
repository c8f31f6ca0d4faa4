"""Objective 1: who is asked what, what each answer needs, and what is still missing (D7, D8)."""

import pytest

from mplus3_xl.domain.call_form import FieldAnswer
from mplus3_xl.domain.client.lagon_fields import (
    ReportLine,
    checked,
    confirm_all,
    field_problems,
    field_warnings,
    missing_fields,
    report_lines,
    value_of,
)
from mplus3_xl.domain.client.required import fields, required_fields
from mplus3_xl.domain.vocabulary import ClientType, FieldState

PARTICULIER, TNS, ENTREPRISE = ClientType
CONFIRME, MODIFIE, NON_COMMUNIQUE = FieldState
ALWAYS = {"adresse", "code_postal", "ville", "telephone", "email", "agence", "charge"}
PERSON = {"situation_matrimoniale", "situation_professionnelle"}
TRADE = {"siret", "naf", "activite", "ca_annuel", "effectif"}
SOUND = {
    "adresse": "12 rue des Lices", "code_postal": "13007", "ville": "Marseille",
    "telephone": "06 12 34 56 78", "email": "zoe.martin@exemple.fr",
    "situation_matrimoniale": "Marié(e)", "situation_professionnelle": "Employé",
    "siret": "732 829 320 00074", "naf": "43.21A", "activite": "Électricien du bâtiment",
    "ca_annuel": "85000", "effectif": "0", "contact_assurances": "Claire Roux",
    "agence": "Corniche", "charge": "Hugo Mazin",
}  # fmt: skip


def read_back(**changed: FieldAnswer | None) -> list[FieldAnswer]:
    """Every field confirmed as Lagon holds it, but those changed; `None` leaves one out."""
    answers = {code: FieldAnswer(code, CONFIRME, text) for code, text in SOUND.items()} | changed
    return [answer for answer in answers.values() if answer]


def problem_of(answer: FieldAnswer, client_type: ClientType = TNS) -> str | None:
    codes = [problem.code for problem in field_problems(client_type, [answer])]
    assert len(codes) < 2
    return codes[0] if codes else None


@pytest.mark.parametrize(
    ("client_type", "expected"),
    [
        (PARTICULIER, ALWAYS | PERSON),
        (TNS, ALWAYS | PERSON | TRADE),
        (ENTREPRISE, ALWAYS | TRADE | {"contact_assurances"}),
        (None, ALWAYS),
    ],
)
def test_each_client_type_is_asked_its_fields(
    client_type: ClientType | None, expected: set[str]
) -> None:
    assert {field.code for field in required_fields(client_type)} == expected


@pytest.mark.parametrize("client_type", ClientType)
def test_a_file_read_back_whole_lacks_nothing(client_type: ClientType) -> None:
    assert missing_fields(client_type, read_back()) == ()
    assert field_problems(client_type, read_back()) == ()


@pytest.mark.parametrize("client_type", ClientType)
def test_each_field_asked_is_missed_when_it_has_no_answer(client_type: ClientType) -> None:
    for field in required_fields(client_type):
        for answer in (None, FieldAnswer(field.code, None, SOUND[field.code])):
            missing = missing_fields(client_type, read_back(**{field.code: answer}))
            assert [(each.field, each.code) for each in missing] == [(field.code, "champ_manquant")]
            assert field.label in missing[0].message


def test_a_field_that_is_not_asked_of_this_client_is_not_missed() -> None:
    assert missing_fields(PARTICULIER, read_back(siret=None, contact_assurances=None)) == ()
    assert missing_fields(ENTREPRISE, read_back(situation_matrimoniale=None)) == ()


def test_nothing_is_confirmed_of_an_empty_field() -> None:
    empty = read_back(siret=FieldAnswer("siret", CONFIRME, " "))
    assert [problem.code for problem in missing_fields(TNS, empty)] == ["champ_vide"]


@pytest.mark.parametrize(
    "answer",
    [
        FieldAnswer("siret", NON_COMMUNIQUE, None),
        FieldAnswer("siret", MODIFIE, None, "73282932000074"),
    ],
)
def test_a_field_withheld_or_given_is_no_longer_missing(answer: FieldAnswer) -> None:
    assert missing_fields(TNS, read_back(siret=answer)) == ()
    assert problem_of(answer) is None


def test_a_client_of_unknown_type_is_asked_for_it() -> None:
    assert [problem.field for problem in missing_fields(None, read_back())] == ["type_client"]


@pytest.mark.parametrize("code", sorted(fields()))
def test_what_may_not_be_withheld_is_refused_and_only_that(code: str) -> None:
    client_type = fields()[code].required_for[-1]
    kept = {"adresse", "code_postal", "ville", "agence", "charge"}
    expected = "indispensable" if code in kept else None
    assert problem_of(FieldAnswer(code, NON_COMMUNIQUE, "x"), client_type) == expected


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (FieldAnswer("ville", MODIFIE, "Aix"), "valeur_absente"),
        (FieldAnswer("ville", MODIFIE, "Aix", "  "), "valeur_absente"),
        (FieldAnswer("ville", MODIFIE, "Aix", "Cassis"), None),
        (FieldAnswer("ville", CONFIRME, "Aix", "Cassis"), "etat_contradictoire"),
        (FieldAnswer("ville", None, "Aix", "Cassis"), "etat_contradictoire"),
        (FieldAnswer("ville", None, "Aix"), None),
        (FieldAnswer("siret", CONFIRME, "732 829 320 00075"), "siret_faux"),
        (FieldAnswer("siret", CONFIRME, "732 829 320 00074"), None),
        (FieldAnswer("siret", MODIFIE, "732 829 320 00075", "732 829 320 00074"), None),
        (FieldAnswer("siret", MODIFIE, "732 829 320 00074", "732 829 320 00075"), "siret_faux"),
        (FieldAnswer("situation_matrimoniale", CONFIRME, "Marié"), None),
        (FieldAnswer("situation_matrimoniale", MODIFIE, None, "Fiancé"), "choix_inconnu"),
        (FieldAnswer("situation_matrimoniale", MODIFIE, None, "pacse(e)"), None),
        (FieldAnswer("situation_professionnelle", MODIFIE, None, "Apprentie"), None),
    ],
)
def test_an_answer_is_held_to_its_state_and_its_check(
    answer: FieldAnswer, code: str | None
) -> None:
    assert problem_of(answer) == code


def test_a_wrong_value_of_a_field_that_is_not_asked_blocks_nothing() -> None:
    assert problem_of(FieldAnswer("siret", CONFIRME, "123"), PARTICULIER) is None


def test_a_choice_is_kept_as_the_list_writes_it() -> None:
    assert checked("situation_matrimoniale", "pacse(E)").value == "Pacsé(e)"


def test_an_empty_text_is_neither_a_value_nor_a_problem() -> None:
    assert checked("siret", "  ") == checked("siret", None) == (None, None, None)


def test_a_warning_is_about_what_stays_not_about_what_goes() -> None:
    unallocated, fine = "07 12 34 56 78", "06 12 34 56 78"
    stays = FieldAnswer("telephone", CONFIRME, unallocated)
    goes = FieldAnswer("telephone", MODIFIE, unallocated, fine)
    assert len(field_warnings([stays])) == 1
    assert field_warnings([goes]) == ()


@pytest.mark.parametrize(
    ("state", "value"),
    [(CONFIRME, "Aix"), (MODIFIE, "Cassis"), (NON_COMMUNIQUE, None), (None, None)],
)
def test_an_answer_settles_the_value_that_its_state_says(
    state: FieldState | None, value: str | None
) -> None:
    assert value_of(FieldAnswer("ville", state, "Aix", "Cassis")) == value


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (FieldAnswer("ville", None, "Aix"), CONFIRME),
        (FieldAnswer("ville", None, " "), None),
        (FieldAnswer("ville", None, None), None),
        (FieldAnswer("ville", None, "Aix", "Cassis"), MODIFIE),
        (FieldAnswer("ville", None, None, "Cassis"), MODIFIE),
        (FieldAnswer("ville", NON_COMMUNIQUE, "Aix"), NON_COMMUNIQUE),
        (FieldAnswer("ville", MODIFIE, "Aix", "Cassis"), MODIFIE),
    ],
)
def test_confirm_all_only_gives_a_state_to_what_has_none(
    before: FieldAnswer, after: FieldState | None
) -> None:
    assert confirm_all([before]) == (before._replace(state=after),)


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        (FieldAnswer("ville", MODIFIE, "Aix", "Cassis"), [("Ville", "Aix", "Cassis")]),
        (FieldAnswer("ville", MODIFIE, None, "Cassis"), [("Ville", None, "Cassis")]),
        (FieldAnswer("ville", MODIFIE, " ", "Cassis"), [("Ville", None, "Cassis")]),
        (FieldAnswer("ville", MODIFIE, "Cassis", " Cassis"), []),
        (FieldAnswer("siret", MODIFIE, "73282932000074", "732 829 320 00074"), []),
        (FieldAnswer("siret", MODIFIE, "732 829 320 00074", "73282932000074"), []),
        (FieldAnswer("siret", MODIFIE, "123", "73282932000074"),
         [("SIRET", "123", "73282932000074")]),
        (FieldAnswer("ca_annuel", MODIFIE, "80000", "85 000 €"),
         [("Chiffre d’affaires annuel", "80000", "85000")]),
        (FieldAnswer("ville", CONFIRME, "Aix"), []),
        (FieldAnswer("ville", NON_COMMUNIQUE, "Aix"), []),
    ],
)  # fmt: skip
def test_only_what_changed_is_reported_to_lagon(
    answer: FieldAnswer, lines: list[tuple[str, str | None, str]]
) -> None:
    assert report_lines([answer]) == tuple(ReportLine(answer.code, *line) for line in lines)
