"""Objective 1: the fields asked of each client type (guide, D7, D8)."""

from typing import Any

import pytest

from mplus3_xl import rules

Entry = dict[str, Any]
FIELDS: list[Entry] = rules.table("required_fields")["field"]
CONTROLS = {
    "text", "list", "amount", "integer", "phone", "email", "postal_code", "siret", "naf",
}  # fmt: skip


def test_a_required_field_is_a_column_of_the_clients_export() -> None:
    assert {field["code"] for field in FIELDS} <= set(rules.table("columns")["clients"])


def test_a_field_has_a_known_control_and_a_list_has_its_values() -> None:
    for field in FIELDS:
        assert field["control"] in CONTROLS, field["code"]
        has_values = bool(field.get("values")) or "values_from" in field
        assert has_values == (field["control"] == "list"), field["code"]


@pytest.mark.parametrize(
    ("client_type", "expected"),
    [
        ("particulier", {"situation_matrimoniale", "situation_professionnelle"}),
        ("tns", {"situation_matrimoniale", "situation_professionnelle", "siret", "naf",
                 "activite", "ca_annuel", "effectif"}),
        ("entreprise", {"siret", "naf", "activite", "ca_annuel", "effectif",
                        "contact_assurances"}),
    ],
)  # fmt: skip
def test_each_client_type_is_asked_what_the_guide_and_d7_say(
    client_type: str, expected: set[str]
) -> None:
    always = {"adresse", "code_postal", "ville", "telephone", "email", "agence", "charge"}
    asked = {field["code"] for field in FIELDS if client_type in field["required_for"]}
    assert asked == always | expected


def test_address_agency_and_charge_can_never_be_withheld() -> None:
    kept = {field["code"] for field in FIELDS if not field["may_be_withheld"]}
    assert kept == {"adresse", "code_postal", "ville", "agence", "charge"}


def test_a_mistyped_domain_leads_to_another_that_is_not_mistyped_itself() -> None:
    mistyped: dict[str, str] = rules.table("required_fields")["mistyped_domain"]
    assert set(mistyped.values()).isdisjoint(mistyped)
