from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from mplus3_xl.domain.call.decision import CallError
from mplus3_xl.domain.contact.calls import Attempted
from mplus3_xl.domain.contact.consent import ConsentDraft
from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.domain.contact.gate import Permission
from mplus3_xl.domain.limits import default_limits
from mplus3_xl.domain.queue.queue import QueueRow
from mplus3_xl.domain.vocabulary import Closing, ContractState, Tag
from mplus3_xl.errors import UserError
from mplus3_xl.layout.queue.counting import counters
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.bilan.following import actions_to_follow
from mplus3_xl.services.call.calling import Recorded, record_attempt, start_call
from mplus3_xl.services.call.consenting import give_consent, withdraw_consent
from mplus3_xl.services.call.opposing import oppose
from mplus3_xl.services.call.striking import strike_attempt
from mplus3_xl.services.queue.calls_under_way import first_not_called
from mplus3_xl.services.queue.closing import close_dossier
from mplus3_xl.services.queue.joining import join_dossier
from mplus3_xl.services.queue.queue import queue
from mplus3_xl.services.records import QueueFilter
from mplus3_xl.services.undoing.undoing import undo_last
from mplus3_xl.store.units import Units
from tests.domain.invented import dossier
from tests.dossiers import open_dossier
from tests.services.calls import AGENCIES, CALL, car, filled_form, person, prepared, ready, saved
from tests.services.desk import ALICE, BRUNO, attempted, fill, held, journal_of

DAY = timedelta(days=1)
CLOSED = ("closing", "closed_on", "closing_reason")
EVERYTHING = QueueFilter(everything=True)
ACCOUNT = "IBAN FR76 3000 6000 0112 3456 7890 189"


@pytest.fixture
def desk(store: Units) -> Units:
    return ready(store)


@pytest.fixture
def neighbours(store: Units) -> Units:
    """Two clients of one phone, on two sites, each with a dossier."""
    clients = [person(), person(id=2, number="L2", agency="Rouvière")]
    dossiers = [dossier(), dossier(id=2, client_id=2, agency="Rouvière")]
    other = car(id=2, number="C2", key="C2", client_id=2, dossier_id=2)
    fill(store, clients, dossiers, [car(), other])
    return store


def _tried(
    desk: Units, outcome: str = "nrp", now: datetime = CALL, at: int = 1, **known: Any
) -> Recorded:
    return record_attempt(desk, at, Attempted(outcome, **known), AGENCIES, ALICE, now)


def test_the_gate_shuts_for_the_fifth_call_in_thirty_days_and_opens_again(desk: Units) -> None:
    for day in range(4):
        _tried(desk, now=CALL + day * DAY)
    shut = CALL + 29 * DAY  # the first attempt is still one of the thirty days
    assert prepared(desk, 1, shut).verdict.permission is Permission.REFUSE
    assert prepared(desk, 1, shut + DAY).verdict.permission is Permission.AVERTI
    with pytest.raises(CallError) as refusal:
        _tried(desk, now=CALL + 4 * DAY)
    assert [problem.field for problem in refusal.value.problems] == ["motif_appel"]


def test_the_try_after_the_last_one_allowed_is_planned_for_when_the_law_allows_it(
    desk: Units,
) -> None:
    for day in range(4):
        _tried(desk, now=CALL + day * DAY)
    planned = prepared(desk).facts.dossier.next_try_at
    assert planned == datetime(2026, 12, 23, 10)
    (row,) = queue(desk, AGENCIES, CALL + 4 * DAY, EVERYTHING)
    assert (row.prochain_creneau, row.raison) == (
        planned,
        "Prochain essai prévu le 23/12/2026 à 10:00. SMS ou mail « coordonnées » à envoyer.",
    )


def test_the_try_that_a_strike_gives_back_waits_until_the_law_allows_it(desk: Units) -> None:
    for day in range(4):
        _tried(desk, now=CALL + day * DAY)
    wrong = _tried(desk, "joint", CALL + 4 * DAY, breach_reason="Il attendait l’appel.")
    strike_attempt(desk, wrong.attempt.id, ALICE, "mauvais client", CALL + 4 * DAY, AGENCIES)
    assert prepared(desk).facts.dossier.next_try_at == datetime(2026, 12, 23, 10)


def test_no_try_is_planned_after_the_last_day_to_call(desk: Units) -> None:
    for day in (3, 3, 4, 4):
        _tried(desk, now=CALL + day * DAY)
    assert prepared(desk).facts.dossier.next_try_at is None


def test_a_call_made_although_the_gate_was_shut_is_recorded_as_a_breach(desk: Units) -> None:
    for day in range(4):
        _tried(desk, now=CALL + day * DAY)
    fifth = _tried(desk, "joint", CALL + 4 * DAY, breach_reason="Il attendait l’appel.")
    assert fifth.attempt.breach == "max_tentatives"
    assert fifth.attempt.breach_reason == "Il attendait l’appel."
    assert fifth.saved.tags.appel is Tag.OK


def test_a_call_that_the_gate_refuses_is_not_begun_whatever_the_reason(desk: Units) -> None:
    for day in range(4):
        _tried(desk, now=CALL + day * DAY)
    why = Attempted(breach_reason="Il attend l’appel.", manager="Odile Vasseur")
    with pytest.raises(UserError, match="D223-9"):
        start_call(desk, 1, why, AGENCIES, ALICE, CALL + 4 * DAY)
    assert prepared(desk).facts.dossier.calling_since is None


@pytest.mark.parametrize("place", ["breach_reason", "manager"])
def test_the_reason_of_a_call_outside_the_rules_holds_no_account(desk: Units, place: str) -> None:
    for day in range(4):
        _tried(desk, now=CALL + day * DAY)
    words: dict[str, Any] = {"breach_reason": "Il attendait l’appel.", place: ACCOUNT}
    with pytest.raises(CallError) as refusal:
        _tried(desk, now=CALL + 4 * DAY, **words)
    assert [each.code for each in refusal.value.problems] == ["numero_compte"]


def test_an_essai_is_not_struck_for_a_reason_that_holds_an_account(desk: Units) -> None:
    tried = _tried(desk)
    with pytest.raises(UserError, match=r"Motif : un numéro de compte .*ne se garde jamais"):
        strike_attempt(desk, tried.attempt.id, ALICE, ACCOUNT, CALL, AGENCIES)


@pytest.mark.parametrize(
    ("channel", "purpose", "wording", "said"),
    [
        ("mail", ACCOUNT, "", "Objet : un numéro de compte"),
        (ACCOUNT, "bilan", "", "Canal : un numéro de compte"),
        ("mail", "bilan", ACCOUNT, "Texte : un numéro de compte"),
        ("mail", "Zoé accepte tout", "", "zoe"),
        ("mail", "devis L1", "", "l1"),
        ("mail", "bilan", "formulaire signé par Zoé", "zoe"),
    ],
)
def test_a_consent_holds_no_account_nor_the_name_of_the_client(
    desk: Units, channel: str, purpose: str, wording: str, said: str
) -> None:
    draft = ConsentDraft(CALL.date(), channel, purpose, wording=wording)
    with pytest.raises(UserError, match=said):
        give_consent(desk, 1, draft, ALICE, CALL)
    kept = draft._replace(channel="mail", purpose="ses assurances santé", wording="formulaire")
    assert give_consent(desk, 1, kept, ALICE, CALL).wording == "formulaire"


def test_a_closed_dossier_is_not_called_and_the_queue_says_so(desk: Units) -> None:
    close_dossier(desk, 1, Closing.DOUBLON, "Deux fiches.", ALICE, CALL)
    with pytest.raises(UserError, match="plus d’appel"):
        start_call(desk, 1, Attempted(), AGENCIES, ALICE, CALL)
    (row,) = queue(desk, AGENCIES, CALL, EVERYTHING)
    assert row.permission is Permission.SANS_OBJET
    assert prepared(desk).verdict.permission is Permission.SANS_OBJET


def test_attempts_are_counted_by_phone_across_clients_and_sites(neighbours: Units) -> None:
    for day in range(2):
        _tried(neighbours, now=CALL + day * DAY)
        _tried(neighbours, now=CALL + day * DAY, at=2)
    for dossier_id in (1, 2):
        verdict = prepared(neighbours, dossier_id, CALL + 2 * DAY).verdict
        assert verdict.permission is Permission.REFUSE
    rows = queue(neighbours, AGENCIES, CALL + 2 * DAY, EVERYTHING)
    assert [row.tentatives_30j for row in rows] == [4, 4]
    assert {row.permission for row in rows} == {Permission.REFUSE}
    assert all("D223-9" in row.permission_raison for row in rows)


@pytest.mark.parametrize(
    ("dialled", "phone"), [(None, person().folded_phone), (person().folded_phone, "+33600000009")]
)
def test_an_attempt_reaches_whoever_has_the_phone_of_its_client_or_the_one_that_was_dialled(
    neighbours: Units, engine: Engine, dialled: str | None, phone: str
) -> None:
    attempted(engine, CALL, phone=dialled)
    with neighbours.write() as unit:
        unit.update("clients", [(1, {"folded_phone": phone})])
    assert _row_after(neighbours, CALL, 2).tentatives_30j == 1
    assert _row_after(neighbours, CALL, 1).tentatives_30j == 1


def test_who_else_was_called_at_that_phone_is_said_before_the_call_and_in_the_history(
    neighbours: Units,
) -> None:
    _tried(neighbours, now=CALL)
    half_past = CALL + timedelta(minutes=30)
    other = prepared(neighbours, 2, half_past)
    assert other.verdict.permission is Permission.AVERTI
    assert "MARTIN Zoé, le 23/11/2026 à 10:30" in other.verdict.message
    assert other.others == {1: "MARTIN Zoé"}
    same = prepared(neighbours, 1, half_past)
    assert (same.verdict.permission, same.others) == (Permission.PERMIS, {})
    said = {
        row.dossier: row.permission for row in queue(neighbours, AGENCIES, half_past, EVERYTHING)
    }
    assert said == {1: Permission.PERMIS, 2: Permission.AVERTI}


def test_the_queue_counts_attempts_over_the_days_of_the_limits_given(desk: Units) -> None:
    _tried(desk, now=CALL)
    week = {**default_limits(), "fenetre_tentatives": 7}
    later = CALL + 7 * DAY
    (month_row,) = queue(desk, AGENCIES, later, EVERYTHING)
    (week_row,) = queue(desk, AGENCIES, later, EVERYTHING, limits=week)
    assert (month_row.tentatives_30j, week_row.tentatives_30j) == (1, 0)


def test_the_queue_of_a_day_counts_from_the_first_day_of_the_limit_to_its_own_end(
    desk: Units, engine: Engine
) -> None:
    midnight = datetime.combine(CALL, time())
    attempted(engine, midnight)
    counted = [
        queue(desk, AGENCIES, CALL + days * DAY, EVERYTHING)[0].tentatives_30j
        for days in (-1, 0, 29, 30)
    ]
    assert counted == [0, 1, 1, 0]


def test_an_opposition_closes_every_dossier_of_the_phone_and_shuts_the_gate_for_ever(
    neighbours: Units,
) -> None:
    assert [each.id for each in oppose(neighbours, 1, ALICE, CALL)] == [1, 2]
    for dossier_id in (1, 2):
        facts = prepared(neighbours, dossier_id).facts
        assert facts.dossier.closing == Closing.OPPOSITION
        verdict = prepared(neighbours, dossier_id, CALL + 900 * DAY).verdict
        assert "opposition_definitive" in {reason.setting for reason in verdict.refusals}
    with pytest.raises(UserError) as refusal:
        give_consent(neighbours, 1, ConsentDraft(CALL.date(), "mail", "bilan"), ALICE, CALL)
    assert refusal.value.code == "client_oppose"


def test_an_opposition_leaves_what_is_done_and_the_consents_withdrawn_before(
    neighbours: Units,
) -> None:
    draft = ConsentDraft(CALL.date(), "mail", "bilan")
    first, second = (give_consent(neighbours, 1, draft, ALICE, CALL) for _ in range(2))
    assert withdraw_consent(neighbours, 1, BRUNO, CALL) == 2
    assert withdraw_consent(neighbours, 1, ALICE, CALL + DAY) == 0
    close_dossier(neighbours, 2, Closing.DOUBLON, "Deux fiches.", ALICE, CALL)
    assert [each.id for each in oppose(neighbours, 1, ALICE, CALL + DAY)] == [1]
    assert prepared(neighbours, 2).facts.dossier.closing == Closing.DOUBLON
    withdrawn = {(each.id, each.withdrawn_by) for each in prepared(neighbours).consents}
    assert withdrawn == {(first.id, BRUNO), (second.id, BRUNO)}


def test_consents_and_what_an_opposition_ends_are_told_in_the_journal(
    neighbours: Units,
) -> None:
    draft = ConsentDraft(CALL.date(), "mail", "bilan")
    give_consent(neighbours, 1, draft, ALICE, CALL)
    withdraw_consent(neighbours, 1, BRUNO, CALL)
    given = give_consent(neighbours, 1, draft, ALICE, CALL)
    oppose(neighbours, 1, BRUNO, CALL)
    lines = [(each.author, each.field, each.subject_id) for each in journal_of(neighbours, 20)]
    ended = [
        (BRUNO, "client_id", 1),
        (BRUNO, "withdrawn_at", given.id),
        *((BRUNO, field, at) for at in (1, 2) for field in CLOSED),
    ]
    before = [(ALICE, "ends_on", 1), (BRUNO, "withdrawn_at", 1), (ALICE, "ends_on", given.id)]
    assert lines[::-1] == before + ended


def test_the_outcome_opposition_opposes_at_once_and_is_neither_undone_nor_struck(
    neighbours: Units,
) -> None:
    recorded = _tried(neighbours, "oppo")
    assert prepared(neighbours).facts.dossier.closing_reason == "Opposition au démarchage"
    assert prepared(neighbours, 2).facts.dossier.closing == Closing.OPPOSITION
    for take_back in (
        lambda: undo_last(neighbours, ALICE, CALL),
        lambda: strike_attempt(neighbours, recorded.attempt.id, ALICE, "erreur", CALL, AGENCIES),
    ):
        with pytest.raises(UserError) as refusal:
            take_back()
        assert refusal.value.code == "opposition_definitive"


def test_a_call_to_somebody_opposed_is_still_recorded_with_its_reason(desk: Units) -> None:
    oppose(desk, 1, ALICE, CALL)
    with pytest.raises(CallError):
        _tried(desk, now=CALL + DAY)
    recorded = _tried(desk, now=CALL + DAY, breach_reason="Erreur de numéro composé")
    assert recorded.attempt.breach == "opposition_definitive"
    assert prepared(desk).facts.dossier.appel is None


def test_an_attempt_that_an_acte_tells_is_never_struck(desk: Units) -> None:
    told = saved(desk, filled_form(prepared(desk))).attempt
    assert told is not None
    with pytest.raises(UserError, match="acte"):
        strike_attempt(desk, told.id, ALICE, "mauvais client", CALL, AGENCIES)
    assert prepared(desk).facts.attempts == (told,)


def test_an_attempt_on_a_finished_dossier_is_kept_and_changes_nothing_else(desk: Units) -> None:
    saved(desk, filled_form(prepared(desk)))
    finished = prepared(desk).facts.dossier
    start = {"calling_since": CALL, "calling_by": ALICE}
    with desk.write() as unit:
        unit.update("dossiers", [(1, start)])
    recorded = _tried(desk, "nrp", CALL + DAY)
    after = prepared(desk).facts
    assert recorded.attempt in after.attempts
    assert after.dossier._replace(version=finished.version) == finished


def test_without_an_active_contract_the_gate_is_shut_until_a_consent(store: Units) -> None:
    ended = car(state=ContractState.RESILIE)
    fill(store, [person()], [dossier()], [ended])
    assert prepared(store, 1, CALL).verdict.permission is Permission.REFUSE
    consent = give_consent(store, 1, ConsentDraft(CALL.date(), "mail", "bilan"), ALICE, CALL)
    assert consent.ends_on == date(2027, 11, 23)
    assert prepared(store, 1, CALL).verdict.basis == "consentement"
    assert withdraw_consent(store, 1, BRUNO, CALL + DAY) == 1
    assert prepared(store, 1, CALL + DAY).verdict.permission is Permission.REFUSE
    assert prepared(store).consents[0].withdrawn_by == BRUNO


@pytest.mark.parametrize(("days", "may"), [(1, True), (2, False)])
def test_a_consent_lets_call_until_its_last_day_included(
    store: Units, days: int, *, may: bool
) -> None:
    fill(store, [person()], [dossier()], [car(state=ContractState.RESILIE)])
    draft = ConsentDraft(CALL.date(), "mail", "bilan", CALL.date() + DAY)
    give_consent(store, 1, draft, ALICE, CALL)
    now = CALL + days * DAY
    allowed = {prepared(store, 1, now).verdict.permission, _row_after(store, now).permission}
    assert allowed == {Permission.PERMIS if may else Permission.REFUSE}


def test_a_call_that_is_begun_awaits_its_outcome(desk: Units) -> None:
    start_call(desk, 1, Attempted(), AGENCIES, ALICE, CALL)
    begun = prepared(desk).facts.dossier
    assert (begun.calling_since, begun.calling_by) == (CALL, ALICE)
    _tried(desk)
    assert prepared(desk).facts.dossier.calling_since is None


def test_a_call_that_a_colleague_makes_now_is_not_taken_over_without_a_word(
    desk: Units,
) -> None:
    start_call(desk, 1, Attempted(), AGENCIES, BRUNO, CALL)
    name_logins(desk, [Naming(BRUNO, "Hugo Mazin", False)], BRUNO, CALL)
    soon, later = CALL + timedelta(minutes=120), CALL + timedelta(minutes=241)
    for accepted in (None, soon):
        with pytest.raises(UserError, match="Hugo Mazin appelle ce client depuis 10:30") as refusal:
            start_call(desk, 1, Attempted(), AGENCIES, ALICE, soon, accepted=accepted)
        assert refusal.value.code == "appel_en_cours"
    assert prepared(desk).facts.dossier.calling_by == BRUNO
    start_call(desk, 1, Attempted(), AGENCIES, ALICE, soon, accepted=CALL)
    start_call(desk, 1, Attempted(), AGENCIES, ALICE, soon)  # her own
    start_call(desk, 1, Attempted(), AGENCIES, BRUNO, later)
    assert prepared(desk).facts.dossier.calling_by == BRUNO


def test_the_next_to_call_is_nobody_whom_a_colleague_calls(neighbours: Units) -> None:
    start_call(neighbours, 1, Attempted(), AGENCIES, BRUNO, CALL)
    soon, late = CALL + timedelta(minutes=120), CALL + timedelta(minutes=121)
    said = ["bruno appelle MARTIN Zoé depuis 10:30."]
    assert first_not_called(neighbours, [1, 2], ALICE, soon) == (2, said)
    assert first_not_called(neighbours, [1], ALICE, soon) == (None, said)
    assert first_not_called(neighbours, [1, 2], ALICE, late) == (1, [])
    assert first_not_called(neighbours, [1, 2], BRUNO, CALL) == (1, [])
    assert first_not_called(neighbours, [9, 2], ALICE, CALL) == (9, [])  # gone: opening it says so


def test_a_call_too_early_needs_a_reason_and_a_manager_before_it_is_begun(desk: Units) -> None:
    early = datetime(2026, 11, 6, 10, 30)
    with pytest.raises(UserError, match="Trop tôt"):
        start_call(desk, 1, Attempted(), AGENCIES, ALICE, early)
    allowed = Attempted("joint", breach_reason="Part à l’étranger", manager="Odile Vasseur")
    verdict = start_call(desk, 1, allowed, AGENCIES, ALICE, early)
    assert verdict.permission is Permission.AVERTI
    attempt = record_attempt(desk, 1, allowed, AGENCIES, ALICE, early).attempt
    assert (attempt.breach, attempt.manager) == (None, "Odile Vasseur")
    assert (attempt.basis, attempt.phone) == ("execution_contrat", "+33612345678")


def test_a_client_who_calls_himself_is_the_ground_of_the_call(desk: Units) -> None:
    assert _tried(desk, "entrant").attempt.basis == "demande_client"
    assert _tried(desk, "joint").attempt.basis == "execution_contrat"
    bases = [each.basis for each in prepared(desk).facts.attempts]
    assert bases == ["execution_contrat", "demande_client"]


def test_a_client_who_calls_himself_breaks_no_rule_though_the_gate_is_shut(desk: Units) -> None:
    for day in range(4):
        _tried(desk, now=CALL + day * DAY)
    shut = CALL + 4 * DAY
    assert prepared(desk, 1, shut).verdict.permission is Permission.REFUSE
    assert _tried(desk, "entrant", shut).attempt.breach is None


def _row_after(desk: Units, now: datetime, dossier_id: int = 1) -> QueueRow:
    rows = queue(desk, AGENCIES, now, EVERYTHING)
    return next(row for row in rows if row.dossier == dossier_id)


def test_a_wrong_number_is_not_tried_again_until_it_changes(desk: Units) -> None:
    soon = CALL + timedelta(minutes=10)
    _tried(desk, "faux")
    row = _row_after(desk, soon)
    assert (row.prochain_creneau, row.permission) == (None, Permission.AVERTI)
    wrong = "Faux numéro, noté le 23/11/2026 : à corriger avant tout nouvel essai."
    assert row.raison == f"{wrong} SMS ou mail « coordonnées » à envoyer."
    assert "Faux numéro" in row.permission_raison
    assert prepared(desk, 1, soon).verdict.permission is Permission.AVERTI
    assert _row_after(desk, CALL + 40 * DAY).prochain_creneau is None  # the period is over
    phone = {"phone": "07 00 00 00 01", "folded_phone": "+33700000001"}
    with desk.write() as unit:
        unit.update("clients", [(1, phone)])
    row = _row_after(desk, soon)
    assert (row.prochain_creneau, row.permission) == (soon, Permission.PERMIS)


def test_a_number_stays_wrong_longer_than_its_call_counts(desk: Units) -> None:
    _tried(desk, "faux")
    row = _row_after(desk, CALL + 30 * DAY)
    assert (row.raison.startswith("Faux numéro"), row.tentatives_30j) == (True, 0)


def test_a_wrong_number_is_one_for_whoever_has_it(neighbours: Units) -> None:
    _tried(neighbours, "faux")
    assert _row_after(neighbours, CALL + DAY, 2).prochain_creneau is None


@pytest.mark.parametrize(("outcome", "waits"), [("nrp", False), ("entrant", True)])
def test_a_number_that_was_dialled_since_is_no_longer_wrong_but_the_client_s_own_call_does_not_say(
    desk: Units, outcome: str, *, waits: bool
) -> None:
    _tried(desk, "faux")
    _tried(desk, outcome, CALL + DAY)
    reason = _row_after(desk, CALL + 7 * DAY).raison
    assert reason.startswith("Faux numéro") is waits


def test_a_wrong_number_noted_by_mistake_is_struck_and_forgotten(desk: Units) -> None:
    wrong = _tried(desk, "faux")
    strike_attempt(desk, wrong.attempt.id, ALICE, "mauvais client", CALL, AGENCIES)
    assert _row_after(desk, CALL).prochain_creneau == CALL


def test_a_client_without_phone_waits_for_one_after_a_wrong_number(store: Units) -> None:
    ready_to_call = person(phone="inconnu", folded_phone=None)
    fill(store, [ready_to_call], [dossier()], [car()])
    _tried(store, "faux")
    assert _row_after(store, CALL + DAY).prochain_creneau is None


def test_a_wrong_number_says_nothing_of_another_client_without_phone(store: Units) -> None:
    unreached = {"phone": "inconnu", "folded_phone": None}
    people = [person(**unreached), person(id=2, number="L2", **unreached)]
    other = car(id=2, number="C2", key="C2", client_id=2, dossier_id=2)
    fill(store, people, [dossier(), dossier(id=2, client_id=2)], [car(), other])
    _tried(store, "faux")
    _tried(store, "nrp", CALL + DAY, at=2)
    said = {at: _row_after(store, CALL + 7 * DAY, at).raison for at in (1, 2)}
    assert [reason.startswith("Faux numéro") for reason in said.values()] == [True, False]


@pytest.mark.parametrize(("days", "wrong"), [(-1, True), (0, False), (1, False)])
def test_the_last_call_says_whether_a_number_is_wrong_and_of_one_moment_the_last_noted(
    desk: Units, engine: Engine, days: int, *, wrong: bool
) -> None:
    phone = person().folded_phone
    for at, outcome in ((CALL, "faux"), (CALL + days * DAY, "nrp")):
        attempted(engine, at, outcome=outcome, phone=phone)
    reason = _row_after(desk, CALL + 7 * DAY).raison
    assert reason.startswith("Faux numéro") is wrong


def test_striking_an_attempt_gives_back_the_tag_and_the_next_try_of_the_others(
    desk: Units,
) -> None:
    first = _tried(desk, "nrp")
    second = _tried(desk, "joint", CALL + timedelta(hours=1))
    assert prepared(desk).facts.dossier.appel is Tag.OK
    strike_attempt(desk, second.attempt.id, ALICE, "mauvais client", CALL, AGENCIES)
    after = prepared(desk).facts.dossier
    assert (after.appel, after.next_try_at) == (Tag.KO, datetime(2026, 11, 25, 14, 0))
    assert (after.appel_ok_on, after.sms_mail) == (None, None)
    strike_attempt(desk, first.attempt.id, ALICE, "mauvais client", CALL, AGENCIES)
    after = prepared(desk).facts.dossier
    assert (after.appel, after.next_try_at) == (None, None)
    assert len(prepared(desk).facts.attempts) == 2


def test_what_other_dossiers_tried_and_what_was_struck_before_give_nothing_back(
    desk: Units,
) -> None:
    with desk.write() as unit:
        unit.add_all("dossiers", [dossier(id=2)])
    _tried(desk, at=2)
    struck = [_tried(desk, now=CALL + timedelta(hours=hour)).attempt.id for hour in (1, 2)]
    for attempt_id in struck:
        strike_attempt(desk, attempt_id, ALICE, "mauvais client", CALL, AGENCIES)
    kept = prepared(desk).facts.dossier
    assert (kept.appel, kept.next_try_at) == (None, None)


def test_striking_what_came_after_an_appointment_gives_back_who_noted_its_agreed_time(
    desk: Units,
) -> None:
    evening = CALL.replace(hour=19)
    _tried(desk, "rdv", callback_at=evening, callback_agreed=True)
    agreed = prepared(desk).facts.dossier
    wrong = _tried(desk, "nrp", CALL + timedelta(hours=1))
    strike_attempt(desk, wrong.attempt.id, ALICE, "mauvais client", CALL, AGENCIES)
    after = prepared(desk, 1, evening)
    assert after.facts.agreed_at == evening
    assert after.facts.dossier == agreed._replace(version=after.facts.dossier.version)
    assert (agreed.callback_agreed_by, agreed.callback_agreed_at) == (ALICE, CALL)
    assert after.verdict.permission is Permission.PERMIS


def test_striking_gives_back_no_agreement_that_nobody_noted(desk: Units) -> None:
    _tried(desk, "rdv", callback_at=CALL + DAY)
    wrong = _tried(desk, "nrp", CALL + timedelta(hours=1))
    strike_attempt(desk, wrong.attempt.id, ALICE, "mauvais client", CALL, AGENCIES)
    after = prepared(desk).facts.dossier
    assert (after.callback_at, after.callback_agreed_at) == (CALL + DAY, None)


def test_a_refused_bilan_leaves_the_contract_to_manage_and_no_call_to_make(desk: Units) -> None:
    _tried(desk, "refus")
    next_day = CALL + DAY
    (row,) = listed = queue(desk, AGENCIES, next_day, QueueFilter())
    assert (row.prochain_creneau, row.permission) == (None, Permission.AVERTI)
    assert row.raison == "Bilan refusé le 23/11/2026 : gestion seulement, rien à appeler."
    assert counters(listed, next_day.date()).a_appeler == 0
    shown = prepared(desk, now=next_day)
    assert shown.verdict.permission is Permission.AVERTI
    assert "gestion du contrat" in (shown.banner or "")
    assert "complète" not in (shown.banner or "")


def test_who_refused_the_bilan_and_asks_to_be_called_back_is_called_back(desk: Units) -> None:
    _tried(desk, "refus")
    at = CALL + DAY
    _tried(desk, "rappel", now=CALL + timedelta(hours=1), callback_at=at)
    (row,) = queue(desk, AGENCIES, CALL + timedelta(hours=2), EVERYTHING)
    assert (row.prochain_creneau, row.permission) == (at, Permission.AVERTI)
    assert row.raison == "Rappel prévu le 24/11/2026 à 10:30."


def test_a_refusal_struck_is_none(desk: Units) -> None:
    refused = _tried(desk, "refus")
    strike_attempt(desk, refused.attempt.id, ALICE, "Erreur de fiche.", CALL)
    (row,) = queue(desk, AGENCIES, CALL + DAY, EVERYTHING)
    assert row.prochain_creneau is not None
    assert prepared(desk, now=CALL + DAY).verdict.permission is Permission.PERMIS


def test_an_outcome_that_the_list_has_not_is_refused(desk: Units) -> None:
    with pytest.raises(CallError, match="« peut-être » n’est pas une issue") as refusal:
        _tried(desk, "peut-être")
    assert [problem.field for problem in refusal.value.problems] == ["issue"]


def test_a_wrong_target_needs_its_reason_and_closes_the_dossier(desk: Units) -> None:
    for reason in ("", "salarie"):
        with pytest.raises(CallError) as refusal:
            _tried(desk, "hc", reason=reason)
        assert [problem.field for problem in refusal.value.problems] == ["motif"]
    recorded = _tried(desk, "hc", reason="Doublon")
    assert not recorded.attempt.counted
    assert prepared(desk).facts.dossier.closing == Closing.DOUBLON


def test_a_dossier_closes_by_hand_with_a_reason_that_holds_and_opens_again_by_undoing(
    desk: Units,
) -> None:
    for closing, reason in (
        (Closing.DOUBLON, " "),
        (Closing.OPPOSITION, "motif"),
        (Closing.INJOIGNABLE, "motif"),
        (Closing.BILAN_REFUSE, "motif"),
    ):
        with pytest.raises(CallError):
            close_dossier(desk, 1, closing, reason, ALICE, CALL)
    late = datetime(2026, 12, 28, 10, 30)  # the window's "too late" is the 25th
    close_dossier(desk, 1, Closing.INJOIGNABLE, "Cinq essais.", ALICE, late)
    closed = prepared(desk).facts.dossier
    assert (closed.closing, closed.closed_on) == (Closing.INJOIGNABLE, late.date())
    undo_last(desk, ALICE, late)
    opened = prepared(desk).facts.dossier
    assert (opened.closing, opened.closing_reason, opened.closed_on) == (None, None, None)


def test_a_dossier_is_closed_once_and_keeps_what_was_typed(desk: Units) -> None:
    saved(desk, filled_form(prepared(desk), tags=TypedTags(), content={"fiche_note": "Joint"}))
    close_dossier(desk, 1, Closing.DOUBLON, "Même client.", ALICE, CALL)
    draft = open_dossier(desk, 1).draft
    assert draft is not None
    assert draft.content == {"fiche_note": "Joint"}
    with pytest.raises(UserError) as again:
        close_dossier(desk, 1, Closing.DOUBLON, "Même client.", BRUNO, CALL)
    assert again.value.code == "dossier_clos"


def test_the_relances_of_a_dossier_that_joins_the_call_go_with_its_contracts(
    store: Units,
) -> None:
    cars = [car(), car(id=2, number="C2", key="C2", dossier_id=2)]
    fill(store, [person()], [dossier(), dossier(date(2026, 9, 5), id=2)], cars)
    incoming = Attempted("entrant", breach_reason="Il attendait l’appel.")
    begun = filled_form(prepared(store, 2), pieces=(), tags=TypedTags("OK"), attempted=incoming)
    saved(store, begun)
    before = [each.object for each in actions_to_follow(store)]
    join_dossier(store, 1, 2, ALICE, CALL)
    assert [each.object for each in actions_to_follow(store)] == before
    saved(store, filled_form(prepared(store), "f2", pieces=(), tags=TypedTags("OK")))
    asked = [each.object for each in actions_to_follow(store)]
    assert sorted(asked) == sorted([*before, *(each.replace("(C2)", "(C1)") for each in before)])
    saved(store, filled_form(prepared(store), "f3", tags=TypedTags("OK")))
    assert actions_to_follow(store) == []


def test_another_dossier_of_the_client_joins_the_call_once_old_enough(store: Units) -> None:
    recent = dossier(date(2026, 9, 20), id=2)
    old = dossier(date(2026, 9, 5), id=3)
    contracts = [
        car(),
        car(id=2, number="C2", key="C2", dossier_id=2),
        car(id=3, number="C3", key="C3", dossier_id=3),
    ]
    fill(store, [person()], [dossier(), recent, old], contracts)
    assert [each.id for each in prepared(store).joinable] == [3]
    with pytest.raises(UserError, match="05/12/2026"):
        join_dossier(store, 1, 2, ALICE, CALL)
    form = filled_form(prepared(store))
    join_dossier(store, 1, 3, ALICE, CALL)
    told = "alice, le .* : 1 changement parmi les contrats du dossier."
    with pytest.raises(UserError, match=f"modifié depuis que vous l’avez ouvert.*{told}"):
        saved(store, form)
    assert [each.number for each in prepared(store).facts.contracts] == ["C1", "C3"]
    gone = prepared(store, 3).facts.dossier
    assert (gone.closing, gone.joined_into) == (Closing.REPRIS, 1)
    with store.read() as unit:
        worked = {each.id for each, touched in unit.dossiers_of([1]) if touched}
    assert worked == {1, 3}  # the next import regroups neither
    with pytest.raises(UserError) as closed:
        join_dossier(store, 3, 2, ALICE, datetime(2026, 12, 7, 10, 30))
    assert closed.value.code == "dossier_clos"


def test_the_preparation_says_all_that_one_reads_before_a_call(desk: Units) -> None:
    _tried(desk, "rep", note="Message laissé.")
    shown = prepared(desk, now=CALL + DAY)
    assert shown.where.startswith("Dans la fenêtre")
    assert shown.slots_left > 0
    assert [attempt.note for attempt in shown.facts.attempts] == ["Message laissé."]
    assert {problem.field for problem in shown.missing_fields} >= {"adresse", "telephone"}
    assert any("carte_grise" in problem.field for problem in shown.missing_pieces)
    assert shown.questions
    assert "L223-1" in (shown.banner or "")
    assert shown.verdict.permission is Permission.PERMIS


def test_a_client_overseas_is_called_by_his_own_clock_in_the_queue_and_on_the_form(
    store: Units,
) -> None:
    fill(store, [person(postal_code="97110")], [dossier(agency="Corniche")], [car()])
    (row,) = queue(store, AGENCIES, CALL, EVERYTHING)
    assert (row.permission, row.prochain_creneau) == (
        Permission.AVERTI,
        CALL.replace(hour=15, minute=0),
    )
    assert "05:30 chez le client" in row.permission_raison
    assert "05:30 chez le client" in prepared(store).verdict.message
    later = CALL + timedelta(days=1)
    asked = Attempted("rappel", callback_at=later)
    with pytest.raises(CallError) as refusal:
        record_attempt(store, 1, asked, AGENCIES, ALICE, CALL)
    assert [problem.code for problem in refusal.value.problems] == ["rappel_hors_heures"]


def test_a_call_in_common_bears_the_effect_date_that_its_contracts_have_now(
    store: Units,
) -> None:
    corrected = car(id=2, number="C2", key="C2", dossier_id=2, effect_date=date(2026, 7, 1))
    other = dossier(date(2026, 8, 1), id=2)  # called before the export corrected its date
    fill(store, [person()], [dossier(), other], [car(), corrected])
    assert join_dossier(store, 1, 2, ALICE, CALL).effect_date == date(2026, 7, 1)


def test_the_dossier_of_the_call_keeps_its_own_dates_when_those_that_join_are_later(
    store: Units,
) -> None:
    cars = [car(), car(id=2, number="C2", key="C2", dossier_id=2, effect_date=date(2026, 9, 5))]
    fill(store, [person()], [dossier(), dossier(date(2026, 9, 5), id=2)], cars)
    before = held(store)
    joined = join_dossier(store, 1, 2, ALICE, CALL)
    assert (joined.effect_date, joined.window) == (before.effect_date, before.window)


def test_the_journal_tells_a_dossier_that_joins_the_call_with_its_contracts(
    store: Units,
) -> None:
    cars = [car(), car(id=2, number="C2", key="C2", dossier_id=2)]
    fill(store, [person()], [dossier(), dossier(date(2026, 9, 5), id=2)], cars)
    join_dossier(store, 1, 2, ALICE, CALL)
    told = {(each.subject, each.field): (each.old, each.new) for each in journal_of(store, 20)}
    assert told["contracts", "dossier_id"] == ("2", "1")
    assert told["dossiers", "closing"] == (None, Closing.REPRIS.value)
    assert told["dossiers", "closing_reason"] == (None, "Repris dans le dossier 1")
    assert told["dossiers", "joined_into"] == (None, "1")
