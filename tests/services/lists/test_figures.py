from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Date, Engine, bindparam, insert, text

from mplus3_xl.domain.bilan.kept import KeptBilan
from mplus3_xl.domain.contact.calls import Attempted
from mplus3_xl.domain.model import Contract
from mplus3_xl.domain.register.figures import all_figures, weekly_figure
from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.register.pilotage import EVERYTHING, GROUPINGS, Choice
from mplus3_xl.domain.vocabulary import ClientType, Movement, Tag
from mplus3_xl.rules import table
from mplus3_xl.services.call.calling import record_attempt
from mplus3_xl.services.lists.figures import counted_in, pilotage
from mplus3_xl.store.tables.attempts import attempts
from mplus3_xl.store.tables.bilans import bilans, gap_replies
from mplus3_xl.store.tables.calls import actions, field_answers, piece_answers
from mplus3_xl.store.unit_of_work import SqlStore
from mplus3_xl.store.units import Units
from tests.domain.invented import client, contract, dossier
from tests.services.calls import AGENCIES, CALL, car, person, prepared, ready, received
from tests.services.desk import ALICE, fill

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 30)
COUNT = 60
SHOWN = {figure.code: figure for figure in (*all_figures(), weekly_figure())}
UNDER_WAY = """(appel_ok_on IS NOT NULL AND closing IS NULL AND lagon IS NULL)"""
(COMPULSORY,) = (each["obligatoire"] for each in table("pieces")["set"] if each["code"] == "commun")
# The same counts, written again in SQL and by hand.
QUERIES = {
    "a_appeler": """SELECT COUNT(*) FROM dossiers WHERE closing IS NULL AND appel_ok_on IS NULL
        AND :day BETWEEN earliest AND latest""",
    "dans_la_fenetre": """SELECT COUNT(*) FROM dossiers WHERE closing IS NULL
        AND NOT (COALESCE(appel, '') = 'OK' AND COALESCE(lagon, '') = 'OK'
        AND COALESCE(bilan, '') = 'OK' AND COALESCE(sms_mail, '') IN ('OK', 'S.O.'))
        AND :day BETWEEN window_start AND window_end""",
    # None of those followed is one of these contracts': under way, the compulsory ones count.
    "pieces_manquantes": f"""SELECT (SELECT COUNT(*) FROM piece_answers
        JOIN contracts ON contracts.id = contract_id JOIN dossiers ON dossiers.id = dossier_id
        WHERE piece_answers.state NOT IN ('recue', 'non_requise') AND NOT {UNDER_WAY})
        + {len(COMPULSORY)} * (SELECT COUNT(*) FROM dossiers WHERE {UNDER_WAY})""",
    "clos": "SELECT COUNT(*) FROM dossiers WHERE closing IS NOT NULL",
    "non_communiques": "SELECT COUNT(*) FROM field_answers WHERE state = 'non_communique'",
    "devis": "SELECT COUNT(*) FROM actions WHERE kind = 'devis'",
    "manques": "SELECT COUNT(*) FROM gap_replies WHERE answer IS NOT NULL",
    "opportunites": "SELECT COUNT(*) FROM gap_replies WHERE answer = 'opportunite'",
    "taux_de_contact": """SELECT 100.0 * SUM(CASE WHEN appel_ok_on IS NULL THEN 0 ELSE 1 END)
        / COUNT(*) FROM dossiers WHERE appel_ok_on IS NOT NULL OR id IN
        (SELECT dossier_id FROM attempts WHERE counts AND struck_at IS NULL)""",
    "essais_par_contact": """SELECT 1.0 * (SELECT COUNT(*) FROM attempts
        WHERE counts AND struck_at IS NULL) / COUNT(*)
        FROM dossiers WHERE appel_ok_on IS NOT NULL""",
    "contrats_par_client": """SELECT 1.0 * (SELECT COUNT(*) FROM contracts
        WHERE state = 'en_cours' AND movement <> 'avenant') / COUNT(DISTINCT client_id)
        FROM dossiers""",
}


@pytest.fixture
def store(store: Units, engine: Engine) -> Units:
    """Sixty dossiers of five months, some called, some finished, some closed."""
    numbers = range(1, COUNT + 1)
    dossiers = []
    for number in numbers:
        effect = date(2026, 6, 20) + timedelta(days=2 * number)
        reached = {
            "appel": Tag.OK,
            "sms_mail": Tag.SANS_OBJET,
            "appel_ok_on": TODAY - timedelta(number),
        }
        finished = reached | {"lagon": Tag.OK, "bilan": Tag.OK}
        known = (finished, {}, reached, {"closing": "injoignable", "closed_on": TODAY}, {})[
            number % 5
        ]
        site = ("Corniche", "Rouvière", None)[number % 3]
        dossiers.append(dossier(effect, id=number, client_id=number, agency=site, **known))
    fill(
        store,
        [client(id=number, number=f"L{number}") for number in numbers],
        dossiers,
        [
            contract(
                id=number,
                key=f"C{number}",
                number=f"C{number}",
                client_id=number,
                dossier_id=number,
            )
            for number in range(1, COUNT + 1)
        ]
        + [_avenant(COUNT + number, number) for number in range(1, COUNT, 5)],
    )
    _said(engine)
    return store


def _avenant(row: int, number: int) -> Contract:
    """Return what changes a contract, and repeats its number."""
    name, change = f"C{number}", Movement.AVENANT
    return contract(id=row, key=f"{name}/{row}", number=name, client_id=number, movement=change)


def _said(engine: Engine) -> None:
    by = {"author": "hugo", "at": NOW}
    action = {"client_id": 1, "object": "x", "due_on": TODAY, "created_at": NOW, "created_by": "h"}
    with engine.begin() as connection:
        for number in range(1, COUNT, 4):
            tried = {"dossier_id": number, "outcome": "nrp", "counts": number % 8 == 1}
            struck = {"struck_at": NOW if number % 16 == 9 else None}
            connection.execute(insert(attempts).values(by | tried | struck))
            said = {"dossier_id": number, "field": "email", "state": "non_communique"}
            connection.execute(insert(field_answers).values(by | said))
            for piece, state in (("permis_conduire", "a_demander"), ("bail", "recue")):
                stands = {"contract_id": number, "piece": piece, "state": state}
                connection.execute(insert(piece_answers).values(by | stands))
            saved = {"client_id": number, "version": 1, "saved_at": NOW, "saved_by": "hugo"}
            connection.execute(insert(bilans).values(saved))
            for gap, answer in (("a", "opportunite"), ("b", "refus"), ("c", None)):
                reply = {"client_id": number, "gap": gap, "answer": answer}
                connection.execute(insert(gap_replies).values(reply))
            kind = "devis" if number % 3 else "relance"
            line = {"id": number, "dossier_id": number, "kind": kind}
            connection.execute(insert(actions).values(action | line))


@pytest.mark.parametrize("code", QUERIES)
def test_a_figure_equals_an_independent_sql_count(store: Units, engine: Engine, code: str) -> None:
    query = text(QUERIES[code])
    if ":day" in QUERIES[code]:
        query = query.bindparams(bindparam("day", TODAY, Date))
    with engine.connect() as connection:
        expected = float(connection.scalar(query) or 0)
    assert expected > 0
    assert pilotage(store, TODAY).total[code] == pytest.approx(expected)


def test_the_sites_add_up_to_the_whole(store: Units) -> None:
    found = pilotage(store, TODAY)
    assert set(found.by_agency) == {"", "Corniche", "Rouvière"}
    for code in ("a_appeler", "dans_la_fenetre", "en_retard", "hors_delai", "devis"):
        assert sum(each[code] or 0 for each in found.by_agency.values()) == found.total[code]


def test_months_due_follow_the_target_and_months_done_the_day_of_the_call(
    store: Units, engine: Engine
) -> None:
    found = pilotage(store, TODAY)
    with engine.connect() as connection:
        due = connection.execute(text("SELECT target FROM dossiers")).scalars().all()
        query = text("SELECT appel_ok_on FROM dossiers WHERE appel_ok_on IS NOT NULL")
        done = connection.execute(query).scalars().all()
    assert set(found.by_month_due) == {Month.read(str(day)[:7]) for day in due}
    assert set(found.by_month_done) == {Month.read(str(day)[:7]) for day in done}
    assert set(found.by_month_due) != set(found.by_month_done)


COUNTS_ROWS = (
    "a_appeler",
    "dans_la_fenetre",
    "ferme_bientot",
    "en_retard",
    "hors_delai",
    "fermees",
    "clos",
)


@pytest.fixture
def desk(engine: Engine) -> Units:
    return ready(SqlStore(engine))


def test_a_compulsory_piece_nobody_answered_counts_once_the_client_was_talked_to(
    desk: Units,
) -> None:
    before, shown = pilotage(desk, TODAY), prepared(desk)
    later = Attempted(outcome="rdv", callback_at=CALL + timedelta(days=1))
    record_attempt(desk, 1, later, AGENCIES, ALICE, CALL)
    agreed = pilotage(desk, TODAY)
    record_attempt(desk, 1, Attempted(outcome="joint"), AGENCIES, ALICE, CALL)
    after = pilotage(desk, TODAY)
    assert before.total["pieces_manquantes"] == agreed.total["pieces_manquantes"] == 0
    assert after.total["pieces_manquantes"] == len(shown.missing_pieces) > 0
    (row,) = counted_in(desk, TODAY, EVERYTHING, SHOWN["pieces_manquantes"], ("total", "")).shares
    assert row.of == len(shown.missing_pieces)


def test_a_piece_that_was_received_is_not_missing(desk: Units, engine: Engine) -> None:
    record_attempt(desk, 1, Attempted(outcome="joint"), AGENCIES, ALICE, CALL)
    missing, (first, *_) = prepared(desk).missing_pieces, received(prepared(desk))
    by = {"author": "hugo", "at": NOW}
    with engine.begin() as connection:
        connection.execute(insert(piece_answers).values(first._asdict() | by))
    assert pilotage(desk, TODAY).total["pieces_manquantes"] == len(missing) - 1


TENANT = {"logement": "locataire"}
TNS, COMPANY = ClientType.TNS, ClientType.ENTREPRISE


@pytest.mark.parametrize(
    ("family", "of_client", "of_contract", "said", "specific"),
    [
        ("prevoyance_tns", None, TNS, None, 3),
        ("prevoyance_tns", ClientType.PARTICULIER, TNS, None, 0),
        ("prevoyance_tns", None, None, None, 3),  # nobody knows: all is proposed
        ("mrh", ClientType.PARTICULIER, None, None, 3),
        ("mrh", ClientType.PARTICULIER, None, TENANT, 2),
        ("mrh", None, None, TENANT, 2),
        ("mrh", COMPANY, None, TENANT, 3),  # a company is not asked where it lives
    ],
)
def test_the_pieces_counted_are_those_of_the_form(
    engine: Engine,
    family: str,
    of_client: ClientType | None,
    of_contract: ClientType | None,
    said: dict[str, object] | None,
    specific: int,
) -> None:
    desk = SqlStore(engine)
    held = car(family=family, branch=None, client_type=of_contract)
    fill(desk, [person(client_type=of_client)], [dossier()], [held])
    if said is not None:
        with desk.write() as unit:
            unit.write_bilan(KeptBilan(1, 1, said, (), (), None, CALL, ALICE))
    record_attempt(desk, 1, Attempted(outcome="joint"), AGENCIES, ALICE, CALL)
    shown = prepared(desk).missing_pieces
    assert len(shown) == pilotage(desk, TODAY).total["pieces_manquantes"]
    assert len(shown) == len(COMPULSORY) + specific


def test_the_rows_of_a_figure_are_those_that_it_counts(store: Units) -> None:
    found = pilotage(store, TODAY)
    for grouping in GROUPINGS:
        groups = {"": found.total} if grouping == "total" else getattr(found, grouping)
        for key, figures in groups.items():
            for code in figures.keys() & {*COUNTS_ROWS}:
                rows = counted_in(store, TODAY, EVERYTHING, SHOWN[code], (grouping, key))
                assert len(rows.shares) == rows.value == figures[code], (grouping, key, code)
                assert {share.fact.client_id for share in rows.shares} == set(rows.names)


def test_the_rows_follow_the_choice(store: Units) -> None:
    choice = Choice(agency="Corniche")
    rows = counted_in(store, TODAY, choice, SHOWN["a_appeler"], ("total", ""))
    assert rows.value == pilotage(store, TODAY).by_agency["Corniche"]["a_appeler"]
    assert {share.fact.agency for share in rows.shares} == {"Corniche"}
    assert rows.names[rows.shares[0].fact.client_id]
