"""Small invented exports, written as a person would have received them."""

import csv
from collections.abc import Sequence
from pathlib import Path

CONTRACT = {
    "N° de Contrat": "100",
    "N° client Lagon": "L1",
    "Nom du client": "Essai Anne",
    "Type de client": "Particulier",
    "Branche": "AUTO",
    "Code produit": "Auto",
    "Mouvement": "AN",
    "Date d'effet": "20/08/2026",
    "Etat du contrat": "En cours",
    "Date de résiliation": "",
    "Chargé de clientèle": "Hugo Mazin",
    "Agence": "Corniche",
}
CLIENT = {
    "N° client Lagon": "L1",
    "Nom": "Essai",
    "Prénom": "Anne",
    "Type de client": "Particulier",
    "Téléphone": "01 99 00 00 01",
    "E-mail": "anne@exemple.fr",
    "Agence": "Corniche",
    "Chargé de clientèle": "Hugo Mazin",
}
Cells = dict[str, str]

NUMBER, HOLDER, NAME = "N° de Contrat", "N° client Lagon", "Nom du client"
EFFECT, STATE, MOVEMENT, ENDED = (
    "Date d'effet",
    "Etat du contrat",
    "Mouvement",
    "Date de résiliation",
)


def contracts(path: Path, rows: Sequence[Cells]) -> Path:
    """Write a contract export; each row says what it has other than `CONTRACT`."""
    return _write(path, CONTRACT, rows)


def clients(path: Path, rows: Sequence[Cells]) -> Path:
    """Write a client export; each row says what it has other than `CLIENT`."""
    return _write(path, CLIENT, rows)


def _write(path: Path, usual: Cells, rows: Sequence[Cells]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="cp1252", newline="") as file:
        titles = list(dict.fromkeys([*usual, *(key for row in rows for key in row)]))
        writer = csv.DictWriter(file, titles, delimiter=";")
        writer.writeheader()
        writer.writerows(usual | row for row in rows)
    return path
