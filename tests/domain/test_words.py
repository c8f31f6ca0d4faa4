"""Folded texts, contact keys, sites, families, and the closed lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mplus3_xl.domain import vocabulary
from mplus3_xl.domain.agency.agencies import Agencies, Agency, agencies_of
from mplus3_xl.domain.bilan.families import family_of
from mplus3_xl.domain.client.contacts import email_key, phone_key
from mplus3_xl.domain.text import fold, guarded, looks_like_formula, unguarded
from mplus3_xl.domain.vocabulary import ClientType, Term


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("", ""),
        ("  --  ", ""),
        ("N° de  Contrat", "n de contrat"),
        ("Nº de Contrat", "n de contrat"),
        ("№ de contrat", "n de contrat"),
        ("N°de\u00a0contrat", "n de contrat"),
        ("Date d'effet", "date d effet"),
        ("Date d’effet", "date d effet"),
        ("DATE\u202fD`EFFET", "date d effet"),
        ("Prime annuelle TTC (€)", "prime annuelle ttc"),
        ("Réf.\nLagon", "ref lagon"),
        ("E\u0301tat", "etat"),
        ("ÉTAT", "etat"),
        ("Cœur Lætitia", "coeur laetitia"),
        ("Straße", "strasse"),
        ("Jean–Pierre D’ORÇAY", "jean pierre d orcay"),
        ("Nom_client", "nom client"),
        ("\ufeffPolice", "police"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("ИВАНОВ", "иванов"),
    ],
)
def test_case_accents_spaces_and_punctuation_fold_away(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_names_in_another_script_stay_apart() -> None:
    assert fold("Иванов") != fold("Петров")


@pytest.mark.parametrize("text", ["=1+1", "+33 SARL", "-Martin", "@Dupuis"])
def test_four_signs_make_a_text_look_like_a_formula(text: str) -> None:
    assert looks_like_formula(text)
    assert not looks_like_formula(f" {text}")


@pytest.mark.parametrize(
    "written",
    ["01 99 00 00 01", "01.99.00.00.01", "0199000001", "+33 1 99 00 00 01", "0033199000001",
     "+33 (0)1 99 00 00 01"],
)  # fmt: skip
def test_a_phone_has_one_key_however_it_is_written(written: str) -> None:
    assert phone_key(written) == "+33199000001"


@pytest.mark.parametrize(
    "written",
    ["0262 12 34 56", "0262123456", "262123456", "+262 262 12 34 56", "+33 262 12 34 56",
     "+33262123456", "00262 262 12 34 56"],
)  # fmt: skip
def test_a_phone_overseas_has_one_key_too(written: str) -> None:
    assert phone_key(written) == "+262262123456"


@pytest.mark.parametrize("written", [None, "", "néant", "12", "0" * 30])
def test_what_is_no_phone_has_no_key(written: str | None) -> None:
    assert phone_key(written) is None


@pytest.mark.parametrize(
    ("written", "key"),
    [(None, None), ("néant", None), ("Zoe.MARTIN@Exemple.fr", "zoe.martin@exemple.fr")],
)
def test_an_email_is_compared_in_lower_case(written: str | None, key: str | None) -> None:
    assert email_key(written) == key


@pytest.mark.parametrize(
    ("written", "site"),
    [
        ("Corniche", "Corniche"),
        ("KENNEDY", "Corniche"),
        (" kennedy. ", "Corniche"),
        ("rouviere", "Rouvière"),
        ("Ailleurs", None),
        ("", None),
    ],
)
def test_a_site_is_found_by_its_name_or_an_alias(written: str, site: str | None) -> None:
    found = Agencies.default().named(written)
    assert (found and found.name) == site


@pytest.mark.parametrize(
    ("code", "site"), [("H90001", "Corniche"), ("h90002", "Rouvière"), ("H90003", None)]
)
def test_a_site_is_found_by_its_code(code: str, site: str | None) -> None:
    found = Agencies.default().coded(code)
    assert (found and found.name) == site


def test_a_folder_may_name_its_own_sites() -> None:
    (site,) = agencies_of([{"nom": "Vieux-Port", "horaires": {"1": ["09:00-12:00"]}}])
    assert (site.name, site.aliases, site.codes, list(site.hours)) == ("Vieux-Port", (), (), [1])
    assert Agencies([Agency("A"), site]).by_name()["Vieux-Port"] is site


PARTICULIER, TNS, ENTREPRISE = ClientType


@pytest.mark.parametrize(
    ("branch", "product", "client_type", "family"),
    [
        ("AUTO", "Auto", PARTICULIER, "auto"),
        ("auto", None, None, "auto"),
        ("IRD", "Moto", PARTICULIER, "moto"),  # the product says more than the branch
        ("IRD", "Produit inventé", PARTICULIER, "mrh"),
        ("Branche inventée", "Habitation", PARTICULIER, "mrh"),
        ("Branche inventée", "Produit inventé", PARTICULIER, None),
        (None, None, PARTICULIER, None),
    ],
)
def test_a_contract_has_the_family_of_its_product_else_of_its_branch(
    branch: str | None, product: str | None, client_type: ClientType | None, family: str | None
) -> None:
    assert family_of(branch, product, client_type) == family


@pytest.mark.parametrize(
    "terms",
    [each for each in vars(vocabulary).values() if isinstance(each, type) and issubclass(each, Term)
     and each is not Term],
)  # fmt: skip
def test_every_term_has_a_label_of_its_own_and_a_stored_code(terms: type[Term]) -> None:
    labels = [term.label for term in terms]
    assert all(labels)
    assert len(set(labels)) == len(labels)
    assert [terms(term.value) for term in terms] == list(terms)


def test_there_are_three_statuses_and_five_phases() -> None:
    assert [status.value for status in vocabulary.Status] == ["À faire", "En cours", "Terminé"]
    assert [phase.value for phase in vocabulary.Phase] == [
        "trop_tot", "bientot", "fenetre", "en_retard", "hors_delai",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "written"),
    [("=1", "'=1"), ("-", "'-"), ("'=1", "''=1"), ("''@", "'" * 3 + "@"), ("'a", "'a"), ("", "")],
)
def test_a_guard_is_put_before_what_looks_like_a_formula_guards_included(
    text: str, written: str
) -> None:
    assert guarded(text) == written
    assert unguarded(written) == text


@given(st.text(alphabet="'=+-@a1 ;é\n\"", max_size=8))
def test_a_guard_comes_off_exactly_and_leaves_no_formula(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not looks_like_formula(guarded(text))
