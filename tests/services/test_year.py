"""A year of the agency, invented and run through the services, month after month frozen."""

import csv
import io
import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from sqlalchemy import Connection, Engine, insert, inspect, select, text

from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.bilan.inventory import fill_rest
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.bilan.working_days import working_day
from mplus3_xl.domain.call.piece_rules import PieceLevel
from mplus3_xl.domain.call_form import FieldAnswer, PieceAnswer
from mplus3_xl.domain.contact.calling_hours import first_slot
from mplus3_xl.domain.contact.calls import ActionDraft, Attempted
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.register.actes import Acte
from mplus3_xl.domain.register.closed_month import MonthFiles
from mplus3_xl.domain.register.figures import all_figures
from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.register.pilotage import Figures, Pilotage
from mplus3_xl.domain.vocabulary import ActionKind, FieldState, GapAnswer, Holding, PieceState
from mplus3_xl.exports.month_summary import MEASURES
from mplus3_xl.monthly import draw
from mplus3_xl.services.bilan.bilan import open_bilan, save_bilan
from mplus3_xl.services.call.calling import record_attempt
from mplus3_xl.services.call.opposing import oppose
from mplus3_xl.services.call.preparation import Preparation
from mplus3_xl.services.lists.figures import pilotage
from mplus3_xl.services.queue.backlog import close_backlog
from mplus3_xl.services.register.actes import correct_acte
from mplus3_xl.services.register.month import close_month, month_report
from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.migrations import HEAD
from mplus3_xl.store.schema import upgrade
from mplus3_xl.store.tables.history import journal
from mplus3_xl.store.tables.register import actes
from mplus3_xl.store.unit_of_work import SqlStore
from mplus3_xl.store.units import Units
from tests.acte import month_files
from tests.domain.invented import contract, dossier
from tests.services.calls import (
    AGENCIES,
    car,
    confirmed,
    filled_form,
    person,
    prepared,
    received,
    saved,
)
from tests.services.desk import fill
from tests.stores import made_in_memory

COUNT, SEED = 780, 6
FIRST_EFFECT = date(2025, 10, 8)  # its window opens on the first day of the year
TEAMS = {
    "Corniche": ("Inès Morvan", "Hugo Mazin", "Léa Essai"),
    "Rouvière": ("Noé Invent", "Zoé Exemple", "Paul Témoin"),
}
MONTHS = [Month(2026, number) for number in range(1, 13)]
DAY = timedelta(days=1)
COUNTED_ON = [date(each.year, each.number, 28) for each in MONTHS]
_OPEN = """CASE WHEN closing IS NULL AND NOT (COALESCE(appel, '') = 'OK'
    AND COALESCE(lagon, '') = 'OK' AND COALESCE(bilan, '') = 'OK'
    AND COALESCE(sms_mail, '') IN ('OK', 'S.O.')) AND {} THEN 1 ELSE 0 END"""
_TRIES = """(SELECT COUNT(*) FROM attempts
    WHERE dossier_id = dossiers.id AND counts AND struck_at IS NULL)"""
_REACHED = "CASE WHEN appel_ok_on IS NULL THEN 0 ELSE 1 END"
# The figures of Pilotage, written again in SQL: what is added up, and what it is divided by.
FIGURES = {
    "a_appeler": (
        _OPEN.format("appel_ok_on IS NULL AND :day BETWEEN earliest AND latest"),
        "",
    ),
    "dans_la_fenetre": (_OPEN.format(":day BETWEEN window_start AND window_end"), ""),
    "ferme_bientot": (
        _OPEN.format(":day BETWEEN window_start AND window_end AND window_end <= :soon"),
        "",
    ),
    "en_retard": (_OPEN.format(":day > window_end AND :day <= latest"), ""),
    "hors_delai": (_OPEN.format(":day > latest"), ""),
    "clos": ("CASE WHEN closing IS NULL THEN 0 ELSE 1 END", ""),
    "taux_de_contact": (
        f"100.0 * {_REACHED}",
        f"CASE WHEN appel_ok_on IS NOT NULL OR {_TRIES} > 0 THEN 1 ELSE 0 END",
    ),
    "essais_par_contact": (f"1.0 * {_TRIES}", _REACHED),
    "joints_dans_la_fenetre": (
        "CASE WHEN appel_ok_on BETWEEN window_start AND window_end THEN 100.0 ELSE 0 END",
        _REACHED,
    ),
    "pieces_manquantes": (
        """(SELECT COUNT(*) FROM piece_answers JOIN contracts ON contracts.id = contract_id
        WHERE dossier_id = dossiers.id AND piece_answers.state NOT IN ('recue', 'non_requise'))""",
        "",
    ),
    "non_communiques": (
        """(SELECT COUNT(*) FROM field_answers
        WHERE dossier_id = dossiers.id AND state = 'non_communique')""",
        "",
    ),
    "devis": (
        "(SELECT COUNT(*) FROM actions WHERE dossier_id = dossiers.id AND kind = 'devis')",
        "",
    ),
}
# Those of a client, whom each group counts once.
_REPLIES = "(SELECT COUNT(*) FROM gap_replies WHERE client_id = held.client_id AND {})"
OF_CLIENTS = {
    "manques": (_REPLIES.format("answer IS NOT NULL"), ""),
    "opportunites": (_REPLIES.format("answer = 'opportunite'"), ""),
    "contrats_par_client": (
        """(SELECT COUNT(*) FROM contracts
        WHERE client_id = held.client_id AND state = 'en_cours') * 1.0""",
        "1",
    ),
    "clients_complets": (
        """CASE WHEN held.client_id IN (SELECT client_id FROM bilans)
            AND held.client_id NOT IN (SELECT client_id FROM bilan_lines)
            AND (SELECT COUNT(DISTINCT family) FROM contracts
                WHERE client_id = held.client_id AND state = 'en_cours') = 14
            AND (held.client_id IN (SELECT client_id FROM gap_replies WHERE answer IS NOT NULL)
                OR held.client_id IN (SELECT client_id FROM situation_answers
                    WHERE question = 'activite_independante' AND answer = 'false'))
            THEN 1 ELSE 0 END""",
        "",
    ),
}
# Every family of a client alone, without home, vehicle or anything to insure but himself.
ALL_FAMILIES = (
    "mrh", "pj", "gav", "sante", "surcomplementaire", "hospitalisation", "prevoyance", "deces",
    "dependance", "obseques", "assurance_vie", "capitalisation", "per",
)  # fmt: skip
ALONE = {
    "couple": False, "enfants": 0, "logement": "heberge", "residence_secondaire": False,
    "bailleur": False, "credit_immobilier": False, "equipements": ("aucun",),
    "objets_valeur": False, "vehicules": ("auto",), "animaux": ("aucun",), "loisirs": ("aucun",),
    "sante_employeur": False,
}  # fmt: skip
GROUPS = {
    "by_agency": "agency",
    "by_charge": "charge_clientele",
    "by_month_due": "substr(target, 1, 7)",
    "by_month_done": "substr(appel_ok_on, 1, 7)",
}


@dataclass(order=True)
class Event:
    """Something that happens in the year: what, and to which dossier or acte."""

    at: datetime
    number: int
    kind: str = field(compare=False)


def _dossiers() -> list[Dossier]:
    sites = list(TEAMS)
    found = []
    for number in range(1, COUNT + 1):
        site = sites[number % 2]
        owner = TEAMS[site][number // 2 % 3]
        effect = FIRST_EFFECT + timedelta(days=number * 350 // COUNT)
        known = {"id": number, "client_id": number, "agency": site, "charge_clientele": owner}
        found.append(dossier(effect, **known))
    return found


def _late() -> list[Dossier]:
    """Those of a first import that are out of time when the year begins."""
    effects = (date(2025, 4, 1), date(2025, 5, 6), date(2025, 5, 20))
    return [
        dossier(effect, id=number, client_id=number, agency=site, charge_clientele=TEAMS[site][0])
        for number, (effect, site) in enumerate(
            zip(effects, (*TEAMS, next(iter(TEAMS))), strict=True), COUNT + 1
        )
    ]


def _begun(store: Units, dossiers: list[Dossier]) -> None:
    phones = {each.id: f"+33612{each.id:06}" for each in dossiers}
    persons = [
        person(
            id=each.id,
            number=f"L{each.id}",
            last_name=f"ESSAI{each.id}",
            agency=each.agency,
            charge_clientele=each.charge_clientele,
            phone=phones[each.id],
            folded_phone=phones[each.id],
        )
        for each in dossiers
    ]
    contracts = [
        car(
            id=2 * each.id + more,
            key=f"C{each.id}-{more}",
            number=f"{each.id:05}{more}",
            client_id=each.id,
            dossier_id=each.id,
            effect_date=each.effect_date,
            agency=each.agency,
            premium_cents=30000 + each.id,
        )
        for each in dossiers
        for more in range(1 + (each.id % 7 == 0))
    ]
    fill(store, persons, dossiers, contracts)


def _events(dossiers: list[Dossier], chance: random.Random) -> Iterator[Event]:
    for each in dossiers:
        agency = AGENCIES[each.agency or ""]
        day = each.window_start + chance.randrange(20) * DAY
        for _ in range(chance.choice((0, 0, 1, 2))):
            at = first_slot(agency, datetime.combine(day, time(10, 30)), each.latest)
            if at is not None:
                yield Event(at, each.id, "nrp")
                day = at.date() + 2 * DAY
        at = first_slot(agency, datetime.combine(day, time(14, 30)), each.latest)
        if at is not None:
            yield Event(at, each.id, chance.choice(["done"] * 17 + ["opposed", "opposed", "lost"]))
    for month in MONTHS:
        yield Event(datetime.combine(month.following.first, time(8)), month.number, "freeze")


@dataclass
class Year:
    """The year that was lived: its store, what each freeze gave out, what was corrected."""

    store: Units
    engine: Engine
    frozen: dict[Month, MonthFiles]
    corrected: int
    opposed: int


@pytest.fixture(scope="module")
def year() -> Iterator[Year]:
    engine = made_in_memory()  # two thousand saves need no disk
    store, chance = SqlStore(engine), random.Random(SEED)
    dossiers, before = _dossiers(), _late()
    _begun(store, [*dossiers, *before])
    now = datetime.combine(MONTHS[0].first, time(9))
    close_backlog(store, {each.id for each in before}, "Avant nous", "direction", now)
    lived = Year(store, engine, {}, 0, 0)
    owners = {each.id: each for each in dossiers}
    to_correct: list[Event] = []
    for event in sorted(_events(dossiers, chance)):
        for late in sorted(each for each in to_correct if each.at < event.at):
            correct_acte(
                store, late.number, {"note": f"Note revue {late.at}"}, "Oubli", "lea", late.at
            )
            to_correct.remove(late)
            lived.corrected += 1
        if event.kind == "freeze":
            month = Month(2026, event.number)
            close_month(store, month, draw, "direction", event.at)
            lived.frozen[month] = month_files(store, month, draw)
            continue
        done = _happened(store, event, _present(owners[event.number], event.at.date()), chance)
        lived.opposed += event.kind == "opposed"
        if done is not None and chance.random() < 0.06:
            to_correct.append(Event(event.at + chance.randint(1, 50) * DAY, done, "correct"))
    _all_held_here(store, dossiers)
    yield lived
    engine.dispose()


def _all_held_here(store: Units, dossiers: list[Dossier]) -> None:
    """The bilans of some clients with all their families here, but for one, or but for an answer.

    What the year counts of contracts and freezes is done by then.
    """
    chosen = dossiers[::20]
    held = [
        contract(
            id=1_000_000 + each.id * 100 + at,
            key=f"B{each.id}-{at}",
            number=f"B{each.id}-{at}",
            client_id=each.client_id,
            family=family,
        )
        for each in chosen
        for at, family in enumerate(ALL_FAMILIES[each.id % 3 == 0 :])
    ]
    with store.write() as unit:
        unit.add_all("contracts", held)
    replies = (GapReply("tns_enregistre_particulier", GapAnswer.A_VERIFIER),)
    at = datetime.combine(MONTHS[-1].last, time(10))
    for number, each in enumerate(chosen):
        independent = number % 4 > 1
        answers = ALONE | {"activite_independante": independent}
        said = replies if independent and number % 4 == 3 else ()
        version = open_bilan(store, each.id, AGENCIES, at).version
        form = BilanForm(each.id, version, answers, replies=said)
        save_bilan(store, form, AGENCIES, "lea", at)


def _present(owned: Dossier, day: date) -> str:
    """Return who works that day: in August each is away in turn, and a colleague calls."""
    team = TEAMS[owned.agency or ""]
    away = team[day.day % 3] if day.month == 8 else None
    owner = owned.charge_clientele or ""
    return team[(team.index(owner) + 1) % 3] if owner == away else owner


def _happened(store: Units, event: Event, author: str, chance: random.Random) -> int | None:
    if event.kind == "opposed":
        oppose(store, event.number, author, event.at)
    elif event.kind != "done":
        record_attempt(store, event.number, Attempted(outcome="nrp"), AGENCIES, author, event.at)
    else:
        return _finished(store, event, author, chance).id
    return None


def _finished(store: Units, event: Event, author: str, chance: random.Random) -> Acte:
    if event.number % 10 == 3:
        _reviewed(store, event, author)
    shown = prepared(store, event.number, event.at)
    today = event.at.date()
    pieces: tuple[PieceAnswer, ...] = tuple(each._replace(on=today) for each in received(shown))
    pieces += _awaited(shown) if event.number % 5 == 2 else ()
    fields = tuple(map(_withheld, confirmed(shown))) if event.number % 8 == 1 else confirmed(shown)
    form = filled_form(shown, f"f{event.number}", pieces=pieces, fields=fields)
    if chance.random() < 0.5:
        changed = tuple(
            each._replace(state=FieldState.MODIFIE, new=f"z{event.number}@exemple.fr")
            if each.code == "email"
            else each
            for each in form.fields
        )
        site = AGENCIES.get(shown.facts.dossier.agency or "")
        quote = ActionDraft(
            ActionKind.DEVIS, "Devis habitation", working_day(today + 7 * DAY, site)
        )
        form = filled_form(
            shown,
            form.form_id,
            pieces=pieces,
            fields=changed,
            actions=(quote,),
            no_action_reason="",
        )
    done = saved(store, form, author, event.at).acte
    assert done is not None
    return done


def _reviewed(store: Units, event: Event, author: str) -> None:
    """Save the bilan of the client, with each other answer to what he lacks."""
    opened = open_bilan(store, event.number, AGENCIES, event.at)
    lines = fill_rest(opened.bilan.lines, Holding.AUCUN)
    said = {"logement": "locataire", "vehicules": ("moto",)}
    form = BilanForm(event.number, opened.version, said, lines)
    gaps = save_bilan(store, form, AGENCIES, author, event.at).bilan.gaps
    answers = (GapAnswer.OPPORTUNITE, GapAnswer.REFUS)
    replies = tuple(
        GapReply(gap.code, answers[at % 2], "Il va voir") for at, gap in enumerate(gaps)
    )
    save_bilan(store, form._replace(version=1, replies=replies), AGENCIES, author, event.at)


def _awaited(shown: Preparation) -> tuple[PieceAnswer, ...]:
    """The pieces that are wanted without holding the bilan back, still to be asked for."""
    return tuple(
        PieceAnswer(contract_id, piece.piece, PieceState.A_DEMANDER)
        for contract_id, pieces in shown.required_pieces.items()
        for piece in pieces
        if piece.level is not PieceLevel.OBLIGATOIRE
    )


def _withheld(answer: FieldAnswer) -> FieldAnswer:
    """A field that the client would not give, if he may."""
    if answer.code != "situation_matrimoniale":
        return answer
    return answer._replace(state=FieldState.NON_COMMUNIQUE)


def rows_of(files: MonthFiles) -> list[dict[str, str]]:
    text_ = io.StringIO(files.csv.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text_, delimiter=";"))


def test_the_year_has_everything_in_it(year: Year) -> None:
    rows = [row for files in year.frozen.values() for row in rows_of(files)]
    assert len(year.frozen) == 12
    assert len(rows) > 600
    assert year.corrected > 20
    assert year.opposed > 20
    assert {row["Chargé de clientèle"] for row in rows} == {*TEAMS["Corniche"], *TEAMS["Rouvière"]}
    assert any(row["Saisi par"] != row["Chargé de clientèle"] for row in rows)
    assert any(month_report(year.store, month).deviations for month in MONTHS)


def test_each_month_given_again_is_the_same_to_the_byte(year: Year) -> None:
    for month, files in year.frozen.items():
        assert month_files(year.store, month, draw) == files


def test_the_twelve_exports_recomputed_from_the_journal_alone_are_identical(
    year: Year,
) -> None:
    """The journal alone: `journal` and `actes`, which only grow. No other table is there."""
    alone, again = _journal_alone(year.engine), open_engine("sqlite://")
    assert set(inspect(alone).get_table_names()) == {"journal", "actes"}
    upgrade(again, HEAD)
    assert _recomputed(alone, again) == year.frozen
    for engine in (alone, again):
        engine.dispose()


def _journal_alone(engine: Engine) -> Engine:
    """A database that has the two tables that only grow, and nothing else."""
    made = open_engine("sqlite://")
    with engine.connect() as old, _unlinked(made) as new:
        for table in (journal, actes):
            table.create(new)
            new.execute(insert(table), [row._asdict() for row in old.execute(select(table))])
    return made


def _recomputed(alone: Engine, again: Engine) -> dict[Month, MonthFiles]:
    """Write and freeze again what each line of the journal tells, in its order."""
    store, found = SqlStore(again), {}
    with alone.connect() as connection:
        query = select(journal).where(journal.c.subject.in_(["actes", "months"]))
        lines = connection.execute(query.order_by(journal.c.id)).all()
        written = {row.id: row for row in connection.execute(select(actes))}
    for line in lines:
        if line.subject == "actes":
            with _unlinked(again) as connection:
                connection.execute(insert(actes).values(written[line.subject_id]._asdict()))
        else:
            month = Month(*divmod(line.subject_id, 100))
            closed = close_month(store, month, draw, line.author, line.at)
            assert closed.csv_sha256 == line.new
            found[month] = month_files(store, month, draw)
    return found


@contextmanager
def _unlinked(engine: Engine) -> Iterator[Connection]:
    """A connection on which an acte may name a client who is not there."""
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            yield connection
        raw.execute("PRAGMA foreign_keys = ON")


def test_every_acte_is_told_once_in_the_year_and_after(year: Year) -> None:
    reports = [month_report(year.store, month) for month in [*MONTHS, Month(2027, 1)]]
    told = [row.id for each in reports for row in each.actes]
    told += [row.acte for each in reports for row in each.deviations]
    with year.engine.connect() as connection:
        known = connection.execute(text("SELECT id FROM actes ORDER BY id")).scalars().all()
    assert sorted(told) == known


TABLES = ("tSyntheseMois", "tSyntheseAgences", "tSyntheseCharges", "tSyntheseSemaines")
NAMED_OTHERWISE = {"Actes": "Compte", "Contrats": "Nb contrats"}


def lines_of(book: Workbook, sheet: str, table: str) -> list[dict[str, object]]:
    cells = book[sheet][book[sheet].tables[table].ref]
    header, *rows = [[cell.value for cell in row] for row in cells]
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def books(year: Year) -> dict[Month, Workbook]:
    return {month: load_workbook(io.BytesIO(each.xlsx)) for month, each in year.frozen.items()}


@pytest.mark.parametrize("title", MEASURES.values())
def test_a_sum_of_every_synthesis_equals_the_rows(
    year: Year, books: dict[Month, Workbook], title: str
) -> None:
    whole = 0
    for month, files in year.frozen.items():
        column = NAMED_OTHERWISE.get(title, title)
        expected = sum(int(row[column]) for row in rows_of(files) if row["Compte"] == "1")
        for table in TABLES:
            lines = lines_of(books[month], "Synthèse", table)
            assert sum(int(str(line[title])) for line in lines) == expected, (month, table)
        whole += expected
    assert whole > 0, "a sum of nothing proves nothing"


@pytest.mark.parametrize(
    ("title", "sheet", "table"),
    [
        ("Opportunités", "Opportunités", "tOpportunites"),
        ("Actions", "Actions", "tActions"),
        ("Champs modifiés", "À reporter dans Lagon", "tLagon"),
    ],
)
def test_a_sum_of_every_synthesis_equals_the_lines_of_its_own_sheet(
    books: dict[Month, Workbook], title: str, sheet: str, table: str
) -> None:
    for month, book in books.items():
        (total,) = lines_of(book, "Synthèse", "tSyntheseMois")
        lines = [line for line in lines_of(book, sheet, table) if line["N° d’acte"] is not None]
        if title == "Opportunités":
            lines = [line for line in lines if line["Réponse"] == "Opportunité"]
        assert total[title] == len(lines), month


@pytest.fixture(scope="module")
def counted(year: Year) -> dict[date, Pilotage]:
    return {day: pilotage(year.store, day) for day in COUNTED_ON}


def _in_sql(year: Year, code: str, key: str, day: date) -> dict[str, float | None]:
    of, over = (FIGURES | OF_CLIENTS)[code]
    held = f"(SELECT DISTINCT {key} AS named, client_id FROM dossiers WHERE {key} IS NOT NULL)"
    counted = f"{held} AS held" if code in OF_CLIENTS else "dossiers"
    name = "named" if code in OF_CLIENTS else key
    query = f"""SELECT {name}, SUM({of}), SUM({over or 1}) FROM {counted}
        WHERE {name} IS NOT NULL GROUP BY {name}"""
    days = {"day": day.isoformat(), "soon": (day + 3 * DAY).isoformat()}
    bound = {name: days[name] for name in days if f":{name}" in query}
    with year.engine.connect() as connection:
        lines = connection.execute(text(query), bound).all()
    return {
        name: total if not over else total / whole if whole else None
        for name, total, whole in lines
    }


@pytest.mark.parametrize("code", FIGURES | OF_CLIENTS)
@pytest.mark.parametrize("group", GROUPS)
def test_a_figure_of_pilotage_equals_an_independent_sql_count(
    year: Year, counted: dict[date, Pilotage], group: str, code: str
) -> None:
    some = False
    for day, whole in counted.items():
        expected = _in_sql(year, code, GROUPS[group], day)
        found: dict[object, Figures] = getattr(whole, group)
        shown = {str(name): figures[code] for name, figures in found.items()}
        assert shown == pytest.approx(expected), day
        some = some or any(expected.values())
    # Once reached, a dossier of the year is finished: none of them is open.
    open_only = FIGURES.get(code, ("",))[0].startswith(_OPEN[:17])
    assert some is not (group == "by_month_done" and open_only)


def test_every_figure_has_its_independent_count() -> None:
    assert {*FIGURES, *OF_CLIENTS} == {figure.code for figure in all_figures()}
