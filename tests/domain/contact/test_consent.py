from datetime import date, datetime, timedelta

import pytest

from mplus3_xl.domain.contact.consent import (
    Consent,
    ConsentDraft,
    basis_of,
    commercial_warning,
    end_of,
    valid_consent,
)
from mplus3_xl.domain.limits import default_limits
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.errors import UserError

DAY = date(2026, 11, 23)
YEAR = timedelta(days=365)


def _consent(given_on: date = DAY, ends_on: date = DAY + YEAR) -> Consent:
    at = datetime(2026, 11, 23, 10, 30)
    return Consent(1, 1, given_on, "téléphone", "autres assurances", ends_on, "alice", at)


def _draft(
    given_on: date = DAY, ends_on: date | None = None, channel: str = "mail", purpose: str = "bilan"
) -> ConsentDraft:
    return ConsentDraft(given_on, channel, purpose, ends_on)


def test_a_consent_lasts_a_year_at_most_and_by_default() -> None:
    assert end_of(_draft(), DAY, default_limits()) == DAY + YEAR
    assert end_of(_draft(ends_on=DAY + YEAR), DAY, default_limits()) == DAY + YEAR
    assert end_of(_draft(ends_on=DAY), DAY, default_limits()) == DAY


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (_draft(ends_on=DAY + YEAR + timedelta(days=1)), "consentement_trop_long"),
        (_draft(ends_on=DAY - timedelta(days=1)), "consentement_trop_long"),
        (_draft(given_on=DAY + timedelta(days=1)), "consentement_futur"),
        (_draft(channel=" "), "consentement_incomplet"),
        (_draft(purpose=" "), "consentement_incomplet"),
    ],
)
def test_a_consent_that_proves_nothing_is_refused(draft: ConsentDraft, code: str) -> None:
    with pytest.raises(UserError) as refusal:
        end_of(draft, DAY, default_limits())
    assert refusal.value.code == code


def test_a_consent_that_lasts_a_day_is_said_of_one() -> None:
    limits = {**default_limits(), "consentement": 1}
    with pytest.raises(UserError, match="il vaut 1 jour au plus"):
        end_of(_draft(ends_on=DAY + YEAR), DAY, limits)
    said = commercial_warning("execution_contrat", [], limits)
    assert "« Durée d’un consentement », 1 jour)" in (said or "")


def test_a_consent_holds_from_its_first_to_its_last_day_and_never_renews_itself() -> None:
    held = _consent()
    days = [DAY - timedelta(days=1), DAY, DAY + YEAR, DAY + YEAR + timedelta(days=1)]
    assert [held.holds_on(day) for day in days] == [False, True, True, False]


def test_a_withdrawn_consent_no_longer_holds() -> None:
    withdrawn = _consent()._replace(withdrawn_at=datetime(2026, 11, 23, 11, 0))
    assert valid_consent([withdrawn], DAY) is None
    shorter = _consent(ends_on=DAY)._replace(id=2)
    assert valid_consent([shorter, withdrawn, _consent()], DAY) == _consent()


@pytest.mark.parametrize("person", [ClientType.PARTICULIER, ClientType.TNS, None])
def test_the_ground_of_a_call_is_the_contract_else_the_consent(person: ClientType | None) -> None:
    assert basis_of(person, active_contract=True, consent=None) == "execution_contrat"
    assert basis_of(person, active_contract=False, consent=_consent()) == "consentement"
    assert basis_of(person, active_contract=False, consent=None) is None


def test_the_ground_of_a_call_to_a_company_is_its_trade() -> None:
    company = basis_of(ClientType.ENTREPRISE, active_contract=False, consent=None)
    assert company == "professionnel"


def test_before_objective_3_a_banner_says_that_there_is_no_consent() -> None:
    limits = default_limits()
    assert commercial_warning("professionnel", [], limits) is None
    assert commercial_warning("demande_client", [], limits) is None
    assert "contrats en cours" in (commercial_warning("execution_contrat", [], limits) or "")
    assert commercial_warning(None, [], limits) == (
        "Aucune base valable pour parler d’autres contrats : recueillir le consentement du client "
        "avant l’objectif 3. Un contrat conclu après un appel non permis est nul "
        "(L223-1 al. 8-9 C. conso., réglage « Durée d’un consentement »)."
    )


@pytest.mark.parametrize("basis", ["execution_contrat", "consentement"])
def test_a_consent_is_said_with_its_object_and_covers_no_other(basis: str) -> None:
    other = _consent()._replace(id=2, purpose="sa retraite")
    assert commercial_warning(basis, [_consent(), other], default_limits()) == (
        "Consentement pour : « autres assurances », « sa retraite ». Pour un autre objet, notez "
        "d’abord l’accord du client (R223-1 C. conso.)."
    )
    assert commercial_warning("professionnel", [_consent()], default_limits()) is None
