"""Numbers whose leading zeros a spreadsheet took: « 123 » is the « 00123 » that is known.

They would pass for other clients and other contracts, each with a dossier of its own.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from mplus3_xl.domain.lagon.drafts import DraftFile, Kind
from mplus3_xl.errors import Problem

Meant = Mapping[str, str]


def meant(said: Collection[str], known: Collection[str]) -> dict[str, str]:
    """Return, for each number of a file that is not known, the one that its zeros part from it.

    Only one known number may be so, and the file writes it in one way only: two ways are two
    numbers, for a spreadsheet takes the zeros of a whole column.
    """
    strange = {number for number in said if number.isdecimal()}.difference(known) if known else ()
    if not strange:
        return {}
    alike, written = _without_zeros(known), _without_zeros(said)
    found = {number: alike.get(number.lstrip("0"), set()) for number in strange}
    return {
        number: next(iter(same))
        for number, same in found.items()
        if len(same) == len(written[number.lstrip("0")]) == 1
    }


def _without_zeros(numbers: Iterable[str]) -> Mapping[str, set[str]]:
    alike: dict[str, set[str]] = defaultdict(set)
    for number in numbers:
        if number.isdecimal():
            alike[number.lstrip("0")].add(number)
    return alike


def respell(file: DraftFile, clients: Meant, contracts: Meant) -> None:
    """Write the numbers of a file as they are known, and warn once for each of its columns."""
    if not clients and not contracts:
        return
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
    others = {1: "", 2: " De même pour une autre ligne."}.get(
        len(lost), f" De même pour {len(lost) - 1} autres lignes."
    )
    message = (
        f"« {number} » est lu comme « {names[number or '']} », déjà connu : un tableur a ôté ou "
        f"ajouté ses zéros.{others}"
    )
    title = file.titles.get(code, code)
    file.warnings.append(Problem(file.name, line, title, number or "", "zeros_perdus", message))
