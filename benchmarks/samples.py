"""The sample exports shipped with the package, made by `python -m benchmarks.samples`.

Two files a site, for a demo frozen on 23/11/2026 (a Monday): a queue as an agency finds it that
morning, the odd cases an import meets, and rows that it must refuse. Two more files are those whom
the agency called in the six months before. Same bytes at each run.
"""

import random
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from benchmarks.invented import Contract, avenant, contract, write_contracts_xlsx
from benchmarks.people import Client, clients, write_clients_csv

AU = date(2026, 11, 23)
FOLDER = Path(__file__).parent.parent / "workbook" / "exports"
PAST = FOLDER.parent / "historique"
SITES = {"Corniche": "H90001", "Rouvière": "H90002"}
SEED = 2315  # both sites and all four chargés get about as much
PEOPLE = 92

# Effect dates of the queue's AN; the phase is the one of 23/11/2026.
CLOSING = [date(2026, 8, day) for day in (16, 16, 17, 17, 18, 18, 19, 19)]  # ≤ 3 days left
OPEN = [date(2026, 8, day) for day in range(20, 32)]
SOON = [date(2026, 9, day) for day in (1, 2, 3, 3, 4, 5, 6, 7, 7, 8)]
LATE = [date(2026, 7, 24) + timedelta(days=days) for days in (0, 3, 5, 7, 9, 11, 13, 16, 19, 22)]
TOO_LATE = [date(2026, 6, 22), date(2026, 7, 3), date(2026, 7, 15), date(2026, 7, 22)]
TOO_EARLY = [date(2026, 9, 9) + timedelta(days=3 * step) for step in range(24)]
QUEUE = CLOSING + OPEN + SOON + LATE + TOO_LATE + TOO_EARLY

# Places in QUEUE of the odd cases.
WITH_COMPANION = (1, 4, 9, 12, 23, 31, 35, 50)  # a second AN three days later, same dossier
WITH_OLDER_AN = (5, 20, 33, 47)
WITH_RENEWAL = (0, 3, 7, 10, 14, 17, 22, 26, 28, 30, 34, 37, 41, 45, 49, 52, 56, 60, 63)
WITH_AVENANT = (2, 11, 24, 36, 54)
KENNEDY = 3  # the first rows of Corniche carry its old name
REPLACED, TNS_AS_PRIVATE, WRONG_SIRET, SIGN_FIRST, DOUBLED = 13, 15, 16, 18, 25
# The past: whom the agency called before that morning; the last window opens three weeks before it.
PAST_PEOPLE, PAST_FIRST, PAST_SEED = 64, 5_000, 611
PAST_FROM, PAST_DAYS = date(2026, 1, 30), 189


class Sample:
    """The rows so far, and the chance that makes the next ones."""

    def __init__(self) -> None:
        self.rng = random.Random(SEED)
        self.indexes = count()
        self.people = clients(PEOPLE, SEED, AU)
        self._change_people()
        self.rows: list[Contract] = []

    def an(self, person: Client, effect_on: date) -> Contract:
        """Return a new AN of that person, in force."""
        return contract(self.rng, next(self.indexes), person, effect_on)

    def _change_people(self) -> None:
        """Give a few clients the faults met in real exports."""
        private = self.people[TNS_AS_PRIVATE]._replace(kind="Particulier", company="")
        self.people[TNS_AS_PRIVATE] = private._replace(occupation="TNS", siret="", naf="")
        trader = self.people[WRONG_SIRET]
        self.people[WRONG_SIRET] = trader._replace(
            kind="Professionnel", company="", occupation="TNS", siret="91234567800011",
            naf="96.02A", activity="Coiffure", revenue="84 300,00", headcount="1",
        )  # fmt: skip
        firm = self.people[SIGN_FIRST]
        self.people[SIGN_FIRST] = firm._replace(
            kind="Entreprise", company="+ de Fraîcheur SARL", naf="47.11B",
            activity="Commerce alimentaire", headcount="6", marital_status="", occupation="",
        )  # fmt: skip
        known = self.people[DOUBLED]._replace(phone="06 39 98 77 31")
        self.people[DOUBLED] = known
        self.people[-1] = self.people[-1]._replace(
            phone=known.phone, agency=known.agency, manager=known.manager
        )


def sample() -> tuple[list[Client], list[Contract]]:
    """Return the clients and the contract rows of both sites."""
    made = Sample()
    queue = [made.an(person, day) for person, day in zip(made.people, QUEUE, strict=False)]
    made.rows += queue
    made.rows += _around_the_queue(made, queue)
    outside = made.people[len(QUEUE) :]
    made.rows += _out_of_the_queue(made, outside)
    made.rows += _refused(made, outside[-6:-2])
    made.rng.shuffle(made.rows)
    return made.people, _with_old_site_name(made.rows)


def _around_the_queue(made: Sample, queue: list[Contract]) -> Iterable[Contract]:
    """Give the queue's clients their other contracts: companions, older ones, avenants."""
    for place in WITH_COMPANION:
        yield made.an(made.people[place], QUEUE[place] + timedelta(days=3))
    for years, place in enumerate(WITH_OLDER_AN, start=1):
        yield made.an(made.people[place], date(2026 - years, 5, 4 + place % 20))
    for place in WITH_RENEWAL:
        since = QUEUE[place] - timedelta(days=30 + made.rng.randrange(300))
        yield made.an(made.people[place], since)._replace(movement="Renouvellement")
    for place in WITH_AVENANT:
        yield avenant(queue[place], QUEUE[place] + timedelta(days=20))
    before = queue[REPLACED]._replace(number="39118440260075", subscribed_on=date(2023, 4, 20))
    ended = date(2026, 8, 10)
    yield before._replace(effect_on=date(2023, 5, 1), state="Résilié", ended_on=ended)


def _out_of_the_queue(made: Sample, people: list[Client]) -> Iterable[Contract]:
    """Return what makes no dossier, a name without a number, and the probable double's AN."""
    states = ["Résilié"] * 4 + ["Suspendu"] * 3 + ["Sans effet"] + ["Pas encore actif"] * 2
    persons = iter(people)
    for state, person in zip(states, persons, strict=False):
        effect_on = date(2026, 12, 7) if state == "Pas encore actif" else date(2026, 8, 22)
        ended_on = date(2026, 11, 6) if state == "Résilié" else None
        yield made.an(person, effect_on)._replace(state=state, ended_on=ended_on)
    for person in made.people[40:44]:
        yield made.an(person, date(2026, 8, 25))._replace(movement="Remplacement")
    nameless = made.people[8]._replace(number="", company="", kind="Particulier")
    nameless = nameless._replace(last_name="Zakarian-Colonna d’Arca", first_name="Nubar")
    yield made.an(nameless, date(2026, 8, 26))
    yield made.an(made.people[-1], date(2026, 10, 2))


def _refused(made: Sample, people: list[Client]) -> Iterable[Contract]:
    """Return five rows of four faults, each of a client of its own."""
    undated, impossible, unnumbered, twice = people
    yield made.an(undated, date(2026, 8, 20))._replace(effect_on=None)
    yield made.an(impossible, date(2026, 8, 20))._replace(effect_on="31/09/2026")
    yield made.an(unnumbered, date(2026, 8, 20))._replace(number="")
    copy = made.an(twice, date(2026, 8, 20))
    yield copy
    yield copy._replace(effect_on=date(2026, 8, 28))


def _with_old_site_name(rows: list[Contract]) -> list[Contract]:
    """Let the first rows of Corniche say Kennedy, as its older exports do."""
    corniche = [place for place, row in enumerate(rows) if row.agency == "Corniche"]
    for place in corniche[:KENNEDY]:
        rows[place] = rows[place]._replace(agency="Kennedy")
    return rows


def past() -> tuple[list[Client], list[Contract]]:
    """Return the clients and the contract rows of the six months before, nobody of the samples."""
    rng, indexes = random.Random(PAST_SEED), count(PAST_FIRST)
    people = [
        # What a call asks for and nobody may withhold.
        person._replace(address=person.address or "3, rue des Barques-Neuves")
        for person in clients(PAST_PEOPLE, PAST_SEED, PAST_FROM, PAST_FIRST)
    ]
    rows = []
    for place, person in enumerate(people):
        effect_on = PAST_FROM + timedelta(days=place * PAST_DAYS // PAST_PEOPLE)
        rows.append(contract(rng, next(indexes), person, effect_on))
        if place % 6 == 0:  # a second AN, same dossier
            rows.append(contract(rng, next(indexes), person, effect_on + timedelta(days=3)))
        if place % 5 == 0:
            since = effect_on - timedelta(days=200 + rng.randrange(900))
            older = contract(rng, next(indexes), person, since)
            rows.append(older._replace(movement="Renouvellement"))
    return people, rows


def write_past() -> list[Path]:
    """Write both files of the past, and return their paths."""
    people, rows = past()
    PAST.mkdir(parents=True, exist_ok=True)
    paths = [PAST / "CLIENTS.csv", PAST / "CONTRATS.xlsx"]
    write_clients_csv(paths[0], people)
    write_contracts_xlsx(paths[1], rows)
    return paths


def write() -> list[Path]:
    """Write the four files, and return their paths."""
    people, rows = sample()
    FOLDER.mkdir(parents=True, exist_ok=True)
    paths = []
    for site, code in SITES.items():
        names = {site, "Kennedy"} if site == "Corniche" else {site}
        people_path = FOLDER / f"{code} CLIENTS NOV2026.csv"
        rows_path = FOLDER / f"{code} CONTRATS NOV2026.xlsx"
        write_clients_csv(people_path, [person for person in people if person.agency == site])
        write_contracts_xlsx(rows_path, [row for row in rows if row.agency in names])
        paths += [people_path, rows_path]
    return paths


if __name__ == "__main__":
    for path in [*write(), *write_past()]:
        print(path.relative_to(FOLDER.parent.parent))
