"""What a row of the store says, in words that the client whom it is about can read."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from mplus3_xl.domain.register.stored_words import word_of
from mplus3_xl.domain.yes_no import yes_no
from mplus3_xl.layout.french import short_day
from mplus3_xl.rules import table
from mplus3_xl.services.journal.fields import field_of, title_of
from mplus3_xl.services.journal.values import amount, day_said, words_of

Row = Mapping[str, Any]
# The parts of an acte's content, and the table whose rows they were.
_PARTS = {
    "client": "clients",
    "tags": "dossiers",
    "contrats": "contracts",
    "champs": "field_answers",
    "pieces": "piece_answers",
    "essais": "attempts",
    "actions": "actions",
    "opportunites": "gap_replies",
}
# Its keys, and the column that each was; the id of a contract says nothing to anybody.
_KEYS = {
    "numero": "number", "nom": "last_name", "famille": "family", "produit": "product",
    "date_effet": "effect_date", "prime_centimes": "premium_cents", "champ": "field",
    "etat": "state", "nouveau": "new", "le": "at", "issue": "outcome", "compte": "counts",
    "par": "author", "base": "basis", "manquement": "breach", "motif_manquement": "breach_reason",
    "raye": "struck_reason", "manque": "gap", "reponse": "answer", "motif": "reason",
    "nature": "kind", "objet": "object", "pour": "owner", "echeance": "due_on",
    "faite_le": "done_on", "sans_action": "no_action_reason",
}  # fmt: skip
_UNSAID = "contrat"


def label_of_column(column: str) -> str:
    """Return what a column is called."""
    labels: Mapping[str, str] = table("privacy")["labels"]
    return labels.get(column, column)


def said(name: str, column: str, row: Row) -> str:
    """Return what a row of the table `name` says in a column."""
    value = row[column]
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes_no(value).lower()
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return short_day(value)
    if column.endswith("_cents"):
        return amount(value)
    return _text(name, column, row, str(value))


def _text(name: str, column: str, row: Row, text: str) -> str:
    match name, column:
        case "actes", "content":
            return " ; ".join(_content(json.loads(text)))
        case (("drafts" | "kept_drafts"), "content"):
            typed = json.loads(text)
            told = (f"{field_of('drafts', key)} : {day_said(typed[key])}" for key in typed)
            return " ; ".join(told)
        case "situation_answers", "answer":
            return words_of("situation", row["question"], text, {}) or ""
        case "manual_entries", "field":
            return field_of(name, text)
        case "manual_entries", "value":
            return words_of(name, row["field"], text, {}) or ""
        case "conflicts", "subject":
            return title_of(text)
        case "conflicts", "field":
            return field_of(row["subject"], text)
        case "conflicts", "kept" | "offered":
            return words_of(row["subject"], row["field"], text, {}) or ""
        case "attempts", "breach":
            return ", ".join(map(_limit, text.split(", ")))
    return word_of(name, column, text)


def _limit(code: str) -> str:
    """Return the label of the rule that a call went against."""
    known = {**table("windows")["setting"], **table("attempts")["limit"]}
    return str(known[code]["label"]) if code in known else code


def _content(content: Mapping[str, Any]) -> Iterator[str]:
    """Write what an acte holds, part by part."""
    for name, held in content.items():
        parts: list[Row] = (
            held if isinstance(held, list) else [held] if isinstance(held, Mapping) else []
        )
        for each in parts:
            row: Row = {_KEYS.get(key, key): value for key, value in each.items() if key != _UNSAID}
            told = (_labelled(_PARTS.get(name, name), column, row) for column in row)
            yield ", ".join(filter(None, told))
        if held and not parts:
            column = _KEYS.get(name, name)
            yield _labelled("actes", column, {column: held})


def _labelled(name: str, column: str, row: Row) -> str:
    text = said(name, column, row)
    return f"{label_of_column(column)} : {day_said(text)}" if text else ""
