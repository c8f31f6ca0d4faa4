import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.contact.approach import Approach, Called, Contacts, shut_until
from mplus3_xl.domain.contact.consent import Consent
from mplus3_xl.domain.contact.gate import Permission, Verdict, gate
from mplus3_xl.domain.limits import default_limits, limit
from mplus3_xl.domain.reglages.set_values import settings
from mplus3_xl.domain.vocabulary import ClientType, Tag
from mplus3_xl.domain.windows import window_of
from tests.domain.invented import EFFECT

CORNICHE = Agencies.default().by_name()["Corniche"]
CALL = datetime(2026, 11, 23, 10, 30)
WINDOW = window_of(EFFECT)
DAY = CALL.date()


def _verdict(now: datetime = CALL, limits: dict[str, Any] | None = None, **known: Any) -> Verdict:
    if "attempts" in known:
        known["tried_on"] = (DAY,) * known.pop("attempts")
    contacts = {key: known.pop(key) for key in list(known) if key in Contacts._fields}
    facts: dict[str, Any] = {
        "client_type": ClientType.PARTICULIER,
        "window": WINDOW,
        "appel": None,
        "contacts": Contacts(**contacts),
    }
    return gate(Approach(**(facts | known)), CORNICHE, now, {**default_limits(), **(limits or {})})


def _settings(verdict: Verdict) -> list[str]:
    return [reason.setting for reason in verdict.reasons]


def test_a_client_never_called_in_his_window_and_the_hours_may_be_called() -> None:
    assert _verdict() == Verdict(Permission.PERMIS, (), "execution_contrat")


@pytest.mark.parametrize(
    ("attempts", "expected"),
    [
        (2, Permission.PERMIS),
        (3, Permission.AVERTI),
        (4, Permission.REFUSE),
        (5, Permission.REFUSE),
    ],
)
def test_three_attempts_warn_and_four_shut_the_gate(attempts: int, expected: Permission) -> None:
    assert _verdict(attempts=attempts).permission is expected


def test_a_call_to_somebody_else_at_the_same_phone_warns_with_his_name_and_the_hour() -> None:
    verdict = _verdict(other=Called("MARTIN Zoé", CALL - timedelta(minutes=30)))
    assert verdict.permission is Permission.AVERTI
    assert "Déjà appelé à ce numéro : MARTIN Zoé, le 23/11/2026 à 10:00" in verdict.message


def test_the_limit_is_a_setting_and_each_refusal_names_its_rule_and_setting() -> None:
    assert _verdict(attempts=4, limits={"max_tentatives": 5}).permission is Permission.AVERTI
    (reason,) = _verdict(attempts=4).reasons
    assert reason.rule in reason.message
    assert limit(reason.setting).label in reason.message


def test_the_refusal_of_one_try_too_many_says_when_the_next_one_is_allowed() -> None:
    tried_on = tuple(DAY - timedelta(days=ago) for ago in (20, 9, 9, 1, 0))
    (reason,) = _verdict(tried_on=tried_on).reasons
    assert reason.message.endswith(" À nouveau permis le 14/12/2026.")
    assert _verdict(CALL + timedelta(days=20), tried_on=tried_on).permission is Permission.REFUSE
    free = datetime(2026, 12, 14, 10, 30)
    assert shut_until(None, Contacts(tried_on), free.date(), default_limits()) is None


@pytest.mark.parametrize(("appel", "too_late"), [(None, True), (Tag.KO, True), (Tag.OK, False)])
def test_an_attempt_allowed_after_the_last_day_to_call_is_said_to_be_too_late(
    appel: Tag | None, too_late: bool
) -> None:
    tried_on = (WINDOW.latest - timedelta(days=29),) * 4
    now = datetime.combine(WINDOW.latest - timedelta(days=20), CALL.time())
    (reason,) = _verdict(now, tried_on=tried_on, appel=appel).refusals
    assert f"À nouveau permis le {WINDOW.latest + timedelta(days=1):%d/%m/%Y}" in reason.message
    assert (f"dernier jour pour appeler, le {WINDOW.latest:%d/%m/%Y}" in reason.message) is too_late


def test_an_attempt_allowed_on_the_very_last_day_to_call_is_not_too_late() -> None:
    tried_on = (WINDOW.latest - timedelta(days=30),) * 4
    now = datetime.combine(WINDOW.latest - timedelta(days=20), CALL.time())
    (reason,) = _verdict(now, tried_on=tried_on).refusals
    assert reason.message.endswith(f"À nouveau permis le {WINDOW.latest:%d/%m/%Y}.")


@pytest.mark.parametrize(
    ("now", "known"),
    [
        (CALL, {"active_contract": False}),
        (CALL, {"attempts": 3}),
        (CALL, {"attempts": 4}),
        (datetime(2026, 11, 6, 10, 30), {}),
        (datetime(2027, 1, 4, 10, 30), {}),
        (datetime(2026, 11, 23, 20, 0), {}),
    ],
)
def test_whatever_holds_a_call_back_names_its_rule_and_a_setting_that_there_is(
    now: datetime, known: dict[str, Any]
) -> None:
    (reason,) = _verdict(now, **known).reasons
    assert reason.rule in reason.message
    (named,) = re.findall(r"réglage « (.+?) »", reason.message)
    assert named in {setting.label for setting in settings()}


def test_what_nobody_may_set_names_its_rule_and_no_setting() -> None:
    (reason,) = _verdict(CALL, opposed=True).reasons
    assert reason.message.endswith("(R223-3 C. conso.)")


def test_one_attempt_is_said_of_one() -> None:
    limits = {"max_tentatives": 1, "alerte_tentatives": 1}
    (refused,) = _verdict(attempts=1, limits=limits).reasons
    assert refused.message.startswith("Déjà 1 essai sur la période, pour 1 permis.")


def test_the_attempts_made_are_said_and_not_the_limit() -> None:
    refused, warned = (
        _verdict(attempts=made, limits=limits).reasons[0].message
        for made, limits in ((5, {"max_tentatives": 4}), (3, {"alerte_tentatives": 2}))
    )
    assert refused.startswith("Déjà 5 essais sur la période, pour 4 permis.")
    assert warned.startswith("Déjà 3 essais sur la période")


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2026, 11, 23, 19, 59), "l’agence est fermée"),
        (datetime(2026, 11, 23, 20, 0), "de la loi"),
        (datetime(2026, 11, 23, 13, 30), "de la loi"),
        (datetime(2026, 11, 22, 10, 30), "de la loi"),
    ],
)
def test_the_hours_of_the_agency_and_those_of_the_law_are_told_apart(
    now: datetime, said: str
) -> None:
    (reason,) = _verdict(now).reasons
    assert (reason.permission, said in reason.message) == (Permission.AVERTI, True)


@pytest.mark.parametrize(
    ("client_type", "limits", "expected"),
    [
        (ClientType.ENTREPRISE, {}, Permission.REFUSE),
        (ClientType.ENTREPRISE, {"entreprise_memes_limites": False}, Permission.PERMIS),
        (ClientType.TNS, {"entreprise_memes_limites": False}, Permission.REFUSE),
        (ClientType.TNS, {"tns_comme_conso": False}, Permission.REFUSE),
        (
            ClientType.TNS,
            {"entreprise_memes_limites": False, "tns_comme_conso": False},
            Permission.PERMIS,
        ),
        (None, {"entreprise_memes_limites": False, "tns_comme_conso": False}, Permission.REFUSE),
    ],
)
def test_a_company_has_the_same_limit_unless_the_setting_says_no(
    client_type: ClientType | None, limits: dict[str, Any], expected: Permission
) -> None:
    verdict = _verdict(attempts=4, client_type=client_type, limits=limits)
    assert verdict.permission is expected


def test_a_dossier_that_is_done_wants_no_call_and_nothing_else_is_said_of_it() -> None:
    evening = datetime(2026, 11, 23, 19, 0)
    verdict = _verdict(evening, done=True)
    assert verdict.permission is Permission.SANS_OBJET
    assert _settings(verdict) == ["statut"]


def test_an_opposition_is_said_of_a_closed_dossier_too() -> None:
    assert _verdict(opposed=True, done=True).permission is Permission.REFUSE


def test_an_opposition_shuts_the_gate_whatever_else() -> None:
    consent = Consent(1, 1, DAY, "téléphone", "autres assurances", DAY, "alice", CALL)
    verdict = _verdict(opposed=True, consent=consent)
    assert verdict.permission is Permission.REFUSE
    assert _settings(verdict) == ["opposition_definitive"]


def test_without_an_active_contract_only_a_consent_or_a_company_opens_the_gate() -> None:
    consent = Consent(1, 1, DAY, "téléphone", "autres assurances", DAY, "alice", CALL)
    assert _settings(_verdict(active_contract=False)) == ["contrat_actif_requis"]
    assert _verdict(active_contract=False, consent=consent).basis == "consentement"
    company = _verdict(active_contract=False, client_type=ClientType.ENTREPRISE)
    assert (company.permission, company.basis) == (Permission.PERMIS, "professionnel")


def test_a_manager_may_let_clients_be_called_who_have_no_active_contract() -> None:
    verdict = _verdict(active_contract=False, limits={"contrat_actif_requis": False})
    assert verdict == Verdict(Permission.PERMIS, (), None)


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"wrong_number_on": date(2026, 11, 20)}, "Faux numéro, noté le 20/11/2026"),
        ({"refused_on": date(2026, 11, 20)}, "a refusé le bilan le 20/11/2026"),
    ],
)
def test_a_wrong_number_and_a_refusal_of_the_bilan_warn_before_the_call(
    known: dict[str, Any], said: str
) -> None:
    (reason,) = _verdict(**known).reasons
    assert reason.permission is Permission.AVERTI
    assert said in reason.message


def test_a_company_that_has_not_the_limits_of_a_consumer_has_not_the_hours_either() -> None:
    evening, free = datetime(2026, 11, 23, 20, 0), {"entreprise_memes_limites": False}
    assert _verdict(evening, free, client_type=ClientType.ENTREPRISE).permission is (
        Permission.PERMIS
    )
    assert _verdict(evening, free).permission is Permission.AVERTI


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (WINDOW.earliest - timedelta(days=1), ["earliest_months"]),
        (WINDOW.earliest, []),
        (WINDOW.latest, []),
        (WINDOW.latest + timedelta(days=1), ["latest_months"]),
    ],
)
def test_too_early_and_too_late_shut_the_gate_on_the_very_day(
    day: date, expected: list[str]
) -> None:
    verdict = _verdict(datetime.combine(day, CALL.time()))
    refused = [reason.setting for reason in verdict.refusals]
    assert refused == expected


@pytest.mark.parametrize(
    ("reason", "manager", "expected"),
    [
        ("Le client part à l’étranger", "Odile Vasseur", Permission.AVERTI),
        ("Le client part à l’étranger", " ", Permission.REFUSE),
        (" ", "Odile Vasseur", Permission.REFUSE),
    ],
)
def test_a_written_reason_and_a_manager_s_name_allow_a_call_too_early(
    reason: str, manager: str, expected: Permission
) -> None:
    early = datetime(2026, 11, 6, 10, 30)
    verdict = _verdict(early, reason=reason, manager=manager)
    assert verdict.permission is expected
    assert _settings(verdict) == ["earliest_months"]
    assert ("il faut un motif écrit" in verdict.message) is (expected is Permission.REFUSE)


def test_once_the_client_was_reached_the_window_no_longer_shuts_the_gate() -> None:
    late = datetime(2027, 1, 4, 10, 30)
    assert _verdict(late).permission is Permission.REFUSE
    assert _verdict(late, appel=Tag.OK).permission is Permission.PERMIS


@pytest.mark.parametrize(
    ("agreed", "expected"),
    [
        (None, Permission.AVERTI),
        (datetime(2026, 11, 23, 19, 0), Permission.PERMIS),
        (datetime(2026, 11, 23, 18, 31), Permission.PERMIS),
        (datetime(2026, 11, 23, 18, 30), Permission.AVERTI),
        (datetime(2026, 11, 23, 19, 1), Permission.AVERTI),
    ],
)
def test_outside_the_hours_one_confirms_but_at_the_time_agreed(
    agreed: datetime | None, expected: Permission
) -> None:
    evening = datetime(2026, 11, 23, 19, 0)
    assert _verdict(evening, agreed_at=agreed).permission is expected


def test_an_agreed_time_outside_hours_can_be_forbidden_by_the_setting() -> None:
    evening = datetime(2026, 11, 23, 19, 0)
    verdict = _verdict(evening, agreed_at=evening, limits={"rdv_hors_plage": False})
    assert verdict.permission is Permission.AVERTI
