"""From an export's cells to values, one declared column at a time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from mplus3_xl.collection import MadeOnce
from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import ClientType, ContractState, Movement, Term
from mplus3_xl.importers import cells
from mplus3_xl.importers.cells import Fault, is_failed
from mplus3_xl.importers.columns import Column, columns
from mplus3_xl.importers.month_first import doubted
from mplus3_xl.importers.titles import Export
from mplus3_xl.importers.values import Values
from mplus3_xl.rules import table

Reader = Callable[[Any], Any]

_READERS: Mapping[str, Reader] = {
    "identifier": cells.identifier,
    "text": cells.text,
    "date": cells.day,
    "amount": cells.cents,
    "integer": cells.integer,
    "phone": cells.phone,
    "postal_code": cells.postal_code,
}
_TERMS: Mapping[str, tuple[type[Term], str]] = {
    "client_type": (ClientType, "type_client_inconnu"),
    "movement": (Movement, "mouvement_inconnu"),
    "state": (ContractState, "etat_inconnu"),
}
# Columns whose cells are seldom twice the same: looking them up would cost more than reading.
_DISTINCT = ("identifier", "phone")


def read_values(export: Export, agencies: Agencies) -> Values:
    """Read every declared column; a column that the file lacks is all `None`."""
    values = Values(export)
    cells_at = list(zip(*export.body, strict=False))  # every row is at least as wide as the titles
    for column in columns(export.match.kind):
        places = export.match.places.get(column.code, ()) if export.body else ()
        parts = [_read(values, column, cells_at[place], agencies) for place in places]
        values.by_field[column.field] = _combined(column, parts, len(export.body))
    return values


def _combined(column: Column, parts: list[list[Any]], length: int) -> list[Any]:
    if not parts:
        return [None] * length
    if column.joined:
        return [" ".join(filter(None, texts)) or None for texts in zip(*parts, strict=True)]
    if column.fallback:
        return [next(filter(None, texts), None) for texts in zip(*parts, strict=True)]
    return parts[0]


def _read(values: Values, column: Column, raw: Sequence[Any], agencies: Agencies) -> list[Any]:
    reader = _reader(column.kind, agencies)
    distinct = column.kind in _DISTINCT
    known: Mapping[Any, Any] = MadeOnce(reader)
    read = list(map(reader if distinct else known.__getitem__, raw))
    if column.kind == "date" and (doubts := doubted(known)) is not known:
        known, read = doubts, list(map(doubts.__getitem__, raw))
    met, made = (raw, read) if distinct else (known, known.values())
    if not column.required:
        _warn_of_failed(values, column, raw, met)
    if Fault in map(type, made):
        _note_faults(values, column, read)
    return read


def _note_faults(values: Values, column: Column, read: list[Any]) -> None:
    """Refuse or warn of what could not be read, and leave in its place what is kept of it."""
    note = values.refuse if column.required or column.one_of else values.warn
    for at, value in enumerate(read):
        if type(value) is Fault:
            note(at, value.code, column.code, value.message)
            read[at] = value.kept
            if value.kept is None:
                values.leave_unread(at, column.field)


def _warn_of_failed(values: Values, column: Column, raw: Sequence[Any], met: Iterable[Any]) -> None:
    """Say which optional cells hold a formula without a value: nothing is known of them."""
    failed = set(filter(is_failed, met))
    for at, cell in enumerate(raw if failed else ()):
        if cell in failed:
            values.leave_unread(at, column.field)
            message = (
                f"La formule de cette case n’a pas de valeur ({cell}) : la case est laissée de "
                "côté. Remplacez la formule par sa valeur, puis importez de nouveau."
            )
            values.warn(at, "formule_sans_valeur", column.code, message)


def _reader(kind: str, agencies: Agencies) -> Reader:
    if kind == "agency":
        return lambda cell: _agency(cell, agencies)
    if kind in _TERMS:
        return lambda cell: _term(cell, kind)
    return _READERS[kind]


def _agency(cell: Any, agencies: Agencies) -> str | Fault | None:
    words = cells.text(cell)
    if words is None:
        return None
    site = agencies.named(words)
    if site is not None:
        return site.name
    known = ", ".join(each.name for each in agencies.sites)
    return Fault(
        "agence_inconnue",
        f"L’agence « {words} » n’est pas dans la table (connues : {known}) ; elle est gardée telle "
        "quelle. Ajoutez-la, ou un autre nom, dans Paramètres.",
        kept=words,
    )


@cache
def _words_of(kind: str) -> dict[str, Term]:
    terms, _ = _TERMS[kind]
    entries = table("values")[kind].items()
    return {fold(word): terms(code) for code, words in entries for word in words}


def _term(cell: Any, kind: str) -> Term | Fault | None:
    words = cells.text(cell)
    if words is None:
        return None
    if (term := _words_of(kind).get(fold(words))) is not None:
        return term
    terms, code = _TERMS[kind]
    return Fault(code, f"« {words} » n’est pas connu. Attendu : {expected(terms)}.")


def expected(terms: type[Term]) -> str:
    """List the words that a closed column may hold."""
    return ", ".join(term.label for term in terms)
