from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from mplus3_xl.domain.call.decision import CallError
from mplus3_xl.domain.call_form import FieldAnswer
from mplus3_xl.domain.contact.calls import ActionDraft, Attempted, CallForm
from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.domain.reglages.plan import Proposed
from mplus3_xl.domain.reglages.set_values import Typed
from mplus3_xl.domain.tags import Tags
from mplus3_xl.domain.vocabulary import (
    ActionKind,
    ClientType,
    Closing,
    ContractState,
    FieldState,
    PieceState,
    Status,
    Tag,
)
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.bilan.action_changes import ActionChange, change_actions, state_of
from mplus3_xl.services.call.call_saving import save_call
from mplus3_xl.services.call.calling import record_attempt
from mplus3_xl.services.call.preparation import Preparation
from mplus3_xl.services.lagon.reports import reports_to_lagon
from mplus3_xl.services.queue.closing import close_dossier
from mplus3_xl.services.queue.joining import join_dossier
from mplus3_xl.services.register.actes import actes_between, correct_acte
from mplus3_xl.services.reglages.reglages import save_reglages
from mplus3_xl.services.undoing.undoing import undo_last
from mplus3_xl.store.units import Units
from tests.acte import acte_of
from tests.conftest import NOW
from tests.domain.invented import contract, dossier
from tests.dossiers import open_dossier
from tests.services.calls import (
    AGENCIES,
    CALL,
    EVERYTHING_SAID,
    OK4,
    car,
    filled_form,
    prepared,
    ready,
    saved,
    with_bilan,
)
from tests.services.desk import ALICE, BRUNO, journal_of

LATER = CALL + timedelta(minutes=30)
IBAN = "FR76 3000 6000 0112 3456 7890 189"


def quote(what: str = "Devis habitation", due: date = date(2026, 11, 26)) -> ActionDraft:
    return ActionDraft(ActionKind.DEVIS, what, due)


@pytest.fixture
def desk(store: Units) -> Units:
    return ready(store)


def _refused(desk: Units, form: CallForm) -> CallError:
    with pytest.raises(CallError) as refusal:
        saved(desk, form)
    return refusal.value


def _fields(refusal: CallError) -> set[str]:
    return {problem.field for problem in refusal.problems}


def _modified(shown: Preparation, code: str, new: str) -> tuple[FieldAnswer, ...]:
    return tuple(
        answer._replace(state=FieldState.MODIFIE, new=new)
        if answer.code == code
        else answer._replace(state=FieldState.CONFIRME)
        for answer in shown.facts.fields
        if answer.lagon or answer.code == code
    )


def test_a_whole_call_is_finished_in_one_save_and_writes_its_acte(desk: Units) -> None:
    done = saved(desk, filled_form(prepared(desk)))
    assert done.saved.status is Status.TERMINE
    assert done.acte is not None
    assert (done.acte.done_on, done.acte.reached_on) == (CALL.date(), CALL.date())
    assert done.acte.in_window
    assert acte_of(desk, done.acte.id) == done.acte
    content = done.acte.content
    assert content["tags"] == {"appel": "OK", "lagon": "OK", "bilan": "OK", "sms_mail": "S.O."}
    assert [each["issue"] for each in content["essais"]] == ["joint"]
    assert [each["numero"] for each in content["contrats"]] == ["C1"]
    assert {each["etat"] for each in content["champs"]} == {"confirme"}
    assert content["note"] == "Très content de son contrat."
    assert done.acte.rules_version.startswith("0.")


@pytest.mark.parametrize(
    ("reached", "done", "in_window"), [(1, 1, True), (2, 2, True), (3, 3, False), (2, 3, True)]
)
def test_an_acte_is_done_in_the_window_if_the_client_was_reached_in_it(
    desk: Units, reached: int, done: int, in_window: bool
) -> None:
    first, last = (datetime(2026, 12, day, 10, 30) for day in (reached, done))  # it ends on the 2nd
    if first != last:
        saved(desk, filled_form(prepared(desk), "f0", tags=TypedTags("OK")), now=first)
    acte = saved(desk, filled_form(prepared(desk, now=last)), now=last).acte
    assert acte is not None
    assert (acte.reached_on, acte.in_window) == (first.date(), in_window)


def test_an_acte_says_why_nothing_is_planned_as_the_bilan_does(desk: Units) -> None:
    form = filled_form(prepared(desk), no_action_reason="")
    with_bilan(desk, 1)
    with desk.write() as unit:
        kept = unit.kept_bilan(1)
        assert kept is not None
        unit.write_bilan(kept._replace(version=2, no_action_reason="Rien à lui proposer."))
    acte = saved(desk, form).acte
    assert acte is not None
    assert acte.content["sans_action"] == "Rien à lui proposer."


def test_an_acte_tells_the_contracts_that_run_and_the_last_note_of_its_calls(
    desk: Units,
) -> None:
    ended = car(id=2, number="C2", state=ContractState.RESILIE, ended_on=date(2026, 10, 1))
    with desk.write() as unit:
        unit.add_all("contracts", [ended])
    saved(desk, filled_form(prepared(desk), tags=TypedTags()))
    done = saved(desk, filled_form(prepared(desk), "f2", attempted=Attempted()), now=LATER)
    assert done.acte is not None
    assert [each["numero"] for each in done.acte.content["contrats"]] == ["C1"]
    assert done.acte.content["note"] == "Très content de son contrat."
    told = [(each.author, each.new) for each in journal_of(desk, 9) if each.subject == "actes"]
    assert told == [(ALICE, "1")]


def test_the_acte_and_the_attempt_outlive_every_change_of_the_store(
    desk: Units, engine: Engine
) -> None:
    saved(desk, filled_form(prepared(desk)))
    for statement in ("UPDATE actes SET author = 'x'", "DELETE FROM actes"):
        with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
            connection.execute(text(statement))


def test_a_finished_dossier_takes_no_other_call_and_its_save_is_not_undone(desk: Units) -> None:
    saved(desk, filled_form(prepared(desk)))
    with pytest.raises(UserError) as again:
        saved(desk, filled_form(prepared(desk), "f2"))
    with pytest.raises(UserError) as undone:
        undo_last(desk, ALICE, LATER)
    assert (again.value.code, undone.value.code) == ("dossier_termine", "acte_definitif")


def test_what_has_its_acte_is_not_closed_without_success(desk: Units) -> None:
    """D10: a dossier is finished, or closed and counted apart, never both."""
    saved(desk, filled_form(prepared(desk)))
    with pytest.raises(CallError, match="le dossier est terminé et ne se clôt pas"):
        close_dossier(desk, 1, Closing.DOUBLON, "Le même que L2.", ALICE, LATER)
    assert prepared(desk).facts.dossier.closing is None


@pytest.mark.parametrize(
    ("closing", "place"),
    [
        (
            {"closing": Closing.DOUBLON, "attempted": Attempted(closing_reason="Le même que L2.")},
            "motif",
        ),
        ({"attempted": Attempted("hc", reason="Doublon")}, "issue"),
        ({"attempted": Attempted("oppo")}, "issue"),
    ],
)
def test_a_call_that_finishes_a_dossier_does_not_close_it(
    desk: Units, closing: dict[str, Any], place: str
) -> None:
    saved(desk, filled_form(prepared(desk), tags=TypedTags("OK", "OK", None, "S.O.")))
    form = filled_form(prepared(desk), "f2", **closing)
    with pytest.raises(CallError, match="le dossier est terminé et ne se clôt pas") as refusal:
        saved(desk, form, now=LATER)
    assert [each.field for each in refusal.value.problems] == [place]
    assert prepared(desk).facts.actes == ()


def test_a_call_that_is_finished_takes_no_contract_that_no_acte_would_list(
    desk: Units,
) -> None:
    with desk.write() as unit:
        unit.add_all("dossiers", [dossier(id=2)])
        unit.add_all("contracts", [car(id=2, key="C2", number="C2", dossier_id=2)])
    saved(desk, filled_form(prepared(desk)))
    assert prepared(desk).joinable == ()
    with pytest.raises(UserError, match="terminé"):
        join_dossier(desk, 1, 2, ALICE, LATER)
    assert [each.number for each in prepared(desk, 2).facts.contracts] == ["C2"]


def test_the_same_form_is_saved_once(desk: Units) -> None:
    form = replace(filled_form(prepared(desk)), passing={"fiche_email": "zoe2@exemple.fr"})
    saved(desk, form)
    assert saved(desk, form).saved.repeated
    assert len(prepared(desk).facts.attempts) == 1
    assert open_dossier(desk, 1).kept == ()


def test_a_form_opened_before_somebody_s_change_is_refused_and_kept(desk: Units) -> None:
    kept, passing = {"fiche_note": "Joint"}, {"fiche_email": "zoe2@exemple.fr"}
    form = replace(filled_form(prepared(desk)), content=kept, passing=passing)
    saved(desk, filled_form(prepared(desk), "f0", tags=TypedTags("OK")), BRUNO)
    with pytest.raises(UserError) as refusal:
        saved(desk, form)
    assert refusal.value.code == "dossier_modifie"
    assert open_dossier(desk, 1).kept[0].content == kept | passing


def test_the_refusal_of_a_form_tells_the_last_change_of_its_own_dossier(desk: Units) -> None:
    with desk.write() as unit:
        unit.add_all("dossiers", [dossier(id=2)])
    form = filled_form(prepared(desk))
    changes = (
        (CallForm(1, 1, "f2", content={"fiche_note": "Joint"}), ALICE),
        (CallForm(1, 2, "f3", content={"fiche_note": "Absent", "fiche_creneau": "Soir"}), BRUNO),
        (CallForm(2, 1, "f4", content={"fiche_note": "Joint"}), ALICE),
    )
    for minute, (other, author) in enumerate(changes, 1):
        saved(desk, other, author, CALL + timedelta(minutes=minute))
    said = "Dernier changement : bruno, le 23/11/2026 à 10:32 : 2 champs de la fiche."
    with pytest.raises(UserError) as refusal:
        saved(desk, form, now=LATER)
    assert refusal.value.what.endswith(said)


def test_a_client_who_calls_back_may_agree_a_time_and_it_is_no_attempt_of_ours(
    desk: Units,
) -> None:
    at = CALL + timedelta(days=1, hours=10)  # in the evening, as he wants it
    form = filled_form(
        prepared(desk),
        attempted=Attempted("entrant", callback_at=at, callback_agreed=True),
        tags=TypedTags("OK"),
    )
    after = saved(desk, form).saved
    kept = prepared(desk).facts
    assert (after.status, kept.dossier.callback_at) == (Status.EN_COURS, at)
    assert kept.agreed_at == at
    assert (kept.contacts.attempts, kept.attempts[0].callback_at) == (0, at)


def test_the_time_that_he_agreed_is_checked_as_any_other(desk: Units) -> None:
    for at in (CALL - timedelta(days=1), CALL + timedelta(days=1, hours=10)):
        attempted = Attempted("entrant", callback_at=at)
        refusal = _refused(desk, filled_form(prepared(desk), attempted=attempted))
        assert _fields(refusal) == {"rappel"}


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_written(desk: Units) -> None:
    shown = prepared(desk)
    form = filled_form(
        shown,
        attempted=Attempted("rdv", note="x" * 501),
        fields=_modified(shown, "email", "pas une adresse"),
        pieces=(),
        other_insurers="",
    )
    refusal = _refused(desk, form)
    assert {"rappel", "note", "email", "bilan"} <= _fields(refusal)
    after = prepared(desk).facts
    assert (after.dossier, after.attempts) == (shown.facts.dossier, ())
    assert all(answer.state is None for answer in after.fields)


def test_a_tag_without_its_conditions_is_refused_with_what_is_missing(desk: Units) -> None:
    form = filled_form(prepared(desk), fields=(), pieces=())
    refusal = _refused(desk, form)
    assert _fields(refusal) == {"lagon", "bilan"}
    assert "Adresse" in str(refusal)
    assert "Carte grise" in str(refusal)


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ({"agreed": False}, "Accord du client pour parler de ses autres assurances"),
        ({"ticked": EVERYTHING_SAID - {"objet"}}, "partie commerciale comprise"),
        ({"no_action_reason": ""}, "planifiez une action, ou dites pourquoi"),
    ],
)
def test_the_bilan_is_not_done_without_what_opens_and_ends_the_talk(
    desk: Units, left_out: dict[str, Any], said: str
) -> None:
    refusal = _refused(desk, filled_form(prepared(desk), **left_out))
    assert _fields(refusal) == {"bilan"}
    assert said in str(refusal)


@pytest.mark.parametrize(
    ("tags", "outcome", "field"),
    [
        (TypedTags("OK"), "", "appel"),
        (TypedTags("OK"), "nrp", "appel"),
        (TypedTags("OK", None, "OK"), "refus", "bilan"),
        (TypedTags("À faire"), "joint", "appel"),
    ],
)
def test_a_tag_that_the_outcome_contradicts_is_refused(
    desk: Units, tags: TypedTags, outcome: str, field: str
) -> None:
    form = filled_form(prepared(desk), tags=tags, attempted=Attempted(outcome))
    assert field in _fields(_refused(desk, form))


def test_no_answer_sets_appel_ko_counts_and_plans_the_next_try(desk: Units) -> None:
    form = filled_form(prepared(desk), attempted=Attempted("nrp"), tags=TypedTags(), fields=())
    done = saved(desk, replace(form, pieces=()))
    dossier = prepared(desk).facts.dossier
    assert (dossier.tags, done.saved.status) == (Tags(appel=Tag.KO), Status.A_FAIRE)
    assert dossier.next_try_at == datetime(2026, 11, 25, 14, 0)
    assert prepared(desk).facts.contacts.attempts == 1


@pytest.mark.parametrize(("hour", "told"), [(15, False), (17, True)])
def test_the_last_day_without_a_moment_left_is_told_and_nothing_is_planned(
    desk: Units, hour: int, *, told: bool
) -> None:
    shown = prepared(desk)
    form = filled_form(shown, attempted=Attempted("nrp"), tags=TypedTags(), fields=(), pieces=())
    last = datetime(2026, 12, 24, hour)  # "too late" begins after the next day, a holiday
    done = saved(desk, form, now=last)
    message = (
        "Plus aucun essai n’est possible avant le dernier jour pour appeler, le 25/12/2026 : "
        "écrivez au client, qu’il vous appelle."
    )
    assert (message in done.warnings) is told
    assert (done.next_try_at is None) is told


def test_an_appointment_outside_hours_needs_the_client_s_agreement(desk: Units) -> None:
    evening = datetime(2026, 11, 24, 19, 0)
    asked = Attempted("rdv", callback_at=evening)
    form = filled_form(prepared(desk), attempted=asked, tags=TypedTags())
    assert _fields(_refused(desk, form)) == {"rappel"}
    agreed = replace(asked, callback_agreed=True)
    saved(desk, filled_form(prepared(desk), "f2", attempted=agreed, tags=TypedTags()))
    dossier = prepared(desk).facts.dossier
    assert (dossier.callback_at, dossier.appel) == (evening, Tag.OK)
    assert (dossier.callback_agreed_by, dossier.callback_agreed_at) == (ALICE, CALL)


@pytest.mark.parametrize(("day", "told"), [(28, True), (30, False)])
def test_an_appointment_that_would_be_one_try_too_many_is_told_with_the_day_that_is_not(
    desk: Units, day: int, *, told: bool
) -> None:
    for ago in (0, 0, 1):
        record_attempt(desk, 1, Attempted("nrp"), AGENCIES, ALICE, CALL + timedelta(days=ago))
    agreed = Attempted("rdv", callback_at=CALL + timedelta(days=day), callback_agreed=True)
    form = filled_form(prepared(desk), attempted=agreed, tags=TypedTags())
    warned = saved(desk, form, now=CALL + timedelta(days=1)).warnings
    message = (
        "Le rappel du 21/12/2026 sera refusé : les 4 essais permis en 30 jours sont pris jusqu’au "
        "22/12/2026. Convenez d’un jour à partir du 23/12/2026, ou laissez le client vous appeler."
    )
    assert [each for each in warned if "sera refusé" in each] == told * [message]


def test_a_changed_field_follows_the_client_and_is_to_be_reported(desk: Units) -> None:
    shown = prepared(desk)
    form = filled_form(shown, fields=_modified(shown, "telephone", "0700000001"), tags=TypedTags())
    saved(desk, form)
    client = prepared(desk).facts.client
    assert client.folded_phone == "+33700000001"
    (report,) = reports_to_lagon(desk)
    assert (report.label, report.old, report.new) == ("Téléphone", "06 12 34 56 78", client.phone)
    with desk.read() as unit:
        assert unit.manual_entries([1]) == {1: {"phone": client.phone}}


def test_a_value_said_again_tells_nothing_and_another_one_takes_its_line_of_reports(
    desk: Units,
) -> None:
    shown = prepared(desk)
    fields = _modified(shown, "telephone", "0700000001")
    saved(desk, filled_form(shown, fields=fields, tags=TypedTags()))
    again = filled_form(prepared(desk), "f2", attempted=Attempted(), tags=TypedTags("OK"))
    assert saved(desk, again, now=LATER).saved.changes == ()
    other = replace(
        again, form_id="f3", fields=_modified(prepared(desk), "telephone", "0700000002")
    )
    saved(desk, other, now=LATER)
    assert [each.new for each in reports_to_lagon(desk)] == ["07 00 00 00 02"]


def test_a_value_that_an_export_confirmed_is_not_to_be_reported_again(desk: Units) -> None:
    shown = prepared(desk)
    fields = _modified(shown, "telephone", "0700000001")
    saved(desk, filled_form(shown, fields=fields, tags=TypedTags()))
    with desk.write() as unit:
        unit.update(
            "lagon_reports",
            [(each.id, {"confirmed_on": CALL.date()}) for each in reports_to_lagon(desk)],
        )
    again = filled_form(prepared(desk), "f2", attempted=Attempted(), tags=TypedTags("OK"))
    saved(desk, again, now=LATER)
    assert reports_to_lagon(desk) == []
    fields = _modified(prepared(desk), "telephone", "0700000002")
    saved(desk, replace(again, form_id="f3", fields=fields), now=LATER)
    assert [each.new for each in reports_to_lagon(desk)] == ["07 00 00 00 02"]


def test_a_value_that_is_no_longer_said_leaves_reports_until_that_is_undone(desk: Units) -> None:
    shown = prepared(desk)
    fields = _modified(shown, "telephone", "0700000001")
    saved(desk, filled_form(shown, fields=fields, tags=TypedTags()))
    unsaid = [each._replace(state=FieldState.CONFIRME, new=None) for each in fields]
    form = filled_form(prepared(desk), "f2", attempted=Attempted(), fields=tuple(unsaid))
    saved(desk, replace(form, tags=TypedTags("OK")), now=LATER)
    assert reports_to_lagon(desk) == []
    undo_last(desk, ALICE, LATER)
    assert [each.new for each in reports_to_lagon(desk)] == ["07 00 00 00 01"]


def test_a_client_said_to_be_a_tns_is_asked_more_and_reported(desk: Units) -> None:
    form = filled_form(prepared(desk), client_type=ClientType.TNS)
    assert "SIRET" in str(_refused(desk, form))
    saved(desk, replace(form, tags=TypedTags(), form_id="f2"))
    assert prepared(desk).facts.client_type is ClientType.TNS
    assert [(each.field, each.new) for each in reports_to_lagon(desk)] == [
        ("type_client", "Professionnel (TNS)")
    ]


def test_a_missing_piece_makes_its_relance_which_its_arrival_settles(desk: Units) -> None:
    shown = prepared(desk)
    form = filled_form(shown, tags=TypedTags())
    first, *others = form.pieces
    missing = first._replace(state=PieceState.DEMANDEE)
    saved(desk, replace(form, pieces=(missing, *others)))
    (action,) = prepared(desk).facts.actions
    assert (action.kind, action.owner, action.due_on) == (
        ActionKind.RELANCE,
        "Inès Morvan",
        date(2026, 11, 30),
    )
    again = filled_form(prepared(desk), "f2", pieces=form.pieces, attempted=Attempted())
    saved(desk, replace(again, tags=TypedTags("OK")), now=LATER)
    (action,) = prepared(desk).facts.actions
    assert action.done_on == LATER.date()


def test_what_waits_is_noted_once_and_only_the_piece_that_arrived_is_settled(
    desk: Units,
) -> None:
    form = filled_form(prepared(desk), tags=TypedTags(), actions=(quote(),))
    arrived = form.pieces
    waiting = (arrived[0]._replace(state=PieceState.DEMANDEE), *arrived[1:])
    saved(desk, replace(form, pieces=waiting))
    again = replace(form, attempted=Attempted(), tags=TypedTags("OK"), pieces=waiting)
    saved(desk, replace(again, form_id="f2", version=2), now=LATER)
    assert [each.done_on for each in prepared(desk).facts.actions] == [None, None]
    version = prepared(desk).facts.dossier.version
    saved(desk, replace(again, form_id="f3", version=version, pieces=arrived), now=LATER)
    done = {each.kind: each.done_on for each in prepared(desk).facts.actions}
    assert done == {ActionKind.RELANCE: LATER.date(), ActionKind.DEVIS: None}
    undo_last(desk, ALICE, LATER)
    left = [(each.done_on, each.result) for each in prepared(desk).facts.actions]
    assert left == [(None, None), (None, None)]


def test_what_was_said_of_an_action_before_a_save_does_not_keep_it_from_being_undone(
    desk: Units,
) -> None:
    form = filled_form(prepared(desk), tags=TypedTags())
    waiting = (form.pieces[0]._replace(state=PieceState.DEMANDEE), *form.pieces[1:])
    saved(desk, replace(form, pieces=waiting))
    (relance,) = prepared(desk).facts.actions
    later = date(2026, 12, 4)
    line = ActionChange(relance.id, relance.owner, later, None, None, state_of(relance))
    change_actions(desk, [line], BRUNO, CALL)
    again = filled_form(prepared(desk), "f2", attempted=Attempted(), pieces=form.pieces)
    saved(desk, replace(again, tags=TypedTags("OK")), now=LATER)
    undo_last(desk, ALICE, LATER)
    (relance,) = prepared(desk).facts.actions
    assert (relance.due_on, relance.done_on) == (later, None)


def test_a_piece_is_asked_for_again_after_the_days_that_are_set(desk: Units) -> None:
    form = filled_form(prepared(desk), tags=TypedTags(), pieces=())
    name_logins(desk, [Naming(ALICE, None, True)], ALICE, CALL)
    save_reglages(desk, 0, Proposed([Typed("relance_piece", 2)]), ALICE, CALL)
    save_call(desk, form, AGENCIES, ALICE, CALL)
    assert {each.due_on for each in prepared(desk).facts.actions} == {date(2026, 11, 25)}


def test_what_follows_stands_on_a_day_of_the_site_to_which_the_client_moves(
    desk: Units,
) -> None:
    shown = prepared(desk)
    moved = _modified(shown, "agence", "Rouvière")  # closed on Mondays, 30/11/2026 is one
    form = filled_form(shown, tags=TypedTags(), pieces=(), fields=moved)
    saved(desk, form)
    assert prepared(desk).facts.dossier.agency == "Rouvière"
    assert {each.due_on for each in prepared(desk).facts.actions} == {date(2026, 12, 1)}


@pytest.mark.parametrize("typed", ["Rouvière", "rouviere"])
def test_a_relance_follows_its_client_to_a_day_of_his_new_site_and_back(
    desk: Units, typed: str
) -> None:
    form = filled_form(prepared(desk), tags=TypedTags(), pieces=(), actions=(quote(),))
    saved(desk, form)
    moved = _modified(prepared(desk), "agence", typed)
    plain = filled_form(prepared(desk), "f2", attempted=Attempted(), pieces=(), fields=moved)
    saved(desk, replace(plain, tags=TypedTags("OK")), now=LATER)
    days = {each.kind: each.due_on for each in prepared(desk).facts.actions}
    assert days[ActionKind.RELANCE] == date(2026, 12, 1)
    assert days[ActionKind.DEVIS] == date(2026, 11, 26)
    undo_last(desk, ALICE, LATER)
    days = {each.kind: each.due_on for each in prepared(desk).facts.actions}
    assert days[ActionKind.RELANCE] == date(2026, 11, 30)


def test_the_next_try_is_at_an_hour_of_the_site_to_which_the_client_moves(desk: Units) -> None:
    shown, friday = prepared(desk), datetime(2026, 11, 27, 10, 30)
    moved = _modified(shown, "agence", "Rouvière")
    form = filled_form(
        shown, attempted=Attempted("tiers"), tags=TypedTags(), fields=moved, pieces=()
    )
    done = saved(desk, form, now=friday)
    assert done.next_try_at == datetime(2026, 12, 1, 10, 0)  # closed on Mondays


@pytest.mark.parametrize("outcome", ["joint", "entrant"])
def test_after_a_talk_each_compulsory_piece_makes_its_relance_though_none_was_typed(
    desk: Units, outcome: str
) -> None:
    shown = prepared(desk)
    form = filled_form(shown, attempted=Attempted(outcome), tags=TypedTags(), pieces=())
    saved(desk, form)
    actions = prepared(desk).facts.actions
    assert len(actions) == len(shown.missing_pieces) > 1
    assert {(each.kind, each.due_on) for each in actions} == {
        (ActionKind.RELANCE, date(2026, 11, 30))
    }
    again = filled_form(prepared(desk), "f2", attempted=Attempted(), tags=TypedTags("OK"))
    saved(desk, again, now=LATER)
    assert {each.done_on for each in prepared(desk).facts.actions} == {LATER.date()}


@pytest.mark.parametrize(
    "attempted",
    [
        Attempted("nrp"),
        Attempted("rdv", callback_at=CALL + timedelta(days=1)),
        Attempted("refus", closing_reason="A déjà un courtier."),
    ],
)
def test_no_piece_is_asked_for_again_before_the_talk_nor_once_the_dossier_is_closed(
    desk: Units, attempted: Attempted
) -> None:
    closing = Closing.BILAN_REFUSE if attempted.outcome == "refus" else None
    form = filled_form(
        prepared(desk), attempted=attempted, tags=TypedTags(), pieces=(), closing=closing
    )
    saved(desk, form)
    shown = prepared(desk)
    assert shown.facts.actions == ()
    if closing is None:  # nor by another save meanwhile
        later = filled_form(shown, "f2", attempted=Attempted(), tags=TypedTags(), pieces=())
        saved(desk, replace(later, fields=()), now=LATER)
        assert prepared(desk).facts.actions == ()


def test_a_piece_that_is_asked_for_is_not_settled_by_the_end_of_its_dossier(desk: Units) -> None:
    saved(desk, filled_form(prepared(desk), tags=TypedTags(), pieces=()))
    refused = Attempted("refus", closing_reason="A déjà un courtier.")
    form = filled_form(prepared(desk), "f2", attempted=refused, tags=TypedTags(), pieces=())
    saved(desk, replace(form, closing=Closing.BILAN_REFUSE), now=LATER)
    assert {each.done_on for each in prepared(desk).facts.actions} == {None}


def test_the_pieces_of_another_dossier_are_settled_by_its_own_calls_only(desk: Units) -> None:
    with desk.write() as unit:
        unit.add_all("dossiers", [dossier(id=2)])
        unit.add_all("contracts", [car(id=2, number="C2", dossier_id=2)])
    saved(desk, filled_form(prepared(desk, 2), "f2", tags=TypedTags(), pieces=()))
    acte = saved(desk, filled_form(prepared(desk)), now=LATER).acte
    assert acte is not None
    assert acte.content["actions"] == []
    with desk.read() as unit:
        assert {(each.dossier_id, each.done_on) for each in unit.actions_of(1)} == {(2, None)}


def test_an_action_decided_with_the_client_is_kept_and_written_in_the_acte(desk: Units) -> None:
    form = filled_form(prepared(desk), actions=(quote(),), no_action_reason="")
    done = saved(desk, form)
    assert done.acte is not None
    (action,) = done.acte.content["actions"]
    assert (action["objet"], action["echeance"]) == ("Devis habitation", "2026-11-26")


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"other_insurers": IBAN}, "autres_assureurs", "numéro de compte"),
        ({"other_insurers": "x" * 501}, "autres_assureurs", "500 au plus"),
        ({"no_action_reason": IBAN}, "sans_action", "numéro de compte"),
        ({"no_action_reason": "Refuse : cancer en cours"}, "sans_action", "santé"),
        ({"actions": (quote(IBAN),)}, "action_objet", "numéro de compte"),
        ({"actions": (quote(due=date(2020, 1, 1)),)}, "action_echeance", "01/01/2020 est passé"),
        ({"actions": (quote(due=date(2026, 11, 29)),)}, "action_echeance", "prenez le 30/11/2026"),
    ],
)
def test_the_form_holds_no_text_nor_day_that_the_bilan_refuses(
    desk: Units, typed: dict[str, Any], field: str, said: str
) -> None:
    refusal = _refused(desk, filled_form(prepared(desk), **typed))
    assert _fields(refusal) == {field}
    assert said in str(refusal)


def test_a_refused_bilan_closes_only_with_its_reason(desk: Units) -> None:
    form = filled_form(
        prepared(desk), attempted=Attempted("refus"), tags=TypedTags(), closing=Closing.BILAN_REFUSE
    )
    assert _fields(_refused(desk, form)) == {"motif"}
    reason = replace(form.attempted, closing_reason="A déjà un courtier.")
    saved(desk, replace(form, attempted=reason, form_id="f2"))
    dossier = prepared(desk).facts.dossier
    assert (dossier.bilan, dossier.closing) == (Tag.KO, Closing.BILAN_REFUSE)
    assert dossier.closing_reason == "A déjà un courtier."


def test_undoing_a_call_gives_all_back_but_the_attempt(desk: Units) -> None:
    before = prepared(desk).facts
    shown = prepared(desk)
    fields = _modified(shown, "telephone", "0700000001")
    form = filled_form(shown, fields=fields, actions=(quote(),), tags=TypedTags())
    done = saved(desk, form)
    assert set(prepared(desk).facts.pieces) == set(form.pieces)
    undone = undo_last(desk, ALICE, LATER)
    after = prepared(desk).facts
    assert (after.client, after.fields, after.pieces) == (before.client, before.fields, ())
    assert (after.actions, reports_to_lagon(desk), after.dossier.tags) == ((), [], Tags())
    assert done.attempt is not None
    assert undone.attempt_kept == done.attempt.id == after.attempts[0].id


def test_undoing_a_second_call_gives_back_what_the_first_one_left(desk: Units) -> None:
    said = filled_form(prepared(desk), tags=TypedTags("OK"))
    asked = tuple(each._replace(state=PieceState.DEMANDEE) for each in said.pieces)
    appointment = Attempted("rdv", callback_at=CALL + timedelta(days=1), callback_agreed=True)
    phone = _modified(prepared(desk), "telephone", "0700000001")
    saved(desk, replace(said, attempted=appointment, tags=TypedTags(), fields=phone, pieces=asked))
    before = prepared(desk).facts
    other = _modified(prepared(desk), "telephone", "0700000002")
    again = filled_form(prepared(desk), "f2", fields=other, tags=TypedTags("OK"))
    saved(desk, replace(again, pieces=said.pieces), now=LATER)
    undo_last(desk, ALICE, LATER)
    after = prepared(desk).facts
    assert after.dossier == before.dossier._replace(version=after.dossier.version)
    assert (after.client, after.fields) == (before.client, before.fields)
    assert set(after.pieces) == set(before.pieces) == set(asked)


@pytest.mark.parametrize("known", [None, 8])
def test_a_number_is_what_it_was_or_none_again_once_undone(store: Units, known: int | None) -> None:
    ready(store, client_type=ClientType.ENTREPRISE, company="Voiles SARL", headcount=known)
    said = (FieldAnswer("effectif", FieldState.MODIFIE, str(known) if known else None, "12"),)
    saved(store, filled_form(prepared(store), fields=said, pieces=(), tags=TypedTags()))
    assert prepared(store).facts.client.headcount == 12
    undo_last(store, ALICE, LATER)
    assert prepared(store).facts.client.headcount == known


def test_an_opposition_said_in_a_call_is_noted_of_the_client(desk: Units) -> None:
    form = filled_form(prepared(desk), attempted=Attempted("oppo"), tags=TypedTags(), pieces=())
    saved(desk, replace(form, fields=()))
    with desk.read() as unit:
        assert unit.opposed([1]) == {1}
    assert prepared(desk).facts.dossier.closing == Closing.OPPOSITION


def test_a_correction_is_a_new_acte_that_names_the_old_one(desk: Units) -> None:
    old = saved(desk, filled_form(prepared(desk), tags=OK4)).acte
    assert old is not None
    new = correct_acte(desk, old.id, {"note": "Content."}, "Faute de frappe", BRUNO, LATER)
    assert (new.corrects, new.content["note"], new.author) == (old.id, "Content.", BRUNO)
    assert (old.save_id, new.save_id) == (1, None)  # nobody takes it back by undoing
    (line,) = journal_of(desk, 1)
    assert (line.subject, line.subject_id, line.new) == ("actes", new.id, str(old.id))
    assert acte_of(desk, old.id) == old
    assert actes_between(desk, CALL.date(), CALL.date()) == [old, new]
    for acte_id, changes, reason, code in (
        (old.id, {"note": "x"}, "motif", "acte_deja_corrige"),
        (new.id, {"note": "x"}, " ", "correction_sans_motif"),
        (new.id, {"tags": "x"}, "motif", "correction_sans_objet"),
        (9, {"note": "x"}, "motif", "acte_absent"),
    ):
        with pytest.raises(UserError) as refusal:
            correct_acte(desk, acte_id, changes, reason, BRUNO, NOW)
        assert refusal.value.code == code


@pytest.mark.parametrize(
    ("changes", "reason", "said"),
    [
        ({"note": "x" * 501}, "Faute", "501 caractères, 500 au plus"),
        ({"note": f"Prélever {IBAN}"}, "Faute", "numéro de compte"),
        ({"autres_assureurs": IBAN}, "Faute", "numéro de compte"),
        ({"sans_action": "Refuse : cancer en cours"}, "Faute", "santé"),
        ({"note": "Content."}, IBAN, "numéro de compte"),
    ],
)
def test_a_correction_holds_no_text_that_the_form_refuses(
    desk: Units, changes: dict[str, str], reason: str, said: str
) -> None:
    acte = saved(desk, filled_form(prepared(desk))).acte
    assert acte is not None
    with pytest.raises(UserError, match=said) as refusal:
        correct_acte(desk, acte.id, changes, reason, BRUNO, LATER)
    assert refusal.value.code == "correction_refusee"
    assert actes_between(desk, CALL.date(), CALL.date()) == [acte]


def test_a_new_phone_reminds_of_what_the_client_is_to_be_told(desk: Units) -> None:
    shown = prepared(desk)
    form = filled_form(shown, fields=_modified(shown, "telephone", "0700000001"), tags=TypedTags())
    assert any("information donnée" in each for each in saved(desk, form).warnings)
    again = filled_form(prepared(desk), "f2", attempted=Attempted(), tags=TypedTags("OK"))
    assert not any("information" in each for each in saved(desk, again, now=LATER).warnings)


def test_a_client_said_to_be_a_tns_has_his_contracts_among_those_of_a_tns(desk: Units) -> None:
    health = contract(id=2, number="C2", branch="SANTE", family="sante", dossier_id=1)
    with desk.write() as unit:
        unit.add_all("contracts", [health])
    form = filled_form(prepared(desk), client_type=ClientType.TNS, tags=TypedTags())
    saved(desk, form)
    assert _families(desk) == ["auto", "sante_tns"]
    undo_last(desk, ALICE, LATER)
    assert _families(desk) == ["auto", "sante"]


def _families(desk: Units) -> list[str | None]:
    return [each.family for each in prepared(desk).facts.contracts]


def test_a_change_of_address_leaves_an_avenant_to_make(desk: Units) -> None:
    shown = prepared(desk)
    fields = _modified(shown, "adresse", "9 boulevard des Essais")
    done = saved(desk, filled_form(shown, fields=fields, tags=TypedTags()))
    (todo,) = (each for each in prepared(desk).facts.actions if "Avenant" in each.object)
    assert todo.object == "Avenant à faire : changement d’adresse"
    assert any("l’avenant est dans Actions" in each for each in done.warnings)
    undo_last(desk, ALICE, LATER)
    assert prepared(desk).facts.actions == ()


def test_a_client_not_reached_is_owed_the_details_whatever_the_outcome_until_they_are_sent(
    desk: Units,
) -> None:
    shown = prepared(desk)
    third = filled_form(shown, attempted=Attempted("tiers"), tags=TypedTags(), fields=(), pieces=())
    todo = saved(desk, third).todo or ""
    assert todo.startswith("Ne rien dire du contrat")
    assert todo.endswith("Envoyer le SMS ou le mail avec vos coordonnées.")
    sent = filled_form(
        prepared(desk),
        "f2",
        attempted=Attempted("nrp"),
        tags=TypedTags("KO", "", "", "OK"),
        fields=(),
        pieces=(),
    )
    assert saved(desk, sent, now=CALL + timedelta(hours=1)).todo is None


def test_a_client_is_given_to_an_account_manager_in_service_only(desk: Units) -> None:
    shown = prepared(desk)
    nobody = [FieldAnswer("charge", FieldState.MODIFIE, "Inès Morvan", "31/02/2026")]
    (problem,) = _refused(desk, CallForm(1, 1, "f1", fields=tuple(nobody))).problems
    assert (problem.field, problem.code) == ("charge", "charge_inconnu")
    assert "Choisissez parmi : Inès Morvan." in problem.message
    with desk.write() as unit:
        unit.add_all("dossiers", [dossier(id=2, charge_clientele="Léa Duval")])
    known = [each._replace(new="lea  DUVAL") for each in nobody]
    saved(desk, CallForm(1, shown.facts.dossier.version, "f2", fields=tuple(known)))
    assert prepared(desk).facts.dossier.charge_clientele == "Léa Duval"


@pytest.mark.parametrize(
    ("outcome", "why", "done"),
    [("joint", "", False), ("joint", "Il a changé d’avis.", True), ("entrant", "", True)],
)
def test_a_bilan_refused_is_done_later_only_on_the_client_s_word(
    desk: Units, outcome: str, why: str, done: bool
) -> None:
    record_attempt(desk, 1, Attempted("refus"), AGENCIES, ALICE, CALL)
    later = CALL + timedelta(hours=1)
    attempted = Attempted(outcome, breach_reason=why)
    form = filled_form(prepared(desk), attempted=attempted)
    if done:
        assert saved(desk, form, now=later).acte is not None
        return
    with pytest.raises(CallError) as refusal:
        saved(desk, form, now=later)
    assert [each.code for each in refusal.value.problems] == ["bilan_deja_refuse"]
