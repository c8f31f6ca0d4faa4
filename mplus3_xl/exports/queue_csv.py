"""The queue as a csv for Excel in French: `;`, UTF-8 with its mark."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from mplus3_xl.domain.queue.queue import QueueRow
from mplus3_xl.domain.text import guarded
from mplus3_xl.domain.vocabulary import Term
from mplus3_xl.domain.yes_no import yes_no

BYTE_ORDER_MARK = "\ufeff"
_COLUMNS = (
    ("Rang", "rang"),
    ("Client", "client"),
    ("Nom", "nom"),
    ("Type de client", "type_client"),
    ("Agence", "agence"),
    ("Chargé de clientèle", "charge"),
    ("Contrats", "contrats"),
    ("Date d’effet", "date_effet"),
    ("Cible", "cible"),
    ("Début de fenêtre", "fenetre_debut"),
    ("Fin de fenêtre", "fenetre_fin"),
    ("Au plus tôt", "au_plus_tot"),
    ("Au plus tard", "au_plus_tard"),
    ("Phase", "phase"),
    ("Statut", "statut"),
    ("Prochain créneau", "prochain_creneau"),
    ("Peut-on appeler ?", "permission"),
    ("Ce qui retient l’appel", "permission_raison"),
    ("Essais sur la période", "tentatives_30j"),
    ("Client existant", "client_existant"),
    ("Téléphone", "telephone"),
    ("E-mail", "email"),
    ("Raison", "raison"),
)


def queue_csv(rows: Sequence[QueueRow]) -> str:
    """Return the whole file as text, mark included."""
    titles, names = zip(*_COLUMNS, strict=True)
    return csv_text(titles, ([cell_text(getattr(row, name)) for name in names] for row in rows))


def csv_text(titles: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    """Return the text of a file for Excel in French, mark included."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([titles, *lines])
    return BYTE_ORDER_MARK + text.getvalue()


def cell_text(value: Any) -> str:
    """Write one value; a text that looks like a formula gets an apostrophe before it (R23)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Term):
        return value.label
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return guarded(text)
