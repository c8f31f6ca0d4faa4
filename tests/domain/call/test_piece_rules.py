"""Objective 2: the pieces of each contract (domain notes §2.1)."""

import pytest

from mplus3_xl.domain.call.piece_rules import PieceLevel, PieceRequirement, requirements
from mplus3_xl.domain.vocabulary import ClientType

PARTICULIER, TNS, ENTREPRISE = ClientType
COMMON = ["dispositions_particulieres", "devis_signe", "mandat_sepa", "fiche_conseil"]


def of(
    family: str | None, client_type: ClientType | None, **situation: object
) -> dict[str, PieceRequirement]:
    return {each.piece: each for each in requirements(family, client_type, situation)}


def compulsory(family: str | None, client_type: ClientType | None, **situation: object) -> set[str]:
    pieces = of(family, client_type, **situation).values()
    return {each.piece for each in pieces if each.level is PieceLevel.OBLIGATOIRE} - set(COMMON)


@pytest.mark.parametrize("family", [None, "inconnue", "auto", "mrh", "cyber"])
@pytest.mark.parametrize("client_type", [*ClientType, None])
def test_every_contract_begins_with_its_signatures(
    family: str | None, client_type: ClientType | None
) -> None:
    pieces = requirements(family, client_type, {})
    assert [each.piece for each in pieces][:4] == COMMON
    assert {each.level for each in pieces[:4]} == {PieceLevel.OBLIGATOIRE}


def test_a_contract_of_no_family_only_needs_them() -> None:
    assert list(of(None, PARTICULIER)) == COMMON


@pytest.mark.parametrize(
    ("family", "client_type", "expected"),
    [
        ("auto", PARTICULIER, {"carte_grise", "permis", "releve_information", "identite"}),
        ("moto", PARTICULIER, {"carte_grise", "permis_moto", "releve_information", "identite"}),
        ("pno", PARTICULIER, {"titre_propriete", "bail_en_cours"}),
        ("emprunteur", TNS, {"identite", "offre_pret", "tableau_amortissement", "rib"}),
        ("decennale", ENTREPRISE, {"immatriculation", "justificatifs_experience", "rib",
                                   "attestation_anterieure"}),
        ("mrp", TNS, {"immatriculation", "titre_occupation", "chiffre_affaires_effectif"}),
    ],
)  # fmt: skip
def test_each_family_needs_its_papers(
    family: str, client_type: ClientType, expected: set[str]
) -> None:
    assert compulsory(family, client_type) == expected


@pytest.mark.parametrize(
    ("home", "there", "absent"),
    [("locataire", "bail", "titre_propriete"), ("proprietaire", "titre_propriete", "bail")],
)
def test_the_papers_of_a_home_follow_what_the_client_says(
    home: str, there: str, absent: str
) -> None:
    found = of("mrh", PARTICULIER, logement=home)
    assert there in found
    assert absent not in found
    assert found[there].help == ""


@pytest.mark.parametrize("home", [None, "ne_sait_pas"])
def test_while_he_did_not_say_both_lists_are_proposed_and_a_person_decides(
    home: str | None,
) -> None:
    found = of("mrh", PARTICULIER, logement=home)
    assert {"bail", "titre_propriete"} <= set(found)
    assert "Non requise" in found["bail"].help


def test_a_set_is_for_its_client_types_only() -> None:
    assert "facture_numero_serie" in of("velo_edpm", PARTICULIER)
    assert "facture_numero_serie" not in of("velo_edpm", ENTREPRISE)


def test_a_piece_of_two_sets_is_named_once() -> None:
    pieces = [each.piece for each in requirements("mrh", PARTICULIER, {})]
    assert pieces.count("identite") == 1


def test_what_nobody_checked_yet_is_marked_and_keeps_its_level() -> None:
    moto = of("moto", PARTICULIER)
    assert moto["antivol_sra"].unverified
    assert not moto["permis_moto"].unverified
    sante = of("sante", PARTICULIER)["attestation_droits"]
    assert (sante.unverified, sante.level) == (True, PieceLevel.OBLIGATOIRE)


def test_a_piece_bears_its_words_and_its_age() -> None:
    proof = of("auto", PARTICULIER)["justificatif_domicile"]
    assert (proof.label, proof.level, proof.max_age_months) == (
        "Justificatif de domicile", PieceLevel.SELON_CAS, 3,
    )  # fmt: skip
    assert of("auto", PARTICULIER)["permis"].max_age_months is None
    assert of("auto", PARTICULIER)["permis"].help == "Celui de chaque conducteur déclaré."
