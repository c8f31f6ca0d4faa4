from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, delete, update
from sqlalchemy.exc import DatabaseError

from mplus3_xl.domain.agency.absences import Absence, AbsenceLine
from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.agency.charges import ChargeLine
from mplus3_xl.domain.agency.site_hours import HourLine
from mplus3_xl.domain.agency.sites import SiteLine, Sites, lines_of
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.reglages.plan import Proposed, ReglagesError
from mplus3_xl.domain.reglages.set_values import Typed
from mplus3_xl.domain.reglages.versions import Reglages
from mplus3_xl.domain.vocabulary import Closing, ContractState, Tag
from mplus3_xl.domain.windows import window_of
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.naming import Naming, name_logins, name_oneself
from mplus3_xl.services.agency.people import charges_in_service
from mplus3_xl.services.agency.reglages_kept import reglages_of
from mplus3_xl.services.reglages.reglages import (
    Saved,
    is_set,
    save_reglages,
    undo_reglages,
)
from mplus3_xl.store.tables.lagon import dossiers
from mplus3_xl.store.tables.seats import settings_versions
from mplus3_xl.store.units import Units
from tests.conftest import NOW
from tests.domain.invented import EFFECT, client, contract, contract_file, contract_row, dossier
from tests.services.calls import filled_form, prepared, ready, saved
from tests.services.desk import ALICE, BRUNO, attempted, fill, journal_of, take

CHEF = "chef"
OWN = Agencies.default().sites
OWN_LINES = lines_of(OWN)
NARROW = Typed("tolerance_days", 3)


@pytest.fixture
def desk(store: Units) -> Units:
    """A store with a manager, and a client to call."""
    name_logins(store, [Naming(CHEF, None, True), Naming(ALICE, None, False)], CHEF, NOW)
    fill(store, [client()], [dossier(charge_clientele="Hugo Mazin")], [contract(dossier_id=1)])
    return store


def _save(desk: Units, *typed: Typed, version: int = 0, author: str = CHEF) -> Saved:
    return save_reglages(desk, version, Proposed(typed), author, NOW)


def _code(refused: Callable[[], object]) -> str:
    with pytest.raises(UserError) as refusal:
        refused()
    return refusal.value.code


def _dossiers(desk: Units) -> list[Dossier]:
    with desk.read() as unit:
        return sorted(each for each, _ in unit.dossiers_of([1]))


def _told(desk: Units) -> list[tuple[Any, ...]]:
    lines = [line for line in journal_of(desk, 50) if line.subject != "users"]
    return [(line.author, line.subject, line.field, line.old, line.new) for line in lines]


def test_a_store_where_nothing_was_set_has_the_rule_tables(store: Units) -> None:
    assert reglages_of(store) == Reglages()


def test_a_manager_sets_a_limit_and_the_journal_says_so(desk: Units) -> None:
    made = _save(desk, Typed("max_tentatives", 5, "Accord du conseil"))
    assert (made.changed, made.moved) == (1, 0)
    assert reglages_of(desk) == made.reglages
    assert (made.reglages.version, made.reglages.limits["max_tentatives"]) == (1, 5)
    assert _told(desk) == [
        (CHEF, "settings_versions", "max_tentatives.motif", None, "Accord du conseil"),
        (CHEF, "settings_versions", "max_tentatives", "4", "5"),
    ]


def test_nobody_else_sets_anything(desk: Units) -> None:
    assert _code(lambda: _save(desk, NARROW, author=ALICE)) == "reserve_au_manager"
    assert _code(lambda: undo_reglages(desk, ALICE, NOW)) == "reserve_au_manager"
    assert reglages_of(desk) == Reglages()


def test_a_refused_value_leaves_everything_as_it_was(desk: Units) -> None:
    with pytest.raises(ReglagesError):
        _save(desk, NARROW, Typed("consentement", 400))
    assert (reglages_of(desk), _told(desk)) == (Reglages(), [])


def test_what_changes_nothing_makes_no_version(desk: Units) -> None:
    made = _save(desk, Typed("max_tentatives", 4))
    assert (made, _told(desk)) == (Saved(Reglages(), 0, 0), [])


def test_what_is_typed_is_set_when_to_save_it_would_change_nothing(desk: Units) -> None:
    _save(desk, NARROW)
    for typed, expected in (
        (NARROW, True),
        (Typed("tolerance_days", 4), False),
        (Typed("consentement", 400), False),  # would be refused
    ):
        assert is_set(desk, 1, Proposed([typed]), CHEF) is expected


def test_two_managers_who_change_different_values_both_keep_theirs(desk: Units) -> None:
    name_logins(desk, [Naming(BRUNO, None, True)], CHEF, NOW)
    _save(desk, Typed("relance_piece", 10), Typed("tolerance_days", 7))
    # The sheet sends all that it shows, as it was shown.
    made = _save(desk, Typed("relance_piece", 7), NARROW, version=0, author=BRUNO)
    assert made.reglages.values == {"relance_piece": 10, "tolerance_days": 3}
    assert (made.reglages.version, made.changed) == (2, 1)


def test_a_value_that_both_changed_is_refused_with_who_and_when(desk: Units) -> None:
    name_logins(desk, [Naming(BRUNO, None, True)], CHEF, NOW)
    _save(desk, Typed("relance_piece", 10))
    _save(desk, Typed("note_max", 400), version=1, author=BRUNO)
    with pytest.raises(ReglagesError) as refusal:
        _save(desk, Typed("relance_piece", 12), NARROW, version=0, author=BRUNO)
    (problem,) = refusal.value.problems
    assert problem.field == "relance_piece"
    assert "chef a mis 10 le 23/11/2026 à 09:30" in problem.message
    assert "Tapez 10" in problem.message
    assert reglages_of(desk).version == 2
    made = _save(desk, Typed("relance_piece", 10), NARROW, version=0, author=BRUNO).reglages
    assert made.values == {"relance_piece": 10, "note_max": 400, "tolerance_days": 3}


def test_the_refusal_names_the_last_one_who_changed_that_value(desk: Units) -> None:
    name_logins(desk, [Naming(BRUNO, None, True)], CHEF, NOW)
    _save(desk, Typed("relance_piece", 10))
    _save(desk, Typed("relance_piece", 11), version=1, author=BRUNO)
    _save(desk, Typed("note_max", 400), version=2)
    with pytest.raises(ReglagesError, match="bruno a mis 11"):
        _save(desk, Typed("relance_piece", 12), version=0)


def test_what_cannot_be_read_is_refused_whoever_changed_what_since(desk: Units) -> None:
    _save(desk, Typed("relance_piece", 10))
    with pytest.raises(ReglagesError, match="a mis 10"):
        _save(desk, Typed("relance_piece", "douze"), version=0)
    with pytest.raises(ReglagesError, match="« 400 »"):
        _save(desk, Typed("relance_piece", 7), Typed("consentement", 400), version=0)


def test_what_was_saved_since_of_another_part_stays(desk: Units) -> None:
    words = {"declencheur": "Et vos autres assureurs ?"}
    save_reglages(desk, 0, Proposed(texts=words), CHEF, NOW)
    made = _save(desk, NARROW, version=0).reglages
    assert (made.version, made.texts, made.values) == (2, words, {"tolerance_days": 3})
    again = save_reglages(desk, 1, Proposed(texts={"declencheur": None}), CHEF, NOW).reglages
    assert (again.version, again.texts, again.values) == (3, {}, made.values)
    assert _save(desk, NARROW, version=1).changed == 0
    assert _code(lambda: _save(desk, NARROW, version=9)) == "reglages_modifies"


def _named(aliases: str) -> Sites:
    first = OWN_LINES.lines[0]._replace(aliases=aliases)
    return OWN_LINES._replace(lines=(first, *OWN_LINES.lines[1:]))


EVERYTHING = Proposed(
    absences=[AbsenceLine("Hugo Mazin", NOW.date(), NOW.date())],
    charges=[ChargeLine("Samir Attal")],
    sites=_named("Endoume"),
)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (Proposed(charges=[ChargeLine("Zoé Arnal")]), "les chargés de clientèle"),
        (Proposed(absences=[AbsenceLine("Hugo Mazin", *[date(2027, 1, 4)] * 2)]), "les absences"),
        (Proposed(sites=_named("Prado")), "les agences et leurs horaires"),
    ],
)
def test_a_list_that_both_changed_is_refused_with_who_and_when(
    desk: Units, typed: Proposed, said: str
) -> None:
    save_reglages(desk, 0, EVERYTHING, CHEF, NOW, OWN)
    with pytest.raises(ReglagesError, match=f"chef a changé {said} le 23/11/2026 à 09:30"):
        save_reglages(desk, 0, typed, CHEF, NOW, OWN)


def test_lists_that_are_typed_as_they_were_shown_take_nothing_from_what_was_saved_since(
    desk: Units,
) -> None:
    before = save_reglages(desk, 0, EVERYTHING, CHEF, NOW, OWN).reglages
    shown = Proposed([NARROW], [], OWN_LINES, [ChargeLine("Hugo Mazin", "Oui", "Hugo Mazin")])
    made = save_reglages(desk, 0, shown, CHEF, NOW, OWN).reglages
    assert made == before._replace(version=2, values={"tolerance_days": 3})


def test_one_who_was_added_since_is_no_change_of_whoever_adds_another(desk: Units) -> None:
    save_reglages(desk, 0, Proposed(charges=[ChargeLine("Samir Attal")]), CHEF, NOW)
    # The sheet adds whom it did not show, as the store has them.
    both = Proposed(charges=[ChargeLine("Zoé Arnal"), ChargeLine("Samir Attal", "Oui")])
    made = save_reglages(desk, 0, both, CHEF, NOW).reglages
    assert made.charges == {"Zoé Arnal": True, "Samir Attal": True}


@pytest.mark.parametrize(
    ("name", "value"),
    [("tolerance_days", 3), ("target_months", 4), ("earliest_days", 10), ("latest_months", 5)],
)
def test_each_day_of_a_dossier_that_nobody_worked_on_moves_with_its_setting(
    desk: Units, name: str, value: int
) -> None:
    made = _save(desk, Typed("latest_months", 6), Typed(name, value))
    (moved,) = _dossiers(desk)
    assert made.moved == 1
    assert moved.window == window_of(EFFECT, made.reglages.spans)


def test_a_dossier_that_nobody_worked_on_moves_and_keeps_the_rest(desk: Units) -> None:
    _save(desk, NARROW)
    (moved,) = _dossiers(desk)
    assert (moved.id, moved.charge_clientele, moved.version) == (1, "Hugo Mazin", 2)
    assert (CHEF, "dossiers", "window_start", "2026-11-18", "2026-11-22") in _told(desk)


def test_a_dossier_that_somebody_worked_on_keeps_its_days(desk: Units, engine: Engine) -> None:
    attempted(engine)
    before = _dossiers(desk)
    saved = _save(desk, NARROW)
    assert (saved.moved, saved.kept) == (0, 1)
    assert _dossiers(desk) == before
    assert undo_reglages(desk, CHEF, NOW).kept == 0


@pytest.mark.parametrize("over", [{"appel": Tag.OK}, {"closing": Closing.INJOIGNABLE}])
def test_a_dossier_that_is_not_to_reach_any_more_is_not_among_those_that_keep_their_days(
    desk: Units, over: dict[str, Any]
) -> None:
    with desk.write() as unit:
        unit.update("dossiers", [(1, over)])
    assert _save(desk, NARROW).kept == 0


def test_each_dossier_of_a_client_moves_once(desk: Units) -> None:
    later = EFFECT + timedelta(days=60)
    with desk.write() as unit:
        unit.add_all("dossiers", [dossier(later, id=2)])
        second = contract(id=2, number="C2", key="C2", effect_date=later, dossier_id=2)
        unit.add_all("contracts", [second])
    assert _save(desk, NARROW).moved == 2
    assert [field for _, _, field, *_ in _told(desk)].count("window_start") == 2


def test_a_dossier_worked_on_between_two_settings_is_said_not_to_come_back(
    desk: Units, engine: Engine
) -> None:
    moved = _save(desk, NARROW)
    assert (moved.moved, moved.kept) == (1, 0)
    attempted(engine)
    back = undo_reglages(desk, CHEF, NOW)
    assert (back.moved, back.kept) == (0, 1)


def test_contracts_whose_windows_no_longer_meet_have_a_dossier_each_and_back(
    store: Units,
) -> None:
    later = EFFECT + timedelta(days=10)
    shared = dossier(
        window_start=window_of(later).start, latest=window_of(EFFECT).latest,
        earliest=window_of(later).earliest,
    )  # fmt: skip
    second = contract(id=2, number="C2", effect_date=later, dossier_id=1)
    fill(store, [client()], [shared], [contract(dossier_id=1), second])
    _save(store, NARROW)
    assert [each.effect_date for each in _dossiers(store)] == [EFFECT, later]
    undo_reglages(store, CHEF, NOW)
    (again,) = _dossiers(store)
    assert again._replace(version=1, target=shared.target) == shared
    assert (CHEF, "dossiers", "client_id", "1", None) in _told(store)


def _placed(desk: Units) -> dict[int, tuple[int | None, bool]]:
    with desk.read() as unit:
        held = unit.contracts_of([1])
    return {each.id: (each.dossier_id, each.probable_replacement) for each in held}


def test_contracts_go_to_the_dossier_that_the_windows_set_give_them(store: Units) -> None:
    days = [EFFECT + timedelta(days=after) for after in (0, 10, 18)]
    held = [
        contract(id=number, number=f"C{number}", effect_date=day, dossier_id=1 if number < 8 else 2)
        for number, day in enumerate(days, 6)
    ]
    fill(store, [client()], [dossier(days[0]), dossier(days[2], id=2)], held)
    # The first two meet within 7 days of their target, the last two within 4.
    assert _save(store, Typed("tolerance_days", 4)).moved == 2
    assert _placed(store) == {6: (1, False), 7: (2, False), 8: (2, False)}
    assert [each.effect_date for each in _dossiers(store)] == days[:2]
    assert (CHEF, "contracts", "dossier_id", "1", "2") in _told(store)


def test_a_replacement_is_seen_as_many_days_after_as_is_set(store: Units) -> None:
    auto = {"family": "auto", "branch": "Auto"}
    ended = contract(
        id=2, number="C2", effect_date=EFFECT - timedelta(days=400), state=ContractState.RESILIE,
        ended_on=EFFECT - timedelta(days=40), **auto,
    )  # fmt: skip
    fill(store, [client()], [dossier()], [contract(dossier_id=1, **auto), ended])
    _save(store, Typed("replacement_days", 40))
    assert _placed(store) == {1: (1, True), 2: (None, False)}
    _save(store, Typed("replacement_days", 39), version=1)
    assert _placed(store) == {1: (1, False), 2: (None, False)}


def test_an_import_uses_the_window_that_is_set(desk: Units) -> None:
    spans = _save(desk, NARROW).reglages.spans
    day = date(2026, 9, 30)
    rows = contract_file(contract_row(number="C9", client_number="L9", effect_date=day))
    take(desk, rows)
    with desk.read() as unit:
        (new,) = unit.clients_by_number(["L9"]).values()
        ((made, _),) = unit.dossiers_of([new.id])
    assert made.window == window_of(day, spans)


def test_one_s_own_settings_are_taken_back_by_a_new_version(desk: Units) -> None:
    before = _dossiers(desk)
    _save(desk, Typed("relance_piece", 10))
    _save(desk, NARROW, version=1)
    again = undo_reglages(desk, CHEF, NOW)
    assert (again.reglages.version, again.reglages.values) == (3, {"relance_piece": 10})
    assert (again.changed, again.moved) == (1, 1)
    assert [each._replace(version=1) for each in _dossiers(desk)] == before


def test_who_is_away_is_kept_told_and_taken_back(desk: Units) -> None:
    name_logins(desk, [Naming(BRUNO, "Inès Morvan", False)], CHEF, NOW)
    day = date(2026, 11, 24)
    line = AbsenceLine("Inès Morvan", day, day, "Hugo Mazin")
    away = (Absence("Inès Morvan", day, day, "Hugo Mazin"),)
    save_reglages(desk, 0, Proposed([], [line]), CHEF, NOW)
    assert reglages_of(desk).absences == away
    assert _told(desk) == [(CHEF, "settings_versions", "absences", None, away[0].said)]
    _save(desk, Typed("relance_piece", 10), version=1)
    assert reglages_of(desk).absences == away
    undo_reglages(desk, CHEF, NOW)
    assert reglages_of(desk).absences == away
    save_reglages(desk, 3, Proposed([], []), CHEF, NOW)
    assert reglages_of(desk).absences == ()


def test_the_settings_of_another_are_not_taken_back(desk: Units) -> None:
    assert _code(lambda: undo_reglages(desk, CHEF, NOW)) == "rien_a_annuler"
    name_logins(desk, [Naming(BRUNO, None, True)], CHEF, NOW)
    _save(desk, NARROW, author=BRUNO)
    assert _code(lambda: undo_reglages(desk, CHEF, NOW)) == "annulation_d_un_autre"
    assert reglages_of(desk).version == 1


def test_an_acte_names_the_settings_it_was_made_under(store: Units) -> None:
    ready(store)
    _save(store, Typed("relance_piece", 10))
    acte = saved(store, filled_form(prepared(store))).acte
    assert acte is not None
    assert acte.rules_version.endswith(" ; réglages n° 1")


@pytest.mark.parametrize(
    "change", [lambda: update(settings_versions).values(content="{}"),
               lambda: delete(settings_versions)],
)  # fmt: skip
def test_a_version_of_the_settings_never_changes(
    desk: Units, engine: Engine, change: Callable[[], Any]
) -> None:
    _save(desk, NARROW)
    with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
        connection.execute(change())


def _undone(desk: Units) -> Saved:
    return undo_reglages(desk, CHEF, NOW, OWN)


def test_an_agency_that_is_set_is_in_the_journal_and_taken_back(desk: Units) -> None:
    lines, hours = lines_of(OWN)
    known = {"insurer": "Assureur", "email": "site@exemple.fr", "phone": "04 91 00 00 01"}
    first = lines[0]._replace(aliases="Kennedy, Endoume", **known)
    typed = Sites((first, *lines[1:]), hours)
    saved = save_reglages(desk, 0, Proposed(sites=typed), CHEF, NOW, OWN)
    assert saved.changed == 1
    assert reglages_of(desk) == saved.reglages
    (line,) = _told(desk)
    assert line[2] == "agences"
    assert "Kennedy ;" in line[3]
    assert "Kennedy, Endoume ;" in line[4]
    assert _undone(desk).reglages.sites == ()
    assert [(old, new) for *_, old, new in _told(desk)] == [(line[4], line[3]), (line[3], line[4])]


@pytest.mark.parametrize(
    ("days", "at", "closing", "shut_out"),
    [
        (1, time(16), None, 1),
        (1, time(11), None, 0),  # still within the hours
        (1, time(19, 30), None, 0),  # agreed outside those of before
        (1, time(16), Closing.INJOIGNABLE, 0),
        (-3, time(16), None, 0),  # no longer to come
    ],
)
def test_hours_that_are_narrowed_count_the_callbacks_that_they_shut_out(
    desk: Units, engine: Engine, days: int, at: time, closing: Closing | None, shut_out: int
) -> None:
    called_back = datetime.combine(NOW.date() + timedelta(days=days), at)
    with engine.begin() as connection:
        values = {"callback_at": called_back, "closing": closing}
        connection.execute(update(dossiers).values(values))
    lines, hours = lines_of(OWN)
    narrow = tuple(
        each._replace(morning="9-12", afternoon="") if each.agency == "Corniche" else each
        for each in hours
    )
    typed = Proposed(sites=Sites(lines, narrow))
    assert save_reglages(desk, 0, typed, CHEF, NOW, OWN).shut_out == shut_out
    assert _undone(desk).shut_out == 0


def test_an_agency_whose_dossiers_came_since_is_not_taken_back(desk: Units, engine: Engine) -> None:
    lines, hours = lines_of(OWN)
    added = Sites((*lines, SiteLine("Prado")), (*hours, HourLine("Prado", "9-12", "", "lundi")))
    save_reglages(desk, 0, Proposed(sites=added), CHEF, NOW, OWN)
    with engine.begin() as connection:
        connection.execute(update(dossiers).values(agency="Prado"))
    assert _code(lambda: _undone(desk)) == "annulation_d_une_agence"
    assert [each.name for each in reglages_of(desk).sites][-1] == "Prado"
    with engine.begin() as connection:
        connection.execute(update(dossiers).values(agency=OWN[0].name))
    assert _undone(desk).reglages.sites == ()


def test_agencies_may_be_typed_back_as_the_folder_has_them(desk: Units) -> None:
    save_reglages(desk, 0, Proposed(sites=_named("Endoume")), CHEF, NOW, OWN)
    back = save_reglages(desk, 1, Proposed(sites=OWN_LINES), CHEF, NOW, OWN)
    assert (back.changed, lines_of(reglages_of(desk).sites)) == (1, OWN_LINES)


def test_an_agency_of_dossiers_is_not_left_out(desk: Units) -> None:
    lines, hours = lines_of(OWN)
    left = tuple(line for line in hours if line.agency != lines[0].name)
    only = Proposed(sites=Sites(lines[1:], left))
    with pytest.raises(ReglagesError, match="gardez ce nom"):
        save_reglages(desk, 0, only, CHEF, NOW, OWN)


def test_a_name_added_is_given_work_and_one_out_of_service_is_not(desk: Units) -> None:
    assert charges_in_service(desk) == ["Hugo Mazin"]
    lines = [ChargeLine("Hugo Mazin", "Non"), ChargeLine("Samir Attal", "Oui")]
    saved = save_reglages(desk, 0, Proposed(charges=lines), CHEF, NOW)
    assert saved.reglages.charges == {"Hugo Mazin": False, "Samir Attal": True}
    assert charges_in_service(desk) == ["Samir Attal"]
    assert name_oneself(desk, "samir", "samir attal", NOW).charge_clientele == "Samir Attal"
    assert [(field, old, new) for _, _, field, old, new in _told(desk)] == [
        ("charges", None, "Samir Attal"),
        ("charges", None, "Hugo Mazin (plus en service)"),
    ]


def test_a_name_typed_over_is_refused_with_how_many_dossiers_bear_it(desk: Units) -> None:
    over = [ChargeLine("Samir Attal", "Oui", "Hugo Mazin")]
    with pytest.raises(ReglagesError, match="1 dossier porte le nom Hugo Mazin"):
        save_reglages(desk, 0, Proposed(charges=over), CHEF, NOW)
    assert reglages_of(desk) == Reglages()


def test_a_name_is_borne_by_the_dossiers_of_lagon_and_by_those_that_were_given(desk: Units) -> None:
    other = dossier(id=2, charge_clientele="Inès Roy")
    with desk.write() as unit:
        unit.add_all("dossiers", [other, other._replace(id=3, assigned_to="Hugo Mazin")])
    over = [ChargeLine("Samir Attal", "Oui", "Hugo Mazin")]
    with pytest.raises(ReglagesError, match="2 dossiers portent le nom Hugo"):
        save_reglages(desk, 0, Proposed(charges=over), CHEF, NOW)


def test_one_who_leaves_the_list_may_be_in_no_absence(desk: Units) -> None:
    day = NOW.date()
    away = [AbsenceLine("Samir Attal", day, day)]
    added = Proposed(charges=[ChargeLine("Samir Attal")], absences=away)
    save_reglages(desk, 0, added, CHEF, NOW)
    gone = Proposed(charges=[ChargeLine(None, None, "Samir Attal")], absences=away)
    with pytest.raises(ReglagesError, match="« Samir Attal » n’est le nom d’aucun chargé"):
        save_reglages(desk, 1, gone, CHEF, NOW)


def test_one_who_is_new_may_be_away_at_once(desk: Units) -> None:
    day = NOW.date()
    typed = Proposed(
        charges=[ChargeLine("Samir Attal")],
        absences=[AbsenceLine("Samir Attal", day, day, "Hugo Mazin")],
    )
    made = save_reglages(desk, 0, typed, CHEF, NOW).reglages
    assert made.absences == (Absence("Samir Attal", day, day, "Hugo Mazin"),)
