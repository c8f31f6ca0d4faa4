"""What a client export changes (R9)."""

from itertools import count
from typing import Any

import pytest

from mplus3_xl.domain.client.clients import new_client
from mplus3_xl.domain.lagon.client_planning import ClientPlan, plan_clients
from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.domain.lagon.site_claims import OWNER
from mplus3_xl.domain.lagon.verdicts import Verdicts
from mplus3_xl.domain.model import Client, ClientDraft
from mplus3_xl.domain.vocabulary import ClientType
from tests.domain.invented import client, client_file, client_row

Plan = tuple[ClientPlan, Verdicts]


def _plan(
    *files: DraftFile, known: list[Client] | None = None, entries: dict[int, Any] | None = None
) -> Plan:
    verdicts = Verdicts()
    by_number = {each.number: each for each in known or [] if each.number}
    plan = plan_clients(files, by_number, entries or {}, count(10), 7, verdicts)
    return plan, verdicts


def _counts(verdicts: Verdicts, file: int = 0) -> dict[str, int]:
    return dict(verdicts.counts[file])


def test_a_new_number_makes_a_client() -> None:
    plan, verdicts = _plan(client_file(client_row(phone="01 99 00 00 01", email="Z@exemple.fr")))
    (made,) = plan.created
    assert (made.id, made.import_id, made.number, made.from_file) == (10, 7, "L1", True)
    assert (made.folded_name, made.folded_phone, made.folded_email) == (
        "martin zoe", "+33199000001", "z@exemple.fr",
    )  # fmt: skip
    assert _counts(verdicts) == {"created": 1}


def test_the_same_row_again_changes_nothing() -> None:
    (made,) = _plan(client_file(client_row()))[0].created
    plan, verdicts = _plan(client_file(client_row()), known=[made])
    assert (plan.created, plan.changed) == ([], [])
    assert _counts(verdicts) == {"unchanged": 1}


def test_the_client_file_wins_over_what_the_contracts_said() -> None:
    from_contracts = client(last_name="Martin Z.", folded_name="martin z", first_name=None)
    plan, verdicts = _plan(client_file(client_row()), known=[from_contracts])
    ((old, new),) = plan.changed
    assert (old, new.last_name, new.folded_name) == (from_contracts, "MARTIN", "martin zoe")
    assert _counts(verdicts) == {"modified": 1}


def test_what_the_file_has_no_column_for_stays() -> None:
    known = client(from_file=True, city="Marseille", phone="01 99 00 00 01")
    plan, _ = _plan(
        client_file(client_row(phone=None), fields=("number", "last_name", "phone")), known=[known]
    )
    ((_, new),) = plan.changed
    assert (new.city, new.phone) == ("Marseille", None)


def test_a_persons_entry_stays_and_the_difference_is_a_conflict() -> None:
    known = client(from_file=True, city="Aubagne")
    row = client_row(city="Marseille")
    plan, verdicts = _plan(client_file(row), known=[known], entries={1: {"city": "Aubagne"}})
    assert plan.conflicts == [(1, "city", "Aubagne", "Marseille")]
    assert [new.city for _, new in plan.changed] in ([], ["Aubagne"])
    assert sum(_counts(verdicts).values()) == 1


def test_a_persons_entry_that_the_file_confirms_is_no_conflict() -> None:
    known = client(from_file=True, city="Aubagne")
    row = client_row(city="Aubagne")
    plan, _ = _plan(client_file(row), known=[known], entries={1: {"city": "Aubagne"}})
    assert plan.conflicts == []


def test_an_identical_copy_counts_as_unchanged() -> None:
    plan, verdicts = _plan(client_file(client_row(line=2), client_row(line=3)))
    assert len(plan.created) == 1
    assert _counts(verdicts) == {"created": 1, "unchanged": 1}


def test_copies_of_two_files_complete_each_other() -> None:
    files = (
        client_file(client_row(phone="01 99 00 00 01"), name="a.csv"),
        client_file(client_row(city="Marseille"), name="b.csv"),
    )
    plan, verdicts = _plan(*files)
    (made,) = plan.created
    assert (made.phone, made.city) == ("01 99 00 00 01", "Marseille")
    assert (_counts(verdicts, 0), _counts(verdicts, 1)) == ({"created": 1}, {"unchanged": 1})


def test_copies_with_another_name_are_refused_and_name_each_other() -> None:
    files = (
        client_file(client_row(line=2), name="a.csv"),
        client_file(client_row(line=5, last_name="DUPUIS"), name="b.csv"),
    )
    plan, verdicts = _plan(*files)
    assert plan.created == []
    ((first,), (second,)) = verdicts.refused[0], verdicts.refused[1]
    assert (first.line, first.code) == (2, "doublon_contradictoire")
    assert "ligne 5 de « b.csv »" in first.message
    assert "ligne 2 de « a.csv »" in second.message


def test_a_name_in_another_case_is_the_same_name() -> None:
    plan, verdicts = _plan(
        client_file(client_row(), client_row(line=3, last_name="Martin", first_name="ZOÉ"))
    )
    assert len(plan.created) == 1
    assert verdicts.refused == {}


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ({"last_name": "MARTIN", "first_name": "Zoé"}, "MARTIN Zoé"),
        ({"last_name": "MARTIN"}, "MARTIN"),
        ({"company": "Voiles SARL"}, "Voiles SARL"),
        ({"last_name": "MARTIN", "company": "Voiles SARL"}, "MARTIN"),
        (
            {"last_name": "MARTIN", "company": "Voiles", "client_type": ClientType.ENTREPRISE},
            "Voiles",
        ),
        ({}, ""),
    ],
)
def test_a_client_is_shown_by_the_name_of_the_person_or_of_the_company(
    known: dict[str, Any], name: str
) -> None:
    assert new_client(1, 1, **known).name == name


CORNICHE = client_row(agency="Corniche", charge_clientele="Inès Carbonel")
ROUVIERE = client_row(agency="Rouvière", charge_clientele="Hugo Mazin")
INES = client(from_file=True, agency="Corniche", charge_clientele="Inès Carbonel")
CLAIMED = [
    (1, "agency", "Corniche", "Rouvière"),
    (1, "charge_clientele", "Inès Carbonel", "Hugo Mazin"),
]


def _of_site(*rows: ClientDraft, site: str, **known: Any) -> DraftFile:
    return client_file(*rows, name=f"{site}.csv", scope=site, **known)


def _owners(plan: ClientPlan) -> list[tuple[str | None, str | None]]:
    after = [*plan.created, *(new for _, new in plan.changed)]
    return [(each.agency, each.charge_clientele) for each in after]


def test_a_client_new_to_two_sites_is_the_first_ones_and_the_other_claim_is_kept() -> None:
    plan, _ = _plan(_of_site(CORNICHE, site="Corniche"), _of_site(ROUVIERE, site="Rouvière"))
    assert _owners(plan) == [("Corniche", "Inès Carbonel")]
    assert plan.conflicts == [(10, *each[1:]) for each in CLAIMED]


@pytest.mark.parametrize("sites", [("Rouvière",), ("Corniche", "Rouvière"),
                                   ("Rouvière", "Corniche")])  # fmt: skip
def test_another_site_takes_no_client_and_its_claim_is_kept(sites: tuple[str, ...]) -> None:
    rows = {"Corniche": CORNICHE, "Rouvière": ROUVIERE}
    plan, _ = _plan(*(_of_site(rows[site], site=site) for site in sites), known=[INES])
    assert _owners(plan) in ([], [("Corniche", "Inès Carbonel")])
    assert plan.conflicts == CLAIMED
    assert {name for _, name in plan.agreed}.isdisjoint(OWNER)


def _contact(site: str, phone: str | None, **known: Any) -> DraftFile:
    row = {"Corniche": CORNICHE, "Rouvière": ROUVIERE}[site]
    return _of_site(row._replace(phone=phone, **known), site=site)


HOME, AWAY = "01 99 00 00 01", "01 99 00 00 02"


@pytest.mark.parametrize("order", [1, -1])
def test_the_export_of_his_own_site_says_how_to_reach_a_client(order: int) -> None:
    files = (_contact("Corniche", HOME), _contact("Rouvière", AWAY, city="Marseille"))
    plan, _ = _plan(*files[::order], known=[INES])
    ((_, new),) = plan.changed
    assert (new.phone, new.city) == (HOME, "Marseille")
    assert (1, "phone", HOME, AWAY) in plan.conflicts
    assert (1, "last_name") in plan.agreed


def test_the_site_whose_claim_is_set_aside_only_fills_what_is_empty() -> None:
    known = INES._replace(phone=HOME, folded_phone="+33199000001")
    away = _contact("Rouvière", AWAY, city="Marseille", last_name="Martine")
    plan, _ = _plan(away, known=[known])
    ((_, new),) = plan.changed
    assert (new.phone, new.city, new.last_name) == (HOME, "Marseille", known.last_name)
    assert {(1, "phone", HOME, AWAY), *CLAIMED} < set(plan.conflicts)
    plan, _ = _plan(_contact("Rouvière", "+33 1 99 00 00 01"), known=[known])
    assert (1, "phone") in plan.agreed
    assert plan.conflicts == CLAIMED


@pytest.mark.parametrize("order", [1, -1])
def test_two_exports_of_a_client_who_is_of_one_of_them_are_read_his_site_s_last(order: int) -> None:
    other = _of_site(CORNICHE._replace(phone=AWAY, city="Marseille"), site="Rouvière")
    plan, _ = _plan(*(_contact("Corniche", HOME), other)[::order], known=[INES])
    ((_, new),) = plan.changed
    assert (new.phone, new.city, plan.conflicts) == (HOME, "Marseille", [])


@pytest.mark.parametrize("order", [1, -1])
def test_so_are_those_that_do_not_say_whose_he_is(order: int) -> None:
    known = INES._replace(from_file=False)
    files = (
        _of_site(client_row(phone=HOME), site="Corniche"),
        _of_site(client_row(phone=AWAY, city="Marseille"), site="Rouvière"),
    )
    plan, _ = _plan(*files[::order], known=[known])
    ((_, new),) = plan.changed
    assert (new.phone, new.city, plan.conflicts) == (HOME, "Marseille", [])


def test_an_empty_cell_of_another_site_says_nothing_against_what_is_known() -> None:
    known = INES._replace(phone=HOME, folded_phone="+33199000001")
    plan, _ = _plan(_contact("Rouvière", None), known=[known])
    assert plan.conflicts == CLAIMED


def test_what_a_person_entered_differs_once_from_what_another_site_says() -> None:
    known = INES._replace(phone=HOME, folded_phone="+33199000001")
    plan, _ = _plan(_contact("Rouvière", AWAY), known=[known], entries={1: {"phone": HOME}})
    assert [each for each in plan.conflicts if each[1] == "phone"] == [(1, "phone", HOME, AWAY)]


def test_without_a_column_for_the_agency_another_site_takes_no_client_either() -> None:
    fields = ("number", "last_name", "first_name", "charge_clientele")
    plan, _ = _plan(_of_site(ROUVIERE, site="Rouvière", fields=fields), known=[INES])
    assert _owners(plan) in ([], [("Corniche", "Inès Carbonel")])
    assert plan.conflicts == CLAIMED


def test_the_export_of_his_site_gives_a_client_to_another() -> None:
    plan, _ = _plan(_of_site(ROUVIERE, site="Corniche"), known=[INES])
    assert _owners(plan) == [("Rouvière", "Hugo Mazin")]
    assert plan.conflicts == []


def test_a_client_moves_whom_the_export_of_his_site_lists_no_more() -> None:
    other = client_row(number="L2", line=3, last_name="DUPUIS", agency="Corniche")
    files = (_of_site(other, site="Corniche"), _of_site(ROUVIERE, site="Rouvière"))
    plan, _ = _plan(*files, known=[INES])
    assert ("Rouvière", "Hugo Mazin") in _owners(plan)
    assert plan.conflicts == []
    assert (1, "agency") in plan.agreed


def test_a_claim_is_settled_once_the_other_site_lists_him_no_more() -> None:
    other = client_row(number="L2", line=3, last_name="DUPUIS", agency="Rouvière")
    files = (_of_site(CORNICHE, site="Corniche"), _of_site(other, site="Rouvière"))
    plan, _ = _plan(*files, known=[INES])
    assert {(1, "agency"), (1, "charge_clientele")} <= set(plan.agreed)
    plan, _ = _plan(_of_site(CORNICHE, site="Corniche"), known=[INES])
    assert plan.agreed == []


def test_whose_a_client_is_said_by_a_person_wins_over_both_sites() -> None:
    entries = {1: {"agency": "Corniche"}}
    plan, _ = _plan(_of_site(ROUVIERE, site="Rouvière"), known=[INES], entries=entries)
    assert _owners(plan) in ([], [("Corniche", "Inès Carbonel")])
    assert sorted(plan.conflicts) == CLAIMED
