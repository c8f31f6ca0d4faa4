"""Who to call, in which order, and why (R12 to R17)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from mplus3_xl.collection import side_by_side
from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.contact.approach import Contacts
from mplus3_xl.domain.contact.calling_hours import start_of_day
from mplus3_xl.domain.contact.gate import Permission
from mplus3_xl.domain.limits import Limits, default_limits
from mplus3_xl.domain.queue.asked import asked_of, is_shown
from mplus3_xl.domain.queue.cases import Case, ClientCard, case_of
from mplus3_xl.domain.queue.queue import QueueRow
from mplus3_xl.domain.queue.ranking import rank
from mplus3_xl.domain.vocabulary import ClientType, Closing, Phase, Status, Tag
from mplus3_xl.domain.windows import closes_soon
from tests.domain.invented import dossier

NOW = datetime(2026, 11, 23, 9, 30)
SUNDAY = datetime(2026, 11, 22, 9)
PAST, FUTURE = datetime(2026, 11, 23, 9, 0), datetime(2026, 11, 24, 15, 15)
EVENING = datetime(2026, 11, 24, 17)
REACHED: dict[str, Any] = {"appel": Tag.OK, "sms_mail": Tag.SANS_OBJET}
EXHAUSTED = "Essais épuisés : 4 essais en 30 jours, pour 4 permis"
FINISHED = REACHED | {"lagon": Tag.OK, "bilan": Tag.OK}

# An effect date of each phase on 23/11/2026.
EFFECTS = {
    Phase.FENETRE: date(2026, 8, 25),  # window 18/11 – 02/12
    Phase.EN_RETARD: date(2026, 8, 10),  # window 03/11 – 17/11, until 10/12
    Phase.BIENTOT: date(2026, 9, 3),  # window 26/11 – 10/12
    Phase.TROP_TOT: date(2026, 10, 1),  # too early before 16/12
    Phase.HORS_DELAI: date(2026, 7, 20),  # too late after 20/11
}


def _case(
    effect: date,
    number: str | None = "L1",
    contracts: tuple[str, ...] = ("C1",),
    attempts: int = 0,
    first_effect: date | None = None,
    **known: Any,
) -> Case:
    card = ClientCard(number, "MARTIN Zoé", None, None, None, first_effect)
    contacts = Contacts((NOW.date(),) * attempts)
    held = dossier(effect, **known)
    return case_of(held, card, contracts, NOW.date(), contacts=contacts)


def _with(case: Case, **changed: Any) -> Case:
    return case._replace(profile=case.profile._replace(**changed))


def _rank(*cases: Case, limits: Limits | None = None) -> list[QueueRow]:
    known = {**default_limits(), **(limits or {})}
    return [*rank(side_by_side(Case._fields, cases), Agencies.default().by_name(), NOW, known)]


def _is_shown(case: Case) -> bool:
    return is_shown(asked_of(case.profile, Agencies.default().by_name(), NOW.date()), NOW)


def _row_at(case: Case, moment: datetime) -> QueueRow:
    (row,) = rank(
        side_by_side(Case._fields, [case]), Agencies.default().by_name(), moment, default_limits()
    )
    return row


def _row(case: Case) -> QueueRow:
    (row,) = _rank(case)
    return row


def _refused(noted: date) -> Case:
    """A case of the window whose client refused the bilan."""
    return _with(_case(date(2026, 8, 30), bilan=Tag.KO), refused_on=noted)


def _wrong(noted: date) -> Case:
    """A case of the window whose number is known to be wrong."""
    case = _case(EFFECTS[Phase.FENETRE])
    return _with(case, contacts=Contacts((), wrong_number_on=noted))


# In calling order: each class, and within it the nearest moment first.
IN_ORDER = [
    ("callback of yesterday", _case(EFFECTS[Phase.HORS_DELAI], callback_at=SUNDAY)),
    ("callback of this morning", _case(EFFECTS[Phase.TROP_TOT], callback_at=PAST)),
    ("callback of this minute", _case(EFFECTS[Phase.EN_RETARD], callback_at=NOW)),
    ("window that closes first", _case(date(2026, 8, 16))),
    ("window that closes last", _case(date(2026, 8, 30))),
    ("late, soon too late", _case(date(2026, 7, 24))),
    ("late, not so soon too late", _case(date(2026, 8, 10))),
    ("soon, opens first", _case(date(2026, 9, 1))),
    ("soon, opens last", _case(date(2026, 9, 7))),
    ("wrong number", _wrong(date(2026, 11, 20))),
    ("bilan refused", _refused(SUNDAY.date())),
    ("callback of tomorrow", _case(date(2026, 8, 30), callback_at=FUTURE)),
    ("callback of tomorrow, later", _case(date(2026, 8, 16), callback_at=EVENING)),
    ("next try in two days", _case(EFFECTS[Phase.FENETRE], next_try_at=datetime(2026, 11, 25, 10))),
    ("put off", _case(EFFECTS[Phase.FENETRE], postponed_until=date(2026, 11, 28))),
    ("tries exhausted", _case(EFFECTS[Phase.FENETRE], attempts=4)),
    ("too early", _case(date(2026, 9, 30))),
    ("much too early", _case(date(2026, 10, 15))),
    ("too late since long", _case(date(2026, 1, 5))),
    ("too late", _case(date(2026, 7, 20))),
    ("closed, of an earlier target", _case(date(2026, 8, 24), closing=Closing.DOUBLON)),
    ("finished", _case(EFFECTS[Phase.FENETRE], **FINISHED)),
    ("closed, of a later target", _case(date(2026, 8, 26), closing=Closing.INJOIGNABLE)),
]  # fmt: skip


def test_the_queue_is_in_calling_order_whatever_the_order_of_the_cases() -> None:
    cases = [case for _, case in IN_ORDER]
    for start in range(len(cases)):
        turned = cases[start:] + cases[:start]
        ranked = _rank(*turned[::-1])
        expected = [_row(case).raison for case in cases]
        assert [row.raison for row in ranked] == expected
        assert [row.rang for row in ranked] == list(range(1, len(cases) + 1))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        # Several contracts of one dossier: its last day is not that of its window, nor its first.
        (_case(date(2026, 8, 10), "L2", latest=date(2026, 12, 1)), _case(date(2026, 8, 9))),
        (_case(date(2026, 9, 4), "L2", window_start=date(2026, 11, 25)), _case(date(2026, 9, 3))),
        (
            _case(EFFECTS[Phase.HORS_DELAI], "L2"),
            _case(date(2026, 1, 5), closing=Closing.DOUBLON),
        ),
    ],
    ids=["late goes by its last day", "soon goes by its opening", "closed comes last"],
)
def test_a_class_has_its_own_day(first: Case, then: Case) -> None:
    assert [row.client for row in _rank(then, first)] == ["L2", "L1"]


def test_only_the_cases_that_are_wanted_are_ranked() -> None:
    cases = [_case(EFFECTS[Phase.FENETRE], "L1"), _case(EFFECTS[Phase.HORS_DELAI], "L2")]
    agencies, limits = Agencies.default().by_name(), default_limits()
    ranked = rank(
        side_by_side(Case._fields, cases), agencies, NOW, limits, lambda asked: is_shown(asked, NOW)
    )
    assert [(row.rang, row.client) for row in ranked] == [(1, "L1")]


@pytest.mark.parametrize(
    ("until", "assigned"), [(None, True), (NOW.date(), True), (SUNDAY.date(), False)]
)
def test_a_row_says_whose_a_dossier_is_that_is_given_to_another(
    until: date | None, *, assigned: bool
) -> None:
    known: dict[str, Any] = {
        "charge_clientele": "Hugo",
        "assigned_to": "Inès",
        "assigned_until": until,
    }
    row = _row(_case(EFFECTS[Phase.FENETRE], **known))
    told = (row.charge, row.affecte, row.titulaire, row.affecte_jusquau)
    assert told == (("Inès", True, "Hugo", until) if assigned else ("Hugo", False, None, None))


def test_ties_go_by_target_then_client_then_first_contract() -> None:
    same_day: dict[str, Any] = {"callback_at": PAST}
    cases = [
        _case(date(2026, 8, 26), "L1", ("C1",), **same_day),
        _case(date(2026, 8, 25), "L1", ("C3", "A1"), **same_day),
        _case(date(2026, 8, 25), "L1", ("C2",), **same_day),
        _case(date(2026, 8, 25), "L2", ("C0",), **same_day),
        _case(date(2026, 8, 25), None, ("B0",), **same_day),
    ]
    ranked = [(row.cible.day, row.client, row.contrats[0]) for row in _rank(*cases)]
    assert ranked == [
        (25, "L1", "C2"),
        (25, "L1", "C3"),
        (25, "L2", "C0"),
        (25, None, "B0"),
        (26, "L1", "C1"),
    ]


def test_the_queue_says_to_whom_the_details_are_owed_until_they_are_sent() -> None:
    owed = "SMS ou mail « coordonnées » à envoyer."
    for sms_mail, appel in ((None, Tag.KO), (Tag.KO, Tag.KO), (Tag.OK, Tag.KO), (None, None)):
        row = _row(_case(EFFECTS[Phase.FENETRE], appel=appel, sms_mail=sms_mail))
        assert row.raison.endswith(owed) is (appel is Tag.KO and sms_mail is not Tag.OK)
    closed = _case(EFFECTS[Phase.FENETRE], appel=Tag.KO, closing=Closing.DOUBLON)
    assert owed not in _row(closed).raison


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (
            _case(EFFECTS[Phase.FENETRE], callback_at=PAST),
            "Rappel attendu depuis le 23/11/2026 à 09:00.",
        ),
        (
            _case(EFFECTS[Phase.HORS_DELAI], callback_at=PAST),
            (
                "Rappel attendu depuis le 23/11/2026 à 09:00 ; trop tard depuis le 20/11/2026, "
                "sauf accord d’un responsable."
            ),
        ),
        (
            _case(EFFECTS[Phase.HORS_DELAI], callback_at=PAST, **REACHED),
            "Rappel attendu depuis le 23/11/2026 à 09:00.",
        ),
        (
            _case(EFFECTS[Phase.FENETRE]),
            "Dans la fenêtre jusqu’au 02/12/2026 (encore 9 jours).",
        ),
        (_case(date(2026, 8, 17)), "Dans la fenêtre jusqu’au 24/11/2026 (encore 1 jour)."),
        (
            _case(date(2026, 8, 16)),
            "Dans la fenêtre jusqu’au 23/11/2026 (c’est le dernier jour).",
        ),
        (
            _case(EFFECTS[Phase.EN_RETARD]),
            "En retard depuis le 17/11/2026 : à appeler au plus tard le 10/12/2026.",
        ),
        (_case(EFFECTS[Phase.BIENTOT]), "Bientôt : la fenêtre s’ouvre le 26/11/2026."),
        (
            _case(EFFECTS[Phase.FENETRE], next_try_at=FUTURE),
            "Prochain essai prévu le 24/11/2026 à 15:15.",
        ),
        (
            _case(EFFECTS[Phase.FENETRE], attempts=4),
            f"{EXHAUSTED} ; à nouveau permis le 23/12/2026.",
        ),
        (_case(EFFECTS[Phase.TROP_TOT]), "Trop tôt : pas d’appel avant le 16/12/2026."),
        (_case(EFFECTS[Phase.HORS_DELAI]), "Hors délai depuis le 20/11/2026."),
        (_case(EFFECTS[Phase.FENETRE], **FINISHED), "Terminé : tous les objectifs sont atteints."),
        (
            _case(EFFECTS[Phase.FENETRE], closing=Closing.BILAN_REFUSE),
            "Clos : Bilan refusé.",
        ),
    ],
)
def test_the_reason_says_in_french_why_a_dossier_stands_there(case: Case, reason: str) -> None:
    assert _row(case).raison == reason


@pytest.mark.parametrize("attempts", [0, 3])
def test_a_dossier_with_tries_left_stands_by_its_window(attempts: int) -> None:
    assert _row(_case(EFFECTS[Phase.FENETRE], attempts=attempts)).raison.startswith("Dans la")


@pytest.mark.parametrize("at", [PAST, NOW])
def test_a_try_that_is_due_holds_no_dossier_back(at: datetime) -> None:
    assert _row(_case(EFFECTS[Phase.FENETRE], next_try_at=at)).raison.startswith("Dans la")


@pytest.mark.parametrize(
    ("phase", "shown"),
    [
        (Phase.TROP_TOT, False),
        (Phase.BIENTOT, True),
        (Phase.FENETRE, True),
        (Phase.EN_RETARD, True),
        (Phase.HORS_DELAI, False),
    ],
)
def test_an_untouched_dossier_is_shown_from_soon_to_late(phase: Phase, shown: bool) -> None:
    assert _is_shown(_case(EFFECTS[phase])) is shown


@pytest.mark.parametrize("phase", list(Phase))
@pytest.mark.parametrize(
    ("known", "shown"),
    [
        (REACHED, True),
        ({"callback_at": PAST}, True),
        ({"callback_at": NOW}, True),
        (FINISHED, False),
        (REACHED | {"closing": Closing.BILAN_REFUSE}, False),
        ({"callback_at": PAST, "closing": Closing.OPPOSITION}, False),
    ],
)
def test_what_is_under_way_or_due_is_shown_however_old(
    phase: Phase, known: dict[str, Any], shown: bool
) -> None:
    assert _is_shown(_case(EFFECTS[phase], **known)) is shown


def test_a_callback_to_come_does_not_show_what_is_too_late() -> None:
    assert not _is_shown(_case(EFFECTS[Phase.HORS_DELAI], callback_at=FUTURE))


@pytest.mark.parametrize("phase", list(Phase))
def test_only_the_window_makes_a_dossier_eligible(phase: Phase) -> None:
    row = _row(_case(EFFECTS[phase]))
    assert row.phase is phase
    assert row.eligible is (phase is Phase.FENETRE)


@pytest.mark.parametrize("known", [FINISHED, {"closing": Closing.DOUBLON}])
def test_what_is_finished_or_closed_is_neither_eligible_nor_given_a_slot(
    known: dict[str, Any],
) -> None:
    row = _row(_case(EFFECTS[Phase.FENETRE], **known))
    assert (row.eligible, row.prochain_creneau) == (False, None)


def test_what_is_under_way_is_still_eligible_in_its_window() -> None:
    row = _row(_case(EFFECTS[Phase.FENETRE], **REACHED))
    assert (row.eligible, row.statut) == (True, Status.EN_COURS)


@pytest.mark.parametrize(
    ("first_effect", "existing"),
    [
        (None, False),
        (date(2026, 8, 25), False),
        (date(2026, 8, 24), True),
        (date(1999, 1, 1), True),
    ],
)
def test_a_client_with_an_older_contract_is_an_existing_one(
    first_effect: date | None, existing: bool
) -> None:
    row = _row(_case(date(2026, 8, 25), first_effect=first_effect))
    assert row.client_existant is existing


def test_a_dossier_of_the_window_gets_its_sites_next_slot() -> None:
    assert _row(_case(EFFECTS[Phase.FENETRE])).prochain_creneau == datetime(2026, 11, 23, 10)
    row = _row(_case(EFFECTS[Phase.FENETRE], agency="Rouvière"))
    assert row.prochain_creneau == datetime(2026, 11, 24, 10)


def test_a_site_that_is_not_known_has_the_legal_hours() -> None:
    row = _row(_case(EFFECTS[Phase.FENETRE], agency="Ailleurs"))
    assert row.prochain_creneau == datetime(2026, 11, 23, 10)


def test_a_given_day_begins_at_midnight() -> None:
    assert start_of_day(date(2026, 11, 23)) == datetime(2026, 11, 23, 0, 0)


def test_closing_soon_means_within_three_days() -> None:
    rows = _rank(*(_case(date(2026, 8, day)) for day in (10, 16, 19, 20)))
    in_window = [row.fenetre_fin for row in rows if row.phase is Phase.FENETRE]
    ends = [end for end in in_window if closes_soon(end, NOW.date())]
    assert ends == [date(2026, 11, 23), date(2026, 11, 26)]


def test_the_next_slot_waits_for_the_planned_try() -> None:
    row = _row(_case(EFFECTS[Phase.FENETRE], next_try_at=FUTURE))
    assert row.prochain_creneau == FUTURE


@pytest.mark.parametrize("effect", EFFECTS.values())
@pytest.mark.parametrize(
    "agreed",
    [
        datetime(2026, 11, 27, 18, 30),  # after the site has shut
        datetime(2027, 1, 20, 10, 30),  # after the last day to call
    ],
)
def test_the_next_slot_is_the_moment_of_the_callback_whatever_the_window(
    effect: date, agreed: datetime
) -> None:
    row = _row(_case(effect, callback_at=agreed, callback_agreed_at=PAST))
    assert row.prochain_creneau == agreed
    assert row.raison == f"Rappel prévu le {agreed:%d/%m/%Y à %H:%M}."


@pytest.mark.parametrize("effect", EFFECTS.values())
def test_a_callback_that_is_due_is_to_be_called_now_whatever_the_window(effect: date) -> None:
    row = _row(_case(effect, callback_at=PAST))
    assert (row.rang, row.prochain_creneau) == (1, datetime(2026, 11, 23, 10))


def test_the_moment_agreed_outside_the_hours_is_the_slot_as_long_as_it_is_kept() -> None:
    agreed = _case(EFFECTS[Phase.FENETRE], callback_at=PAST, callback_agreed_at=PAST)
    asked_for = _case(EFFECTS[Phase.FENETRE], callback_at=PAST)
    opening = datetime(2026, 11, 23, 10)
    for minutes, slot in ((0, PAST), (29, PAST + timedelta(minutes=29)), (30, opening)):
        moment = PAST + timedelta(minutes=minutes)
        assert _row_at(agreed, moment).prochain_creneau == slot
        assert _row_at(asked_for, moment).prochain_creneau == opening


def _tried(*ago: int, **known: Any) -> Case:
    """A case of the window whose attempts were so many days ago."""
    tried_on = tuple(NOW.date() - timedelta(days=each) for each in ago)
    return _with(_case(EFFECTS[Phase.FENETRE], **known), contacts=Contacts(tried_on))


def test_used_up_tries_have_no_slot_before_the_law_allows_one_more() -> None:
    row = _row(_tried(28, 20, 20, 10))
    assert row.prochain_creneau == datetime(2026, 11, 25, 10)
    assert row.raison.endswith("à nouveau permis le 25/11/2026.")
    late = _row(_case(EFFECTS[Phase.EN_RETARD], attempts=4))
    assert late.prochain_creneau is None  # allowed on 23/12 only, after the last day to call
    assert late.raison.endswith("à nouveau permis le 23/12/2026, trop tard pour appeler.")


def test_a_planned_try_waits_for_used_up_tries_and_they_for_it() -> None:
    tomorrow, next_week = datetime(2026, 11, 24, 10), datetime(2026, 11, 30, 10)
    early = _row(_tried(28, 20, 20, 10, next_try_at=tomorrow))
    assert early.prochain_creneau == datetime(2026, 11, 25, 10)
    assert early.raison.startswith("Essais épuisés")
    late = _row(_tried(28, 20, 20, 10, next_try_at=next_week))
    assert late.prochain_creneau == next_week
    assert late.raison == "Prochain essai prévu le 30/11/2026 à 10:00."


def test_an_agreed_callback_is_shown_on_its_day_though_the_gate_will_refuse_it() -> None:
    row = _row(_tried(3, 2, 1, 0, callback_at=FUTURE, callback_agreed_at=PAST))
    assert (row.prochain_creneau, row.permission) == (FUTURE, Permission.REFUSE)
    assert row.raison == "Rappel prévu le 24/11/2026 à 15:15."
    due = _row(_tried(28, 20, 20, 10, callback_at=PAST))
    assert (due.rang, due.prochain_creneau) == (1, datetime(2026, 11, 25, 10))
    agreed = _row(_tried(28, 20, 20, 10, callback_at=PAST, callback_agreed_at=PAST))
    assert agreed.prochain_creneau == due.prochain_creneau
    assert due.raison.endswith(" ; essais épuisés, à nouveau permis le 25/11/2026.")


def test_a_company_outside_the_law_s_limit_keeps_its_place_and_its_slot() -> None:
    tried = _tried(3, 2, 1, 0)
    company = _with(tried, client_type=ClientType.ENTREPRISE)
    (row,) = _rank(company, limits={"entreprise_memes_limites": False})
    assert row.raison.startswith("Dans la fenêtre")
    assert row.prochain_creneau == datetime(2026, 11, 23, 10)


def test_the_gate_of_the_queue_follows_the_limits_in_force() -> None:
    tried = _case(EFFECTS[Phase.FENETRE], attempts=4)
    (shut,), (open_,) = _rank(tried), _rank(tried, limits={"max_tentatives": 5})
    assert (shut.permission, open_.permission) == (Permission.REFUSE, Permission.AVERTI)
    assert shut.raison.startswith(EXHAUSTED)
    assert open_.raison.startswith("Dans la fenêtre")
    assert shut.prochain_creneau == datetime(2026, 12, 23, 10)
    assert open_.prochain_creneau is not None


def test_a_try_of_a_day_is_said_of_one() -> None:
    limits = {"max_tentatives": 1, "fenetre_tentatives": 1}
    (row,) = _rank(_tried(0), limits=limits)
    assert row.raison.startswith("Essais épuisés : 1 essai en 1 jour, pour 1 permis")


def test_of_a_day_that_was_asked_for_the_gate_is_asked_at_its_first_callable_moment() -> None:
    monday, sunday = datetime(2026, 11, 23), datetime(2026, 11, 22)
    sites, limits = Agencies.default().by_name(), default_limits()
    case = _case(EFFECTS[Phase.FENETRE], agency="Corniche")
    weekday, weekend = (
        rank(side_by_side(Case._fields, [case]), sites, day, limits)[0] for day in (monday, sunday)
    )
    assert (weekday.permission, weekday.permission_raison) == (Permission.PERMIS, "")
    assert weekend.permission is Permission.AVERTI


def test_a_row_has_what_is_the_dossiers_own_as_its_case_has_it() -> None:
    own = Case._fields[1:]
    assert QueueRow._fields[1 : 1 + len(own)] == own
