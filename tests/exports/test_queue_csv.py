"""The queue as a csv."""

import csv

from mplus3_xl.domain.contact_gate import Permission
from mplus3_xl.exports.queue_csv import BYTE_ORDER_MARK, queue_csv
from tests.painter.invented import row


def test_the_csv_says_whether_one_may_call_and_what_holds_the_call_back() -> None:
    held = row(1, permission=Permission.REFUSE, permission_raison="4 appels en 30 jours.")
    lines = queue_csv([held]).removeprefix(BYTE_ORDER_MARK).splitlines()
    (line,) = csv.DictReader(lines, delimiter=";")
    assert line["Peut-on appeler ?"] == "Appel refusé"
    assert line["Ce qui retient l’appel"] == "4 appels en 30 jours."
