"""The statements that read contacts.

Their parameters are `clients` (ids), `phones` (folded), and the moments `since` and `until`;
`engine` names the database. Each looks for what it is asked by its index.
"""

from functools import cache

from mplus3_xl.domain.contact.outcomes import wrong_number_outcomes
from mplus3_xl.domain.vocabulary import ContractState
from mplus3_xl.store.sql import among_sql

_COUNTED = "attempts.counts AND attempts.struck_at IS NULL AND attempts.at < :until"
_REACHING = f"""
SELECT attempts.id, attempts.at, attempts.outcome, clients.id, clients.folded_phone, attempts.phone
FROM attempts
JOIN dossiers ON dossiers.id = attempts.dossier_id
JOIN clients ON clients.id = dossiers.client_id
WHERE {_COUNTED} AND {{wanted}}
"""
_SINCE = "attempts.at >= :since"
_OPPOSING = (
    "clients.id = oppositions.client_id",
    "clients.number = oppositions.client_number",
    "clients.folded_phone = oppositions.phone",
)
"""The ways in which an opposition may name a client."""


@cache
def phones_of(engine: str) -> str:
    """Select clients and their phones."""
    return f"SELECT id, folded_phone FROM clients WHERE {among_sql('id', ':clients', engine)}"


@cache
def names_of(engine: str) -> str:
    """Select clients and what their names are made of."""
    told = "id, client_type, last_name, first_name, company"
    return f"SELECT {told} FROM clients WHERE {among_sql('id', ':clients', engine)}"


@cache
def under_contract(engine: str) -> str:
    """Select the clients, of these, who have a contract that runs."""
    theirs = among_sql("client_id", ":clients", engine)
    runs = f"state = '{ContractState.EN_COURS.value}'"
    return f"SELECT DISTINCT client_id FROM contracts WHERE {runs} AND {theirs}"


def opposed() -> str:
    """Select whoever asked not to be called."""
    return _opposing("1 = 1")


@cache
def opposed_among(engine: str) -> str:
    """Select who of these clients asked not to be called."""
    return _opposing(among_sql("clients.id", ":clients", engine))


def _opposing(of_these: str) -> str:
    return " UNION ".join(
        f"SELECT clients.id FROM clients JOIN oppositions ON {way} WHERE {of_these}"
        for way in _OPPOSING
    )


@cache
def reaching(engine: str) -> str:
    """Select the attempts that reach clients or phones.

    Those since a day, and those of any day that found a number wrong.
    """
    ways = (
        among_sql("clients.id", ":clients", engine),
        among_sql("clients.folded_phone", ":phones", engine),
        among_sql("attempts.phone", ":phones", engine),
    )
    return _any_of(*(f"({_SINCE} OR {_found_wrong()}) AND {way}" for way in ways))


@cache
def reaching_anybody() -> str:
    """Select the attempts of `reaching`, whomever they reach: for thousands, the shorter way."""
    return _any_of(_SINCE, _found_wrong())


def _any_of(*wanted: str) -> str:
    return " UNION ".join(_REACHING.format(wanted=each) for each in wanted)


def _found_wrong() -> str:
    codes = ", ".join(f"'{code}'" for code in wrong_number_outcomes())
    return f"attempts.outcome IN ({codes})"


@cache
def dialled(engine: str) -> str:
    """Select every call of phones, and of clients where no phone was noted, the latest last."""
    of_phones = among_sql("attempts.phone", ":phones", engine)
    of_clients = among_sql("dossiers.client_id", ":clients", engine)
    return f"""
    SELECT attempts.phone, dossiers.client_id, attempts.outcome, attempts.at
    FROM attempts JOIN dossiers ON dossiers.id = attempts.dossier_id
    WHERE {_COUNTED} AND ({of_phones} OR (attempts.phone IS NULL AND {of_clients}))
    ORDER BY attempts.at, attempts.id
    """
