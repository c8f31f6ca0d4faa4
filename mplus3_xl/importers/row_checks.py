"""What the rows of an export must hold: a bad one is refused alone, a doubtful one is flagged."""

from datetime import date

from mplus3_xl.domain.bilan.families import family_of
from mplus3_xl.domain.model import ContractDraft
from mplus3_xl.domain.vocabulary import ContractState, Movement
from mplus3_xl.domain.windows import newest_effect_date, oldest_effect_date
from mplus3_xl.importers.cells import as_text, is_failed
from mplus3_xl.importers.columns import columns
from mplus3_xl.importers.reading import expected
from mplus3_xl.importers.values import Values


def check_contracts(values: Values, today: date) -> None:
    """Refuse the rows that name no contract, no day, no client, or what the trade does not know."""
    by_field = values.by_field
    _require(values, "number", "numero_manquant", "numero", "Le numéro de contrat manque.")
    _require(values, "effect_date", "date_manquante", "date_effet", "La date d’effet manque.")
    _check_bounds(values, today)
    for name, code, column, terms in (
        ("movement", "mouvement_inconnu", "mouvement", Movement),
        ("state", "etat_inconnu", "etat", ContractState),
    ):
        _require(values, name, code, column, f"Cette case est vide. Attendu : {expected(terms)}.")
    unreadable = _faulty(values, "client")
    for at, (number, named) in enumerate(
        zip(by_field["client_number"], by_field["client_name"], strict=True)
    ):
        if number is None and named is None and at not in unreadable:
            column = "client" if "client" in values.export.match.places else "nom"
            values.refuse(at, "client_manquant", column, "Ni numéro ni nom de client.")


def _check_bounds(values: Values, today: date) -> None:
    oldest, newest = oldest_effect_date(), newest_effect_date(today)
    days = values.by_field["effect_date"]
    if all(oldest <= day <= newest for day in set(days) - {None}):
        return
    for at, day in enumerate(days):
        if day is not None and not oldest <= day <= newest:
            message = (
                f"La date d’effet {day:%d/%m/%Y} n’est pas croyable : elle doit être entre le "
                f"{oldest:%d/%m/%Y} et le {newest:%d/%m/%Y}."
            )
            values.refuse(at, "date_hors_bornes", "date_effet", message)


def leave_out_old_days(values: Values) -> None:
    """Leave empty the other days that no contract is as old as, as 01/01/1900; flag them (R6)."""
    oldest = oldest_effect_date()
    for column in columns(values.export.match.kind):
        if column.kind != "date" or column.required:
            continue
        days = values.by_field[column.field]
        for at, day in enumerate(days if any(day < oldest for day in set(days) - {None}) else ()):
            if day is not None and day < oldest:
                days[at] = None
                values.leave_unread(at, column.field)
                message = (
                    f"La date {day:%d/%m/%Y} n’est pas croyable (avant le {oldest:%d/%m/%Y}) : la "
                    "case est laissée de côté. Corrigez-la dans Lagon, ou videz-la."
                )
                values.warn(at, "date_hors_bornes", column.code, message)


def check_clients(values: Values) -> None:
    """Refuse the rows that have no number, or no name."""
    _require(values, "number", "numero_manquant", "client", "Le numéro de client manque.")
    names = zip(values.by_field["last_name"], values.by_field["company"], strict=True)
    for at, (last_name, company) in enumerate(names):
        if last_name is None and company is None:
            column = "nom" if "nom" in values.export.match.places else "raison_sociale"
            values.refuse(at, "client_manquant", column, "Ni nom ni raison sociale.")


def _require(values: Values, name: str, code: str, column: str, message: str) -> None:
    """Refuse the rows where a needed cell is empty; one that was unreadable is refused already."""
    if None not in values.by_field[name]:
        return
    unreadable = _faulty(values, column)
    for at, value in enumerate(values.by_field[name]):
        if value is None and at not in unreadable:
            cell = values.cell(at, column)
            failed = f"La formule de cette case n’a pas de valeur ({cell})."
            values.refuse(at, code, column, failed if is_failed(cell) else message)


def _faulty(values: Values, column: str) -> set[int]:
    """Return the rows that are refused already for what they have in a column."""
    title = values.title(column)
    return {
        at for at, found in values.refused.items() if any(each.column == title for each in found)
    }


def warn_of_cells_beyond_titles(values: Values) -> None:
    """Flag the rows that are wider than the titles: a separator inside a text shifts the rest."""
    width = len(values.export.header)
    for at, row in enumerate(values.export.body):
        if len(row) > width and any(as_text(cell).strip() for cell in row[width:]):
            message = (
                f"Cette ligne a {len(row)} cases pour {width} titres : un séparateur dans un texte "
                "décale peut-être la suite. Mettez ce texte entre guillemets."
            )
            values.warn(at, "cases_en_trop", "", message)


def warn_of_unknown_families(values: Values, drafts: list[ContractDraft]) -> None:
    """Flag each branch and product that no family names, once a file."""
    named = {(draft.branch, draft.product) for draft in drafts} - {(None, None)}
    unknown = {names for names in named if family_of(*names, None) is None}
    if not unknown:
        return
    at_line = {line: at for at, line in enumerate(values.export.lines)}
    for draft in drafts:
        names = (draft.branch, draft.product)
        if names in unknown:
            unknown.remove(names)
            listed = " / ".join(filter(None, names))
            message = (
                f"« {listed} » n’est dans aucune famille connue ; le contrat est gardé. "
                "Ajoutez ce nom à la table des familles."
            )
            column = "produit" if draft.product else "branche"
            values.warn(at_line[draft.line], "produit_inconnu", column, message)
