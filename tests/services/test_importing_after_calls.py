"""What an import does of what was said in calls: oppositions, reports to Lagon."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.call_form import FieldAnswer
from mplus3_xl.domain.contact.calls import Attempted
from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.domain.contact.gate import Permission
from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.tags import tags_of
from mplus3_xl.domain.vocabulary import ClientType, Closing, ContractState, FieldState, Tag
from mplus3_xl.domain.windows import DEFAULT_SPANS
from mplus3_xl.errors import UserError
from mplus3_xl.services.call.opposing import oppose
from mplus3_xl.services.client.merging import merge_clients
from mplus3_xl.services.importing.importing import Context, import_exports
from mplus3_xl.services.lagon.differences import differences_listed
from mplus3_xl.services.lagon.reports import mark_reported, reports_listed, reports_to_lagon
from mplus3_xl.services.queue.closing import close_dossier
from mplus3_xl.services.queue.queue import queue
from mplus3_xl.services.queue.replanning import replan
from mplus3_xl.services.records import Conflict, QueueFilter
from mplus3_xl.services.undoing.undoing import undo_last
from mplus3_xl.store.units import Units
from tests.domain.invented import client_file, client_row, contract_file, contract_row
from tests.services.calls import AGENCIES, CALL, filled_form, prepared, saved
from tests.services.desk import ALICE, journal_of, take

PHONE = "06 12 34 56 78"
NEXT_DAY = CALL + timedelta(days=1)
NO_ANSWER = Attempted(outcome="nrp")
MOVED = "import, le .* : 1 changement parmi les contrats du dossier"


def _clients(phone: str | None = PHONE, **known: str) -> DraftFile:
    row = client_row(phone=phone, client_type=ClientType.PARTICULIER, **known)
    return client_file(row, fields=("number", "last_name", "first_name", "phone", "client_type"))


def _dossiers(store: Units, client_id: int = 1) -> list[Dossier]:
    with store.read() as unit:
        return unit.dossiers_by_client([client_id])[client_id]


def _told(store: Units) -> list[tuple[object, ...]]:
    return [(each.author, each.field, each.old, each.new) for each in journal_of(store, 99)]


@pytest.fixture
def desk(store: Units) -> Units:
    take(store, _clients(), contract_file(contract_row(branch="Auto")), now=CALL)
    return store


def test_a_new_contract_of_an_opposed_client_opens_nothing(desk: Units) -> None:
    oppose(desk, 1, ALICE, CALL)
    new = contract_row(number="C9", effect_date=date(2026, 10, 1))
    take(desk, contract_file(new, partial=True), now=NEXT_DAY)
    closed = [(each.closing, each.closed_on) for each in _dossiers(desk)]
    assert closed == [(Closing.OPPOSITION, day.date()) for day in (NEXT_DAY, CALL)]


def test_a_contract_that_comes_back_opens_no_dossier_of_an_opposed_client(desk: Units) -> None:
    saved(desk, filled_form(prepared(desk), tags=TypedTags(), pieces=()))
    suspended = contract_row(branch="Auto", state=ContractState.SUSPENDU)
    take(desk, contract_file(suspended), now=NEXT_DAY)
    oppose(desk, 1, ALICE, NEXT_DAY)
    assert [each.closing for each in _dossiers(desk)] == [Closing.CONTRAT_SUSPENDU]
    take(desk, contract_file(contract_row(branch="Auto")), now=NEXT_DAY)
    assert [each.closing for each in _dossiers(desk)] == [Closing.OPPOSITION]


def test_an_opposed_phone_is_closed_under_another_client_number_too(desk: Units) -> None:
    oppose(desk, 1, ALICE, CALL)
    other = contract_row(number="C9", client_number="L9", client_name="MARTIN Zoé")
    take(desk, _clients(number="L9"), contract_file(other, partial=True), now=NEXT_DAY)
    (dossier,) = _dossiers(desk, 2)
    assert dossier.closing == Closing.OPPOSITION


def test_a_known_client_to_whom_an_export_gives_an_opposed_phone_is_called_no_more(
    desk: Units,
) -> None:
    other = contract_row(number="C9", client_number="L9", client_name="ROSSI Ugo")
    his = {"number": "L9", "last_name": "ROSSI"}
    take(desk, _clients("06 12 34 56 79", **his), contract_file(other, partial=True), now=CALL)
    oppose(desk, 1, ALICE, CALL)
    take(desk, _clients(**his), now=NEXT_DAY)
    assert [each.closing for each in _dossiers(desk, 2)] == [Closing.OPPOSITION]
    assert ("import", "closing", None, "opposition") in _told(desk)


def test_another_client_is_left_alone(desk: Units) -> None:
    oppose(desk, 1, ALICE, CALL)
    other = contract_row(number="C9", client_number="L9", client_name="ROSSI Ugo")
    file = _clients("06 12 34 56 79", number="L9", last_name="ROSSI")
    take(desk, file, contract_file(other, partial=True), now=NEXT_DAY)
    assert [each.closing for each in _dossiers(desk, 2)] == [None]


def test_a_client_whom_an_export_makes_a_double_is_told(desk: Units) -> None:
    his = {"number": "L9", "last_name": "ROSSI"}
    assert take(desk, _clients("06 12 34 56 79", **his), now=CALL).doubles == []
    (group,) = take(desk, _clients(**his), now=NEXT_DAY).doubles
    assert [each.number for each in group] == ["L1", "L9"]


def test_what_an_export_empties_of_a_contract_is_told(desk: Units) -> None:
    paid = contract_row(branch="Auto", premium_cents=45_000)
    assert take(desk, contract_file(paid), now=CALL).emptied == {}
    empty = take(desk, contract_file(paid._replace(premium_cents=None)), now=NEXT_DAY)
    assert empty.emptied == {"Prime (€)": 1}


def test_an_export_that_moves_a_client_moves_his_relances_to_a_day_of_that_site(
    desk: Units,
) -> None:
    form = filled_form(prepared(desk), tags=TypedTags(), pieces=())
    saved(desk, form)
    before = {each.due_on for each in prepared(desk).facts.actions}
    assert before == {date(2026, 11, 30)}  # a Monday, on which the Rouvière is closed
    sites = Agencies.default().by_name()
    moved = client_row(phone=PHONE, agency="Rouvière", client_type=ClientType.PARTICULIER)
    fields = ("number", "last_name", "first_name", "phone", "client_type", "agency")
    file = client_file(moved, fields=fields)
    context = Context("import", NEXT_DAY, NEXT_DAY.date(), sites)
    import_exports(desk, [file], context, lambda _step: None)
    assert prepared(desk).facts.dossier.agency == "Rouvière"
    assert {each.due_on for each in prepared(desk).facts.actions} == {date(2026, 12, 1)}
    assert ("import", "due_on", "2026-11-30", "2026-12-01") in _told(desk)


@pytest.fixture
def told(desk: Units) -> Units:
    """The client gave another phone, which was typed into Lagon on the day of the call."""
    shown = prepared(desk)
    phone = FieldAnswer("telephone", FieldState.MODIFIE, PHONE, "07 00 00 00 01")
    form = filled_form(shown, fields=(phone,))
    saved(desk, replace(form, tags=form.tags._replace(lagon=None, bilan=None)))
    mark_reported(desk, {each.id: CALL.date() for each in reports_to_lagon(desk)}, ALICE, CALL)
    return desk


def test_an_export_that_shows_the_new_value_confirms_the_report(told: Units) -> None:
    take(told, _clients("+33 7 00 00 00 01"), now=NEXT_DAY)
    assert reports_to_lagon(told) == []
    assert ("import", "confirmed_on", None, f"{NEXT_DAY:%Y-%m-%d}") in _told(told)


def test_an_export_that_still_shows_the_old_value_brings_the_report_back(told: Units) -> None:
    take(told, _clients(), now=NEXT_DAY)
    (report,) = reports_to_lagon(told)
    assert (report.reported_on, report.reported_by, report.field) == (None, None, "telephone")
    assert prepared(told).facts.client.folded_phone == "+33700000001"


@pytest.mark.parametrize("phones", [(PHONE, "07 00 00 00 01"), ("07 00 00 00 01", PHONE)])
def test_where_the_exports_of_two_sites_differ_a_person_decides_not_their_order(
    told: Units, phones: tuple[str, str]
) -> None:
    take(told, *map(_clients, phones), now=NEXT_DAY)
    ((report, _),) = reports_listed(told, NEXT_DAY.date())
    assert (report.reported_on, report.confirmed_on, report.old) == (CALL.date(), None, PHONE)
    assert _differences(told) == 1
    take(told, *map(_clients, [phones[1]] * 2), now=NEXT_DAY)
    assert len(reports_to_lagon(told)) == (phones[1] == PHONE)


@pytest.mark.parametrize(
    ("phones", "confirmed"),
    [
        ((None,), False),
        ((None, None), False),
        ((None, "07 00 00 00 01"), True),
        (("07 00 00 00 01", None), True),
        ((None, PHONE), False),
    ],
)
def test_an_empty_cell_counts_where_no_export_fills_it(
    told: Units, phones: tuple[str | None, ...], confirmed: bool
) -> None:
    take(told, *map(_clients, phones), now=NEXT_DAY)
    waiting = [each.reported_on for each in reports_to_lagon(told)]
    assert waiting == ([] if confirmed else [None])


def test_a_cell_that_cannot_be_read_says_nothing_of_the_report(told: Units) -> None:
    file = replace(_clients(), unread={2: {"phone"}})
    take(told, file, now=NEXT_DAY)
    (report,) = reports_to_lagon(told)
    assert report.reported_on == CALL.date()


def test_a_row_that_is_refused_says_nothing_of_the_report(told: Units) -> None:
    named = client_row(phone="07 00 00 00 01"), client_row(line=3, last_name="ROSSI", phone=PHONE)
    for phone in ("07 00 00 00 01", PHONE):
        rows = (each._replace(phone=phone) for each in named)
        take(told, client_file(*rows, fields=("number", "last_name", "phone")), now=NEXT_DAY)
        (report,) = reports_to_lagon(told)
        assert report.reported_on == CALL.date()


def test_an_export_of_the_same_day_is_older_than_the_report(told: Units) -> None:
    take(told, _clients(), now=CALL + timedelta(hours=2))
    (report,) = reports_to_lagon(told)
    assert report.reported_on == CALL.date()


def test_an_export_without_that_column_says_nothing_of_the_report(told: Units) -> None:
    file = client_file(client_row(), fields=("number", "last_name", "first_name"))
    take(told, file, now=NEXT_DAY)
    (report,) = reports_to_lagon(told)
    assert report.reported_on == CALL.date()
    assert _differences(told) == 0


def test_the_line_for_lagon_shows_what_lagon_says_now_until_it_says_what_was_entered(
    told: Units,
) -> None:
    for phone in ("04 65 71 99 99", "04 65 71 99 98"):
        take(told, _clients(phone), now=NEXT_DAY)
        ((report, _),) = reports_listed(told, NEXT_DAY.date())
        assert (report.old, report.new, _differences(told)) == (phone, "07 00 00 00 01", 1)
    take(told, _clients("07 00 00 00 01"), now=NEXT_DAY)
    assert _differences(told) == 0
    take(told, _clients("04 65 71 99 98"), now=NEXT_DAY)
    assert _differences(told) == 1


def test_a_new_value_that_is_taken_back_is_no_difference_any_more(told: Units) -> None:
    take(told, _clients("04 65 71 99 99"), now=NEXT_DAY)
    undo_last(told, ALICE, NEXT_DAY)
    assert _differences(told) == 0
    take(told, _clients("04 65 71 99 99"), now=NEXT_DAY)
    assert prepared(told).facts.client.phone == "04 65 71 99 99"


def test_an_import_that_changes_the_client_since_does_not_stand_in_the_way_of_undoing(
    desk: Units,
) -> None:
    phone = FieldAnswer("telephone", FieldState.MODIFIE, PHONE, "07 00 00 00 01")
    form = filled_form(prepared(desk), fields=(phone,))
    saved(desk, replace(form, tags=form.tags._replace(lagon=None, bilan=None)))
    take(desk, _clients("04 65 71 99 99", first_name="Zoé Anne"), now=NEXT_DAY)
    undo_last(desk, ALICE, NEXT_DAY)
    client = prepared(desk).facts.client
    assert (client.phone, client.first_name) == (PHONE, "Zoé Anne")


def test_a_person_who_enters_what_lagon_says_leaves_no_difference(told: Units) -> None:
    take(told, _clients("04 65 71 99 99"), now=NEXT_DAY)
    phone = FieldAnswer("telephone", FieldState.MODIFIE, PHONE, "04 65 71 99 99")
    form = filled_form(prepared(told), "f2", fields=(phone,))
    saved(told, replace(form, tags=form.tags._replace(lagon=None, bilan=None)))
    assert _differences(told) == 0


def test_a_third_value_settles_no_difference_nor_another_client_s(told: Units) -> None:
    third = "07 00 00 00 09"
    take(told, _clients("04 65 71 99 99"), now=NEXT_DAY)
    take(told, _clients(number="L9", last_name="ROSSI"), now=NEXT_DAY)
    with told.write() as unit:
        unit.add_conflicts([Conflict("clients", 2, "phone", PHONE, third)], None)
    phone = FieldAnswer("telephone", FieldState.MODIFIE, PHONE, third)
    form = filled_form(prepared(told), "f2", fields=(phone,))
    saved(told, replace(form, tags=form.tags._replace(lagon=None, bilan=None)))
    assert _differences(told) == 2


def test_one_word_offered_for_two_fields_is_two_differences(told: Units) -> None:
    offered = [Conflict("clients", 1, name, "x", "Martin") for name in ("last_name", "first_name")]
    for _ in range(2):
        with told.write() as unit:
            unit.add_conflicts(offered, None)
    assert _differences(told) == 2


def test_a_number_that_lagon_writes_otherwise_is_no_difference(told: Units) -> None:
    take(told, _clients("+33 7 00 00 00 01"), now=NEXT_DAY)
    assert _differences(told) == 0


def _differences(desk: Units) -> int:
    with desk.read() as unit:
        return len(unit.conflicts_of("clients"))


def test_what_waits_to_be_typed_into_lagon_is_no_difference_to_settle(told: Units) -> None:
    assert take(told, _clients(), now=NEXT_DAY).conflicts == 0
    assert (_differences(told), _to_settle(told)) == (1, 0)
    with told.write() as unit:
        unit.add_conflicts([Conflict("clients", 1, "email", "a@exemple.fr", "b@exemple.fr")], None)
    assert _to_settle(told) == len(differences_listed(told)) == 1


def test_a_type_that_waits_to_be_typed_into_lagon_is_no_difference_to_settle(
    told: Units,
) -> None:
    form = filled_form(prepared(told), "f2", client_type=ClientType.TNS)
    saved(told, replace(form, tags=form.tags._replace(lagon=None, bilan=None)))
    assert take(told, _clients(), now=NEXT_DAY).conflicts == 0
    assert _to_settle(told) == len(differences_listed(told)) == 0
    with told.read() as unit:
        assert "client_type" in {each.field for each in unit.conflicts_of("clients")}


def _to_settle(desk: Units) -> int:
    """What Accueil counts; Reports lists them."""
    with desk.read() as unit:
        return unit.attention(NEXT_DAY.date()).conflicts


def test_undoing_a_closing_opens_nothing_whose_contract_ended_meanwhile(desk: Units) -> None:
    close_dossier(desk, 1, Closing.DOUBLON, "Doublon.", ALICE, CALL)
    ended = contract_row(branch="Auto", state=ContractState.SANS_EFFET)
    take(desk, contract_file(ended), now=NEXT_DAY)
    undo_last(desk, ALICE, NEXT_DAY)
    (dossier,) = _dossiers(desk)
    assert (dossier.closing, dossier.closed_by_program) == (Closing.CONTRAT_TERMINE, True)
    take(desk, contract_file(contract_row(branch="Auto")), now=NEXT_DAY + timedelta(days=1))
    assert [each.closing for each in _dossiers(desk)] == [None]


OTHER = {"number": "L9", "last_name": "MARTIN", "phone": "07 50 00 00 01"}


def _finish(store: Units, *tags: Tag | None) -> None:
    """Give the dossier the tags of an M+3 that is done, or these."""
    (dossier,) = _dossiers(store)
    fallen = tags_of(*(tags or (Tag.OK, Tag.OK, Tag.OK, Tag.SANS_OBJET)))
    with store.write() as unit:
        unit.change("dossiers", [(dossier, dossier.tagged(fallen, CALL.date()))])


def _renumbered(store: Units, number: str = "L9", days: int = 1) -> None:
    """Take in an export in which Lagon gives the contract to a client of another number."""
    file = _clients(**(OTHER | {"number": number}))
    row = contract_row(branch="Auto", client_number=number)
    take(store, file, contract_file(row), now=CALL + timedelta(days=days))


def test_a_contract_whose_m3_is_done_opens_nothing_under_another_client(desk: Units) -> None:
    _finish(desk)
    _renumbered(desk)
    _renumbered(desk, days=8)
    with desk.read() as unit:
        assert unit.dossiers_of([2]) == []
        assert [each.dossier_id for each in unit.contracts_of([2])] == [1]
        assert unit.faults() == []


def test_nor_is_it_a_ground_to_call_whom_it_was_taken_from(desk: Units) -> None:
    _finish(desk)
    _renumbered(desk)
    later = CALL + timedelta(days=1)
    (row,) = queue(desk, AGENCIES, later, QueueFilter(everything=True))
    assert row.permission is prepared(desk, 1, later).verdict.permission is Permission.REFUSE
    assert "contrat en cours" in row.permission_raison


def test_nor_under_a_third_one_or_a_merge(desk: Units) -> None:
    _finish(desk)
    _renumbered(desk)
    _renumbered(desk, "L10", days=8)
    merge_clients(desk, 2, [3], ALICE, CALL + timedelta(days=9))
    with desk.read() as unit:
        assert unit.dossiers_of([2, 3]) == []
        assert [each.dossier_id for each in unit.contracts_of([2])] == [1]


def test_nor_once_the_window_is_set_otherwise(desk: Units) -> None:
    _finish(desk)
    row = contract_row(number="C2", client_number="L9", effect_date=date(2026, 10, 1))
    later = contract_row(branch="Auto", client_number="L9")
    take(desk, _clients(**OTHER), contract_file(later, row), now=NEXT_DAY)
    with desk.write() as unit:
        replan(unit, DEFAULT_SPANS._replace(tolerance_days=3), NEXT_DAY.date())
    assert [each.effect_date for each in _dossiers(desk, 2)] == [date(2026, 10, 1)]


def test_nor_after_the_client_refused_the_bilan(desk: Units) -> None:
    _finish(desk, Tag.OK, Tag.OK, Tag.KO, Tag.SANS_OBJET)
    close_dossier(desk, 1, Closing.BILAN_REFUSE, "Il ne veut rien de plus.", ALICE, CALL)
    _renumbered(desk)
    with desk.read() as unit:
        assert unit.dossiers_of([2]) == []


@pytest.mark.parametrize("reason", [Closing.BILAN_REFUSE, Closing.DOUBLON])
def test_undoing_a_closing_leaves_the_contract_to_the_client_who_has_it_now(
    desk: Units, reason: Closing
) -> None:
    _finish(desk, Tag.OK, Tag.OK, Tag.KO, Tag.SANS_OBJET)
    close_dossier(desk, 1, reason, "Il ne veut rien de plus.", ALICE, CALL)
    _renumbered(desk)
    undo_last(desk, ALICE, NEXT_DAY)
    assert [each.closing for each in _dossiers(desk)] == [Closing.CONTRAT_TERMINE]
    (theirs,) = _dossiers(desk, 2)
    assert theirs.closing is None
    with desk.read() as unit:
        assert [each.dossier_id for each in unit.contracts_of([2])] == [theirs.id]
        assert unit.contracts_in(1) == []
        assert unit.faults() == []


def test_a_form_that_does_not_show_the_contract_that_such_a_closing_held_is_refused(
    desk: Units,
) -> None:
    _finish(desk, Tag.OK, Tag.OK, Tag.KO, Tag.SANS_OBJET)
    close_dossier(desk, 1, Closing.BILAN_REFUSE, "Il ne veut rien de plus.", ALICE, CALL)
    theirs = [contract_row(branch="Auto", number=at, client_number="L9") for at in ("C1", "C2")]
    take(desk, _clients(**OTHER), contract_file(*theirs), now=NEXT_DAY)
    form = filled_form(prepared(desk, 2), tags=TypedTags("OK"))
    undo_last(desk, ALICE, NEXT_DAY)
    assert len(prepared(desk, 2).facts.contracts) == 2
    with pytest.raises(UserError, match="modifié depuis que vous l’avez ouvert"):
        saved(desk, form, now=NEXT_DAY)


def test_what_was_only_begun_is_called_under_the_client_who_has_it_now(desk: Units) -> None:
    _finish(desk, Tag.OK, Tag.OK, None, Tag.SANS_OBJET)
    _renumbered(desk)
    assert [each.closing for each in _dossiers(desk)] == [Closing.CONTRAT_TERMINE]
    assert [each.closing for each in _dossiers(desk, 2)] == [None]


def test_a_finished_dossier_whose_contract_left_is_no_fault(desk: Units) -> None:
    _finish(desk)
    with desk.write() as unit:
        (held,) = unit.contracts_of([1])
        unit.change("contracts", [(held, held._replace(dossier_id=None))])
        assert unit.faults() == []


@pytest.mark.parametrize("begun", [True, False])
def test_a_form_that_still_shows_a_contract_that_left_is_refused(desk: Units, begun: bool) -> None:
    two = contract_row(branch="Auto", number="C2")
    take(desk, contract_file(contract_row(branch="Auto"), two), now=CALL)
    if begun:
        saved(desk, filled_form(prepared(desk), tags=TypedTags("KO"), attempted=NO_ANSWER))
    form = filled_form(prepared(desk), "f2", tags=TypedTags("OK"))
    left = contract_file(two._replace(client_number="L9"), partial=True)
    take(desk, _clients(**OTHER), left, now=NEXT_DAY)
    with pytest.raises(UserError, match=MOVED):
        saved(desk, form, now=NEXT_DAY)


def test_a_form_that_does_not_show_a_contract_that_came_is_refused_and_says_so(
    desk: Units,
) -> None:
    form = filled_form(prepared(desk), tags=TypedTags("OK"))
    came = contract_row(branch="Auto", number="C2")
    take(desk, contract_file(came, partial=True), now=NEXT_DAY)
    with pytest.raises(UserError, match=MOVED):
        saved(desk, form, now=NEXT_DAY)


def test_the_relance_of_a_piece_whose_contract_left_is_not_said_settled(desk: Units) -> None:
    two = contract_row(branch="Auto", number="C2")
    take(desk, contract_file(contract_row(branch="Auto"), two), now=CALL)
    saved(desk, filled_form(prepared(desk), tags=TypedTags("OK"), pieces=()))
    take(
        desk,
        _clients(**OTHER),
        contract_file(two._replace(client_number="L9"), partial=True),
        now=CALL,
    )
    by_the_import = {(each.contract_id, each.result) for each in prepared(desk).facts.actions}
    assert by_the_import == {(1, None), (2, "Pièce qui n’est plus demandée")}
    told = journal_of(desk, 99)
    assert "import" in {line.author for line in told if line.new == "Pièce qui n’est plus demandée"}
    saved(desk, filled_form(prepared(desk), "f2", tags=TypedTags("OK"), attempted=Attempted()))
    left = {(each.contract_id, each.result) for each in prepared(desk).facts.actions}
    assert left == {(1, "Pièce réglée"), (2, "Pièce qui n’est plus demandée")}


def test_what_a_person_planned_of_a_contract_that_left_stays(desk: Units) -> None:
    two = contract_row(branch="Auto", number="C2")
    take(desk, contract_file(contract_row(branch="Auto"), two), now=CALL)
    saved(desk, filled_form(prepared(desk), tags=TypedTags("OK"), pieces=()))
    with desk.write() as unit:
        mine = [each for each in unit.open_actions() if each.contract_id == 2]
        unit.update("actions", [(each.id, {"object": "Voir le garage"}) for each in mine])
    take(
        desk,
        _clients(**OTHER),
        contract_file(two._replace(client_number="L9"), partial=True),
        now=CALL,
    )
    with desk.read() as unit:
        open_ = {each.id for each in unit.open_actions()}
    assert {each.id for each in mine} <= open_
