"""Invented contracts in the form of Lagon's export, always the same for the same seed.

`python -m benchmarks.invented --contrats 100000 --sortie DIR` writes one file of each kind.
"""

import argparse
import random
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import xlsxwriter

from benchmarks.people import WORDS, Client, clients, write_clients_csv

# Headers as Lagon writes them, stray spaces included.
CONTRACT_HEADERS = (
    "N° de Contrat", "Nom du client", "N° client Lagon", "Type de client", "Branche",
    "Code produit", "Mouvement", "Date de souscription", "Date d'effet ", "Etat du contrat",
    "Date de résiliation", " Formule", "Prime TTC annuelle", "Vendeur", "Chargé de clientèle",
    "Agence", "Nb sinistres",
)  # fmt: skip

LONGEST_WAIT_DAYS = 35  # between the signature and the effect
FIRST_CONTRACT = 40_935_262_000_000


class Contract(NamedTuple):
    """One row of the contracts' export, its fields in the order of `CONTRACT_HEADERS`.

    `effect_on` may be a text or nothing: the samples hold rows that an import must refuse.
    """

    number: str
    client_name: str
    client_number: str
    kind: str
    branch: str
    product: str
    movement: str
    subscribed_on: date
    effect_on: date | str | None
    state: str
    ended_on: date | None
    formula: str
    premium: float
    seller: str
    manager: str
    agency: str
    claims: int


def contracts(count: int, clients: Sequence[Client], seed: int, au: date) -> list[Contract]:
    """Return `count` rows for these clients: mostly AN of the eight months around `au`.

    An avenant repeats the number of the AN before it, as Lagon does; every other number is new.
    """
    rng = random.Random(seed)
    rows: list[Contract] = []
    while len(rows) < count:
        rows.append(_new_contract(rng, len(rows), rng.choice(clients), au))
        if len(rows) < count and rng.random() < 0.05:
            rows.append(avenant(rows[-1], au - timedelta(days=rng.randrange(60))))
    return rows


def contract(rng: random.Random, index: int, client: Client, effect_on: date) -> Contract:
    """Return the AN number `index`, in force, that `client` holds from `effect_on`."""
    branch, product, formulas, lowest, highest = rng.choice(WORDS["products"][client.kind])
    return Contract(
        number=str(FIRST_CONTRACT + index * 7_919),
        client_name=client.name,
        client_number=client.number,
        kind=client.kind,
        branch=branch,
        product=product,
        movement="Affaire nouvelle",
        subscribed_on=effect_on - timedelta(days=rng.randrange(LONGEST_WAIT_DAYS)),
        effect_on=effect_on,
        state="En cours",
        ended_on=None,
        formula=rng.choice(formulas),
        premium=rng.randrange(lowest * 100, highest * 100) / 100,
        seller=rng.choice(WORDS["managers"][client.agency]),
        manager=client.manager,
        agency=client.agency,
        claims=rng.choices((0, 1, 2), (85, 12, 3))[0],
    )


def avenant(contract: Contract, effect_on: date) -> Contract:
    """Return the avenant that changes `contract` on `effect_on`."""
    return contract._replace(movement="Avenant", effect_on=effect_on, subscribed_on=effect_on)


def write_contracts_xlsx(path: Path, rows: Iterable[Contract]) -> None:
    """Write a contracts' export as Lagon does: sheet "Feuil1", header in row 1, real dates."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        workbook.set_properties({"created": datetime(2026, 11, 23)})  # noqa: DTZ001 (a fixed stamp)
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet = workbook.add_worksheet("Feuil1")
        sheet.set_column(0, len(CONTRACT_HEADERS) - 1, 18)
        sheet.write_row(0, 0, CONTRACT_HEADERS)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                if value is None or value == "":
                    continue
                if isinstance(value, str):
                    sheet.write_string(line, column, value)
                elif isinstance(value, date):
                    sheet.write_datetime(line, column, value, day)
                else:
                    sheet.write_number(line, column, value)


def _new_contract(rng: random.Random, index: int, client: Client, au: date) -> Contract:
    """Return a row of the bulk: an AN in force nine times in ten, and the other cases."""
    row = contract(rng, index, client, au - timedelta(days=rng.randrange(-20, 240)))
    chance = rng.random()
    if chance < 0.03:
        return row._replace(movement="Remplacement")
    if chance < 0.06:
        return row._replace(state="Suspendu")
    if chance < 0.09:
        return row._replace(state="Résilié", ended_on=au - timedelta(days=rng.randrange(30)))
    if chance < 0.10 and client.agency == "Corniche":
        return row._replace(agency="Kennedy")
    return row


def main() -> None:
    """Write a pair of exports in the folder asked for, and say how long it took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.invented", description=__doc__)
    parser.add_argument("--contrats", type=int, default=100_000)
    parser.add_argument("--sortie", type=Path, default=Path("exports-inventes"))
    parser.add_argument("--au", type=date.fromisoformat, default=date(2026, 11, 23))
    parser.add_argument("--graine", type=int, default=3)
    asked = parser.parse_args()
    asked.sortie.mkdir(parents=True, exist_ok=True)
    start = perf_counter()
    people = clients(max(1, asked.contrats // 2), asked.graine, asked.au)
    rows = contracts(asked.contrats, people, asked.graine, asked.au)
    made = perf_counter()
    write_clients_csv(asked.sortie / "H90001 CLIENTS.csv", people)
    write_contracts_xlsx(asked.sortie / "H90001 CONTRATS.xlsx", rows)
    print(
        f"{len(people)} clients, {len(rows)} contrats : inventés en {made - start:.1f} s,", end=" "
    )
    print(f"écrits en {perf_counter() - made:.1f} s")


if __name__ == "__main__":
    main()
