"""What the form shows before a call: all that the guide wants read first."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from mplus3_xl.domain.call_form import FieldAnswer, piece_field
from mplus3_xl.domain.contact.calls import Attempted
from mplus3_xl.domain.contact.consent import ConsentDraft
from mplus3_xl.domain.register.actes import Acte
from mplus3_xl.domain.vocabulary import ContractState, FieldState
from mplus3_xl.layout.call.script import LINE
from mplus3_xl.live.call.call_showing import hidden, shown_preparation
from mplus3_xl.live.port import FieldValue
from mplus3_xl.live.sheet.blocks import as_lines
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.call.calling import record_attempt
from mplus3_xl.services.call.consenting import give_consent, withdraw_consent
from mplus3_xl.services.call.striking import strike_attempt
from mplus3_xl.store.units import Units
from tests.domain.invented import dossier
from tests.services.calls import (
    AGENCIES,
    CALL,
    car,
    confirmed,
    filled_form,
    person,
    prepared,
    saved,
)
from tests.services.desk import ALICE, fill

SOON = CALL + timedelta(hours=1)
PAST = date(2026, 2, 10)


@pytest.fixture
def desk(store: Units) -> Units:
    """A client with a dossier to call, another that was finished, and a young contract."""
    young = date(2026, 9, 5)
    contracts = [
        car(
            formula="Tous risques",
            premium_cents=41250,
            seller="Hugo Mazin",
            claims=2,
            subscribed_on=date(2026, 8, 10),
        ),
        car(id=2, number="C2", key="C2", dossier_id=2, effect_date=PAST),
        car(id=3, number="C3", key="C3", dossier_id=3, effect_date=young),
    ]
    dossiers = [dossier(agency="Corniche"), dossier(PAST, id=2), dossier(young, id=3)]
    fill(store, [person(email=None, folded_email=None)], dossiers, contracts)
    return store


def shown(store: Units) -> dict[str, FieldValue]:
    return shown_preparation(prepared(store, now=SOON), SOON.date())


def test_the_contract_is_shown_with_what_it_guarantees_costs_and_who_sold_it_when(
    desk: Units,
) -> None:
    sold = "le 10/08/2026, Hugo Mazin"
    assert shown(desk)["fiche_contrats"] == [
        ["C1 (en cours)", "Auto, Tous risques", 412.5, sold, date(2026, 8, 25)]
    ]


def test_that_nobody_called_yet_is_said(desk: Units) -> None:
    assert shown(desk)["fiche_historique"] == [["Aucun"]]


@pytest.mark.parametrize(
    ("state", "end", "said"),
    [
        (ContractState.EN_COURS, None, "C1 (en cours)"),
        (ContractState.EN_COURS, date(2026, 12, 31), "C1 (en cours, fin le 31/12/2026)"),
        (ContractState.SUSPENDU, date(2026, 12, 31), "C1 (suspendu, fin le 31/12/2026)"),
        (ContractState.RESILIE, date(2026, 11, 12), "C1 (résilié le 12/11/2026)"),
        (ContractState.RESILIE, None, "C1 (résilié)"),
    ],
)
def test_the_day_on_which_a_contract_ends_follows_its_state(
    store: Units, state: ContractState, end: date | None, said: str
) -> None:
    contract = car(state=state, ended_on=end, subscribed_on=None, seller=None)
    fill(store, [person()], [dossier(agency="Corniche")], [contract])
    guarantees, effect = "Auto", contract.effect_date
    assert shown(store)["fiche_contrats"] == [[said, guarantees, None, None, effect]]


def test_the_client_his_claims_and_where_the_dossier_stands_are_shown(desk: Units) -> None:
    said = shown(desk)
    assert said["fiche_telephone_appel"] == "06 12 34 56 78"
    assert said["fiche_sinistres"] == "2"
    assert said["fiche_position"] == "Dans la fenêtre, jusqu’au 02/12/2026 (dans 9 jours)."
    assert said["fiche_creneaux"] == 16
    assert said["fiche_verdict"] == "Appel permis"
    assert said["fiche_base"] == "Exécution du contrat"


def test_what_is_missing_and_what_to_ask_are_shown(desk: Units) -> None:
    said = shown(desk)
    assert str(said["fiche_champs_manquants"]).startswith("Absents de Lagon : E-mail.")
    assert "Carte grise" in str(said["fiche_pieces_manquantes"])
    assert any("E-mail" in str(line) for line in _lines(said["fiche_questions"]))


def test_a_type_that_is_not_known_is_the_first_thing_to_complete(store: Units) -> None:
    fill(store, [person(client_type=None)], [dossier(agency="Corniche")], [car()])
    said = str(shown(store)["fiche_champs_manquants"])
    assert said.startswith("Type de client : inconnu, choisissez-le")
    assert said.endswith("champs à relire au client.")


def test_each_attempt_is_shown_with_its_note_and_a_struck_one_says_why(desk: Units) -> None:
    noted = Attempted("rep", note="Message laissé.")
    recorded = record_attempt(desk, 1, noted, AGENCIES, ALICE, CALL)
    strike_attempt(desk, recorded.attempt.id, ALICE, "mauvais client", CALL, AGENCIES)
    name_logins(desk, [Naming(ALICE, "Hugo Mazin", False)], ALICE, CALL)
    assert shown(desk)["fiche_historique"] == [
        [
            "23/11/2026 à 10:30",
            "Répondeur – message laissé",
            "Hugo Mazin",
            "Message laissé.",
            "Barré : mauvais client",
        ]
    ]


def test_the_past_actes_of_the_client_are_shown_in_his_other_dossier(desk: Units) -> None:
    assert shown(desk)["fiche_actes"] == [["Aucun"]]
    late = Attempted("joint", breach_reason="Il a rappelé.", manager="Odile Vasseur")
    mail = FieldAnswer("email", FieldState.NON_COMMUNIQUE, None, None)
    shown_2 = prepared(desk, 2)
    fields = (*confirmed(shown_2), mail)
    form = replace(filled_form(shown_2), attempted=late, fields=fields)
    acte = saved(desk, form).acte
    assert acte is not None
    assert shown(desk)["fiche_actes"] == [[f"Acte n° {acte.id} du 23/11/2026 : C2."]]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, ["Aucun"]),
        (2, ["Acte n° 2 du 23/11/2026 : C1.", "Acte n° 1 du 23/11/2026 : C1."]),
        (3, ["Acte n° 3 du 23/11/2026 : C1.", "… et 2 autres, dans Actes."]),
        (5, ["Acte n° 5 du 23/11/2026 : C1.", "… et 4 autres, dans Actes."]),
    ],
)
def test_the_last_line_says_how_many_more_actes_there_are(
    desk: Units, number: int, said: list[str]
) -> None:
    prepared_1 = prepared(desk, now=SOON)
    actes = tuple(_acte(at) for at in range(number, 0, -1))
    many = replace(prepared_1, facts=replace(prepared_1.facts, actes=actes))
    assert shown_preparation(many, SOON.date())["fiche_actes"] == [[line] for line in said]


def _acte(number: int) -> Acte:
    """An acte of the client, as the store keeps it."""
    who = ("Corniche", None, ALICE)
    content = {"contrats": [{"numero": "C1"}]}
    return Acte(number, 1, 1, CALL, CALL.date(), None, True, *who, None, "v", None, content)


def test_another_new_contract_old_enough_is_shown_to_join_the_call(desk: Units) -> None:
    assert str(shown(desk)["fiche_autres_an"]).startswith("C3 (Auto, effet le 05/09/2026)")
    alone = replace(prepared(desk, now=SOON), joining=())
    assert shown_preparation(alone, SOON.date())["fiche_autres_an"] == "Aucune"


def test_the_banner_stands_until_the_client_consents(desk: Units) -> None:
    assert "L223-1" in str(shown(desk)["fiche_banniere"])
    assert shown(desk)["fiche_consentement"] == "Aucun"
    draft = ConsentDraft(CALL.date(), "téléphone", "ses autres assurances")
    give_consent(desk, 1, draft, ALICE, CALL)
    assert "« ses autres assurances »" in str(shown(desk)["fiche_banniere"])
    until = "ses autres assurances (téléphone), jusqu’au"
    assert str(shown(desk)["fiche_consentement"]).startswith(until)


def test_how_the_last_consent_ended_is_said(desk: Units) -> None:
    today = CALL.date()
    give_consent(desk, 1, ConsentDraft(PAST, "courrier", "sa santé", PAST), ALICE, CALL)
    assert shown(desk)["fiche_consentement"] == "Fini le 10/02/2026"
    give_consent(desk, 1, ConsentDraft(today, "téléphone", "son auto"), ALICE, CALL)
    withdraw_consent(desk, 1, ALICE, CALL)
    assert shown(desk)["fiche_consentement"] == f"Retiré le {today:%d/%m/%Y}"


def test_what_the_form_has_no_room_for_is_said(desk: Units) -> None:
    for minute in range(7):
        at = CALL + timedelta(minutes=minute)
        record_attempt(desk, 1, Attempted("entrant"), AGENCIES, ALICE, at)
    assert "2 essais plus anciens" in hidden(prepared(desk, now=SOON))


def test_of_many_contracts_those_that_lack_a_piece_are_shown_and_the_others_named(
    store: Units,
) -> None:
    ended: dict[str, Any] = {"state": ContractState.RESILIE, "ended_on": date(2026, 11, 12)}
    lines: list[dict[str, Any]] = [ended, *({} for _ in range(6))]
    contracts = [
        car(id=at, number=f"C{at}", key=f"C{at}", **known) for at, known in enumerate(lines, 1)
    ]
    fill(store, [person()], [dossier(agency="Corniche")], contracts)
    ready = prepared(store, now=SOON)
    missing = tuple(
        each for each in ready.missing_pieces if not each.field.startswith(piece_field(2, ""))
    )
    said = shown_preparation(replace(ready, missing_pieces=missing), SOON.date())
    running = [f"C{at} (en cours)" for at in range(3, 8)]
    assert [number for number, *_ in as_lines(said["fiche_contrats"])] == running
    named = "C2 (Auto, en cours) ; C1 (Auto, résilié le 12/11/2026)"
    assert said["fiche_contrats_reste"] == [[f"et 2 autres contrats : {named}."]]
    assert "contrat" not in hidden(ready)


def test_a_contract_that_the_line_of_the_others_has_no_room_for_is_counted_not_cut(
    store: Units,
) -> None:
    long = "409352620079"
    told: dict[str, Any] = {"product": f"Produit {'x' * 25}", "family": None}
    contracts = [car(id=at, number=f"{long}{at:02}", key=f"C{at}", **told) for at in range(1, 10)]
    fill(store, [person()], [dossier(agency="Corniche")], contracts)
    said = shown_preparation(prepared(store, now=SOON), SOON.date())
    ((line,),) = _lines(said["fiche_contrats_reste"])
    assert line.startswith("et 4 autres contrats : 40935262007906 (Produit x")
    assert line.endswith("x, en cours) ; et 2 autres.")
    assert line.count("en cours") == 2
    assert len(line) <= LINE


def _lines(value: FieldValue) -> list[Any]:
    assert isinstance(value, list)
    return value
