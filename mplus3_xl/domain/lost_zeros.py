"""Numbers whose leading zeros a spreadsheet took: « 123 » is the « 00123 » that is known.

They would pass for other clients and other contracts, each with a dossier of its own.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from mplus3_xl.domain.drafts import DraftFile, Kind
from mplus3_xl.errors import Problem

Meant = Mapping[str, str]


def meant(numbers: Iterable[str], known: Collection[str]) -> dict[str, str]:
    """Return, for each number that is not known, the only known one that its zeros part from it."""
    strange = {number for number in numbers if number.isdecimal()}.difference(known)
    if not strange:
        return {}
    alike: dict[str, list[str]] = defaultdict(list)
    for number in known:
        if number.isdecimal():
            alike[number.lstrip("0")].append(number)
    found = {number: alike.get(number.lstrip("0"), []) for number in strange}
    return {number: same[0] for number, same in found.items() if len(same) == 1}


def respell(file: DraftFile, clients: Meant, contracts: Meant) -> None:
    """Write the numbers of a file as they are known, and warn once for each of its columns."""
    if file.kind is Kind.CLIENTS:
        _warn(file, "client", clients, [(each.line, each.number) for each in file.clients])
        file.clients = [
            each._replace(number=clients[each.number]) if each.number in clients else each
            for each in file.clients
        ]
        return
    _warn(file, "client", clients, [(each.line, each.client_number) for each in file.contracts])
    _warn(file, "numero", contracts, [(each.line, each.number) for each in file.contracts])
    file.contracts = [
        each._replace(
            number=contracts.get(each.number, each.number),
            client_number=clients.get(each.client_number or "", each.client_number),
        )
        if each.number in contracts or each.client_number in clients
        else each
        for each in file.contracts
    ]
    file.refused_numbers = frozenset(contracts.get(each, each) for each in file.refused_numbers)


def _warn(file: DraftFile, code: str, names: Meant, said: list[tuple[int, str | None]]) -> None:
    lost = [(line, number) for line, number in said if number in names]
    if not lost:
        return
    line, number = lost[0]
    others = f" De même pour {len(lost) - 1} autres lignes." if len(lost) > 1 else ""
    message = (
        f"« {number} » est lu comme « {names[number or '']} », déjà connu : un tableur a ôté ou "
        f"ajouté ses zéros.{others}"
    )
    title = file.titles.get(code, code)
    file.warnings.append(Problem(file.name, line, title, number or "", "zeros_perdus", message))
