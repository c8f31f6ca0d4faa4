"""Invented clients in the form of Lagon's export, always the same for the same seed.

Phones lie in the ranges that Arcep keeps for fiction, e-mails under exemple.fr; a SIRET has its
check digits right and belongs to nobody on purpose. Nobody described here exists.
"""

import csv
import random
import tomllib
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from stdnum import luhn

WORDS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("names.toml").read_text(encoding="utf-8")
)

# Headers as Lagon writes them.
CLIENT_HEADERS = (
    "N° client Lagon", "Civilité", "Nom", "Prénom", "Raison sociale", "Type de client", "Adresse",
    "CP", "Ville", "Téléphone", "E-mail", "Situation matrimoniale", "Situation professionnelle",
    "SIRET", "Code NAF", "Activité", "CA annuel", "Effectif", "Contact assurances", "Agence",
    "Chargé de clientèle", "Date de création",
)  # fmt: skip
# Arcep's ranges for works of fiction, 10,000 numbers each; the first two serve first.
PHONE_RANGES = (("06 39 98", "01 99 00"), ("04 65 71", "05 36 49"), ("02 61 91", "03 53 01"))
PHONES_PER_PAIR = 20_000
FIRST_CLIENT = 200_000


class Client(NamedTuple):
    """One row of the clients' export, its fields in the order of `CLIENT_HEADERS`."""

    number: str
    civility: str
    last_name: str
    first_name: str
    company: str
    kind: str
    address: str
    postcode: str
    city: str
    phone: str
    email: str
    marital_status: str
    occupation: str
    siret: str
    naf: str
    activity: str
    revenue: str
    headcount: str
    insurance_contact: str
    agency: str
    manager: str
    created_on: str

    @property
    def name(self) -> str:
        """The name as the contracts' export writes it: the firm's, or surname and first name."""
        return self.company or f"{self.last_name} {self.first_name}".strip()


def clients(count: int, seed: int, au: date, first: int = 0) -> list[Client]:
    """Return `count` invented clients of both sites, known to the agency on the day `au`.

    `first` is the place of the first one: two ranges of places have no number or phone in common.
    """
    rng = random.Random(seed)
    return [_client(rng, index, au) for index in range(first, first + count)]


def write_clients_csv(path: Path, rows: Iterable[Client]) -> None:
    """Write a clients' export as Lagon does: cp1252, `;`, one header line."""
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(CLIENT_HEADERS)
        writer.writerows(rows)


def _client(rng: random.Random, index: int, au: date) -> Client:
    """Return the client number `index`: a person, a TNS or a firm, with a few fields missing."""
    kind = rng.choices(("Particulier", "Professionnel", "Entreprise"), (76, 15, 9))[0]
    agency = rng.choice(("Corniche", "Rouvière"))
    woman = rng.random() < 0.5
    first_name = rng.choice(WORDS["women" if woman else "men"])
    last_name = _surname(rng)
    street = f"{rng.randrange(1, 180)}, {rng.choice(WORDS['streets'])}"
    person = Client(
        number=f"L{FIRST_CLIENT + index:07d}",
        civility="Mme" if woman else "M.",
        last_name=last_name,
        first_name=first_name,
        company="",
        kind=kind,
        address=_mostly(rng, street),
        postcode=rng.choice(WORDS["postcodes"]),
        city="Marseille",
        phone=_mostly(rng, _phone(index)),
        email=_mostly(rng, f"{_plain(first_name)}.{_plain(last_name)}{index}@exemple.fr"),
        marital_status=rng.choice(WORDS["marital"]),
        occupation=rng.choice(WORDS["jobs"]),
        siret="", naf="", activity="", revenue="", headcount="", insurance_contact="",
        agency=agency,
        manager=rng.choice(WORDS["managers"][agency]),
        created_on=f"{au - timedelta(days=rng.randrange(200, 3_000)):%d/%m/%Y}",
    )  # fmt: skip
    return person if kind == "Particulier" else _with_trade(rng, person)


def _with_trade(rng: random.Random, person: Client) -> Client:
    """Return the same client with a trade: a TNS, or a firm whose head is that person."""
    naf, activity, firm_word = rng.choice(WORDS["trades"])
    firm = person.kind == "Entreprise"
    company = f"{firm_word} {person.last_name} {rng.choice(WORDS['forms'])}"
    revenue = f"{rng.randrange(3_000_000, 95_000_000) / 100:,.2f}"
    return person._replace(
        company=company if firm else "",
        marital_status="" if firm else person.marital_status,
        occupation="" if firm else "TNS",
        siret=_mostly(rng, _siret(rng)),
        naf=_mostly(rng, naf),
        activity=_mostly(rng, activity),
        revenue=_mostly(rng, revenue.replace(",", " ").replace(".", ",")),
        headcount=str(rng.randrange(1, 40) if firm else rng.randrange(4)),
        insurance_contact=_mostly(rng, f"{person.first_name} {person.last_name}") if firm else "",
    )


def _surname(rng: random.Random) -> str:
    """Return a surname, double once in twelve."""
    name: str = rng.choice(WORDS["surnames"])
    return f"{name}-{rng.choice(WORDS['surnames'])}" if rng.random() < 1 / 12 else name


def _mostly(rng: random.Random, value: str) -> str:
    """Return the value, or nothing once in ten: the agency's own data have such holes."""
    return value if rng.random() < 0.9 else ""


def _phone(index: int) -> str:
    """Return a number that no other index has; none once the ranges are used up."""
    pair, rest = divmod(index, PHONES_PER_PAIR)
    if pair >= len(PHONE_RANGES):
        return ""
    digits = f"{rest // 2 * 7_919 % 10_000:04d}"  # 7,919 is prime: each number comes once
    return f"{PHONE_RANGES[pair][rest % 2]} {digits[:2]} {digits[2:]}"


def _siret(rng: random.Random) -> str:
    """Return 14 digits whose SIREN and whole both pass Luhn."""
    siren = f"9{rng.randrange(10_000_000):07d}"
    siren += luhn.calc_check_digit(siren)
    establishment = f"{siren}000{rng.randrange(1, 9)}"
    return establishment + str(luhn.calc_check_digit(establishment))


def _plain(name: str) -> str:
    """Return the name in lower-case letters without accents, for an e-mail."""
    folded = unicodedata.normalize("NFKD", name.lower().replace("œ", "oe"))
    return "".join(letter for letter in folded if letter.isascii() and letter.isalpha())
