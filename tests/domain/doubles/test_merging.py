from datetime import date, datetime
from itertools import count
from typing import Any

import pytest

from mplus3_xl.domain.bilan.kept import KeptBilan
from mplus3_xl.domain.doubles.merging import Lost, MergePlan, Side, plan_merge
from mplus3_xl.domain.model import Client
from mplus3_xl.domain.vocabulary import ContractState, Tag
from mplus3_xl.domain.windows import DEFAULT_SPANS
from tests.domain.invented import EFFECT, client, contract, dossier

TODAY = date(2026, 11, 23)
MADE = date(2020, 1, 1)
LATER = date(2026, 8, 28)  # in the same group as EFFECT
MORNING, EVENING = datetime(2026, 11, 20, 9), datetime(2026, 11, 20, 18)


def _kept(**known: Any) -> Client:
    return client(id=1, number="L1", from_file=True, **known)


def _other(**known: Any) -> Client:
    return client(id=2, **({"number": "L2", "from_file": True} | known))


def _side(person: Client, **known: Any) -> Side:
    return Side(person, (), (), {}, None)._replace(**known)


def _plan(kept: Side, other: Side) -> MergePlan:
    return plan_merge(kept, other, count(90), TODAY, DEFAULT_SPANS)


def _bilan(client_id: int, version: int, saved_at: datetime) -> KeptBilan:
    return KeptBilan(client_id, version, {}, (), (), f"motif {client_id}", saved_at, "alice")


def test_what_the_kept_file_holds_stays_and_the_other_value_is_a_difference() -> None:
    plan = _plan(_side(_kept(city="Marseille")), _side(_other(city="Aix")))
    assert plan.kept[1].city == "Marseille"
    assert plan.lost == [Lost(2, "city", "Marseille", "Aix")]


def test_what_the_kept_file_lacks_is_filled() -> None:
    plan = _plan(_side(_kept()), _side(_other(phone="06 39 98 00 01", agency="Rouvière")))
    new = plan.kept[1]
    assert (new.phone, new.folded_phone, new.agency) == (
        "06 39 98 00 01",
        "+33639980001",
        "Rouvière",
    )
    assert plan.lost == []


@pytest.mark.parametrize(
    ("field", "one", "same"),
    [
        ("phone", "06 39 98 00 01", "+33639980001"),
        ("email", "Zoe@exemple.fr", "zoe@exemple.fr"),
        ("city", "Marseille", "MARSEILLE"),
        ("revenue_cents", 100, 100),
    ],
)
def test_the_same_value_written_otherwise_is_no_difference(
    field: str, one: object, same: object
) -> None:
    assert _plan(_side(_kept(**{field: one})), _side(_other(**{field: same}))).lost == []


def test_the_number_of_the_kept_file_stays() -> None:
    assert _plan(_side(_kept()), _side(_other())).kept[1].number == "L1"


def test_a_file_without_number_takes_that_of_the_other_and_his_name() -> None:
    lone = client(id=1, number=None, name_only=True, last_name="MARTIN ZOE", first_name=None)
    new = _plan(_side(lone), _side(_other())).kept[1]
    assert (new.number, new.name_only, new.from_file) == ("L2", False, True)
    assert (new.last_name, new.first_name, new.folded_name) == ("MARTIN", "Zoé", "martin zoe")


def test_names_are_never_mixed() -> None:
    his = _other(last_name="DURAND", civility="Mme", company="Essai SARL")
    new = _plan(_side(_kept(first_name=None)), _side(his)).kept[1]
    assert (new.civility, new.last_name, new.first_name) == (None, "MARTIN", None)
    assert new.company is None


def test_of_two_whom_no_client_file_names_the_kept_one_keeps_his_name() -> None:
    lone = client(id=1, last_name="MARTIN ZOE", first_name=None)
    new = _plan(_side(lone), _side(_other(from_file=False, last_name="MARTIN Z"))).kept[1]
    assert (new.last_name, new.first_name, new.from_file) == ("MARTIN ZOE", None, False)


@pytest.mark.parametrize(("seen", "becomes"), [("Corniche", "Corniche"), (None, "Rouvière")])
def test_a_client_of_a_client_file_stays_one_and_where_he_was_first_seen(
    seen: str | None, becomes: str
) -> None:
    lone = _other(number=None, from_file=False, name_only=True, seen_agency="Rouvière")
    new = _plan(_side(_kept(seen_agency=seen)), _side(lone)).kept[1]
    assert (new.from_file, new.name_only, new.seen_agency) == (True, False, becomes)


def test_what_a_person_entered_of_the_other_wins_over_the_export_of_the_kept_one() -> None:
    entered = _side(_other(city="Aix"), entries={"city": "Aix"})
    plan = _plan(_side(_kept(city="Marseille")), entered)
    assert plan.kept[1].city == "Aix"
    assert plan.entries == {"city": "Aix"}
    assert plan.lost == [Lost(1, "city", "Aix", "Marseille")]


def test_what_a_person_entered_of_the_kept_one_wins_over_all() -> None:
    kept = _side(_kept(city="Marseille"), entries={"city": "Marseille"})
    plan = _plan(kept, _side(_other(city="Aix"), entries={"city": "Aix"}))
    assert plan.kept[1].city == "Marseille"
    assert plan.entries == {}
    assert plan.lost == [Lost(2, "city", "Marseille", "Aix")]


def test_what_a_person_emptied_of_the_kept_one_stays_empty() -> None:
    plan = _plan(_side(_kept(), entries={"city": None}), _side(_other(city="Aix")))
    assert plan.kept[1].city is None
    assert plan.lost == [Lost(2, "city", None, "Aix")]


def test_nothing_is_left_of_the_other_but_his_number_of_entry() -> None:
    plan = _plan(_side(_kept()), _side(_other(phone="06 39 98 00 01", seen_agency="Corniche")))
    known = {name: value for name, value in plan.gone[1]._asdict().items() if value}
    assert known == {"id": 2, "import_id": 1}


def test_contracts_move_and_the_oldest_one_dates_the_client() -> None:
    old = contract(id=8, key="8", number="8", client_id=2, effect_date=date(2020, 1, 1))
    plan = _plan(
        _side(_kept(first_effect=EFFECT), contracts=[contract()]), _side(_other(), contracts=[old])
    )
    assert [(was.client_id, new.client_id) for was, new in plan.contracts if was.id == 8] == [
        (2, 1)
    ]
    assert plan.kept[1].first_effect == date(2020, 1, 1)


def test_a_contract_that_ended_in_one_file_is_probably_replaced_by_that_of_the_other() -> None:
    auto = {"branch": "AUTO", "family": "auto"}
    ended = contract(state=ContractState.RESILIE, ended_on=EFFECT, effect_date=MADE, **auto)
    new = contract(id=2, key="C2", number="C2", client_id=2, **auto)
    plan = _plan(_side(_kept(), contracts=[ended]), _side(_other(), contracts=[new]))
    assert [each.probable_replacement for _, each in plan.contracts] == [True]


def test_what_nobody_worked_on_is_grouped_again() -> None:
    mine = _side(_kept(), contracts=[contract(dossier_id=1)], dossiers=[(dossier(), False)])
    his_contract = contract(
        id=2, key="C2", number="C2", client_id=2, effect_date=LATER, dossier_id=2
    )
    his = _side(
        _other(), contracts=[his_contract], dossiers=[(dossier(LATER, id=2, client_id=2), False)]
    )
    plan = _plan(mine, his)
    assert [each.id for each in plan.removed] == [2]
    assert [new.dossier_id for _, new in plan.contracts] == [1]
    ((old, new),) = plan.dossiers
    assert (old.id, new.version, new.window_start) == (1, 2, dossier(LATER).window_start)


def test_what_somebody_worked_on_moves_as_it_is() -> None:
    worked = dossier(id=2, client_id=2, appel=Tag.KO)
    his = _side(
        _other(),
        contracts=[contract(id=2, key="C2", number="C2", client_id=2, dossier_id=2)],
        dossiers=[(worked, True)],
    )
    plan = _plan(_side(_kept(agency="Corniche")), his)
    assert plan.dossiers == [(worked, worked._replace(client_id=1, version=2))]
    assert [(new.client_id, new.dossier_id) for _, new in plan.contracts] == [(1, 2)]
    assert (plan.created, plan.removed) == ([], [])


def test_a_finished_dossier_moves_too() -> None:
    done = dossier(id=2, client_id=2, closing="injoignable")
    plan = _plan(_side(_kept()), _side(_other(), dossiers=[(done, True)]))
    assert [new.client_id for _, new in plan.dossiers] == [1]


@pytest.mark.parametrize(
    ("kept", "other", "becomes"),
    [
        (None, None, None),
        ((3, MORNING), None, None),
        (None, (3, MORNING), (5, "motif 2")),
        ((3, EVENING), (7, MORNING), (9, "motif 1")),
        ((9, MORNING), (7, EVENING), (11, "motif 2")),
    ],
)
def test_the_later_bilan_wins_whole(
    kept: tuple[int, datetime] | None,
    other: tuple[int, datetime] | None,
    becomes: tuple[int, str] | None,
) -> None:
    mine = _side(_kept(), bilan=_bilan(1, *kept) if kept else None)
    plan = _plan(mine, _side(_other(), bilan=_bilan(2, *other) if other else None))
    bilan = plan.bilan
    assert (bilan and (bilan.version, bilan.no_action_reason)) == becomes
    assert bilan is None or bilan.client_id == 1
