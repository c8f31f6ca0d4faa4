"""The queue as a csv."""

import csv
from datetime import date, datetime

import pytest

from mplus3_xl.domain.contact.gate import Permission
from mplus3_xl.domain.queue.queue import QueueRow
from mplus3_xl.exports.queue_csv import BYTE_ORDER_MARK, queue_csv
from tests.painter.invented import row


def _read(held: QueueRow) -> dict[str, str]:
    lines = queue_csv([held]).removeprefix(BYTE_ORDER_MARK).splitlines()
    (line,) = csv.DictReader(lines, delimiter=";")
    return line


def test_the_csv_says_whether_one_may_call_and_what_holds_the_call_back() -> None:
    line = _read(row(1, permission=Permission.REFUSE, permission_raison="4 appels en 30 jours."))
    assert line["Peut-on appeler ?"] == "Appel refusé"
    assert line["Ce qui retient l’appel"] == "4 appels en 30 jours."


@pytest.mark.parametrize(
    ("name", "value", "title", "said"),
    [
        ("client_existant", True, "Client existant", "Oui"),
        ("client_existant", False, "Client existant", "Non"),
        ("date_effet", date(2026, 8, 5), "Date d’effet", "05/08/2026"),
        ("prochain_creneau", datetime(2026, 11, 4, 9, 5), "Prochain créneau", "04/11/2026 09:05"),
        ("prochain_creneau", None, "Prochain créneau", ""),
        ("contrats", ("100", "C2"), "Contrats", "100, C2"),
    ],
)
def test_the_csv_is_written_as_it_is_read(name: str, value: object, title: str, said: str) -> None:
    assert _read(row(1, **{name: value}))[title] == said


def test_the_csv_has_its_mark_and_every_column_in_its_order() -> None:
    titles = (
        "Rang;Client;Nom;Type de client;Agence;Chargé de clientèle;Contrats;Date d’effet;Cible;"
        "Début de fenêtre;Fin de fenêtre;Au plus tôt;Au plus tard;Phase;Statut;Prochain créneau;"
        "Peut-on appeler ?;Ce qui retient l’appel;Essais sur la période;Client existant;Téléphone;"
        "E-mail;Raison"
    )
    assert queue_csv([]).encode() == b"\xef\xbb\xbf" + f"{titles}\r\n".encode()
