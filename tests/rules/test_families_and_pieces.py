"""The families of the inventory, and the papers their contracts need."""

from typing import Any

import pytest

from mplus3_xl import rules
from mplus3_xl.domain.bilan.families import family_of
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import ClientType

Entry = dict[str, Any]
FAMILIES: list[Entry] = rules.table("families")["family"]
PIECES: list[Entry] = rules.table("pieces")["piece"]
PIECE_SETS: list[Entry] = rules.table("pieces")["set"]
CLIENT_TYPES = {str(kind.value) for kind in ClientType}
SET_CODES = {each["code"] for each in PIECE_SETS}


def test_a_family_is_of_a_known_group_and_basket() -> None:
    assert {family["group"] for family in FAMILIES} == {"iard", "personne", "epargne"}
    assert {family["basket"] for family in FAMILIES} == {"perso", "pro"}


def test_a_private_client_has_the_private_basket_a_company_the_other_and_a_tns_both() -> None:
    baskets = {
        kind: {family["basket"] for family in FAMILIES if kind in family["client_types"]}
        for kind in CLIENT_TYPES
    }
    assert baskets == {"particulier": {"perso"}, "entreprise": {"pro"}, "tns": {"perso", "pro"}}


def test_a_family_names_sets_of_pieces_that_exist() -> None:
    for family in FAMILIES:
        assert set(family["pieces"]) <= SET_CODES - {"commun"}, family["code"]


def test_every_set_of_pieces_serves_a_family() -> None:
    named = {code for family in FAMILIES for code in family["pieces"]}
    assert SET_CODES - named == {"commun"}


@pytest.mark.parametrize("family", FAMILIES, ids=lambda each: each["code"])
def test_a_family_can_be_said_in_the_script(family: Entry) -> None:
    assert family["spoken"]["article"] in {"l’", "la ", "le ", "les "}
    assert family["spoken"]["name"] == family["spoken"]["name"].strip() != ""


def test_a_family_does_not_repeat_a_name() -> None:
    for family in FAMILIES:
        for key in ("products", "branches"):
            folded = [fold(name) for name in family[key]]
            assert len(folded) == len(set(folded)), family["code"]


@pytest.mark.parametrize(
    ("branch", "product", "expected"),
    [
        ("AUTO", "Auto", ("auto", "auto", "auto_pro")),
        ("MOTO", "Moto", ("moto", "moto", "auto_pro")),
        ("IRD", "Habitation", ("mrh", "mrh", "mrh")),
        ("IRD", "Produit inconnu", ("mrh", "mrh", "mrp")),
        ("SANTE", "Santé", ("sante", "sante_tns", "sante_collective")),
        ("PREV", "Prévoyance", ("prevoyance", "prevoyance_tns", "prevoyance_collective")),
        ("PRO", "Multirisque pro", ("mrp", "mrp", "mrp")),
        ("IRD", "PNO", ("pno", "pno", "pno")),
        ("XYZ", "Produit inconnu", (None, None, None)),
    ],
)
def test_the_names_met_in_exports_lead_to_the_family_of_each_client_type(
    branch: str, product: str, expected: tuple[str | None, ...]
) -> None:
    assert tuple(family_of(branch, product, kind) for kind in ClientType) == expected


def test_a_set_only_names_pieces_that_exist_and_each_once() -> None:
    known = {piece["code"] for piece in PIECES}
    for each in PIECE_SETS:
        named = each["obligatoire"] + each["selon_cas"]
        assert set(named) <= known, each["code"]
        assert len(named) == len(set(named)), each["code"]


def test_every_piece_is_in_a_set() -> None:
    used = {code for each in PIECE_SETS for code in each["obligatoire"] + each["selon_cas"]}
    assert {piece["code"] for piece in PIECES} - used == set()


def test_the_pieces_that_the_guide_names_are_compulsory() -> None:
    compulsory = {
        each["code"]: each["obligatoire"] for each in PIECE_SETS if rules.is_verified(each)
    }
    assert {"carte_grise", "permis", "identite"} <= set(compulsory["auto"])
    assert {"carte_grise", "permis_moto", "identite"} <= set(compulsory["moto"])
    assert "bail" in compulsory["habitation_locataire"]
    assert {"dispositions_particulieres", "devis_signe"} <= set(compulsory["commun"])
